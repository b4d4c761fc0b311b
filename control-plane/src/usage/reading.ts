import type { Meter } from '@tenantry/contracts/commercial/meter';
import type { Reading, Summary } from './summary.ts';

const HOUR_MS = 3_600_000n;

/** What a meter says of an interval, in whole units of its scale. */
export interface UsageReading {
  readonly quantity: bigint;
  /** Events that count. */
  readonly events: bigint;
  /** Entries of the ledger, corrections included, and the hash of them all: the same for the same entries. */
  readonly entries: number;
  readonly hash: bigint;
}

/**
 * The quantity of an interval [from, to), whose summary is whole and settled. `before` is the last reading ahead of
 * it, for meters whose quantity holds until the next; `until` is where it holds to: the end, or now.
 */
export function quantityOf(
  meter: Meter,
  summary: Summary,
  held: { readonly before: Reading | undefined; readonly from: number; readonly until: number },
): bigint {
  switch (meter.aggregation) {
    case 'sum':
      return summary.sum;
    case 'count':
      return summary.count;
    case 'max':
      return summary.max ?? 0n;
    case 'unique':
      return BigInt(summary.members.length);
    case 'latest':
      return (summary.latest ?? held.before)?.units ?? 0n;
    case 'time_weighted':
      return unitHours(areaOf(summary, held));
  }
}

function areaOf(
  { stretches }: Summary,
  held: { readonly before: Reading | undefined; readonly from: number; readonly until: number },
): bigint {
  const [stretch] = stretches;
  const first = stretch?.first.at ?? held.until;
  const ahead = (held.before?.units ?? 0n) * span(held.from, Math.min(first, held.until));
  if (stretch === undefined) return ahead;
  return ahead + stretch.area + stretch.last.units * span(stretch.last.at, held.until);
}

function span(from: number, to: number): bigint {
  return BigInt(Math.max(0, to - from));
}

/** Units × milliseconds as units × hours, half up: the one rounding there is. */
function unitHours(area: bigint): bigint {
  return (area * 2n + HOUR_MS) / (HOUR_MS * 2n);
}
