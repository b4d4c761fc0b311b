import { HEALTH_FACTORS, HEALTH_REASONS } from '@tenantry/contracts/commercial/health-factors';
import { INITIAL_HEALTH_SETTINGS as SETTINGS } from '@tenantry/contracts/commercial/health-settings';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, DAYS_OF_USE, type HealthFacts } from '../facts.ts';
import type { AllowanceFacts, WorkloadFacts } from '../ports.ts';
import { interpolate } from './interpolate.ts';
import { hardFactsOf, measureAll } from './measure.ts';

const SAMPLE = { tenantId: 't', slug: 'sample', cluster: 'local', suspensions: [] };
const now = Date.parse('2026-06-15T12:00:00Z');
const ago = (days: number) => new Date(now - days * DAY_MS).toISOString();

function allowance(rest: Partial<AllowanceFacts> = {}): AllowanceFacts {
  return { meter: 'query', policy: 'soft', used: 0n, limit: 30_000n, ceiling: undefined, ...rest };
}

/** A customer of a year whose only meter is used as much as is said, day by day, for eight weeks. */
function facts(daily: (daysAgo: number) => number, rest: Partial<HealthFacts> = {}): HealthFacts {
  const days = Array.from({ length: DAYS_OF_USE }, (_, at) => BigInt(daily(DAYS_OF_USE - at)));
  return {
    now,
    tenant: { ...SAMPLE, since: now - 365 * DAY_MS },
    plan: { planId: 'pro', allowances: [allowance()] },
    use: [{ meter: 'query', days }],
    onboarding: undefined,
    workload: { is: 'recording' },
    billing: undefined,
    sentiment: undefined,
    support: undefined,
    ...rest,
  };
}

const measure = (some: HealthFacts) => measureAll(some, SETTINGS);

describe('adoption', () => {
  test('use on every working day of half of what is included is all there is to wish for', () => {
    const workdays = facts(day => (new Date(now - day * DAY_MS).getUTCDay() % 6 === 0 ? 0 : 750));
    expect(measure(workdays).adoption).toMatchObject({
      code: 'used_well',
      value: 100,
      evidence: { days: 28, activeDays: 20, metersUsed: 1, metersInPlan: 1 },
    });
  });

  test('seldom and little is little, and none is nothing', () => {
    expect(measure(facts(day => (day % 14 === 0 ? 10 : 0))).adoption).toMatchObject({ code: 'used_little' });
    expect(measure(facts(() => 0)).adoption).toMatchObject({ code: 'not_used', value: 0 });
    // What was used before the four weeks is past.
    expect(measure(facts(day => (day > 28 ? 900 : 0))).adoption).toMatchObject({ code: 'not_used' });
  });

  test('a customer of less than a week, or without a plan or a counted meter, has none', () => {
    const young = { ...SAMPLE, since: now - 5 * DAY_MS };
    expect(measure(facts(() => 900, { tenant: young })).adoption).toMatchObject({ code: 'too_early' });
    expect(measure(facts(() => 900, { plan: undefined })).adoption).toMatchObject({ code: 'no_plan' });
    expect(measure(facts(() => 900, { use: [] })).adoption).toMatchObject({ code: 'not_counted' });
  });
});

describe('usage trend', () => {
  test.each([
    ['growing', (day: number) => (day > 28 ? 100 : 130), 100],
    ['steady', () => 100, 80],
    ['shrinking', (day: number) => (day > 28 ? 100 : 60), 35],
    ['stopped', (day: number) => (day > 28 ? 100 : 0), 0],
    ['started', (day: number) => (day > 28 ? 0 : 100), 90],
    ['no_use_yet', () => 0, 0],
  ] as const)('is %s', (code, daily, value) => {
    const { usageTrend } = measure(facts(daily));
    expect(usageTrend).toMatchObject({ code });
    expect(usageTrend.is === 'measured' && Math.abs(usageTrend.value - value)).toBeLessThan(5);
  });

  test('is over shorter times for those that are younger, and of none in the first two weeks', () => {
    const aged = (days: number) =>
      measure(facts(() => 100, { tenant: { ...SAMPLE, since: now - days * DAY_MS } })).usageTrend;
    expect(aged(60)).toMatchObject({ evidence: { days: 28 } });
    expect(aged(30)).toMatchObject({ evidence: { days: 14 } });
    expect(aged(16)).toMatchObject({ evidence: { days: 7 } });
    expect(aged(10)).toMatchObject({ is: 'missing', code: 'too_early' });
  });
});

