import {
  inapplicableBecause,
  type Measurement,
  measuredAs,
  missingBecause,
} from '@tenantry/contracts/commercial/health-factors';
import { DAY_MS, type HealthFacts } from '../facts.ts';
import { interpolate } from './interpolate.ts';

/** By days that it has served without being used. */
const UNUSED: readonly (readonly [number, number])[] = [
  [3, 80],
  [14, 40],
  [30, 10],
];
const OVERDUE_AFTER = 14;
/** The machine's steps take minutes: a day is long. */
const SLOW_AFTER = 1;

export function measureOnboarding({ onboarding, now }: HealthFacts): Measurement {
  if (onboarding === undefined) return inapplicableBecause('not_onboarded_here');
  const { status, submittedAt, servesSince, blockedBy } = onboarding;
  switch (status) {
    case 'draft':
    case 'cancelled':
      return missingBecause('onboarding_not_begun', { status });
    case 'completed':
      return measuredAs('onboarded', 100, { status });
    case 'needs_attention':
      return measuredAs('onboarding_blocked', 10, { status, ...(blockedBy && { blockedBy }) });
    case 'live': {
      const days = daysSince(servesSince, now);
      const evidence = { status, ...(servesSince && { servesSince }), days: Math.floor(days) };
      const code = days > OVERDUE_AFTER ? 'first_use_overdue' : 'first_use_awaited';
      const reason = `It has served for ${Math.floor(days)} days, and was not used`;
      return measuredAs(code, interpolate(UNUSED, days), evidence, reason);
    }
    case 'submitted': {
      const slow = daysSince(submittedAt, now) > SLOW_AFTER;
      const evidence = { status, ...(submittedAt && { submittedAt }) };
      return measuredAs(slow ? 'onboarding_slow' : 'onboarding_runs', slow ? 30 : 60, evidence);
    }
  }
}

function daysSince(time: string | undefined, now: number): number {
  return time === undefined ? 0 : Math.max(0, (now - Date.parse(time)) / DAY_MS);
}
