import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { conditionOf, statusOf, tenant, tier, wideTierSpec } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld({ nodes: { simulated: 2 } });
const SOON = { timeout: 30_000, interval: 100 };

beforeAll(async () => {
  await world().leader();
  await world().apply(tier('sample-wide', wideTierSpec({ quota: { pods: '40' } })));
}, 60_000);

const alive = async (namespace: string) =>
  (await world().api.list('pods', namespace)).filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined,
  );

const suspend = (name: string, ...entries: { by: string; reason: string; until?: string }[]) =>
  world().api.patch('tenants', '', name, { spec: { suspensions: entries.length === 0 ? null : entries } });

const BILLING = { by: 'billing', reason: 'PaymentOverdue' };
const SECURITY = { by: 'security', reason: 'Investigation' };

const container = {
  name: 'main',
  image: 'tenantry.dev/sample-app:1',
  resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { memory: '8Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};
const podSpec = { containers: [container], terminationGracePeriodSeconds: 1 };
const podTemplate = (app: string, more: object = {}) => ({
  metadata: { labels: { app } },
  spec: { ...podSpec, ...more },
});
const workload = (apiVersion: string, kind: string, name: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name },
  spec,
});
const replicated = (app: string, replicas: number, more: object = {}) => ({
  replicas,
  selector: { matchLabels: { app } },
  template: podTemplate(app),
  ...more,
});

/** What a tenant's own people run beside what the tier gives them. */
async function runOwnWorkloads(namespace: string): Promise<void> {
  const { api } = world();
  await api.create('deployments', namespace, workload('apps/v1', 'Deployment', 'own', replicated('own', 3)));
  const stateful = replicated('own-set', 2, { serviceName: 'own-set', podManagementPolicy: 'Parallel' });
  await api.create('statefulsets', namespace, workload('apps/v1', 'StatefulSet', 'own-set', stateful));
  const job = {
    template: podTemplate('own-job', { restartPolicy: 'Never' }),
    completions: 1,
    backoffLimit: 4,
  };
  await api.create('jobs', namespace, workload('batch/v1', 'Job', 'own-job', { ...job, suspend: true }));
  // Not soon: a run that becomes due meanwhile would be a pod too many.
  const schedule = { schedule: '0 0 1 1 *', jobTemplate: { spec: job } };
  await api.create('cronjobs', namespace, workload('batch/v1', 'CronJob', 'own-cron', schedule));
  await api.create(
    'cronjobs',
    namespace,
    workload('batch/v1', 'CronJob', 'their-choice', { ...schedule, suspend: true }),
  );
  await api.create('pods', namespace, workload('v1', 'Pod', 'bare', podSpec));
}

/** Running pods by what made them. */
async function counts(namespace: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { metadata } of await alive(namespace)) {
    const who = metadata.labels?.['tenantry.dev/component'] ?? metadata.labels?.['app'] ?? metadata.name;
    found[who] = (found[who] ?? 0) + 1;
  }
  return found;
}

describe('a suspended tenant', () => {
  const name = 'sample-suspended';
  const namespace = `t-${name}`;
  const before = { api: 2, worker: 2, store: 1, own: 3, 'own-set': 2, bare: 1 };

  beforeAll(async () => {
    await world().apply(tenant(name, 'sample-wide'));
    await world().condition(name, 'Available', 'True');
    await runOwnWorkloads(namespace);
    await waitFor('all workloads', 30_000, async () => isDeepStrictEqual(await counts(namespace), before));
  }, 90_000);

  test('runs nothing within 10 s, whoever made it, and stays so while somebody keeps asking for replicas', {
    timeout: 120_000,
  }, async () => {
    await suspend(name, BILLING);
    await expect
      .poll(async () => (await alive(namespace)).length, { timeout: 10_000, interval: 100 })
      .toBe(0);
    await world().condition(name, 'Suspended', 'True');
    const suspended = await world().ready(name);
    expect(statusOf(suspended).suspendedBy).toEqual(['billing']);
    expect(conditionOf(suspended, 'Available')).toMatchObject({ status: 'False', reason: 'Suspended' });

    // GitOps does not know that the tenant is suspended, and applies on.
    const own = workload('apps/v1', 'Deployment', 'own', replicated('own', 3));
    for (let round = 0; round < 20; round++) {
      await world().api.apply('deployments', namespace, own, 'sample-gitops');
      expect(await alive(namespace)).toEqual([]);
      await sleep(500);
    }
    expect((await world().api.read('cronjobs', namespace, 'own-cron'))['spec']).toMatchObject({
      suspend: true,
    });
    expect(
      (await world().api.read('persistentvolumeclaims', namespace, 'store')).metadata.deletionTimestamp,
    ).toBeUndefined();
  });

  test('comes back with exact counts when resumed; the bare pod is named as gone', {
    timeout: 120_000,
  }, async () => {
    await suspend(name);
    const { bare: _, ...restored } = before;
    await expect.poll(() => counts(namespace), { timeout: 60_000, interval: 200 }).toEqual(restored);
    await world().condition(name, 'Available', 'True');
    expect((await world().api.read('cronjobs', namespace, 'own-cron'))['spec']).toMatchObject({
      suspend: false,
    });
    expect((await world().api.read('cronjobs', namespace, 'their-choice'))['spec']).toMatchObject({
      suspend: true,
    });
    const resumed = await world().until('the lost pod named', name, found =>
      (conditionOf(found, 'Suspended')?.message ?? '').includes('bare'),
    );
    expect(conditionOf(resumed, 'Suspended')).toMatchObject({ status: 'False', reason: 'PodsNotRestored' });
    expect(await world().api.get('resourcequotas', namespace, 'tenantry-suspended')).toBeUndefined();
    // Nothing is left over from the suspension on what it touched.
    const deployment = await world().api.read('deployments', namespace, 'worker');
    expect(deployment.metadata.annotations).not.toHaveProperty('tenantry.dev/replicas-before-suspension');
  });
});

