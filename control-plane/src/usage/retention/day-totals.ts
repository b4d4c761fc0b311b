import { isoTime } from '../../clock.ts';
import type { MeterSet } from '../meter-catalogue.ts';
import { addHashes, type StoredSummary, sameSummary } from '../summary.ts';
import { meterRef, type SpanKey, spansBetween, type WindowCollection } from '../window.ts';
import type { CheckpointDay, CheckpointTotal } from './checkpoint.ts';

/** What the days from one time to another were counted to be, of every meter. */
export async function daysBetween(
  windows: WindowCollection,
  tenantId: string,
  meters: MeterSet,
  from: number,
  to: number,
): Promise<readonly CheckpointDay[]> {
  const days: CheckpointDay[] = [];
  for (const meter of meters.counted) {
    const row = { tenantId, meter: meterRef(meter), span: 'day' } as const;
    for await (const { start, summary } of spansBetween(windows, row, from, to)) {
      days.push({ meter: row.meter, day: isoTime(start), summary: withoutMembers(summary) });
    }
  }
  return days;
}

export function dayKey(tenantId: string, { meter, day }: Pick<CheckpointDay, 'meter' | 'day'>): SpanKey {
  return { tenantId, meter, span: 'day', start: Date.parse(day) };
}

/** Members are people as often as not, and a checkpoint cannot be changed: it only says that there were some. */
function withoutMembers(summary: StoredSummary): StoredSummary {
  return summary.members === undefined ? summary : { ...summary, members: 'many' };
}

export function sameCount(counted: StoredSummary, kept: StoredSummary): boolean {
  return sameSummary(withoutMembers(counted), kept);
}

/** Adds days to what was before them. */
export function addDays(
  totals: readonly CheckpointTotal[],
  days: readonly CheckpointDay[],
): CheckpointTotal[] {
  const sums = new Map(totals.map(total => [total.meter, total]));
  for (const { meter, summary } of days) {
    const { entries, hash, count, sum } = sums.get(meter) ?? { entries: 0, hash: '0', count: '0', sum: '0' };
    sums.set(meter, {
      meter,
      entries: entries + summary.entries,
      hash: addHashes(BigInt(`0x${hash}`), BigInt(`0x${summary.hash}`)).toString(16),
      count: String(BigInt(count) + BigInt(summary.count)),
      sum: String(BigInt(sum) + BigInt(summary.sum)),
    });
  }
  return [...sums.values()].sort((a, b) => (a.meter < b.meter ? -1 : 1));
}
