import type { Entry } from './entry.ts';
import { type Fault, fault } from './fault.ts';
import { LOG } from './places.ts';

/** Clocks of those who write entries may differ by so much. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Entries that say a time which is still to come: until then, each later one would go backwards. */
export function aheadFaults(entries: readonly Entry[], now: Date): readonly Fault[] {
  const latest = new Date(now.getTime() + DAY_MS).toISOString();
  return entries
    .filter(({ at }) => at > latest)
    .map(({ id, at }) => fault('time-ahead', `${LOG}, ${id}`, `${at}, and it is ${now.toISOString()}`));
}
