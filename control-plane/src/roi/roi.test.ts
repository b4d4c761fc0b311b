import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { roiSeedSchema } from '@tenantry/contracts/commercial/roi-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AlertsApp, startAlertsApp } from '../alerts/alerts-app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';

let app: AlertsApp;
beforeEach(async () => {
  app = await startAlertsApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const seed = (role: 'cs' | 'tenant' = 'cs') => app.as(role)('GET', `/v1/tenants/${app.tenantId}/roi-seed`);

test('a seed has the measured month of every meter that was used and what the plan costs, and names what it cannot know', async () => {
  await app.use('query', 60);
  await app.use('timeline', 6);
  // Three whole days: the first is the one on which the tenant came.
  app.clock.set('2026-03-04T08:00:00Z');
  const { status, body } = await seed();
  expect(status).toBe(200);
  const { inputs, missing, measured } = roiSeedSchema.parse(body);
  expect(measured).toEqual({
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-04T00:00:00.000Z',
    days: 3,
  });
  // 60 ÷ 3 × 30.4375, 6 ÷ 3 × 30.4375.
  expect(inputs.benefits).toMatchObject([
    { key: 'query', unitsPerMonth: '608.75', minutesPerUnit: '0', hourlyCost: '0' },
    { key: 'timeline', unitsPerMonth: '60.87' },
  ]);
  // The minimum of the plan, which is more than its base price of 49.
  expect(inputs.costs).toMatchObject([
    { key: 'plan', kind: 'monthly', amountPerMonth: '60', overrun: { low: 0, base: 0, high: 0 } },
  ]);
  expect(missing).toEqual([
    '/benefits/0/minutesPerUnit',
    '/benefits/0/hourlyCost',
    '/benefits/1/minutesPerUnit',
    '/benefits/1/hourlyCost',
  ]);
  const estimate = await app.as('cs')('POST', '/v1/roi/estimates', { body: inputs });
  expect(estimate).toMatchObject({
    status: 200,
    body: { label: 'estimate, not customer-validated', cases: { base: { benefitsMinor: '0' } } },
  });
});

test.each([
  ['its minimum is more', { interval: 'year' }, '100'],
  ['base price and add-ons are more', { addOns: [{ key: 'volume', quantity: 3 }] }, '64'],
])('the plan costs what it must be paid for, whatever is used: %s', async (_what, choice, amountPerMonth) => {
  const finance = app.as('finance');
  const prices = [
    { interval: 'month' as const, currency: 'EUR', amount: '49', minimum: '60' },
    { interval: 'year' as const, currency: 'EUR', amount: '490', minimum: '1200' },
  ];
  await finance('POST', '/v1/plans', { body: { planId: 'large', spec: aPlanSpec({ prices }) } });
  await finance('POST', '/v1/plans/large/versions/1/publish');
  const { tenantId } = await registered(app, { slug: 'sample-large' });
  const body = { planId: 'large', ...choice };
  const made = await finance('POST', `/v1/tenants/${tenantId}/subscription`, { body });
  expect(made).toMatchObject({ status: 201 });
  const of = await app.as('cs')('GET', `/v1/tenants/${tenantId}/roi-seed`);
  expect(roiSeedSchema.parse(of.body).inputs.costs).toMatchObject([{ key: 'plan', amountPerMonth }]);
});

test('an estimate is made of what the caller says, and what is no input is named', async () => {
  const body = {
    currency: 'EUR',
    benefits: [{ kind: 'spend', key: 'tool', title: 'A tool less', amountPerMonth: '100', rampMonths: 0 }],
    costs: [{ kind: 'monthly', key: 'plan', title: 'Plan', amountPerMonth: '40' }],
  };
  const estimate = (given: object) => app.as('finance')('POST', '/v1/roi/estimates', { body: given });
  // 36 × 100 × 75 % and 36 × 40 × 110 %.
  expect(await estimate(body)).toMatchObject({
    status: 200,
    body: { cases: { base: { benefitsMinor: '270000', costsMinor: '158400' } } },
  });
  const [benefit] = body.benefits;
  const wrong = { ...body, benefits: [{ ...benefit, realised: { low: 80, base: 20, high: 90 } }] };
  expect(await estimate(wrong)).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/benefits/0/realised', message: 'low ≤ base ≤ high' }] },
  });
  expect((await app.as('ingest')('POST', '/v1/roi/estimates', { body })).status).toBe(403);
});

test('a seed of a tenant that is not there is not found, and of one that has used nothing is empty', async () => {
  const nobody = await app.as('cs')('GET', '/v1/tenants/0198f000-0000-7000-8000-000000000003/roi-seed');
  expect(nobody.status).toBe(404);
  const { body } = await seed();
  expect(body).toMatchObject({ inputs: { benefits: [] }, missing: [], measured: { days: 0 } });
});
