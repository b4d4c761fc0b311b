import { clusterListSchema, workloadSchema } from '@tenantry/contracts/commercial/workload';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { Adoption } from './adoption.ts';
import {
  ClusterUnavailable,
  type DesiredTenant,
  type ObservedTenant,
  type Provisioner,
} from './provisioner.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const workloads = () => app.app.domains.clusters.workloads;
const givePlan = (tenantId: string, planId: string) =>
  app.as('admin')('POST', `/v1/tenants/${tenantId}/change-plan`, { body: { planId } });
const read = async (tenantId: string) =>
  workloadSchema.parse((await app.as('cs')('GET', `/v1/tenants/${tenantId}/workload`)).body);
const sync = (tenantId: string, dryRun = false) =>
  app.as('admin')('POST', `/v1/tenants/${tenantId}/workload/sync`, { body: { dryRun } });

/** Takes the place of the provisioner for one call of the API. */
function provisioner(): Provisioner {
  const found = workloads().provisionerOf('default');
  if (found === undefined) throw new Error('there is one');
  return found;
}

test('without a plan nothing is applied; with one, what is decided is, and a changed plan by itself', async () => {
  const { tenantId } = await registered(app);
  await workloads().syncDue();
  expect(await read(tenantId)).toMatchObject({ found: false, sync: { outcome: 'nothing_decided' } });
  await givePlan(tenantId, 'pro');
  await workloads().syncDue();
  expect(await read(tenantId)).toMatchObject({
    found: true,
    ready: 'True',
    tier: 'pro',
    provisioner: 'recording',
    sync: { outcome: 'applied', failures: 0 },
    drift: [],
  });
  await givePlan(tenantId, 'enterprise');
  await workloads().syncDue();
  expect(await read(tenantId)).toMatchObject({ tier: 'enterprise' });
});

test('who is changed by hand while it is being applied is looked at again at once', async () => {
  const { tenantId } = await registered(app);
  await givePlan(tenantId, 'pro');
  await workloads().syncDue();
  const { apply } = provisioner();
  provisioner().apply = async (...given) => {
    const outcome = await apply.call(provisioner(), ...given);
    await workloads().wake(tenantId);
    return outcome;
  };
  await sync(tenantId);
  provisioner().apply = apply;
  expect(await workloads().syncDue()).toBe(1);
  expect(await workloads().syncDue()).toBe(0);
});

test('whose plan has ended is suspended as recorded, and says what becomes of its data, by the tier it was made with', async () => {
  const { tenantId } = await registered(app);
  await givePlan(tenantId, 'pro');
  await workloads().syncDue();
  app.clock.advance(86_400_000);
  const ended = await app.as('admin')('POST', `/v1/tenants/${tenantId}/subscription/end`, {
    body: { when: 'now' },
  });
  expect(ended.status).toBe(200);
  await app.as('finance')('POST', `/v1/tenants/${tenantId}/suspend`, { body: { reason: 'PaymentOverdue' } });
  const { state } = await app.app.domains.tenants.service.load(tenantId);
  const deletion = await app.as('admin')('POST', `/v1/tenants/${tenantId}/schedule-deletion`, {
    body: { at: '2026-05-01T12:00:00.000Z', policy: 'Delete', confirmSlug: state.slug },
  });
  expect(deletion.status).toBe(200);
  await workloads().syncDue();
  const { spec } = (await workloads().observe(tenantId)) ?? {};
  expect(spec).toMatchObject({
    tier: 'pro',
    suspensions: [{ by: 'billing', reason: 'PaymentOverdue' }],
    deletionPolicy: 'Delete',
  });
  expect(await read(tenantId)).toMatchObject({ sync: { outcome: 'applied' } });
});

test('the same plan bought again while nothing was made of the one that ended is applied at once', async () => {
  const { tenantId } = await registered(app);
  await givePlan(tenantId, 'pro');
  app.clock.advance(86_400_000);
  await app.as('admin')('POST', `/v1/tenants/${tenantId}/subscription/end`, { body: { when: 'now' } });
  const apply = provisioner().apply.bind(provisioner());
  Object.assign(provisioner(), {
    // It is bought between our decision and our note.
    async apply(desired: DesiredTenant, options: { dryRun: boolean }) {
      Reflect.deleteProperty(provisioner(), 'apply');
      app.clock.advance(1_000);
      await givePlan(tenantId, 'pro');
      return apply(desired, options);
    },
  });
  await workloads().sync(tenantId);
  expect(await read(tenantId)).toMatchObject({ found: false });
  await workloads().syncDue();
  expect(await read(tenantId)).toMatchObject({ found: true, tier: 'pro' });
});

