import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { makeLeftPlansDue } from './left-plans.ts';
import { tenantAggregate } from './tenant.ts';
import { tenantHeadsSpec } from './tenant-heads.ts';
import { registered } from './tenants.test-support.ts';

let app: TestApp;
const send = (method: string, path: string, body?: unknown) =>
  app.as('admin')(method, path, { ...(body !== undefined && { body }) });
const statementsSchema = z.object({
  items: z.array(
    z.object({ number: z.int(), totalMinor: z.string(), period: z.object({ from: z.string() }) }),
  ),
});

beforeEach(async () => {
  app = await startTestApp();
  const month = { interval: 'month', currency: 'EUR', amount: '31' } as const;
  await send('POST', '/v1/plans', { planId: 'team', spec: aPlanSpec({ prices: [month] }) });
  await send('POST', '/v1/plans/team/versions/1/publish');
});
afterEach(() => app[Symbol.asyncDispose]());

async function subscriber(slug: string): Promise<string> {
  const { tenantId } = await registered(app, { slug });
  const made = await send('POST', `/v1/tenants/${tenantId}/subscription`, { planId: 'team' });
  expect(made).toMatchObject({ status: 201 });
  return tenantId;
}

const schedule = (tenantId: string, confirmSlug: string, at: string) =>
  send('POST', `/v1/tenants/${tenantId}/schedule-deletion`, { at, confirmSlug });
const settle = (removed = true) => app.app.domains.tenants.service.settleDue(async () => removed);
const termsOf = async (tenantId: string) =>
  (await app.app.domains.subscriptions.service.load(tenantId)).state.terms;

async function statementsAt(tenantId: string, time: string) {
  app.clock.set(time);
  await send('POST', '/v1/statements/close-due');
  const { items } = statementsSchema.parse((await send('GET', `/v1/tenants/${tenantId}/statements`)).body);
  return items.toSorted((a, b) => a.number - b.number).map(({ totalMinor }) => totalMinor);
}

/** As an earlier version left it: deleted, with its plan going on, and nobody to see to it. */
async function deletedLongAgo(slug: string, at: string): Promise<string> {
  const tenantId = await subscriber(slug);
  const tenants = app.app.context.aggregates(tenantAggregate);
  await schedule(tenantId, slug, at);
  app.clock.set(at);
  const current = await tenants.load(tenantId);
  if (current === undefined) throw new Error('it was registered');
  const note = { actor: { id: 'system:tenants', name: 'Tenantry' }, requestId: 'x', action: 'tenant.delete' };
  await tenants.change(tenantId, current, { ...current.state, phase: 'deleted' }, { ...note, tenantId });
  const heads = await app.store.collection(tenantHeadsSpec);
  const head = await heads.get(tenantId);
  if (head === undefined) throw new Error('it has a head');
  const { dueAt: _, ...left } = head;
  await heads.replace(left);
  return tenantId;
}

test('a tenant that is deleted pays for the part of the period until then, and nothing after it', async () => {
  const tenantId = await subscriber('goes');
  await schedule(tenantId, 'goes', '2026-03-11T12:00:00Z');
  app.clock.set('2026-03-11T13:30:00Z');
  // Nobody saw to it in time, and its cluster does not answer: that is at nobody's cost.
  await settle(false);
  expect(await termsOf(tenantId)).toMatchObject([{}, { from: '2026-03-11T12:00:00.000Z', plan: null }]);
  await settle();
  expect(await send('GET', `/v1/tenants/${tenantId}`)).toMatchObject({
    body: { state: 'deleted', plan: { status: 'unassigned' } },
  });
  // Ten days of the thirty-one that begin on the first, at noon.
  expect(await statementsAt(tenantId, '2026-04-02T12:00:00Z')).toEqual(['1000']);
  expect(await statementsAt(tenantId, '2026-08-02T12:00:00Z')).toEqual(['1000']);
});

test('in revenue it has left when it was deleted, by what was known since', async () => {
  const tenantId = await subscriber('churns');
  await schedule(tenantId, 'churns', '2026-03-11T12:00:00Z');
  app.clock.set('2026-03-11T12:00:10Z');
  await settle();
  app.clock.set('2026-03-20T12:00:00Z');
  const between = async (from: string, asOf: string) =>
    (await send('GET', `/v1/revenue?from=${from}&asOf=${asOf}`)).body;
  expect(await between('2026-03-02T00:00:00Z', '2026-03-11T11:00:00Z')).toMatchObject({
    currencies: [{ mrrMinor: '3100', churnMinor: '0', customers: 1 }],
  });
  expect(await between('2026-03-11T11:00:00Z', '2026-03-11T12:00:00Z')).toMatchObject({
    currencies: [{ mrrMinor: '0', churnMinor: '3100', customers: 0, churnedCustomers: 1 }],
  });
});