test('quota pressure is that of the tightest allowance, and refusal is worse than a bill', () => {
  const pressure = (...allowances: AllowanceFacts[]) =>
    measure(facts(() => 1, { plan: { planId: 'pro', allowances } })).quotaPressure;
  expect(pressure(allowance({ used: 6_000n }))).toMatchObject({ code: 'room_left', value: 100 });
  expect(pressure(allowance({ used: 27_000n }))).toMatchObject({ code: 'near_limit', value: 85 });
  expect(pressure(allowance({ used: 45_000n }))).toMatchObject({ code: 'over_included', value: 40 });
  const hard = { policy: 'hard', ceiling: 30_000n } as const;
  expect(pressure(allowance(), allowance({ ...hard, meter: 'timeline', used: 30_000n }))).toMatchObject({
    code: 'limit_reached',
    value: 0,
    evidence: { meter: 'timeline' },
  });
  expect(pressure(allowance({ limit: undefined }))).toMatchObject({ code: 'no_limits', value: 100 });
  expect(pressure()).toMatchObject({ is: 'missing', code: 'not_counted' });
});

test('onboarding is good when it is complete, and bad when it is blocked, or complete in vain', () => {
  const onboarding = (some: HealthFacts['onboarding']) =>
    measure(facts(() => 1, { onboarding: some })).onboarding;
  expect(onboarding({ status: 'completed' })).toMatchObject({ code: 'onboarded', value: 100 });
  expect(onboarding({ status: 'needs_attention', blockedBy: 'quota' })).toMatchObject({
    code: 'onboarding_blocked',
    evidence: { blockedBy: 'quota' },
  });
  expect(onboarding({ status: 'live', servesSince: ago(2) })).toMatchObject({
    code: 'first_use_awaited',
    value: 80,
  });
  expect(onboarding({ status: 'live', servesSince: ago(40) })).toMatchObject({
    code: 'first_use_overdue',
    value: 10,
  });
  expect(onboarding({ status: 'submitted', submittedAt: ago(0.1) })).toMatchObject({
    code: 'onboarding_runs',
  });
  expect(onboarding({ status: 'submitted', submittedAt: ago(3) })).toMatchObject({ code: 'onboarding_slow' });
  expect(onboarding({ status: 'draft' })).toMatchObject({ is: 'missing', code: 'onboarding_not_begun' });
  expect(onboarding(undefined)).toMatchObject({ is: 'inapplicable', code: 'not_onboarded_here' });
});

describe('the workload', () => {
  const observed = (
    available: 'True' | 'False',
    ready: number,
    others: readonly [string, 'True' | 'False'][] = [],
    minutes = 60,
  ): WorkloadFacts => ({
    is: 'observed',
    conditions: [['Available', available] as const, ...others].map(([type, status]) => ({
      ...{ type, status, reason: 'R' },
      lastTransitionTime: new Date(now - minutes * 60_000).toISOString(),
    })),
    components: [{ name: 'api', desired: 4, ready }],
  });
  const of = (workload: WorkloadFacts) => measure(facts(() => 1, { workload })).workload;
  const hard = (workload: WorkloadFacts) =>
    hardFactsOf(
      facts(() => 1, { workload }),
      SETTINGS,
    ).map(({ code }) => code);

  test('is good when it serves, less so with faults, and bad when pods are missing', () => {
    expect(of(observed('True', 4))).toMatchObject({ code: 'serves', value: 100 });
    expect(of(observed('True', 4, [['QuotaPressure', 'True']]))).toMatchObject({
      code: 'serves_with_faults',
      value: 80,
    });
    expect(of(observed('False', 2))).toMatchObject({ code: 'partly_down', value: 20 });
    expect(of(observed('False', 0))).toMatchObject({ code: 'down', value: 0 });
  });

  test('is a hard fact when it is down for longer than a restart takes', () => {
    expect(hard(observed('False', 0))).toEqual(['workload_down']);
    expect(hard(observed('False', 0, [], 5))).toEqual([]);
    expect(hard(observed('False', 2))).toEqual([]);
    expect(hard(observed('False', 0, [['Suspended', 'True']]))).toEqual([]);
  });

  test('says nothing when nobody can know', () => {
    for (const [workload, code] of [
      [{ is: 'silent' }, 'cluster_silent'],
      [{ is: 'unsettled' }, 'not_settled'],
      [observed('False', 0, [['Suspended', 'True']]), 'stopped_on_purpose'],
    ] as const) {
      expect(of(workload)).toMatchObject({ is: 'missing', code });
    }
    // Where there is no cluster, nothing is missing.
    expect(of({ is: 'recording' })).toMatchObject({ is: 'inapplicable', code: 'no_cluster' });
    expect(of({ is: 'unsettled', refused: 'name_taken' })).toMatchObject({ code: 'down', value: 0 });
  });
});

