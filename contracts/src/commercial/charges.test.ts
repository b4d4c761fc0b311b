import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargesOf, intervalAt } from './charges.ts';
import { periodOf } from './period.ts';
import { anOverride, aPlanSpec } from './plan.test-support.ts';
import { ratePeriod } from './rating.ts';
import type { SubscriptionState, Term } from './subscription.ts';

const specs = {
  pro: aPlanSpec(),
  big: aPlanSpec({
    prices: [
      { interval: 'month', currency: 'EUR', amount: '100' },
      { interval: 'year', currency: 'EUR', amount: '1000' },
    ],
    allowances: [{ meter: 'ingestion', quantity: 'unlimited', policy: 'soft', overage: [] }],
  }),
};
const specOf = (planId: string) => (planId === 'big' ? specs.big : specs.pro);
const START = '2026-01-31T00:00:00.000Z';

function term(
  from: string,
  planId: keyof typeof specs,
  interval: 'month' | 'year' = 'month',
  addOns: { key: string; quantity: number }[] = [],
): Term {
  return { from, plan: { planId, version: 1, interval, addOns } };
}

function aSubscription(changes: Partial<SubscriptionState> = {}): SubscriptionState {
  return {
    tenantId: 't',
    startsAt: START,
    anchor: START,
    zone: 'Europe/Berlin',
    currency: 'EUR',
    terms: [term(START, 'pro')],
    overrides: [],
    applied: [],
    announcedUntil: START,
    ...changes,
  };
}

const total = (state: SubscriptionState, index: number): bigint => {
  const { currency, recurring } = chargesOf(state, periodOf(state, index), specOf);
  return ratePeriod({ currency, recurring, usage: [] }).totalMinor;
};
const at = (index: number, share: number): string => {
  const { from, to } = periodOf({ anchor: START, zone: 'Europe/Berlin' }, index);
  return new Date(Date.parse(from) + Math.floor((Date.parse(to) - Date.parse(from)) * share)).toISOString();
};

describe('a period', () => {
  test('of a monthly plan costs its price, once', () => {
    const { recurring } = chargesOf(aSubscription(), periodOf(aSubscription(), 3), specOf);
    expect(recurring).toHaveLength(1);
    expect(total(aSubscription(), 3)).toBe(4_900n);
  });

  test('of a yearly plan costs its share: twelve of them are the price to the cent', () => {
    const yearly = aSubscription({ terms: [term(START, 'pro', 'year', [{ key: 'volume', quantity: 3 }])] });
    const months = Array.from({ length: 12 }, (_, index) => total(yearly, index));
    expect(months.reduce((sum, one) => sum + one, 0n)).toBe(49_000n + 15_000n);
    expect(new Set(months).size).toBeGreaterThan(1);
  });

  test('is cut where the plan changes, and each piece costs its share', () => {
    const changed = aSubscription({ terms: [term(START, 'pro'), term(at(1, 0.25), 'big')] });
    expect(total(changed, 0)).toBe(4_900n);
    expect(total(changed, 1)).toBe(1_225n + 7_500n);
    expect(total(changed, 2)).toBe(10_000n);
  });

  test('costs the same whether or not it is cut by a change that changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        fc.constantFrom('month' as const, 'year' as const),
        fc.integer({ min: 0, max: 30 }),
        (shares, interval, index) => {
          const froms = [...new Set(shares.map(share => at(index, share)))]
            .filter(from => from > START)
            .toSorted();
          const cut = aSubscription({
            terms: [term(START, 'pro', interval), ...froms.map(from => term(from, 'pro', interval))],
          });
          expect(total(cut, index)).toBe(
            total(aSubscription({ terms: [term(START, 'pro', interval)] }), index),
          );
        },
      ),
    );
  });

  test('has the price that was agreed for as long as it was', () => {
    const change = { kind: 'basePrice' as const, amount: '9' };
    const agreed = aSubscription({ overrides: [anOverride(change, { from: at(2, 0.5), until: at(3, 0) })] });
    expect([1, 2, 3].map(index => total(agreed, index))).toEqual([4_900n, 2_450n + 450n, 4_900n]);
  });

  test('costs nothing in a trial, and nothing after the end', () => {
    const state = aSubscription({
      startsAt: '2026-01-17T00:00:00.000Z',
      trialEndsAt: START,
      terms: [term('2026-01-17T00:00:00.000Z', 'pro'), { from: at(2, 0.5), plan: null }],
    });
    const trial = chargesOf(state, { from: state.startsAt, to: START }, specOf);
    expect(trial.recurring).toEqual([]);
    expect(trial.allowances.every(({ tiers }) => tiers === undefined)).toBe(true);
    expect(trial.minimum).toBeUndefined();
    expect([0, 1, 2, 3].map(index => total(state, index))).toEqual([4_900n, 4_900n, 2_450n, 0n]);
  });

  test('allows the most that was allowed at any time of it, so that nothing is billed after the fact', () => {
    const more = { kind: 'allowance' as const, meter: 'ingestion', quantity: '5000' };
    const state = aSubscription({ overrides: [anOverride(more, { from: at(1, 0.1), until: at(1, 0.2) })] });
    const allowed = (index: number) =>
      chargesOf(state, periodOf(state, index), specOf).allowances[0]?.quantity;
    expect([0, 1, 2].map(allowed)).toEqual(['1000', '5000', '1000']);
    const left = aSubscription({ terms: [term(START, 'big'), term(at(0, 0.9), 'pro')] });
    expect(chargesOf(left, periodOf(left, 0), specOf).allowances[0]).toMatchObject({ quantity: 'unlimited' });
  });

  test('knows the minimum where its interval ends, and its share where that held for less', () => {
    const of = (state: SubscriptionState, index: number) =>
      chargesOf(state, periodOf(state, index), specOf).minimum;
    expect(of(aSubscription(), 0)).toEqual({ amount: '60', since: START });
    const half = aSubscription({ terms: [term(START, 'big'), term(at(0, 0.5), 'pro')] });
    expect(of(half, 0)?.amount).toBe('30');
    const yearly = aSubscription({
      terms: [term(START, 'pro', 'year')],
      overrides: [anOverride({ kind: 'minimum', amount: '1200' }, { from: START })],
    });
    expect(of(yearly, 10)).toBeUndefined();
    expect(of(yearly, 11)).toEqual({ amount: '1200', since: START });
  });
});

test('years are counted from the anchor, before it too', () => {
  const schedule = { anchor: START, zone: 'UTC' };
  const year = intervalAt(schedule, 'year', Date.parse('2027-03-01T00:00:00Z'));
  expect(new Date(year.from).toISOString()).toBe('2027-01-31T00:00:00.000Z');
  expect(new Date(intervalAt(schedule, 'year', Date.parse(START) - 1).to).toISOString()).toBe(START);
});
