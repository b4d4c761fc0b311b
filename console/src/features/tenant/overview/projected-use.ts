import type { Entitlement } from '../data/types.ts';

/** Below this part of a period a projection says nothing yet. */
const LEAST_PART = 0.05;

/**
 * Where use will be at the end of its period if it goes on as it did in it.
 * @returns whole units of the meter's scale; undefined when there is no period, or too little of it
 */
export function projectedUse({
  used,
  period,
  asOf,
}: Pick<Entitlement, 'used' | 'period' | 'asOf'>): string | undefined {
  if (period === null) return undefined;
  const [from, to, at] = [period.from, period.to, asOf].map(time => new Date(time).getTime());
  if (from === undefined || to === undefined || at === undefined || to <= from) return undefined;
  const part = (at - from) / (to - from);
  if (part < LEAST_PART || part > 1) return undefined;
  return String((BigInt(used) * BigInt(to - from)) / BigInt(at - from));
}
