import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlanInForce, resolvePlan } from './effective-plan.ts';
import { anOverride, aPlanSpec } from './plan.test-support.ts';
import { type Override, type OverrideChange, overridesAt, termAt } from './subscription.ts';

const pro: PlanInForce = {
  planId: 'pro',
  planVersion: 3,
  spec: aPlanSpec(),
  interval: 'month',
  currency: 'EUR',
  addOns: [],
};

const changes: fc.Arbitrary<OverrideChange> = fc.oneof(
  fc.record({ kind: fc.constant('basePrice' as const), amount: fc.nat(99).map(String) }),
  fc.record({ kind: fc.constant('minimum' as const), amount: fc.nat(99).map(String) }),
  fc.record({
    kind: fc.constant('allowance' as const),
    meter: fc.constantFrom('ingestion', 'query', 'signup'),
    quantity: fc.oneof(fc.nat(9999).map(String), fc.constant('unlimited' as const)),
  }),
  fc.record({
    kind: fc.constant('flag' as const),
    flag: fc.constantFrom('timeline', 'bulk-export', 'beta'),
    on: fc.boolean(),
  }),
);
const overrides = fc
  .array(changes, { maxLength: 12 })
  .map(list => list.map((change, at) => anOverride(change, { id: `o${at}` })));

const target = ({ change }: Override): string =>
  change.kind === 'allowance' ? change.meter : change.kind === 'flag' ? change.flag : change.kind;

describe('what a tenant has', () => {
  test('is the plan, where nothing was agreed', () => {
    expect(resolvePlan(pro, [])).toMatchObject({
      tier: 'pro',
      basePrice: { amount: '49', source: 'plan' },
      minimum: { amount: '60' },
      allowances: [
        { meter: 'ingestion', quantity: '1000', policy: 'soft', tiers: [{ upTo: '500' }, {}] },
        { meter: 'timeline', quantity: '10', policy: 'hard' },
        { meter: 'query', quantity: '100', policy: 'grace', gracePercent: 20 },
      ],
      featureFlags: { timeline: true, 'bulk-export': false },
    });
  });

  test('grows by its add-ons, each as often as it was bought', () => {
    const bought = resolvePlan({ ...pro, addOns: [{ key: 'volume', quantity: 3 }] }, []);
    expect(bought.allowances[0]?.quantity).toBe('1750');
    expect(bought.addOns).toEqual([{ key: 'volume', quantity: 3, unitPrice: '5', source: 'plan' }]);
    expect(bought.featureFlags['bulk-export']).toBe(true);
  });

  test('depends on the last override about each thing, and on no other', () => {
    fc.assert(
      fc.property(overrides, list => {
        const last = list.filter(
          (one, at) => list.findLastIndex(other => target(other) === target(one)) === at,
        );
        const of = (used: readonly Override[]) => {
          const { allowances, ...rest } = resolvePlan(pro, used);
          return { ...rest, allowances: Object.fromEntries(allowances.map(one => [one.meter, one])) };
        };
        expect(of(list)).toEqual(of(last));
        // Overrides about different things do not mind the order.
        expect(of(last.toReversed())).toEqual(of(last));
      }),
    );
  });

  test('says of everything that is not the plan’s which override it is', () => {
    fc.assert(
      fc.property(overrides, list => {
        const plan = resolvePlan(pro, list);
        for (const one of list.filter(({ change }) => change.kind === 'allowance')) {
          const last = list.findLast(other => target(other) === target(one));
          expect(plan.allowances.find(({ meter }) => meter === target(one))?.source).toBe(
            `override:${last?.id}`,
          );
        }
      }),
    );
  });

  test('has no price that was agreed for another plan, interval or currency', () => {
    const agreed = (scope: Override['scope']) =>
      resolvePlan(pro, [anOverride({ kind: 'basePrice', amount: '1' }, { scope })]).basePrice.amount;
    expect(agreed({ planId: 'pro', interval: 'month', currency: 'EUR' })).toBe('1');
    expect(agreed({ planId: 'pro', interval: 'year', currency: 'EUR' })).toBe('49');
    expect(agreed({ planId: 'enterprise', interval: 'month', currency: 'EUR' })).toBe('49');
    expect(agreed({ planId: 'pro', interval: 'month', currency: 'USD' })).toBe('49');
  });

  test('keeps the policy of the plan unless the override has one', () => {
    const of = (change: OverrideChange) => resolvePlan(pro, [anOverride(change)]).allowances;
    expect(of({ kind: 'allowance', meter: 'query', quantity: '7' })[2]).toMatchObject({
      policy: 'grace',
      gracePercent: 20,
    });
    const hard = of({ kind: 'allowance', meter: 'query', quantity: '7', policy: 'hard' })[2];
    expect(hard).toMatchObject({ quantity: '7', policy: 'hard' });
    expect(hard).not.toHaveProperty('gracePercent');
    expect(of({ kind: 'allowance', meter: 'signup', quantity: '7' })[3]).toMatchObject({ policy: 'hard' });
  });

  test.each([
    [{ currency: 'USD' }, /no price/],
    [{ addOns: [{ key: 'gold', quantity: 1 }] }, /no add-on/],
    [{ addOns: [{ key: 'volume', quantity: 6 }] }, /at most 5/],
  ])('is not resolved from a choice that cannot be had: %j', (change, message) => {
    expect(() => resolvePlan({ ...pro, ...change }, [])).toThrow(message);
  });
});

test('terms and overrides hold from their beginning, and not at their end', () => {
  const plan = { planId: 'pro', version: 1, interval: 'month' as const, addOns: [] };
  const state = {
    tenantId: 't',
    startsAt: '2026-01-01T00:00:00.000Z',
    anchor: '2026-01-01T00:00:00.000Z',
    zone: 'UTC',
    currency: 'EUR',
    terms: [
      { from: '2026-01-01T00:00:00.000Z', plan },
      { from: '2026-02-01T00:00:00.000Z', plan: null },
    ],
    overrides: [
      anOverride(
        { kind: 'flag', flag: 'beta', on: true },
        { from: '2026-01-10T00:00:00.000Z', until: '2026-01-20T00:00:00.000Z' },
      ),
    ],
    applied: [],
    announcedUntil: '2026-01-01T00:00:00.000Z',
  };
  expect(termAt(state, '2025-12-31T23:59:59.999Z')).toBeUndefined();
  expect(termAt(state, '2026-01-31T23:59:59.999Z')?.plan).toEqual(plan);
  expect(termAt(state, '2026-02-01T00:00:00.000Z')?.plan).toBeNull();
  expect(overridesAt(state, '2026-01-10T00:00:00.000Z')).toHaveLength(1);
  expect(overridesAt(state, '2026-01-20T00:00:00.000Z')).toHaveLength(0);
});
