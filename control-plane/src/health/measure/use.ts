import { type Measurement, measuredAs, missingBecause } from '@tenantry/contracts/commercial/health-factors';
import { DAY_MS, type HealthFacts } from '../facts.ts';
import type { DailyUse } from '../ports.ts';
import { interpolate } from './interpolate.ts';

/** Whole days that adoption looks back over, and the fewest that say something. */
const WINDOW = 28;
const LEAST_DAYS = 7;
/** Five of seven days are every working day. */
const WORKING_SHARE = 5 / 7;
/** Who uses half of what is included uses it fully. */
const FULL_DEPTH = 0.5;
const DAYS_OF_MONTH = 30.4;
/** Of the parts of adoption. */
const SHARES = { frequency: 0.4, breadth: 0.3, depth: 0.3 };

/**
 * Active use against the plan: on how many working days it is used, how many of the plan's meters are used, and how
 * much of the allowances is used up in the time.
 */
export function measureAdoption(facts: HealthFacts): Measurement {
  const { plan, use } = facts;
  if (plan === undefined) return missingBecause('no_plan');
  if (use.length === 0) return missingBecause('not_counted');
  const window = Math.min(WINDOW, wholeDays(facts));
  if (window < LEAST_DAYS) return missingBecause('too_early', { days: window });
  const recent = use.map(({ meter, days }) => ({ meter, days: days.slice(-window) }));
  const active = activeDays(recent, window);
  const metersUsed = recent.filter(({ days }) => sumOf(days) > 0n).length;
  const frequency = Math.min(1, active / (window * WORKING_SHARE));
  const breadth = metersUsed / recent.length;
  const depth = depthOf(facts, recent, window);
  const parts = [
    [SHARES.frequency, frequency],
    [SHARES.breadth, breadth],
    ...(depth === undefined ? [] : [[SHARES.depth, Math.min(1, depth / FULL_DEPTH)]]),
  ].map(([share = 0, value = 0]) => ({ share, value }));
  const whole = parts.reduce((sum, { share }) => sum + share, 0);
  const value = (100 * parts.reduce((sum, { share, value }) => sum + share * value, 0)) / whole;
  const evidence = {
    days: window,
    activeDays: active,
    metersUsed,
    metersInPlan: recent.length,
    ...(depth !== undefined && { allowanceUsedPercent: Math.round(100 * depth) }),
  };
  if (active === 0) return measuredAs('not_used', 0, evidence, `Not used in ${window} days`);
  const code = value >= 70 ? 'used_well' : value >= 40 ? 'used_some' : 'used_little';
  const reason = `Used on ${active} of ${window} days, ${metersUsed} of ${recent.length} meters`;
  return measuredAs(code, value, evidence, reason);
}

/** The mean share of limited allowances that is used, for a month at this rate; undefined when none is limited. */
function depthOf(facts: HealthFacts, recent: readonly DailyUse[], window: number): number | undefined {
  const shares = (facts.plan?.allowances ?? []).flatMap(({ meter, limit }) => {
    const use = recent.find(one => one.meter === meter);
    if (use === undefined || limit === undefined || limit === 0n) return [];
    const inWindow = (Number(limit) * window) / DAYS_OF_MONTH;
    return [Math.min(1, Number(sumOf(use.days)) / inWindow)];
  });
  if (shares.length === 0) return undefined;
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** From −1, all gone, to 1, all new. */
const TREND: readonly (readonly [number, number])[] = [
  [-0.7, 0],
  [-0.15, 65],
  [0, 80],
  [0.1, 95],
  [0.2, 100],
];
const STEADY = 0.1;

/**
 * Use of late against as many days before: four weeks, of younger customers two or one, so that weekdays are alike. Of
 * each meter the change is taken against the larger of the two; the factor is their mean.
 */
export function measureUsageTrend(facts: HealthFacts): Measurement {
  const { plan, use } = facts;
  if (plan === undefined) return missingBecause('no_plan');
  if (use.length === 0) return missingBecause('not_counted');
  const age = wholeDays(facts);
  const days = [28, 14, 7].find(span => age >= 2 * span);
  if (days === undefined) return missingBecause('too_early', { days: age });
  const sums = use.map(({ days: all }) => ({
    recent: sumOf(all.slice(-days)),
    before: sumOf(all.slice(-2 * days, -days)),
  }));
  const evidence = { days, recent: told(sums, 'recent'), before: told(sums, 'before') };
  const used = sums.filter(({ recent, before }) => recent > 0n || before > 0n);
  if (used.length === 0) return measuredAs('no_use_yet', 0, evidence);
  if (used.every(({ recent }) => recent === 0n)) {
    return measuredAs('stopped', 0, evidence, `No use in ${days} days, and some in the ${days} days before`);
  }
  if (used.every(({ before }) => before === 0n)) return measuredAs('started', 90, evidence);
  const change = used.reduce((sum, one) => sum + changeOf(one), 0) / used.length;
  const code = change >= STEADY ? 'growing' : change <= -STEADY ? 'shrinking' : 'steady';
  const percent = Math.round(100 * change);
  const reason = `${percent > 0 ? '+' : ''}${percent} % in ${days} days against the ${days} days before`;
  return measuredAs(code, interpolate(TREND, change), { ...evidence, changePercent: percent }, reason);
}

function changeOf({ recent, before }: { readonly recent: bigint; readonly before: bigint }): number {
  const [now, then] = [Number(recent), Number(before)];
  return (now - then) / Math.max(now, then);
}

/** The sums of each meter, in the plan's order. */
function told(
  sums: readonly { readonly recent: bigint; readonly before: bigint }[],
  which: 'recent' | 'before',
): string {
  return sums.map(sum => sum[which].toString()).join(' ');
}

/** Whole days of UTC that it has been a customer for. */
function wholeDays({ now, tenant }: HealthFacts): number {
  const begin = Math.ceil(tenant.since / DAY_MS) * DAY_MS;
  return Math.max(0, Math.floor((now - (now % DAY_MS) - begin) / DAY_MS));
}

function activeDays(use: readonly DailyUse[], window: number): number {
  let active = 0;
  for (let day = 0; day < window; day++) if (use.some(({ days }) => (days[day] ?? 0n) > 0n)) active++;
  return active;
}

function sumOf(days: readonly bigint[]): bigint {
  return days.reduce((sum, day) => sum + day, 0n);
}
