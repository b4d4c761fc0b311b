import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, startTestApp, type TestApp } from '../app.test-support.ts';

let app: TestApp;
let own: Caller;
let tenantId: string;
let path: string;

beforeEach(async () => {
  app = await startTestApp();
  const admin = app.as('admin');
  const made = await admin('POST', '/v1/tenants', { body: { slug: 'acme', displayName: 'Acme' } });
  tenantId = z.object({ tenantId: z.string() }).parse(made.body).tenantId;
  await admin('POST', `/v1/tenants/${tenantId}/subscription`, { body: { planId: 'community' } });
  path = `/v1/tenants/${tenantId}/entitlements`;
  own = app.as({ roles: ['ingest'], tenantId });
});
afterEach(() => app[Symbol.asyncDispose]());

const reserve = (quantity: string, headers = {}) =>
  own('POST', `${path}/meters/timeline/reservations`, { body: { quantity }, headers });

test('a tenant asks for itself, and for no other', async () => {
  expect(await own('GET', `${path}/meters/timeline?quantity=100`)).toMatchObject({
    status: 200,
    body: { allowed: true, limit: '100' },
  });
  expect(await own('GET', `${path}/meters/timeline?quantity=101`)).toMatchObject({
    body: { allowed: false },
  });
  expect(await own('GET', `${path}/flags/timeline`)).toMatchObject({ body: { on: false, reason: 'plan' } });
  expect(await own('GET', path)).toMatchObject({ body: { planId: 'community' } });
  const other = `/v1/tenants/${uuidv7()}/entitlements`;
  for (const call of [own('GET', other), app.as('cs')('GET', `${other}/meters/timeline`)]) {
    expect(await call).toMatchObject({ status: 404 });
  }
});

test('what was sent to the ledger is used, once it is counted', async () => {
  const body = [{ id: 'e1', type: 'timeline', quantity: '97' }];
  expect(await own('POST', '/v1/usage/events', { body })).toMatchObject({ status: 200 });
  app.clock.advance(2_000);
  await app.app.domains.usage.settle();
  expect(await own('GET', `${path}/meters/timeline?quantity=3`)).toMatchObject({
    body: { allowed: true, used: '97', remaining: '3' },
  });
  expect(await own('GET', `${path}/meters/timeline?quantity=4`)).toMatchObject({ body: { allowed: false } });
  expect(await reserve('4')).toMatchObject({ status: 409 });
  expect(await reserve('3')).toMatchObject({ status: 201 });
});

test('a reservation is held, committed in part, and the rest is free again', async () => {
  const held = await reserve('100');
  expect(held).toMatchObject({ status: 201, body: { status: 'held', quantity: '100' } });
  expect(await reserve('1')).toMatchObject({ status: 409, body: { code: 'allowance_exhausted' } });
  const { reservationId } = z.object({ reservationId: z.string() }).parse(held.body);
  const settle = (word: string, body?: object) =>
    own('POST', `/v1/tenants/${tenantId}/reservations/${reservationId}/${word}`, { body });
  expect(await settle('commit', { used: '101' })).toMatchObject({ status: 422 });
  expect(await settle('commit', { used: '40' })).toMatchObject({ body: { status: 'committed', used: '40' } });
  expect(await settle('commit', { used: '40' })).toMatchObject({ status: 200 });
  expect(await settle('release')).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(await reserve('60')).toMatchObject({ status: 201 });
  expect(await reserve('1')).toMatchObject({ status: 409 });
});

test('a check shows what is held, and a refusal how much is free', async () => {
  const check = async () => (await own('GET', `${path}/meters/timeline`)).body;
  const { reservationId } = z.object({ reservationId: z.string() }).parse((await reserve('80')).body);
  expect(await check()).toMatchObject({ used: '0', held: '80', remaining: '100' });
  for (const quantity of ['40', '101']) {
    const refused = await reserve(quantity);
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ field: '/quantity' }] } });
    expect(JSON.stringify(refused.body)).toContain(`${quantity} asked for, and 20 free;`);
  }
  const commit = `/v1/tenants/${tenantId}/reservations/${reservationId}/commit`;
  await own('POST', commit, { body: { used: '30' } });
  app.clock.advance(1_000);
  expect(await check()).toMatchObject({ used: '0', held: '30', remaining: '100' });
  await own('POST', '/v1/usage/events', { body: [{ id: 'e', type: 'timeline', quantity: '30' }] });
  app.clock.advance(2_000);
  await app.app.domains.usage.settle();
  expect(await check()).toMatchObject({ used: '30', held: '0', remaining: '70' });
});

