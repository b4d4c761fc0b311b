import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { revenueCustomersSchema, revenueSchema } from '@tenantry/contracts/commercial/revenue';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';

let app: TestApp;

const send = (method: string, path: string, body?: unknown) =>
  app.as('admin')(method, path, { ...(body !== undefined && { body }) });
const revenue = async (query = '') => revenueSchema.parse((await send('GET', `/v1/revenue${query}`)).body);
const tenant = async (slug: string, subscription: object): Promise<string> => {
  const { tenantId } = await registered(app, { slug });
  expect(await send('POST', `/v1/tenants/${tenantId}/subscription`, subscription)).toMatchObject({
    status: 201,
  });
  return `/v1/tenants/${tenantId}/subscription`;
};

beforeEach(async () => {
  app = await startTestApp();
  for (const [planId, amount, minimum] of [
    ['team', '49', '60'],
    ['large', '149', undefined],
  ] as const) {
    const month = { interval: 'month', currency: 'EUR', amount, ...(minimum && { minimum }) } as const;
    const prices = [month, { interval: 'year', currency: 'EUR', amount: '490' } as const];
    await send('POST', '/v1/plans', { planId, spec: aPlanSpec({ displayName: planId, prices }) });
    await send('POST', `/v1/plans/${planId}/versions/1/publish`);
  }
});
afterEach(() => app[Symbol.asyncDispose]());

test('is the monthly price with its add-ons or its minimum, a twelfth of a year, and nothing in a trial', async () => {
  await tenant('sample-month', { planId: 'team', addOns: [{ key: 'volume', quantity: 3 }] });
  await tenant('sample-least', { planId: 'team' });
  await tenant('sample-year', { planId: 'team', interval: 'year' });
  await tenant('sample-trial', { planId: 'large', trialDays: 30 });
  // 49 + 3 × 5, the minimum of 60, 490 / 12
  expect((await revenue()).currencies).toMatchObject([
    {
      currency: 'EUR',
      mrrMinor: String(6_400 + 6_000 + 4_083),
      customers: 3,
      startMrrMinor: '0',
      newCustomers: 3,
    },
  ]);
});

test('of many reports at once a few wait, and whoever comes beyond is told when to come again', async () => {
  await tenant('sample-month', { planId: 'team' });
  const { report } = app.app.domains.revenue;
  const at = (second: number) => new Date(app.clock.now() + second * 1_000).toISOString();
  const times = (second: number) => ({ from: at(-10), asOf: at(second), knownAt: at(second) });
  const asked = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => report.of(times(n))));
  expect(asked.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 9 }, () => 'fulfilled'),
    ...Array.from({ length: 3 }, () => 'rejected'),
  ]);
  expect(asked.at(-1)).toMatchObject({ reason: { code: 'unavailable', retryAfter: 5 } });
  // What was refused is not kept: there is room again.
  expect(await report.of(times(11))).toMatchObject({ currencies: [{ currency: 'EUR' }] });
});

test('moves by who came, grew, shrank and left, and retention is of those who were there', async () => {
  const grows = await tenant('sample-grows', { planId: 'team' });
  const shrinks = await tenant('sample-shrinks', { planId: 'large' });
  const leaves = await tenant('sample-leaves', { planId: 'large' });
  app.clock.set('2026-03-20T12:00:00Z');
  await send('POST', `${grows}/changes`, { planId: 'large', when: 'now' });
  await send('POST', `${shrinks}/changes`, { planId: 'team', when: 'now' });
  await send('POST', `${leaves}/end`, { when: 'now' });
  await tenant('sample-new', { planId: 'team' });
  app.clock.set('2026-04-05T12:00:00Z');
  const moved = await revenue('?from=2026-03-10T00:00:00Z&asOf=2026-04-01T00:00:00Z');
  expect(moved.currencies).toMatchObject([
    {
      startMrrMinor: '35800',
      mrrMinor: '26900',
      newMinor: '6000',
      expansionMinor: '8900',
      contractionMinor: '8900',
      churnMinor: '14900',
      netRevenueRetention: '58.38',
      grossRevenueRetention: '33.52',
      revenueChurn: '41.62',
      customerChurn: '33.33',
      churnedCustomers: 1,
    },
  ]);
  // The one who left comes back: it is not new.
  await send('POST', `${leaves}/changes`, { planId: 'team', when: 'now' });
  expect((await revenue('?from=2026-04-01T00:00:00Z')).currencies).toMatchObject([
    { newMinor: '0', reactivationMinor: '6000' },
  ]);
});

