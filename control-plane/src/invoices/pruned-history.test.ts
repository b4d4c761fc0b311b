import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { statementBodySchema } from '@tenantry/contracts/commercial/statement-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { removeAll } from '../usage/retention/retention.test-support.ts';
import { SETTLE_MS } from '../usage/sealing/sealer.ts';
import { SLOT_MS } from '../usage/stored-event.ts';
import { SPAN_MS, windowsSpec } from '../usage/window.ts';

let app: TestApp;
let tenantId: string;
let path: string;

const send = (method: string, to: string, body?: unknown) =>
  app.as('admin')(method, to, { ...(body !== undefined && { body }) });
/** A tenant's usage, counted and sealed, so that it is pruned when its time has come. */
const use = async (quantity: number, id: string, time?: string) => {
  const event = { id, type: 'ingestion', quantity, tenantId, ...(time !== undefined && { time }) };
  expect(await send('POST', '/v1/usage/events', event)).toMatchObject({ status: 200 });
  const { usage, sealing } = app.app.domains;
  await usage.settle();
  app.clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await sealing.sealer.round();
};
const close = async (at: string) => {
  app.clock.set(at);
  await send('POST', '/v1/statements/close-due');
};
const prune = async (at: string) => {
  app.clock.set(at);
  expect((await app.app.domains.retention.service.round()).removed).toBeGreaterThan(0);
};
const linesOf = async (number: number) => {
  const { body } = await send('GET', `${path}/statements/${number}`);
  return statementBodySchema
    .parse(body)
    .lines.map(({ kind, of, amountMinor, usage }) => [kind, of ?? '', amountMinor, usage?.used ?? '']);
};

/** A month of 1,000 for 49.00 that began at a time, or a part of a minute behind it. */
async function subscribed(behind = 0): Promise<void> {
  app.clock.advance(behind);
  const spec = aPlanSpec();
  const prices = [{ interval: 'month', currency: 'EUR', amount: '49' }] as const;
  const addOns = spec.addOns.map(addOn => ({
    ...addOn,
    prices: addOn.prices.filter(({ interval }) => interval === 'month'),
  }));
  await send('POST', '/v1/plans', { planId: 'team', spec: { ...spec, prices, addOns } });
  await send('POST', '/v1/plans/team/versions/1/publish');
  ({ tenantId } = await registered(app));
  path = `/v1/tenants/${tenantId}`;
  expect(await send('POST', `${path}/subscription`, { planId: 'team' })).toMatchObject({ status: 201 });
}

beforeEach(async () => {
  app = await startTestApp({ store: new MemoryStore(), usage: { retention: 40 * SPAN_MS.day } });
});
afterEach(() => app[Symbol.asyncDispose]());

test('usage that was billed and pruned since is not given back when a late event changes its period', async () => {
  await subscribed();
  await use(1_100, 'a');
  await close('2026-04-02T12:00:00Z');
  await use(400, 'late', '2026-03-31T00:00:00Z');
  await prune('2026-04-15T00:00:00Z');
  await close('2026-05-02T12:00:00Z');
  expect(await linesOf(2)).toEqual([
    ['base', '', '4900', ''],
    ['adjustment', 'overage', '400', '1500'],
  ]);
});

test('a statement that is taken back when its usage is pruned is billed anew by what was counted of it', async () => {
  await subscribed();
  await use(1_100, 'a');
  await close('2026-04-02T12:00:00Z');
  await prune('2026-04-15T00:00:00Z');
  await send('POST', `${path}/statements/1/void`, { reason: 'wrong name' });
  await close('2026-05-02T12:00:00Z');
  expect(await linesOf(2)).toEqual([
    ['base', '', '4900', ''],
    ['adjustment', 'base', '4900', ''],
    ['adjustment', 'overage', '100', '1100'],
  ]);
});

test('what neither entries nor windows tell any more is billed by what a void statement saw', async () => {
  // Of a part of a minute there are no windows.
  await subscribed(1_500);
  await use(1_100, 'a');
  await close('2026-04-02T13:00:00Z');
  await prune('2026-04-15T00:00:00Z');
  await send('POST', `${path}/statements/1/void`, { reason: 'wrong name' });
  await close('2026-05-02T13:00:00Z');
  expect(await linesOf(2)).toEqual([
    ['base', '', '4900', ''],
    ['adjustment', 'base', '4900', ''],
    ['adjustment', 'overage', '100', '1100'],
  ]);
});

test('windows of the pruned past that are lost give nothing back', async () => {
  await subscribed();
  await use(1_100, 'a');
  await close('2026-04-02T12:00:00Z');
  await use(400, 'late', '2026-03-31T00:00:00Z');
  await prune('2026-04-15T00:00:00Z');
  await removeAll(await app.store.collection(windowsSpec));
  await close('2026-05-02T12:00:00Z');
  expect(await linesOf(2)).toEqual([['base', '', '4900', '']]);
});

test('a period that was pruned before it was ever billed is billed by its whole minutes', async () => {
  await subscribed(1_500);
  await use(100, 'in the first minute');
  app.clock.set('2026-03-01T12:05:00Z');
  await use(1_100, 'a');
  app.clock.set('2026-03-20T00:00:00Z');
  await use(300, 'kept');
  await prune('2026-04-15T00:00:00Z');
  await close('2026-04-15T00:00:00Z');
  expect(await linesOf(1)).toEqual([
    ['base', '', '4900', ''],
    ['overage', '', '400', '1400'],
  ]);
});

test('a window that is missing of what is kept loses no money beside what is pruned', async () => {
  await subscribed();
  await use(1_100, 'a');
  app.clock.set('2026-03-20T00:00:00Z');
  await use(300, 'kept');
  await prune('2026-04-15T00:00:00Z');
  const windows = await app.store.collection(windowsSpec);
  const some = await windows.scan({ limit: 10_000 });
  await windows.remove(some.filter(({ id }) => id.includes('2026-03-20')).map(({ id }) => id));
  await close('2026-04-15T00:00:00Z');
  expect(await linesOf(1)).toEqual([
    ['base', '', '4900', ''],
    ['overage', '', '400', '1400'],
  ]);
});

test('no statement says that nothing was used where nothing tells any more what was', async () => {
  await subscribed(1_500);
  await use(1_100, 'a');
  await prune('2026-04-15T00:00:00Z');
  await removeAll(await app.store.collection(windowsSpec));
  await expect(app.app.domains.invoices.closer.close(tenantId)).rejects.toMatchObject({
    code: 'history_pruned',
    message: expect.stringContaining('is pruned and was never billed'),
  });
  expect((await send('GET', `${path}/statements`)).body).toEqual({ items: [] });
});