test('a reservation can be looked at, by its tenant, until its time is over and after', async () => {
  const held = z.object({ reservationId: z.string() }).parse((await reserve('5')).body);
  const at = `/v1/tenants/${tenantId}/reservations/${held.reservationId}`;
  expect(await own('GET', at)).toMatchObject({ status: 200, body: { status: 'held', quantity: '5' } });
  app.clock.advance(60_000);
  expect(await own('GET', at)).toMatchObject({ body: { status: 'expired' } });
  expect(await own('POST', `${at}/commit`, { body: {} })).toMatchObject({ status: 200 });
  expect(await own('GET', at)).toMatchObject({ body: { status: 'committed', used: '5' } });
  const other = app.as({ roles: ['ingest'], tenantId: uuidv7() });
  expect(await other('GET', at)).toMatchObject({ status: 404 });
});

test('a reservation takes its quantity as a number, too, as events do', async () => {
  const body = { quantity: 7 };
  expect(await own('POST', `${path}/meters/timeline/reservations`, { body })).toMatchObject({
    status: 201,
    body: { quantity: '7' },
  });
});

test('a reservation is made once for one Idempotency-Key', async () => {
  const headers = { 'idempotency-key': 'k' };
  const first = await reserve('60', headers);
  expect((await reserve('60', headers)).body).toEqual(first.body);
  expect(await reserve('40')).toMatchObject({ status: 201 });
});

test.each([
  ['/meters/timeline?quantity=-1', 400],
  ['/meters/timeline?quantity=9223372036854775808', 400],
  ['/meters/timeline?quantity=1&x=1', 400],
  ['/meters/No%20Meter', 404],
  ['/flags/$where', 404],
])('%s is refused', async (rest, status) => {
  expect(await own('GET', path + rest)).toMatchObject({ status });
});

test.each([{ quantity: '0' }, { quantity: 1.5 }, { quantity: '1', holdSeconds: 0 }, { quantity: '1e3' }, {}])(
  'a reservation of %j is refused',
  async body => {
    expect(await own('POST', `${path}/meters/timeline/reservations`, { body })).toMatchObject({
      status: 400,
    });
  },
);

test('a plan that lists a meter of nobody is not drafted, and an override about one is not recorded', async () => {
  const admin = app.as('admin');
  const plan = await admin('GET', '/v1/plans/community/versions/1');
  const { spec } = z
    .object({ spec: z.looseObject({ allowances: z.array(z.looseObject({})) }) })
    .parse(plan.body);
  const allowances = [...spec.allowances, { meter: 'exports', quantity: '5', policy: 'hard' }];
  const draft = { planId: 'odd', spec: { ...spec, allowances } };
  const field = `/spec/allowances/${spec.allowances.length}/meter`;
  expect(await admin('POST', '/v1/plans', { body: draft })).toMatchObject({
    status: 422,
    body: { code: 'invalid_state', errors: [{ field, code: 'unknown_meter' }] },
  });
  const change = { kind: 'allowance', meter: 'exports', quantity: '5', policy: 'hard' };
  const override = () =>
    admin('POST', `/v1/tenants/${tenantId}/subscription/overrides`, { body: { change, reason: 'asked' } });
  expect(await override()).toMatchObject({
    status: 422,
    body: { code: 'invalid_state', errors: [{ field: '/change/meter', code: 'unknown_meter' }] },
  });

  const meter = { key: 'exports', title: 'Exports', aggregation: 'sum', unit: 'files', types: ['exports'] };
  expect(await admin('POST', '/v1/meters', { body: meter })).toMatchObject({ status: 201 });
  expect(await admin('POST', '/v1/plans', { body: draft })).toMatchObject({ status: 201 });
  expect(await admin('POST', '/v1/plans/odd/versions/1/publish')).toMatchObject({ status: 200 });
  expect(await override()).toMatchObject({ status: 201 });
  // Until it is built, the others are answered, and it is limited by what is reserved.
  expect(await own('GET', path)).toMatchObject({
    status: 200,
    body: {
      meters: expect.arrayContaining([
        expect.objectContaining({ meter: 'timeline', reason: 'within_allowance' }),
        expect.objectContaining({ meter: 'exports', reason: 'unmetered', allowed: true, used: '0' }),
      ]),
    },
  });
  const reserveExports = (quantity: string) =>
    own('POST', `${path}/meters/exports/reservations`, { body: { quantity } });
  expect(await reserveExports('5')).toMatchObject({ status: 201 });
  expect(await reserveExports('1')).toMatchObject({ status: 409, body: { code: 'allowance_exhausted' } });
  expect(await own('GET', `${path}/meters/nothing`)).toMatchObject({ status: 404 });
});

