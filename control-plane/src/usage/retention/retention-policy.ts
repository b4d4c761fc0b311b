import { SETTLE_MS } from '../sealing/sealer.ts';
import type { UsageConfig } from '../usage-config.ts';
import { SPAN_MS } from '../window.ts';

export type RetentionPolicy = Pick<
  UsageConfig,
  'retention' | 'backfillWindow' | 'grace' | 'longestOperation' | 'suspicions' | 'futureLimit'
>;

/** Before usage is pruned, this long nobody corrects it: what was decided before is in the ledger by then. */
export const CORRECTION_MARGIN = 3_600_000;

/**
 * The shortest retention: behind it no event is admitted any more, none is under way, what was received is sealed, and
 * the windows of a writer that was stopped in the middle have been looked at for the last time. And whole days, since
 * the past is given up by the day.
 */
export function shortestRetention(policy: RetentionPolicy): number {
  const { backfillWindow, grace, longestOperation, suspicions } = policy;
  const looks = suspicions.reduce((sum, wait) => sum + wait, 0);
  return (
    Math.max(SPAN_MS.day, backfillWindow + grace + looks + CORRECTION_MARGIN) + longestOperation + SETTLE_MS
  );
}

/** In whole days, for people and for the configuration. */
export function shortestRetentionDays(policy: RetentionPolicy): number {
  return Math.ceil(shortestRetention(policy) / SPAN_MS.day);
}

/** @throws RangeError when usage would be pruned while it may still come or change */
export function checkRetention(policy: RetentionPolicy): void {
  const { retention } = policy;
  if (retention === undefined || retention >= shortestRetention(policy)) return;
  throw new RangeError(retentionFault(policy));
}

function retentionFault(policy: RetentionPolicy): string {
  const days = shortestRetentionDays(policy);
  return `must be at least ${days} days: longer than the backfill window, the grace and the time in which what a stopped writer left is looked for`;
}
