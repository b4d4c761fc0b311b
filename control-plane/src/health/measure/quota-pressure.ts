import { type Measurement, measuredAs, missingBecause } from '@tenantry/contracts/commercial/health-factors';
import type { HealthFacts } from '../facts.ts';
import type { AllowanceFacts } from '../ports.ts';
import { interpolate } from './interpolate.ts';

/** By the share that is used: of what is refused beyond, and of what is only billed beyond. */
const REFUSED: readonly (readonly [number, number])[] = [
  [0.8, 100],
  [0.95, 60],
  [1, 10],
];
const BILLED: readonly (readonly [number, number])[] = [
  [0.8, 100],
  [1, 70],
  [1.5, 40],
  [2.5, 20],
];
const NEAR = 0.8;

/** How near the tightest allowance of the period is to its end; where use is refused, that end counts. */
export function measureQuotaPressure({ plan }: HealthFacts): Measurement {
  if (plan === undefined) return missingBecause('no_plan');
  const { allowances } = plan;
  const found = allowances.flatMap(pressureOf);
  const [worst] = found.toSorted((a, b) => a.value - b.value);
  if (worst === undefined) {
    return allowances.length === 0
      ? missingBecause('not_counted')
      : measuredAs('no_limits', 100, { meters: allowances.length });
  }
  const { meter, policy, used, end, share, value, refused } = worst;
  const percent = Math.floor(100 * share);
  const evidence = { meter, policy, used: used.toString(), end: end.toString(), usedPercent: percent };
  const reason = `${percent} % of ${meter} is used`;
  if (refused) return measuredAs('limit_reached', 0, evidence, `${reason}: more is refused`);
  if (share > 1) return measuredAs('over_included', value, evidence, `${reason}: the rest is billed`);
  return measuredAs(share >= NEAR ? 'near_limit' : 'room_left', value, evidence, reason);
}

function pressureOf(allowance: AllowanceFacts) {
  const { used, limit, ceiling } = allowance;
  const end = ceiling ?? limit;
  // Nothing of it is included: it cannot run out.
  if (end === undefined || end === 0n) return [];
  const share = Number(used) / Number(end);
  const value = interpolate(ceiling === undefined ? BILLED : REFUSED, share);
  return [{ ...allowance, end, share, value, refused: ceiling !== undefined && used >= ceiling }];
}
