import { heldWorkloadsSchema } from '@tenantry/contracts/commercial/workload';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { ClusterInMemory } from './cluster-in-memory.test-support.ts';

let cluster: ClusterInMemory;
let clock: FakeClock;
let running: TestApp[];
beforeEach(() => {
  cluster = new ClusterInMemory();
  clock = new FakeClock();
  running = [];
});
afterEach(() => Promise.all(running.map(app => app[Symbol.asyncDispose]())));

/** A control plane on this store, beside that cluster, after its first look at everything. */
async function onStore(store: MemoryStore): Promise<TestApp> {
  const places = [{ name: 'default', region: 'local' }];
  const provisioners = new Map([['default', cluster.asSeen()]]);
  const app = await startTestApp({ store, clock, clusters: { places, provisioners } });
  running.push(app);
  app.app.domains.clusters.start();
  await passTime(app);
  return app;
}

/** Lets whatever is due happen, deletions and applies. */
async function passTime(app: TestApp): Promise<void> {
  const { workloads } = app.app.domains.clusters;
  for (let turn = 0; turn < 3; turn++) {
    clock.advance(1_000_000);
    await app.app.domains.tenants.service.settleDue(
      tenant => workloads.remove(tenant),
      async tenant => (await workloads.heldTenant(tenant)) === undefined,
    );
    await workloads.syncDue();
  }
}

const changePlan = (app: TestApp, tenantId: string, planId: string) =>
  app.as('admin')('POST', `/v1/tenants/${tenantId}/change-plan`, { body: { planId } });
const settle = (app: TestApp, tenantId: string, keep: 'record' | 'cluster') =>
  app.as('admin')('POST', `/v1/tenants/${tenantId}/workload/settle`, { body: { keep } });
const held = async (app: TestApp) =>
  heldWorkloadsSchema.parse((await app.as('viewer')('GET', '/v1/clusters/held')).body).items;
const runs = (slug = 'sample-acme') => cluster.tenants.get(slug)?.spec;

/** The one Tenant that a control plane found. */
async function adopted(app: TestApp) {
  await passTime(app);
  const [head] = app.app.domains.tenants.roll.values();
  if (head === undefined) throw new Error('none was found');
  return head;
}

/** A tenant on pro, a backup, and then an upgrade with more replicas that runs. */
async function upgradedAfterBackup() {
  const store = new MemoryStore();
  const app = await onStore(store);
  const { tenantId } = await registered(app);
  await changePlan(app, tenantId, 'pro');
  await passTime(app);
  const backup = store.copy();
  await changePlan(app, tenantId, 'enterprise');
  const body = { components: { api: { replicas: 7 } } };
  await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, { body, headers: { 'if-match': '*' } });
  await passTime(app);
  expect(runs()).toMatchObject({ tier: 'enterprise', ...body });
  return { store, backup, tenantId };
}

test('a store from before a change does not take the change back, and says so with what differs', async () => {
  const { backup, tenantId } = await upgradedAfterBackup();
  const before = runs();
  const app = await onStore(backup);
  await passTime(app);
  expect(runs()).toEqual(before);
  expect(await held(app)).toMatchObject([
    {
      tenantId,
      slug: 'sample-acme',
      planId: 'pro',
      tier: 'enterprise',
      drift: expect.arrayContaining([
        { field: '.spec.tier', recorded: 'pro', inCluster: 'enterprise' },
        { field: '.spec.components.api.replicas', inCluster: 7 },
      ]),
    },
  ]);
  const sync = await app.as('admin')('POST', `/v1/tenants/${tenantId}/workload/sync`, { body: {} });
  expect(sync).toMatchObject({ status: 409, body: { code: 'conflict', reason: 'workload_held' } });
});

test('a store that applied it, or a later state of that one, is not held', async () => {
  const { store, tenantId } = await upgradedAfterBackup();
  const app = await onStore(store.copy());
  const body = { components: { api: { replicas: 3 } } };
  await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, { body, headers: { 'if-match': '*' } });
  await passTime(app);
  expect(runs()).toMatchObject({ tier: 'enterprise', ...body });
  expect(await held(app)).toEqual([]);
});

test('changes made in an older store, however many, do not make it the newer one', async () => {
  const { backup, tenantId } = await upgradedAfterBackup();
  const before = runs();
  const app = await onStore(backup);
  // Another change to the same plan, at the number that the one had which runs.
  expect(await changePlan(app, tenantId, 'enterprise')).toMatchObject({ status: 200 });
  for (let turn = 1; turn < 9; turn++) {
    const body = { displayName: `Acme ${turn}` };
    await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, { body, headers: { 'if-match': '*' } });
    await passTime(app);
  }
  expect(runs()).toEqual(before);
});

test('the two who hold one another’s tenants both stop, and neither undoes what the other did', async () => {
  const { store, backup, tenantId } = await upgradedAfterBackup();
  const restored = await onStore(backup);
  expect(await settle(restored, tenantId, 'record')).toMatchObject({ status: 200 });
  expect(runs()).toMatchObject({ tier: 'pro' });
  const old = await onStore(store.copy());
  expect(runs()).toMatchObject({ tier: 'pro' });
  expect(await held(old)).toMatchObject([{ tenantId }]);
});

test('an admin says that the record holds, or what runs; the latter under a plan of its tier alone', async () => {
  const { backup, tenantId } = await upgradedAfterBackup();
  const before = runs();
  const app = await onStore(backup);
  expect(await settle(app, tenantId, 'cluster')).toMatchObject({
    status: 422,
    body: { reason: 'workload_of_other_tier' },
  });
  await changePlan(app, tenantId, 'enterprise');
  await passTime(app);
  expect(runs()).toEqual(before);
  expect(await settle(app, tenantId, 'cluster')).toMatchObject({ body: { sync: { outcome: 'applied' } } });
  await passTime(app);
  expect(runs()).toMatchObject({ tier: 'enterprise', components: { api: { replicas: 7 } } });
  expect(await held(app)).toEqual([]);
  expect(await settle(app, tenantId, 'record')).toMatchObject({ body: { reason: 'workload_not_held' } });
});