test('a plan that ended before anything was made makes nothing', async () => {
  const { tenantId } = await registered(app);
  await givePlan(tenantId, 'pro');
  app.clock.advance(86_400_000);
  await app.as('admin')('POST', `/v1/tenants/${tenantId}/subscription/end`, { body: { when: 'now' } });
  const { status, body } = await sync(tenantId);
  expect([status, body]).toMatchObject([200, { sync: { outcome: 'nothing_decided' } }]);
  expect(body).not.toHaveProperty('spec');
  expect(await read(tenantId)).toMatchObject({ found: false });
});

test('what is recorded of overrides, owners and suspensions is what is decided', async () => {
  const { tenantId } = await registered(app, { slug: 'full' });
  await givePlan(tenantId, 'pro');
  const body = {
    quota: { pods: '20' },
    components: { api: { replicas: 2, image: 'registry.example/api:2' } },
    owners: [{ kind: 'Group', name: 'acme' }],
  };
  await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, { body, headers: { 'if-match': '*' } });
  const until = '2026-04-01T00:00:00.000Z';
  await app.as('finance')('POST', `/v1/tenants/${tenantId}/suspend`, {
    body: { reason: 'PaymentOverdue', until },
  });
  const { spec } = (await workloads().desired(tenantId)) ?? {};
  expect(spec).toMatchObject({
    ...body,
    tier: 'pro',
    suspensions: [{ by: 'billing', reason: 'PaymentOverdue', until }],
  });
  app.clock.set(until);
  expect((await workloads().desired(tenantId))?.spec.suspensions).toBeUndefined();
});

test('a dry run asks and changes nothing', async () => {
  const { tenantId } = await registered(app);
  await givePlan(tenantId, 'pro');
  expect(await sync(tenantId, true)).toMatchObject({
    status: 200,
    body: { sync: { outcome: 'applied' }, spec: { tier: 'pro' } },
  });
  expect(await read(tenantId)).toMatchObject({ found: false, sync: { outcome: 'pending' } });
});

test('fields of others are answered with their owners, and shown until they are given up', async () => {
  const { tenantId } = await registered(app);
  await givePlan(tenantId, 'pro');
  const fields = [{ field: '.spec.tier', manager: 'kubectl-edit' }];
  Object.assign(provisioner(), { apply: () => Promise.resolve({ is: 'conflict', fields }) });
  expect(await sync(tenantId)).toMatchObject({
    status: 409,
    body: {
      code: 'field_owned_elsewhere',
      errors: [{ field: '.spec.tier', code: 'owned_elsewhere', message: 'owned by kubectl-edit' }],
    },
  });
  expect(await read(tenantId)).toMatchObject({ sync: { outcome: 'conflict', fields, failures: 1 } });
  Reflect.deleteProperty(provisioner(), 'apply');
  expect(await sync(tenantId)).toMatchObject({
    status: 200,
    body: { sync: { outcome: 'applied', failures: 0 } },
  });
});