test('a suspended tenant may use nothing, at once, and what it used all the same is recorded', async () => {
  const cs = app.as('cs');
  const held = z.object({ reservationId: z.string() }).parse((await reserve('5')).body);
  const order = (word: string) =>
    cs('POST', `/v1/tenants/${tenantId}/${word}`, { body: { reason: 'PaymentOverdue' } });
  expect(await order('suspend')).toMatchObject({ status: 200 });
  const refused = { allowed: false, reason: 'suspended' };
  expect(await own('GET', `${path}/meters/timeline`)).toMatchObject({ body: refused });
  expect(await own('GET', path)).toMatchObject({
    body: { meters: expect.arrayContaining([expect.objectContaining(refused)]) },
  });
  expect(await reserve('1')).toMatchObject({
    status: 409,
    body: { code: 'conflict', errors: [{ code: 'suspended' }] },
  });
  const commit = `/v1/tenants/${tenantId}/reservations/${held.reservationId}/commit`;
  expect(await own('POST', commit, { body: {} })).toMatchObject({ status: 200 });
  const body = [{ id: 'late', type: 'timeline', quantity: '5' }];
  expect(await own('POST', '/v1/usage/events', { body })).toMatchObject({
    body: { counts: { accepted: 1 } },
  });
  expect(await order('resume')).toMatchObject({ status: 200 });
  expect(await own('GET', `${path}/meters/timeline`)).toMatchObject({ body: { allowed: true } });
  expect(await reserve('1')).toMatchObject({ status: 201 });
});

test('what is held can be listed: the last to end first, by meter, page by page, of no other tenant', async () => {
  const pageSchema = z.object({
    items: z.array(z.object({ reservationId: z.string(), status: z.string(), meter: z.string() })),
    next: z.string().optional(),
  });
  const made: string[] = [];
  for (const [meter, holdSeconds] of [
    ['timeline', 60],
    ['query', 120],
    ['timeline', 180],
  ] as const) {
    const reply = await own('POST', `${path}/meters/${meter}/reservations`, {
      body: { quantity: '1', holdSeconds },
    });
    made.push(z.object({ reservationId: z.string() }).parse(reply.body).reservationId);
  }
  const list = async (query: string) => {
    const reply = await own('GET', `/v1/tenants/${tenantId}/reservations${query}`);
    return pageSchema.parse(reply.body);
  };
  const ids = async (query: string) => (await list(query)).items.map(({ reservationId }) => reservationId);
  expect(await ids('')).toEqual(made.toReversed());
  expect(await ids('?meter=query')).toEqual([made[1]]);
  const first = await list('?limit=2');
  expect(first.items).toHaveLength(2);
  expect(await ids(`?limit=2&cursor=${first.next}`)).toEqual([made[0]]);
  await own('POST', `/v1/tenants/${tenantId}/reservations/${made[2]}/release`);
  app.clock.advance(60_000);
  expect(await ids('?status=held')).toEqual([made[1]]);
  expect((await list('')).items.map(({ status }) => status)).toEqual(['released', 'held', 'expired']);
  expect(await own('GET', `/v1/tenants/${tenantId}/reservations?cursor=forged`)).toMatchObject({
    status: 400,
    body: { code: 'invalid_cursor' },
  });
  expect(await own('GET', `/v1/tenants/${uuidv7()}/reservations`)).toMatchObject({ status: 404 });
});