test('of a time by what was known at another is what was said then', async () => {
  const path = await tenant('sample-known', { planId: 'team' });
  app.clock.set('2026-03-20T12:00:00Z');
  await send('POST', `${path}/overrides`, {
    change: { kind: 'basePrice', amount: '100' },
    from: '2026-03-05T00:00:00Z',
    reason: 'written down late',
  });
  const at = 'asOf=2026-03-10T00:00:00Z&from=2026-03-02T00:00:00Z';
  expect((await revenue(`?${at}`)).currencies).toMatchObject([{ mrrMinor: '10000' }]);
  expect((await revenue(`?${at}&knownAt=2026-03-10T00:00:00Z`)).currencies).toMatchObject([
    { mrrMinor: '6000' },
  ]);
  expect((await revenue(`?${at}&knownAt=2026-02-10T00:00:00Z`)).currencies).toEqual([]);
});

test('has what was billed in the time, usage apart, and no statement that was void by then', async () => {
  const path = await tenant('sample-billed', { planId: 'team' });
  const tenantId = path.split('/')[3];
  await send('POST', '/v1/usage/events', { id: 'a', type: 'ingestion', quantity: 3_000, tenantId });
  await app.app.domains.usage.settle();
  app.clock.set('2026-04-02T12:00:00Z');
  await send('POST', '/v1/statements/close-due');
  app.clock.set('2026-04-03T12:00:00Z');
  expect((await revenue()).currencies).toMatchObject([{ billedMinor: '6150', billedUsageMinor: '1250' }]);
  await send('POST', `/v1/tenants/${tenantId}/statements/1/void`, { reason: 'a mistake' });
  app.clock.advance(60_000);
  expect((await revenue()).currencies).toMatchObject([{ billedMinor: '0' }]);
  expect((await revenue('?knownAt=2026-04-03T00:00:00Z')).currencies).toMatchObject([
    { billedMinor: '6150' },
  ]);
});

test('is for finance, and asks for times that follow one another', async () => {
  expect(await app.as('cs')('GET', '/v1/revenue')).toMatchObject({ status: 403 });
  expect(await send('GET', '/v1/revenue?from=2026-03-02T00:00:00Z&asOf=2026-03-01T00:00:00Z')).toMatchObject({
    status: 400,
  });
});

test('every movement opens to the customers behind it, who moved most first', async () => {
  const grows = await tenant('sample-grows', { planId: 'team' });
  const leaves = await tenant('sample-leaves', { planId: 'large' });
  await tenant('sample-stays', { planId: 'team' });
  app.clock.set('2026-03-20T12:00:00Z');
  await send('POST', `${grows}/changes`, { planId: 'large', when: 'now' });
  await send('POST', `${leaves}/end`, { when: 'now' });
  app.clock.set('2026-04-05T12:00:00Z');
  const times = 'from=2026-03-10T00:00:00Z&asOf=2026-04-01T00:00:00Z';
  const behind = async (more = '') =>
    revenueCustomersSchema.parse((await send('GET', `/v1/revenue/customers?${times}${more}`)).body);
  const all = await behind();
  expect(all.total).toBe(3);
  expect(
    all.items.map(({ movement, fromMinor, toMinor, plan }) => [movement, fromMinor, toMinor, plan]),
  ).toEqual([
    ['churn', '14900', '0', 'large@1'],
    ['expansion', '6000', '14900', 'large@1'],
    ['unchanged', '6000', '6000', 'team@1'],
  ]);
  const [sum] = (await revenue(`?${times}`)).currencies;
  const churned = await behind('&movement=churn&currency=EUR');
  expect(churned.items.map(({ fromMinor }) => fromMinor)).toEqual([sum?.churnMinor]);
  expect((await behind('&currency=USD')).items).toEqual([]);
});
