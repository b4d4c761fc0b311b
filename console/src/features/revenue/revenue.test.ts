import { expect, test } from 'vitest';
import { mockApi } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import RevenuePage from './revenue-page.vue';
import { byPlan } from './use-revenue.ts';

const tenantId = '01935f6e-7c00-7000-8000-000000000001';
const times = {
  from: '2026-10-01T00:00:00.000Z',
  asOf: '2026-11-01T00:00:00.000Z',
  knownAt: '2026-11-02T00:00:00.000Z',
};
const customer = {
  tenantId,
  currency: 'EUR',
  movement: 'churn' as const,
  plan: 'pro@1',
  fromMinor: '4900',
  toMinor: '0',
};
const answers = {
  'GET /v1/revenue': {
    ...sampleOf('Revenue'),
    ...times,
    currencies: [
      {
        ...sampleOf('CurrencyRevenue'),
        currency: 'EUR',
        mrrMinor: '9800',
        startMrrMinor: '14700',
        churnMinor: '4900',
        netRevenueRetention: '66.67',
        customers: 2,
        startCustomers: 3,
        churnedCustomers: 1,
      },
    ],
  },
  'GET /v1/revenue/customers': { ...times, total: 1, items: [customer] },
};

test('both times of the address are asked for', async () => {
  const { calls } = mockApi(answers);
  const { until, text } = await mountPage(RevenuePage, {
    feature,
    route: '/revenue?from=2026-10-01&asOf=2026-11-01&knownAt=2026-11-02',
  });
  await until(() => expect(text()).toContain('€98.00'));
  expect(
    Object.fromEntries(calls.find(({ operation }) => operation === 'GET /v1/revenue')?.query ?? []),
  ).toEqual(times);
});

test('a figure opens to its definition and to the customers behind it', async () => {
  const { calls } = mockApi(answers);
  const { until, text, router } = await mountPage(RevenuePage, { feature, route: '/revenue' });
  await until(() => expect(text()).toContain('66.7 %'));
  [...document.querySelectorAll<HTMLElement>('button.figure')]
    .find(one => one.textContent?.includes('Revenue churn'))
    ?.click();
  await until(() => expect(text()).toContain('who pay nothing at the end'));
  [...document.querySelectorAll<HTMLElement>('a')]
    .find(one => one.textContent === 'See the customers')
    ?.click();
  await until(() =>
    expect(router.currentRoute.value.query).toMatchObject({ currency: 'EUR', movement: 'churn' }),
  );
  await until(() => expect(calls.some(({ query }) => query.get('movement') === 'churn')).toBe(true));
  await until(() => expect(text()).toContain('pro, version 1'));
  expect(text()).not.toContain('pro@1');
});

test('what plans come to is added exactly, in one currency alone', () => {
  const pays = { ...customer, movement: 'unchanged' as const, toMinor: '9007199254740993' };
  expect(byPlan([pays, { ...pays, toMinor: '2' }, { ...pays, currency: 'USD' }, customer], 'EUR')).toEqual([
    { plan: 'pro@1', minor: '9007199254740995', customers: 2 },
  ]);
});