test('an admin says what holds of a tenant whose plan has ended, too', async () => {
  const { backup, tenantId } = await upgradedAfterBackup();
  const app = await onStore(backup);
  await passTime(app);
  const ended = await app.as('admin')('POST', `/v1/tenants/${tenantId}/subscription/end`, {
    body: { when: 'now' },
  });
  expect(ended.status).toBe(200);
  await app.as('admin')('POST', `/v1/tenants/${tenantId}/suspend`, { body: { reason: 'PaymentOverdue' } });
  await passTime(app);
  expect(runs()).toMatchObject({ tier: 'enterprise' });
  expect(await held(app)).toMatchObject([{ tenantId, planId: 'pro', tier: 'enterprise' }]);
  expect(await settle(app, tenantId, 'cluster')).toMatchObject({
    status: 422,
    body: { reason: 'workload_of_other_tier', detail: expect.stringContaining('had last') },
  });
  expect(await settle(app, tenantId, 'record')).toMatchObject({ body: { sync: { outcome: 'applied' } } });
  expect(runs()).toMatchObject({ tier: 'pro', suspensions: [{ reason: 'PaymentOverdue' }] });
});

test('an empty store takes a running tenant in and changes nothing of it, until it has its plan and is taken over', async () => {
  const { tenantId } = await upgradedAfterBackup();
  const first = running.at(0);
  await first?.as('admin')('POST', `/v1/tenants/${tenantId}/suspend`, { body: { reason: 'Abuse' } });
  if (first) await passTime(first);
  const before = runs();
  expect(before).toMatchObject({ suspensions: [{ by: 'admin', reason: 'Abuse' }] });

  const app = await onStore(new MemoryStore());
  await passTime(app);
  expect(runs()).toEqual(before);
  expect(await held(app)).toMatchObject([{ tenantId, tier: 'enterprise' }]);
  for (const keep of ['record', 'cluster'] as const)
    expect(await settle(app, tenantId, keep)).toMatchObject({ body: { reason: 'workload_without_plan' } });
  await changePlan(app, tenantId, 'enterprise');
  await passTime(app);
  expect(runs()).toEqual(before);
  expect(await settle(app, tenantId, 'cluster')).toMatchObject({ status: 200 });
  await passTime(app);
  expect(runs()).toEqual(before);
  expect(await app.as('admin')('GET', `/v1/tenants/${tenantId}`)).toMatchObject({
    body: { state: 'suspended', components: { api: { replicas: 7 } } },
  });
});

test('a Tenant of somebody else, that had no plan before the store was lost, is kept without one', async () => {
  await onStore(new MemoryStore());
  const spec = { tier: 'pro', displayName: 'By hand' };
  const status = { observedGeneration: 1, conditions: [], components: [], suspendedBy: [] };
  const byHand = {
    name: 'by-hand',
    uid: 'u',
    generation: 1,
    tenantId: undefined,
    deleting: false,
    spec,
    status,
  };
  cluster.tenants.set('by-hand', byHand);
  const { id } = await adopted(await onStore(new MemoryStore()));
  expect(cluster.tenants.get('by-hand')?.record).toMatch(/ 0$/);

  const empty = await onStore(new MemoryStore());
  await passTime(empty);
  expect(await held(empty)).toMatchObject([{ tenantId: id, tier: 'pro', drift: [] }]);
  expect(await settle(empty, id, 'record')).toMatchObject({ body: { reason: 'workload_without_plan' } });
  expect(await settle(empty, id, 'cluster')).toMatchObject({ body: { sync: { outcome: 'applied' } } });
  expect(await held(empty)).toEqual([]);
});

test('a deletion that was called off after the backup is not carried out by the store that knows of it still', async () => {
  const store = new MemoryStore();
  const app = await onStore(store);
  const { tenantId } = await registered(app);
  await changePlan(app, tenantId, 'pro');
  const at = new Date(clock.now() + 86_400_000).toISOString();
  await app.as('admin')('POST', `/v1/tenants/${tenantId}/schedule-deletion`, {
    body: { at, policy: 'Delete', confirmSlug: 'sample-acme' },
  });
  await passTime(app);
  const backup = store.copy();
  await app.as('admin')('POST', `/v1/tenants/${tenantId}/cancel-deletion`, { body: {} });
  await passTime(app);

  const restored = await onStore(backup);
  clock.advance(2 * 86_400_000);
  await passTime(restored);
  expect(runs()).toMatchObject({ tier: 'pro' });
  expect(await held(restored)).toMatchObject([{ tenantId }]);
  expect(await settle(restored, tenantId, 'cluster')).toMatchObject({ status: 200 });
  await passTime(restored);
  expect(runs()).toMatchObject({ tier: 'pro' });
  expect(await restored.as('admin')('GET', `/v1/tenants/${tenantId}`)).toMatchObject({
    body: { state: 'active' },
  });
});

test('a lost cluster is filled again from the store, suspensions included', async () => {
  const { store, tenantId } = await upgradedAfterBackup();
  const [first] = running;
  await first?.as('admin')('POST', `/v1/tenants/${tenantId}/suspend`, { body: { reason: 'Abuse' } });
  cluster = new ClusterInMemory();
  await onStore(store.copy());
  expect(runs()).toMatchObject({ tier: 'enterprise', suspensions: [{ by: 'admin' }] });
});
