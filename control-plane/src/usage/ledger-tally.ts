import type { Meter } from '@tenantry/contracts/commercial/meter';
import { isoTime } from '../clock.ts';
import { type Scan, scanAll } from '../storage/documents.ts';
import type { CountedEntry, LedgerEntries } from './counted-entry.ts';
import type { EventIndex } from './stored-event.ts';
import { type CountableEntry, Tally } from './tally.ts';

const WHOLE_PER_PAGE = 1_000;
const COUNTED_PER_PAGE = 2_500;

/** Whether the meter looks at what may be personal: filters by dimension, or tells subjects apart. */
function looksInside({ filter, uniqueBy }: Meter): boolean {
  return uniqueBy !== undefined || Object.keys(filter).length > 0;
}

export type EntryForCounting = CountableEntry & Pick<CountedEntry, 'entry' | 'type' | 'slot'>;

/** Entries with as much of each as the meters need, or `whole`: what a correction corrects is told only then. */
export async function* entriesFor(
  entries: LedgerEntries,
  scan: Omit<Scan<EventIndex>, 'limit' | 'after'>,
  meters: readonly Meter[],
  whole: boolean,
): AsyncGenerator<EntryForCounting> {
  if (whole || meters.some(looksInside)) yield* scanAll(entries.whole, scan, WHOLE_PER_PAGE);
  else yield* scanAll(entries.counted, scan, COUNTED_PER_PAGE);
}

/** Counts [from, to) for each meter; every type of event is read once. */
export async function tallyLedger(
  entries: LedgerEntries,
  tenantId: string,
  from: number,
  to: number,
  meters: readonly Meter[],
): Promise<readonly Tally[]> {
  const range = { tenantId, from, to };
  return (
    (await tallied(entries, range, meters, false)) ?? (await tallied(entries, range, meters, true)) ?? []
  );
}

/** Nothing when there are corrections, and what they correct was not read. */
async function tallied(
  entries: LedgerEntries,
  { tenantId, from, to }: { readonly tenantId: string; readonly from: number; readonly to: number },
  meters: readonly Meter[],
  whole: boolean,
): Promise<readonly Tally[] | undefined> {
  const tallies = meters.map(meter => ({ meter, tally: new Tally(meter) }));
  for (const type of new Set(meters.flatMap(({ types }) => types))) {
    const listening = tallies.filter(({ meter }) => meter.types.includes(type));
    const scan = {
      index: 'time',
      equals: [tenantId, type],
      from: isoTime(from),
      before: isoTime(to),
    } as const;
    for await (const entry of entriesFor(entries, scan, meters, whole)) {
      if (entry.entry !== 'usage' && entry.correction === undefined) return undefined;
      for (const { tally } of listening) tally.add(entry);
    }
    for (const { tally } of listening) tally.endOfType();
  }
  return tallies.map(({ tally }) => tally);
}