test('to a tenant that is being, or was, deleted nothing is sold', async () => {
  const tenantId = await subscriber('goes');
  const other = await registered(app, { slug: 'never-had-one' });
  for (const [id, slug] of [
    [tenantId, 'goes'],
    [other.tenantId, 'never-had-one'],
  ] as const) {
    await schedule(id, slug, '2026-03-02T12:00:00Z');
  }
  app.clock.set('2026-03-02T12:00:00Z');
  await settle(false);
  const changes = () =>
    send('POST', `/v1/tenants/${tenantId}/subscription/changes`, { planId: 'pro', when: 'now' });
  const gone = { status: 422, body: { code: 'invalid_state', errors: [{ code: 'tenant_deleted' }] } };
  expect(await changes()).toMatchObject(gone);
  await settle();
  expect(await changes()).toMatchObject(gone);
  expect(await send('POST', `/v1/tenants/${other.tenantId}/subscription`, { planId: 'team' })).toMatchObject(
    gone,
  );
  expect(await send('POST', `/v1/tenants/${tenantId}/change-plan`, { planId: 'pro' })).toMatchObject({
    status: 409,
  });
});

test('what is scheduled for a tenant does not come once it is deleted, and one that came too late is ended', async () => {
  const tenantId = await subscriber('later');
  await send('POST', `/v1/tenants/${tenantId}/subscription/changes`, { planId: 'pro', when: 'periodEnd' });
  await schedule(tenantId, 'later', '2026-03-02T12:00:00Z');
  app.clock.set('2026-03-02T12:00:00Z');
  await settle();
  const ended = [{ plan: { planId: 'team' } }, { from: '2026-03-02T12:00:00.000Z', plan: null }];
  expect(await termsOf(tenantId)).toMatchObject(ended);
  // As by somebody who had looked at the tenant before it was deleted.
  app.clock.advance(1_000);
  const note = { actor: { id: 'user:x', name: 'x' }, requestId: 'x', origin: 'late' };
  await app.app.domains.subscriptions.service.changePlan(tenantId, { planId: 'pro' }, 'now', note);
  expect(await termsOf(tenantId)).toHaveLength(3);
  await settle();
  expect(await termsOf(tenantId)).toMatchObject(ended);
  expect(await termsOf(tenantId)).toHaveLength(2);
  expect(await settle()).toBe(0);
});

test('one that was deleted before plans ended with tenants is ended once, and given back what it was billed since', async () => {
  const tenantId = await deletedLongAgo('long-ago', '2026-03-11T12:00:00Z');
  const lives = await subscriber('lives');
  expect(await settle()).toBe(0);
  expect(await statementsAt(tenantId, '2026-05-02T12:00:00Z')).toEqual(['3100', '3100']);
  await makeLeftPlansDue(app.store, () => undefined);
  await makeLeftPlansDue(app.store, () => undefined);
  expect(await settle()).toBe(1);
  expect(await settle()).toBe(0);
  expect(await termsOf(tenantId)).toMatchObject([{}, { from: '2026-03-11T12:00:00.000Z', plan: null }]);
  expect(await termsOf(lives)).toHaveLength(1);
  expect(await statementsAt(tenantId, '2026-06-02T12:00:00Z')).toEqual(['3100', '3100', '-5200']);
});

test('one that a replica of an earlier version deletes, beside this one, is ended when all tenants are read again', async () => {
  const tenantId = await deletedLongAgo('beside', '2026-03-11T12:00:00Z');
  expect(await settle()).toBe(0);
  await app.app.domains.tenants.service.endLeftPlans();
  const ended = [{}, { from: '2026-03-11T12:00:00.000Z', plan: null }];
  expect(await termsOf(tenantId)).toMatchObject(ended);
  const { version } = await app.app.domains.subscriptions.service.load(tenantId);
  await app.app.domains.tenants.service.endLeftPlans();
  expect(await app.app.domains.subscriptions.service.load(tenantId)).toMatchObject({ version });
});

test('one whose plan cannot be ended does not keep the others’ from ending', async () => {
  const stuck = await deletedLongAgo('stuck', '2026-03-11T12:00:00Z');
  const behind = await deletedLongAgo('behind', '2026-03-20T12:00:00Z');
  await settle();
  const { subscriptions } = app.app.domains.tenants;
  const end = subscriptions.end.bind(subscriptions);
  vi.spyOn(subscriptions, 'end').mockImplementation(async (tenantId, from, who) => {
    if (tenantId === stuck) throw new Error('it cannot be read');
    return end(tenantId, from, who);
  });
  await app.app.domains.tenants.service.endLeftPlans();
  expect(await termsOf(stuck)).toHaveLength(1);
  expect(await termsOf(behind)).toHaveLength(2);
});
