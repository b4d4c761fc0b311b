import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type SubmissionBody, submissionSchema } from '@tenantry/contracts/commercial/onboarding';
import { tenantPageSchema } from '@tenantry/contracts/commercial/tenant';
import { type WorkloadBody, workloadSchema } from '@tenantry/contracts/commercial/workload';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../../scripts/dev/processes/wait-for.ts';
import { CONTROL_PLANE_IDENTITY } from '../../../scripts/dev/start/control-plane-process.ts';
import { tenant } from '../../../tests/drivers/sample-objects.ts';
import { useWorld } from '../../../tests/drivers/use-world.ts';
import { RealClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import { completeForm } from '../onboarding/onboarding.test-support.ts';
import { connectClusters } from './connect-clusters.ts';

const TIERS = fileURLToPath(new URL('../../../operator/tiers', import.meta.url));
const PATIENCE = 60_000;

const world = useWorld({ nodes: { simulated: 1 } });
let app: TestApp;

beforeAll(async () => {
  await world().kubectl('apply', '--server-side', '-k', TIERS);
  await world().leader();
  const kubeconfig = await world().cluster.kubeconfigFor(CONTROL_PLANE_IDENTITY);
  const clusters = await connectClusters([{ name: 'default', region: 'local', kubeconfig }], silentLogger);
  app = await startTestApp({ clock: new RealClock(), clusters });
  app.app.start();
}, 180_000);

afterAll(() => app?.[Symbol.asyncDispose]());

const admin: ReturnType<TestApp['as']> = (...call) => app.as('admin')(...call);
const workload = async (tenantId: string): Promise<WorkloadBody> =>
  workloadSchema.parse((await admin('GET', `/v1/tenants/${tenantId}/workload`)).body);

async function until<T>(what: string, look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  let seen = await look();
  try {
    await waitFor(what, PATIENCE, async () => {
      if (holds(seen)) return true;
      seen = await look();
      return holds(seen);
    });
  } catch (error) {
    throw new Error(`${what}: last seen ${JSON.stringify(seen)}`, { cause: error });
  }
  return seen;
}

/** Onboards a customer as a person would, and waits until it serves. */
async function onboarded(slug: string): Promise<SubmissionBody> {
  const path = '/v1/onboarding/submissions';
  const draft = submissionSchema.parse((await admin('POST', path, { body: completeForm(slug) })).body);
  const one = `${path}/${draft.submissionId}`;
  await admin('POST', `${one}/submit`, { headers: { 'if-match': '"v1"' } });
  const read = async () => submissionSchema.parse((await admin('GET', one)).body);
  return until(`${slug} is onboarded`, read, ({ status }) => status === 'live');
}

const changePlan = (tenantId: string, planId: string) =>
  admin('POST', `/v1/tenants/${tenantId}/change-plan`, { body: { planId } });
const sync = (tenantId: string) => admin('POST', `/v1/tenants/${tenantId}/workload/sync`, { body: {} });
const specOf = async (name: string) => Object((await world().tenant(name))?.['spec']);
/** Changes a Tenant as `kubectl edit` does. */
const edit = (name: string, spec: object) =>
  world().kubectl(
    'patch',
    'tenant',
    name,
    '--type=merge',
    '--field-manager=kubectl-edit',
    '-p',
    JSON.stringify({ spec }),
  );
const found = async (slug: string) =>
  tenantPageSchema
    .parse((await admin('GET', `/v1/tenants?q=${slug}`)).body)
    .items.find(item => item.slug === slug);

test('a submission by API becomes a Ready Tenant, with only the fields that the control plane decides', async () => {
  const { tenantId } = await onboarded('sample-onboarded');
  const object = await world().ready('sample-onboarded');
  expect(object.metadata.annotations).toMatchObject({ 'tenantry.dev/tenant-id': tenantId });
  const ours = object.metadata.managedFields?.find(({ manager }) => manager === 'tenantry-control-plane');
  expect(ours?.operation).toBe('Apply');
  expect(Object.keys(Object(ours?.fieldsV1?.['f:spec']))).toEqual(
    expect.arrayContaining(['f:displayName', 'f:tier']),
  );
  expect(Object.keys(Object(ours?.fieldsV1?.['f:spec']))).not.toContain('f:paused');
  const seen = await workload(tenantId);
  expect(seen).toMatchObject({
    found: true,
    ready: 'True',
    tier: 'pro',
    namespace: 't-sample-onboarded',
    upToDate: true,
    stale: false,
    sync: { outcome: 'applied' },
    drift: [],
  });
  expect(seen.components.map(({ name }) => name).sort()).toEqual(['api', 'worker']);
});

test('a changed plan changes the Deployments', async () => {
  const { tenantId } = await onboarded('sample-upgraded');
  const names = async () => {
    const { stdout } = await world().kubectl('get', 'deployments', '-n', 't-sample-upgraded', '-o', 'name');
    return stdout.trim().split('\n').sort();
  };
  expect(await names()).toEqual(['deployment.apps/api', 'deployment.apps/worker']);
  await changePlan(tenantId, 'enterprise');
  await until('the Deployments of the enterprise tier', names, list => list.length === 3);
  const seen = await until(
    'Ready again',
    () => workload(tenantId),
    ({ ready, tier }) => ready === 'True' && tier === 'enterprise',
  );
  expect(seen.components.map(({ name }) => name).sort()).toEqual(['api', 'store', 'worker']);
});

test('a customer whose plan has ended is still stopped by a suspension, and keeps its tier', async () => {
  const { tenantId } = await onboarded('sample-ended');
  await admin('POST', `/v1/tenants/${tenantId}/subscription/end`, { body: { when: 'now' } });
  await admin('POST', `/v1/tenants/${tenantId}/suspend`, { body: { reason: 'PaymentOverdue' } });
  const spec = await until(
    'the suspension in the cluster',
    () => specOf('sample-ended'),
    ({ suspensions }) => suspensions?.length === 1,
  );
  expect(spec).toMatchObject({ tier: 'pro' });
  expect(await workload(tenantId)).toMatchObject({ sync: { outcome: 'applied' } });
});

test('a Tenant that was applied by hand appears in the API without a plan, and keeps its spec', async () => {
  const began = performance.now();
  await world().apply(tenant('sample-by-hand', 'community', { displayName: 'By hand (sample)' }));
  const record = await until(
    'the record',
    () => found('sample-by-hand'),
    item => item !== undefined,
  );
  const milliseconds = Math.round(performance.now() - began);
  expect(record).toMatchObject({
    displayName: 'By hand (sample)',
    origin: 'cluster',
    plan: { status: 'unassigned' },
    state: 'active',
  });
  // Shown in the log of the test, for the evidence.
  process.stdout.write(`kubectl apply to API: ${milliseconds} ms\n`);
  const { tenantId = '' } = record ?? {};
  await until(
    'its Tenant names the record',
    () => world().tenant('sample-by-hand'),
    object => object?.metadata.annotations?.['tenantry.dev/tenant-id'] === tenantId,
  );
  await until(
    'its status',
    () => workload(tenantId),
    ({ ready }) => ready === 'True',
  );
  expect(await specOf('sample-by-hand')).toMatchObject({
    tier: 'community',
    displayName: 'By hand (sample)',
  });

  // Who gives it a plan that fits makes it one of ours; the tier is the other manager's all the same.
  await changePlan(tenantId, 'pro');
  const seen = await until(
    'the conflict',
    () => workload(tenantId),
    ({ sync: { outcome } }) => outcome === 'conflict',
  );
  expect(seen.sync.fields).toMatchObject([{ field: '.spec.tier' }]);
  expect(await specOf('sample-by-hand')).toMatchObject({ tier: 'community' });
});

test('a record that came from the cluster ends with its Tenant', async () => {
  await world().apply(tenant('sample-brief', 'community'));
  await until(
    'the record',
    () => found('sample-brief'),
    item => item !== undefined,
  );
  await world().kubectl('delete', 'tenant', 'sample-brief');
  await until(
    'its end',
    () => found('sample-brief'),
    item => item === undefined,
  );
});

test('a Tenant made again by hand right after its deletion stays, and has a record', async () => {
  const uid = async () =>
    (await world().kubectl('get', 'tenant', 'sample-again', '-o', 'jsonpath={.metadata.uid}')).stdout;
  const recorded = () =>
    until(
      'a record',
      () => found('sample-again'),
      item => item !== undefined,
    );
  await world().apply(tenant('sample-again', 'community'));
  for (let round = 0; round < 3; round++) {
    await recorded();
    await world().kubectl('delete', 'tenant', 'sample-again');
    await world().apply(tenant('sample-again', 'community'));
    const made = await uid();
    // The record of the one before ends meanwhile, when its end was seen, and looks after what it left.
    await sleep(2_000);
    expect(await uid()).toBe(made);
  }
  await recorded();
}, 180_000);

test('a field that another manager owns is reported with its owner and not overwritten', async () => {
  const { tenantId } = await onboarded('sample-edited');
  await edit('sample-edited', { tier: 'enterprise', displayName: 'Edited' });
  const fields = [
    { field: '.spec.displayName', manager: 'kubectl-edit' },
    { field: '.spec.tier', manager: 'kubectl-edit' },
  ];
  const seen = await until(
    'the conflict',
    () => workload(tenantId),
    ({ sync: { outcome } }) => outcome === 'conflict',
  );
  expect(seen.sync.fields?.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual(fields);
  expect(seen.drift.find(({ field }) => field === '.spec.tier')).toEqual({
    field: '.spec.tier',
    recorded: 'pro',
    inCluster: 'enterprise',
    manager: 'kubectl-edit',
  });
  expect(await sync(tenantId)).toMatchObject({ status: 409, body: { code: 'field_owned_elsewhere' } });

  // What nobody else owns goes through: a suspension does not wait for an agreement on names.
  await admin('POST', `/v1/tenants/${tenantId}/suspend`, {
    body: { reason: 'PaymentOverdue', by: 'billing' },
  });
  await world().condition('sample-edited', 'Suspended', 'True');
  expect(await specOf('sample-edited')).toMatchObject({ tier: 'enterprise', displayName: 'Edited' });

  // Once they agree, there is no conflict any more.
  await admin('POST', `/v1/tenants/${tenantId}/resume`, { body: { by: 'billing' } });
  await edit('sample-edited', { tier: 'pro', displayName: 'sample-edited (sample)' });
  await until(
    'the agreement',
    () => workload(tenantId),
    ({ sync: { outcome }, drift }) => outcome === 'applied' && drift.length === 0,
  );
});

test('a suspension by API stops the tenant, and lifting it leaves those of others in force', async () => {
  const { tenantId } = await onboarded('sample-suspended');
  await world().kubectl(
    'patch',
    'tenant',
    'sample-suspended',
    '--type=merge',
    '--field-manager=someone',
    '-p',
    JSON.stringify({ spec: { suspensions: [{ by: 'security', reason: 'Abuse' }] } }),
  );
  await admin('POST', `/v1/tenants/${tenantId}/suspend`, {
    body: { reason: 'PaymentOverdue', by: 'billing' },
  });
  const suspended = await until(
    'suspended by both',
    () => workload(tenantId),
    ({ suspendedBy }) => suspendedBy.length === 2,
  );
  expect(suspended.suspended).toBe('True');
  await admin('POST', `/v1/tenants/${tenantId}/resume`, { body: { by: 'billing' } });
  const left = await until(
    'suspended by one',
    () => workload(tenantId),
    ({ suspendedBy }) => suspendedBy.length === 1,
  );
  expect(left.suspendedBy).toEqual(['security']);
});

test('a Tenant that belongs to another record is left alone', async () => {
  const { tenantId } = await onboarded('sample-owned');
  await world().kubectl(
    'annotate',
    'tenant',
    'sample-owned',
    '--overwrite',
    'tenantry.dev/tenant-id=0190a0a0-0000-7000-8000-000000000000',
  );
  expect(
    await until(
      'the refusal',
      () => sync(tenantId),
      ({ status }) => status === 409,
    ),
  ).toMatchObject({
    body: { code: 'conflict', errors: [{ code: 'name_taken' }] },
  });
});

test('a scheduled deletion deletes the Tenant when it comes, and the data is kept', async () => {
  const { tenantId } = await onboarded('sample-leaving');
  const at = new Date(Date.now() + 1_000).toISOString();
  await admin('POST', `/v1/tenants/${tenantId}/schedule-deletion`, {
    body: { at, confirmSlug: 'sample-leaving' },
  });
  await until(
    'the Tenant is gone',
    () => world().tenant('sample-leaving'),
    object => object === undefined,
  );
  await until(
    'the record is history',
    () => admin('GET', `/v1/tenants/${tenantId}`),
    ({ body }) => Reflect.get(Object(body), 'state') === 'deleted',
  );
  const { stdout } = await world().kubectl(
    'get',
    'namespace',
    't-sample-leaving',
    '-o',
    'jsonpath={.metadata.annotations}',
  );
  expect(stdout).toContain('tenantry.dev/delete-after');
});

test('a Tenant that other records were applied to is neither changed nor deleted, until an admin says what holds', async () => {
  const { tenantId } = await onboarded('sample-newer');
  const before = await world().ready('sample-newer');
  expect(before.metadata.annotations).toMatchObject({
    'tenantry.dev/record': expect.stringMatching(/^\d+@\S+Z \d+@\S+Z$/),
  });
  const newer = '99@2026-01-01T00:00:00.000Z 1@2026-01-01T00:00:00.000Z';
  await world().kubectl('annotate', 'tenant', 'sample-newer', '--overwrite', `tenantry.dev/record=${newer}`);
  await changePlan(tenantId, 'enterprise');
  await until(
    'it is held',
    () => sync(tenantId),
    ({ status }) => status === 409,
  );
  expect(await sync(tenantId)).toMatchObject({ body: { reason: 'workload_held' } });
  const at = new Date(Date.now() + 500).toISOString();
  await admin('POST', `/v1/tenants/${tenantId}/schedule-deletion`, {
    body: { at, confirmSlug: 'sample-newer' },
  });
  // Two looks of whoever does what is due.
  await new Promise(resolve => setTimeout(resolve, 11_000));
  const after = await world().tenant('sample-newer');
  expect(after?.metadata).toMatchObject({
    uid: before.metadata.uid,
    generation: before.metadata.generation,
  });
  const path = `/v1/tenants/${tenantId}/workload/settle`;
  expect(await admin('POST', path, { body: { keep: 'record' } })).toMatchObject({ status: 200 });
  await until(
    'the Tenant is gone',
    () => world().tenant('sample-newer'),
    object => object === undefined,
  );
});

test('a steady tenant is applied once: what is applied again and again sends nothing', async () => {
  const { tenantId } = await onboarded('sample-steady');
  const before = (await world().ready('sample-steady')).metadata.resourceVersion;
  for (let turn = 0; turn < 3; turn++) expect(await sync(tenantId)).toMatchObject({ status: 200 });
  expect((await world().tenant('sample-steady'))?.metadata.resourceVersion).toBe(before);
});
