import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EffectiveAllowance } from './effective-plan.ts';
import { ceilingOf, judge } from './entitlement.ts';

const hard: EffectiveAllowance = { meter: 'query', quantity: '100', policy: 'hard', source: 'plan' };
const soft: EffectiveAllowance = { ...hard, policy: 'soft' };
const grace: EffectiveAllowance = { ...hard, policy: 'grace', gracePercent: 25 };

test.each([
  ['hard', hard, 99n, 1n, true, 'within_allowance', 1n],
  ['hard', hard, 100n, 1n, false, 'limit_reached', 0n],
  ['hard', hard, 100n, 0n, true, 'within_allowance', 0n],
  ['hard', hard, 500n, 0n, false, 'limit_reached', 0n],
  ['hard', hard, 90n, 11n, false, 'limit_reached', 10n],
  ['soft', soft, 100n, 1n, true, 'overage', 0n],
  ['soft', soft, 40n, 60n, true, 'within_allowance', 60n],
  ['grace', grace, 100n, 25n, true, 'overage', 25n],
  ['grace', grace, 100n, 26n, false, 'limit_reached', 25n],
  ['unlimited', { ...hard, quantity: 'unlimited' as const }, 10n ** 18n, 1n, true, 'unlimited', undefined],
  ['none', undefined, 10n ** 18n, 1n, true, 'not_limited', undefined],
])('%s %o with %d used: %d more', (_name, allowance, used, quantity, allowed, reason, remaining) => {
  expect(judge(allowance, used, quantity)).toMatchObject({ allowed, reason, remaining });
});

test('what is refused stays refused for more, and more used never allows more', () => {
  const amounts = fc.bigInt({ min: 0n, max: 400n });
  fc.assert(
    fc.property(
      fc.constantFrom(hard, soft, grace),
      amounts,
      amounts,
      amounts,
      (allowance, used, quantity, more) => {
        if (judge(allowance, used, quantity).allowed) return;
        expect(judge(allowance, used, quantity + more).allowed).toBe(false);
        expect(judge(allowance, used + more, quantity).allowed).toBe(false);
      },
    ),
  );
});

test('grace adds its percentage, rounded down', () => {
  expect(ceilingOf({ quantity: '3', policy: 'grace', gracePercent: 50 })).toBe(4n);
  expect(ceilingOf(soft)).toBeUndefined();
});
