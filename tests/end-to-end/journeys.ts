import assert from 'node:assert/strict';
import { dataOf } from '../../scripts/dev/start/onboard-samples.ts';
import { tenant } from '../drivers/sample-objects.ts';
import { secondsUntil, type Vendor } from './vendor.ts';

/** Times by name, each in seconds. */
export type Seconds = Readonly<Record<string, number>>;
type Journey = (vendor: Vendor, nth: number) => Promise<Seconds>;

/** The n-th try of each, with a customer of its own. */
export const JOURNEYS: Readonly<Record<string, Journey>> = {
  'a submission becomes a Ready Tenant, and a plan change changes its Deployments': onboardAndUpgrade,
  'a Tenant applied by hand appears in the API': applyByHand,
  'a field owned by another manager is reported and not overwritten': editByHand,
  'a suspension by API stops the pods, and resuming brings them back': suspendAndResume,
};

async function onboardAndUpgrade(vendor: Vendor, nth: number): Promise<Seconds> {
  const slug = `sample-upgraded-${nth}`;
  const submittedAt = performance.now();
  const { tenantId } = await vendor.submit(slug, 'pro');
  const ready = await secondsUntil(
    `${slug} Ready`,
    submittedAt,
    () => vendor.field(slug, '.status.conditions[?(@.type=="Ready")].status').catch(() => ''),
    status => status === 'True',
  );
  const told = await secondsUntil(
    `${slug} ready in the API`,
    submittedAt,
    () => vendor.workload(tenantId),
    seen => seen.ready === 'True',
  );
  assert.deepEqual(await vendor.deployments(slug), ['api', 'worker']);

  const changedAt = performance.now();
  const params = { path: { tenantId } };
  dataOf(
    await vendor.client.POST('/v1/tenants/{tenantId}/change-plan', {
      params,
      body: { planId: 'enterprise' },
    }),
  );
  const changed = await secondsUntil(
    `the Deployments of ${slug}`,
    changedAt,
    () => vendor.deployments(slug),
    names => names.join() === 'api,store,worker',
  );
  return {
    'from submission to Ready': ready,
    'from submission to ready in the API': told,
    'from plan change to the Deployments': changed,
  };
}

async function applyByHand(vendor: Vendor, nth: number): Promise<Seconds> {
  const slug = `sample-by-hand-${nth}`;
  const appliedAt = performance.now();
  await vendor.apply(tenant(slug, 'community'));
  const committed = (performance.now() - appliedAt) / 1_000;
  const seen = await secondsUntil(
    `${slug} in the API`,
    appliedAt,
    () => vendor.record(slug),
    record => record !== undefined,
  );
  const active = await secondsUntil(
    `${slug} active`,
    appliedAt,
    () => vendor.record(slug),
    record => record?.state === 'active',
  );
  const record = await vendor.record(slug);
  assert.equal(record?.origin, 'cluster');
  assert.equal(record?.plan.status, 'unassigned');
  return {
    'kubectl apply itself': committed,
    'from kubectl apply to the API': seen,
    'from kubectl apply to an active record': active,
  };
}

async function editByHand(vendor: Vendor, nth: number): Promise<Seconds> {
  const slug = `sample-upgraded-${nth}`;
  const { tenantId = '' } = (await vendor.record(slug)) ?? {};
  const editedAt = performance.now();
  await vendor.kubectl(
    'patch',
    'tenant',
    slug,
    '--type=merge',
    '--field-manager=kubectl-edit',
    '-p',
    '{"spec":{"tier":"pro"}}',
  );
  const reported = await secondsUntil(
    `the drift of ${slug}`,
    editedAt,
    () => vendor.workload(tenantId),
    ({ drift, sync }) =>
      sync.outcome === 'conflict' &&
      drift.some(({ field, manager }) => field === '.spec.tier' && manager === 'kubectl-edit'),
  );
  const params = { path: { tenantId } };
  const { error } = await vendor.client.POST('/v1/tenants/{tenantId}/workload/sync', { params, body: {} });
  assert.equal(error?.code, 'field_owned_elsewhere');
  assert.equal(await vendor.field(slug, '.spec.tier'), 'pro');
  return { 'from kubectl edit to the report': reported };
}

async function suspendAndResume(vendor: Vendor, nth: number): Promise<Seconds> {
  const slug = `sample-upgraded-${nth}`;
  const { tenantId = '' } = (await vendor.record(slug)) ?? {};
  const params = { path: { tenantId } };
  const pods = async () => {
    const names = await vendor.kubectl('get', 'pods', '-n', `t-${slug}`, '-o', 'name');
    return names.trim().split('\n').filter(Boolean).length;
  };
  // The tier was just changed by hand: what it takes away may still be going.
  const running = async () => ({
    deployments: await vendor.deployments(slug),
    wanted: await replicasOf(vendor, slug),
    pods: await pods(),
  });
  await secondsUntil(
    `the pods of ${slug}`,
    performance.now(),
    running,
    seen => seen.deployments.join() === 'api,worker' && seen.pods === seen.wanted,
  );
  const before = await pods();
  assert.ok(before > 0, 'no pod runs before the suspension');
  const suspendedAt = performance.now();
  dataOf(
    await vendor.client.POST('/v1/tenants/{tenantId}/suspend', {
      params,
      body: { reason: 'PaymentOverdue', by: 'billing' },
    }),
  );
  const gone = await secondsUntil(`the pods of ${slug} gone`, suspendedAt, pods, count => count === 0);
  const resumedAt = performance.now();
  dataOf(await vendor.client.POST('/v1/tenants/{tenantId}/resume', { params, body: { by: 'billing' } }));
  const back = await secondsUntil(`the pods of ${slug} back`, resumedAt, pods, count => count === before);
  return { 'from suspension to no pod': gone, 'from resuming to as many pods': back };
}

/** How many pods the Deployments of a tenant ask for, all together. */
async function replicasOf(vendor: Vendor, slug: string): Promise<number> {
  const replicas = await vendor.kubectl(
    'get',
    'deployments',
    '-n',
    `t-${slug}`,
    '-o',
    'jsonpath={.items[*].spec.replicas}',
  );
  return replicas.split(/\s+/).reduce((sum, count) => sum + Number(count), 0);
}
