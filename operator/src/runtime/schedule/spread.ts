import { hash } from 'node:crypto';

/**
 * The next time, strictly after `now`, of a task that each of many things has once per interval. All times
 * are t ≡ phase(id) mod interval, so they are spread evenly, and a restart neither bursts nor postpones them.
 * Milliseconds since the epoch.
 */
export function nextSpread(id: string, intervalMs: number, now: number): number {
  if (!(intervalMs >= 1)) throw new RangeError('the interval must be at least one millisecond');
  const phase = phaseOf(id) * intervalMs;
  return Math.ceil((Math.floor((now - phase) / intervalMs) + 1) * intervalMs + phase);
}

/** A stable number in [0, 1) of 48 bits. */
function phaseOf(id: string): number {
  return Number.parseInt(hash('sha256', id, 'hex').slice(0, 12), 16) / 2 ** 48;
}
