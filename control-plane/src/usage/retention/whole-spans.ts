import { isoTime } from '../../clock.ts';
import { Problem } from '../../http/problem.ts';
import { SPAN_MS, type Span, type SpanKey, spansBetween, startOf, type WindowCollection } from '../window.ts';

/** A part of an interval, and what is read to tell it. */
interface Piece {
  readonly span: Span | 'ledger';
  readonly from: number;
  readonly to: number;
}

type Row = Pick<SpanKey, 'tenantId' | 'meter'>;

/**
 * Of a time that is pruned, answers come from what was counted: a part of a minute can not be told any more, nor hours
 * and minutes of a day of which only the day was restored. Better no answer than a smaller one.
 * @throws Problem history_pruned
 */
export async function assertWhole(
  windows: WindowCollection,
  row: Row,
  pieces: readonly Piece[],
  prunedBefore: number,
): Promise<void> {
  for (const { span, from, to } of pieces) {
    if (from >= prunedBefore || span === 'day') continue;
    if (span === 'ledger') {
      throw new Problem(
        'history_pruned',
        `before ${isoTime(prunedBefore)} usage is known by the minute, at the finest`,
      );
    }
    const until = Math.min(to, prunedBefore);
    for (let day = startOf('day', from); day < until; day += SPAN_MS.day) {
      await assertDay(windows, row, day, span);
    }
  }
}

async function assertDay(windows: WindowCollection, row: Row, day: number, span: Span): Promise<void> {
  const [whole, parts] = await Promise.all([
    entriesOf(windows, { ...row, span: 'day' }, day),
    entriesOf(windows, { ...row, span }, day),
  ]);
  if (whole === parts) return;
  throw new Problem('history_pruned', `of ${isoTime(day).slice(0, 10)} only the whole day is known`, {
    reason: 'only_whole_days',
    params: { day: isoTime(day).slice(0, 10) },
  });
}

async function entriesOf(
  windows: WindowCollection,
  row: Omit<SpanKey, 'start'>,
  day: number,
): Promise<number> {
  let entries = 0;
  for await (const { summary } of spansBetween(windows, row, day, day + SPAN_MS.day))
    entries += summary.entries;
  return entries;
}