test('what is owed is worse the longer it is due, and a hard fact: first a warning, then more', () => {
  const owing = (days: number) => {
    const billing = { currency: 'EUR', openMinor: 100n, overdueMinor: 100n, overdueSince: ago(days) };
    const some = facts(() => 1, { billing });
    const { billing: measured } = measure(some);
    return [measured.is === 'measured' && measured.value, hardFactsOf(some, SETTINGS)[0]?.code];
  };
  expect(owing(1)).toEqual([57, 'overdue']);
  expect(owing(14)).toEqual([15, 'long_overdue']);
  expect(owing(60)).toEqual([0, 'long_overdue']);
  const nothingDue = { currency: 'EUR', openMinor: 100n, overdueMinor: 0n };
  expect(measure(facts(() => 1, { billing: nothingDue })).billing).toMatchObject({
    code: 'paid',
    value: 100,
  });
});

test('what was never billed is missing once a period is over for a week, and cannot be there before', () => {
  const billing = (firstPeriodEnd?: string) => {
    const tenant = { ...SAMPLE, since: now - 365 * DAY_MS, firstPeriodEnd };
    return measure(facts(() => 1, { tenant })).billing;
  };
  expect(billing()).toMatchObject({ is: 'inapplicable', code: 'nothing_billed' });
  expect(billing(ago(-20))).toMatchObject({ is: 'inapplicable' });
  expect(billing(ago(6))).toMatchObject({ is: 'inapplicable' });
  expect(billing(ago(8))).toMatchObject({ is: 'missing', code: 'statement_missing' });
});

test('what was entered counts for a time, and a critical ticket is a hard fact as long', () => {
  const support = (days: number) => ({
    ...{ openTickets: 3, criticalTickets: 1, at: ago(days), source: 'import', author: 'a' },
  });
  const sentiment = { rating: 4, at: ago(10), source: 'survey', author: 'a' };
  const fresh = facts(() => 1, { support: support(2), sentiment });
  expect(measure(fresh)).toMatchObject({
    support: { code: 'critical_ticket', value: 34 },
    sentiment: { code: 'content', value: 75 },
  });
  expect(hardFactsOf(fresh, SETTINGS).map(({ code }) => code)).toEqual(['critical_incident']);
  const old = facts(() => 1, { support: support(31), sentiment: { ...sentiment, at: ago(121) } });
  expect(measure(old)).toMatchObject({ support: { code: 'outdated' }, sentiment: { code: 'outdated' } });
  expect(hardFactsOf(old, SETTINGS)).toEqual([]);
});

test('who leaves is at risk', () => {
  const leaving = facts(() => 1, {
    tenant: { ...SAMPLE, since: 0, deletionAt: ago(-3), endsAt: ago(-10) },
  });
  expect(hardFactsOf(leaving, SETTINGS).map(({ code }) => code)).toEqual([
    'deletion_scheduled',
    'subscription_ending',
  ]);
});

test('whatever is used, each factor is a whole number from 0 to 100 with a reason of its own, or says why not', () => {
  const use = fc.array(fc.nat(100_000), { minLength: DAYS_OF_USE, maxLength: DAYS_OF_USE });
  const limits = fc.record({
    used: fc.nat(200_000),
    limit: fc.option(fc.nat(100_000)),
    refuses: fc.boolean(),
  });
  fc.assert(
    fc.property(use, limits, fc.nat(200), (days, { used, limit, refuses }, age) => {
      const bound = limit === null ? undefined : BigInt(limit);
      const allowances = [
        allowance({ used: BigInt(used), limit: bound, ceiling: refuses ? bound : undefined }),
      ];
      const measured = measure(
        facts(day => days[DAYS_OF_USE - day] ?? 0, {
          plan: { planId: 'pro', allowances },
          tenant: { ...SAMPLE, since: now - age * DAY_MS },
        }),
      );
      for (const factor of HEALTH_FACTORS) {
        const one = measured[factor];
        const known = HEALTH_REASONS[one.code];
        expect(known.is).toBe(one.is);
        expect(['any', factor]).toContain(known.factor);
        if (one.is === 'measured') {
          expect(Number.isInteger(one.value) && one.value >= 0 && one.value <= 100).toBe(true);
        }
      }
    }),
  );
});

test('a line through points is level beyond its ends', () => {
  const line = [
    [1, 10],
    [3, 30],
  ] as const;
  expect([0, 1, 2, 3, 9].map(x => interpolate(line, x))).toEqual([10, 10, 20, 30, 30]);
});