test('an autoscaled count that was not the declared one comes back as it was', {
  timeout: 120_000,
}, async () => {
  const name = 'sample-scaled';
  await world().apply(tenant(name, 'sample-wide'));
  await world().condition(name, 'Available', 'True');
  await world().api.patchSub('deployments', `t-${name}`, 'api', 'scale', { spec: { replicas: 4 } });
  await expect.poll(async () => (await counts(`t-${name}`))['api'], SOON).toBe(4);
  await suspend(name, BILLING);
  await expect.poll(async () => (await alive(`t-${name}`)).length, SOON).toBe(0);
  await suspend(name);
  await expect.poll(async () => (await counts(`t-${name}`))['api'], SOON).toBe(4);
});

test('lifting one suspension does not lift another', { timeout: 120_000 }, async () => {
  const name = 'sample-two-reasons';
  await world().apply(tenant(name, 'sample-wide'));
  await world().condition(name, 'Available', 'True');
  await suspend(name, BILLING, SECURITY);
  await world().until('both named', name, found => statusOf(found).suspendedBy?.length === 2);
  await expect.poll(async () => (await alive(`t-${name}`)).length, SOON).toBe(0);
  await suspend(name, SECURITY);
  await world().until('one left', name, found => statusOf(found).suspendedBy?.join() === 'security');
  await sleep(2_000);
  expect(await alive(`t-${name}`)).toEqual([]);
  await suspend(name);
  await world().condition(name, 'Available', 'True');
});

test('a suspension ends by itself at `until`, and not before', { timeout: 120_000 }, async () => {
  const name = 'sample-until';
  await world().apply(tenant(name, 'sample-wide'));
  await world().condition(name, 'Available', 'True');
  const until = Math.ceil(Date.now() / 1000) * 1000 + 9_000;
  await suspend(name, { ...BILLING, until: new Date(until).toISOString().replace('.000Z', 'Z') });
  await expect.poll(async () => (await alive(`t-${name}`)).length, { timeout: 8_000, interval: 100 }).toBe(0);
  await world().condition(name, 'Suspended', 'True');
  expect(Date.now()).toBeLessThan(until);
  await world().condition(name, 'Suspended', 'False');
  expect(Date.now()).toBeGreaterThanOrEqual(until);
  await world().condition(name, 'Available', 'True');
});

test('a tenant whose tier and its revision are both gone is suspended and resumed, and follows a tier that comes back', {
  timeout: 150_000,
}, async () => {
  const { api } = world();
  const name = 'sample-orphan';
  const namespace = `t-${name}`;
  const spec = wideTierSpec({ quota: { pods: '40' } });
  await world().apply(tier('sample-lost', spec));
  await world().apply(tenant(name, 'sample-lost'));
  await world().condition(name, 'Available', 'True');
  await api.patchSub('deployments', namespace, 'api', 'scale', { spec: { replicas: 4 } });
  await runOwnWorkloads(namespace);
  const before = { api: 4, worker: 2, store: 1, own: 3, 'own-set': 2, bare: 1 };
  await expect.poll(() => counts(namespace), SOON).toEqual(before);
  const templates = async () =>
    (await api.list('deployments', namespace)).map(({ metadata, spec }) => [
      metadata.name,
      (spec as { template: object }).template,
    ]);
  const running = await templates();

  await api.delete('tiers', '', 'sample-lost');
  for (const { metadata } of await api.list('tierrevisions')) {
    if (metadata.name.startsWith('sample-lost-')) await api.delete('tierrevisions', '', metadata.name);
  }
  await world().condition(name, 'Stalled', 'True', 'TierNotFound');
  await suspend(name, BILLING);
  await expect.poll(async () => (await alive(namespace)).length, SOON).toBe(0);
  const stopped = await world().condition(name, 'Suspended', 'True', 'Suspended');
  expect(statusOf(stopped).suspendedBy).toEqual(['billing']);
  await expect
    .poll(async () => (await api.read('deployments', namespace, 'api'))['spec'], SOON)
    .toMatchObject({ replicas: 0 });

  await suspend(name);
  const { bare: _, ...restored } = before;
  await expect.poll(() => counts(namespace), { timeout: 60_000, interval: 200 }).toEqual(restored);
  await world().condition(name, 'Suspended', 'False', 'PodsNotRestored');
  expect(await api.get('resourcequotas', namespace, 'tenantry-suspended')).toBeUndefined();
  expect(await templates()).toEqual(running);

  await world().apply(tier('sample-lost', spec));
  await world().ready(name);
  const deployment = await api.read('deployments', namespace, 'api');
  expect(deployment.metadata.annotations).not.toHaveProperty('tenantry.dev/replicas-before-suspension');
  expect(await templates()).toEqual(running);
  expect((await counts(namespace))['api']).toBe(4);
});