test('a cluster that cannot be reached is told as that, and tried again later and later', async () => {
  const { tenantId } = await registered(app);
  await givePlan(tenantId, 'pro');
  const down = () => Promise.reject(new ClusterUnavailable('connect ECONNREFUSED'));
  Object.assign(provisioner(), { apply: down, observe: down, lastHeard: () => undefined });
  expect(await sync(tenantId)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(await read(tenantId)).toMatchObject({
    ready: 'Unknown',
    stale: true,
    message: 'the cluster has not been read',
    sync: { outcome: 'unavailable', nextAt: '2026-03-01T12:00:01.000Z' },
  });
  await sync(tenantId);
  expect(await read(tenantId)).toMatchObject({ sync: { failures: 2, nextAt: '2026-03-01T12:00:02.000Z' } });
});

test('a tenant that cannot even be decided keeps no other from its turn', async () => {
  const broken = await registered(app, { slug: 'broken' });
  const healthy = await registered(app, { slug: 'healthy' });
  await Promise.all([broken, healthy].map(({ tenantId }) => givePlan(tenantId, 'pro')));
  const apply = provisioner().apply.bind(provisioner());
  const tried: string[] = [];
  Object.assign(provisioner(), {
    apply: (desired: DesiredTenant, options: { dryRun: boolean }) => {
      tried.push(desired.slug);
      return desired.slug === 'broken' ? Promise.reject(new Error('planted')) : apply(desired, options);
    },
  });
  await workloads().syncDue();
  expect(await read(healthy.tenantId)).toMatchObject({ found: true, sync: { outcome: 'applied' } });
  expect(tried.toSorted()).toEqual(['broken', 'healthy']);
  // Not due again at once, and later and later.
  expect(await workloads().syncDue()).toBe(0);
  expect(await workloads().recordOf(broken.tenantId)).toMatchObject({
    failures: 1,
    dueAt: '2026-03-01T12:00:01.000Z',
  });
});

test('a tenant whose end comes while it is applied runs nothing afterwards', async () => {
  const { tenantId } = await registered(app, { slug: 'ending' });
  await givePlan(tenantId, 'pro');
  await workloads().syncDue();
  await givePlan(tenantId, 'enterprise');
  const apply = provisioner().apply.bind(provisioner());
  Object.assign(provisioner(), {
    async apply(desired: DesiredTenant, options: { dryRun: boolean }) {
      // Another replica is quicker: the whole end of the tenant lies between our decision and our write.
      Reflect.deleteProperty(provisioner(), 'apply');
      await app.as('admin')('POST', `/v1/tenants/${tenantId}/schedule-deletion`, {
        body: { at: '2026-03-01T12:00:00.000Z', confirmSlug: 'ending' },
      });
      const { tenants } = app.app.domains;
      await tenants.service.settleDue(tenant => workloads().remove(tenant));
      return apply(desired, options);
    },
  });
  await workloads().sync(tenantId);
  const { state } = await app.app.domains.tenants.service.load(tenantId);
  expect(state.phase).toBe('deleted');
  expect(await provisioner().observe({ tenantId, slug: 'ending' })).toBeUndefined();
});

test('what a dead replica applied of a tenant that is gone is found by the look after its end', async () => {
  const { tenantId } = await registered(app, { slug: 'late' });
  await givePlan(tenantId, 'pro');
  const desired = await workloads().desired(tenantId);
  if (desired === undefined) throw new Error('it has a plan');
  await app.as('admin')('POST', `/v1/tenants/${tenantId}/schedule-deletion`, {
    body: { at: '2026-03-01T12:00:00.000Z', confirmSlug: 'late' },
  });
  await app.app.domains.tenants.service.settleDue(tenant => workloads().remove(tenant));
  await workloads().syncDue();
  await provisioner().apply(desired, { dryRun: false });
  app.clock.advance(1_000_000);
  await workloads().syncDue();
  expect(await provisioner().observe({ tenantId, slug: 'late' })).toBeUndefined();
  app.clock.advance(1_000_000);
  expect(await workloads().syncDue()).toBe(0);
});

test('who is refused a slug leaves nothing to do behind, neither those who lose a race for it', async () => {
  await registered(app, { slug: 'taken' });
  const again = () =>
    app.as('admin')('POST', '/v1/tenants', { body: { slug: 'taken', displayName: 'Again' } });
  expect((await again()).status).toBe(409);
  const racing = (slug: string) =>
    app.as('admin')('POST', '/v1/tenants', { body: { slug, displayName: slug } });
  const statuses = (await Promise.all(Array.from({ length: 8 }, () => racing('raced')))).map(
    ({ status }) => status,
  );
  expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  expect(await workloads().syncDue()).toBe(2);
  expect(await workloads().syncDue()).toBe(0);
});

test('clusters are listed with how many tenants live there and when they were last heard', async () => {
  await registered(app, { slug: 'a' });
  const { items } = clusterListSchema.parse((await app.as('viewer')('GET', '/v1/clusters')).body);
  expect(items).toMatchObject([
    { name: 'default', region: 'local', isDefault: true, provisioner: 'recording', tenants: 1, stale: false },
  ]);
});

function seen(name: string, rest: Partial<ObservedTenant> = {}): ObservedTenant {
  return {
    name,
    uid: 'u-1',
    generation: 1,
    tenantId: undefined,
    deleting: false,
    spec: { tier: 'pro', displayName: 'By hand' },
    status: { observedGeneration: 1, conditions: [], components: [], suspendedBy: [] },
    ...rest,
  };
}

async function take(name: string, current: ObservedTenant | undefined, gone = true): Promise<void> {
  const { tenants, clusters } = app.app.domains;
  const confirmGone = () => Promise.resolve(gone);
  const parts = { context: app.app.context, tenants, workloads: clusters.workloads, confirmGone };
  const adoptions = [new Adoption('default', parts), new Adoption('default', parts)];
  for (const adoption of adoptions) adoption.take({ name, current, specChanged: true, initial: false });
  await Promise.all(adoptions.map(adoption => adoption.settled()));
}

const listed = async (query = '') => (await app.as('cs')('GET', `/v1/tenants${query}`)).body;

test('a Tenant found in the cluster gets one record, without a plan, whichever replica is first', async () => {
  await take('by-hand', seen('by-hand'));
  expect(await listed()).toMatchObject({
    total: 1,
    items: [
      {
        slug: 'by-hand',
        displayName: 'By hand',
        origin: 'cluster',
        plan: { status: 'unassigned' },
        state: 'active',
      },
    ],
  });
  await take('by-hand', seen('by-hand', { generation: 2 }));
  expect(await listed()).toMatchObject({ total: 1 });
});

test('of an adopted tenant nothing but its id and our suspensions are decided', async () => {
  await take('by-hand', seen('by-hand'));
  const { id = '' } = app.app.domains.tenants.roll.bySlug('by-hand') ?? {};
  expect((await workloads().desired(id))?.spec).toEqual({});
  await app.as('admin')('POST', `/v1/tenants/${id}/suspend`, { body: { reason: 'Abuse' } });
  expect((await workloads().desired(id))?.spec).toEqual({ suspensions: [{ by: 'admin', reason: 'Abuse' }] });
});

test('an adopted record ends with its Tenant, and one that comes back by that name is another tenant', async () => {
  await take('by-hand', seen('by-hand'));
  const first = app.app.domains.tenants.roll.bySlug('by-hand')?.id;
  await take('by-hand', undefined);
  expect(await listed()).toMatchObject({ total: 0 });
  await take('by-hand', seen('by-hand', { uid: 'u-2' }));
  expect(app.app.domains.tenants.roll.bySlug('by-hand')?.id).not.toBe(first);
});

test('an adopted record stays when Tenants are not known any more, or when it has a plan', async () => {
  await take('by-hand', seen('by-hand'));
  await take('by-hand', undefined, false);
  expect(await listed()).toMatchObject({ total: 1 });
  const { id = '' } = app.app.domains.tenants.roll.bySlug('by-hand') ?? {};
  await givePlan(id, 'pro');
  await take('by-hand', undefined);
  expect(await listed()).toMatchObject({ total: 1 });
});

test('a record that was onboarded stays when somebody deletes its Tenant, and is applied again', async () => {
  const { tenantId } = await registered(app, { slug: 'ours' });
  await givePlan(tenantId, 'pro');
  await workloads().syncDue();
  await provisioner().remove({ tenantId, slug: 'ours' });
  await take('ours', undefined);
  await workloads().syncDue();
  expect(await read(tenantId)).toMatchObject({ found: true, sync: { outcome: 'applied' } });
});

test('a Tenant that names a record which the store lost brings it back under its id', async () => {
  const tenantId = uuidv7();
  await take('restored', seen('restored', { tenantId }));
  expect(await listed()).toMatchObject({ items: [{ tenantId, slug: 'restored' }] });
});

test('a Tenant that names another record’s id takes nothing of it', async () => {
  const { tenantId } = await registered(app, { slug: 'victim' });
  await take('thief', seen('thief', { tenantId }));
  expect(await listed('?q=thief')).toMatchObject({ total: 0 });
  expect(await app.app.domains.tenants.directory.byId(tenantId)).toMatchObject({ slug: 'victim' });
});
