import { expect, test } from 'vitest';
import { aPlanSpec } from './plan.test-support.ts';
import { planSpecSchema } from './plan.ts';

const pro = aPlanSpec();
const [ingestion, timeline] = pro.allowances;
const [volume] = pro.addOns;
const [monthly] = pro.prices;

test('a plan is taken as it is written', () => {
  expect(planSpecSchema.parse(pro)).toEqual(pro);
});

test.each([
  ['two prices for one interval and currency', { prices: [monthly, monthly] }, ['prices']],
  ['no price', { prices: [] }, ['prices']],
  ['two allowances of a meter', { allowances: [timeline, timeline] }, ['allowances']],
  [
    'overage without a price in a currency it is sold in',
    { allowances: [{ ...ingestion, overage: [] }] },
    ['allowances', 0, 'overage'],
  ],
  [
    'overage of what is hard',
    { allowances: [{ ...ingestion, policy: 'hard' }] },
    ['allowances', 0, 'overage'],
  ],
  [
    'overage of what is unlimited',
    { allowances: [{ ...ingestion, quantity: 'unlimited' }] },
    ['allowances', 0, 'overage'],
  ],
  [
    'grace without a percentage',
    { allowances: [{ ...ingestion, policy: 'grace' }] },
    ['allowances', 0, 'gracePercent'],
  ],
  [
    'a percentage without grace',
    { allowances: [{ ...timeline, gracePercent: 5 }] },
    ['allowances', 0, 'gracePercent'],
  ],
  ['a negative allowance', { allowances: [{ ...timeline, quantity: '-1' }] }, ['allowances', 0, 'quantity']],
  ['an add-on twice', { addOns: [volume, volume] }, ['addOns']],
  [
    'an add-on that has no price where the plan has one',
    { addOns: [{ ...volume, prices: [{ interval: 'month', currency: 'EUR', amount: '5' }] }] },
    ['addOns', 0, 'prices'],
  ],
  [
    'an add-on to a meter that is not allowed',
    { addOns: [{ ...volume, allowances: [{ meter: 'signup', quantity: '1' }] }] },
    ['addOns', 0, 'allowances'],
  ],
  ['a currency of no country', { prices: [{ ...monthly, currency: 'EUX' }] }, ['prices', 0, 'currency']],
  ['a price as a number', { prices: [{ ...monthly, amount: 49 }] }, ['prices', 0, 'amount']],
  ['a field nobody knows', { discount: 5 }, []],
])('a plan with %s is refused, with the field', (_what, change, path) => {
  const parsed = planSpecSchema.safeParse({ ...pro, ...change });
  expect(parsed.error?.issues.map(issue => issue.path)).toContainEqual(path);
});
