import { chargesPreviewSchema } from '@tenantry/contracts/commercial/charges-api';
import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';

let app: TestApp;
let tenantId: string;

const send = (method: string, path: string, body?: unknown) =>
  app.as('admin')(method, path, { ...(body !== undefined && { body }) });
const charges = async (query = '') =>
  chargesPreviewSchema.parse((await send('GET', `/v1/tenants/${tenantId}/charges${query}`)).body);
const use = async (type: string, quantity: number, id = type) => {
  await send('POST', '/v1/usage/events', { id, type, quantity, tenantId });
  await app.app.domains.usage.settle();
};
const subscribe = (body: object) => send('POST', `/v1/tenants/${tenantId}/subscription`, body);

beforeEach(async () => {
  app = await startTestApp();
  await send('POST', '/v1/plans', { planId: 'team', spec: aPlanSpec() });
  await send('POST', '/v1/plans/team/versions/1/publish');
  ({ tenantId } = await registered(app));
});
afterEach(() => app[Symbol.asyncDispose]());

test('a period is rated with its price, its overage tier by tier, and what is missing to the minimum', async () => {
  await subscribe({ planId: 'team' });
  expect(await charges()).toMatchObject({
    currency: 'EUR',
    period: { index: 0 },
    lines: [
      { kind: 'base', key: 'team', amountMinor: '4900' },
      { kind: 'minimum', amountMinor: '1100' },
    ],
    totalMinor: '6000',
  });
  await use('ingestion', 2_000);
  await use('timeline', 50);
  const { lines, totalMinor } = await charges();
  expect(lines).toMatchObject([
    { kind: 'base', amountMinor: '4900' },
    { kind: 'overage', key: 'ingestion', quantity: '1000', amountMinor: '750', parts: [{ to: '500' }, {}] },
    { kind: 'minimum', amountMinor: '350' },
  ]);
  expect(totalMinor).toBe('6000');
});

test('what was used in another period is charged there', async () => {
  await subscribe({ planId: 'team' });
  await use('ingestion', 1_100);
  app.clock.set('2026-04-02T12:00:00Z');
  expect((await charges()).lines.some(({ kind }) => kind === 'overage')).toBe(false);
  expect((await charges('?at=2026-03-15T00:00:00Z')).lines).toContainEqual(
    expect.objectContaining({ kind: 'overage', quantity: '100', amountMinor: '100' }),
  );
});

test('of a year the twelve months come to its price, and no minimum is asked for twice', async () => {
  const spec = aPlanSpec({
    prices: [{ interval: 'year', currency: 'EUR', amount: '490', minimum: '600' }],
  });
  await send('POST', '/v1/plans', { planId: 'yearly', spec: { ...spec, addOns: [] } });
  await send('POST', '/v1/plans/yearly/versions/1/publish');
  await subscribe({ planId: 'yearly', interval: 'year' });
  let sum = 0n;
  for (let month = 3; month < 15; month++) {
    const year = 2026 + Math.floor((month - 1) / 12);
    const at = `${year}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-15T00:00:00Z`;
    sum += BigInt((await charges(`?at=${at}`)).totalMinor);
  }
  expect(sum).toBe(60_000n);
});

test.each([
  ['without a subscription', '', 404],
  ['before it began', '?at=2026-01-15T00:00:00Z', 404],
  ['at no time', '?at=yesterday', 400],
])('there are no charges %s', async (_when, query, status) => {
  if (query !== '') await subscribe({ planId: 'team' });
  expect(await send('GET', `/v1/tenants/${tenantId}/charges${query}`)).toMatchObject({ status });
});

test('a time that no period is near is refused by its field', async () => {
  await subscribe({ planId: 'team', trialDays: 0 });
  for (const at of ['4981-09-15T20:34:27Z', '1999-12-31T23:59:59Z']) {
    expect(await send('GET', `/v1/tenants/${tenantId}/charges?at=${at}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ field: 'query.at' }] },
    });
  }
});
