import { describe, expect, test } from 'vitest';
import type { KubeObject, ResourceType } from '../../operator/src/runtime/objects.ts';
import { apiVersionOf } from '../../operator/src/runtime/objects.ts';
import { MANAGED_TYPES, PERSISTENT_VOLUME_CLAIM } from '../../operator/src/tenant/kinds.ts';
import { Api } from '../drivers/api.ts';
import type { OperatorProcess } from '../drivers/operator-process.ts';
import {
  conditionOf,
  SAMPLE_OWNERS,
  smallTierSpec,
  tenant,
  tier,
  wideTierSpec,
} from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';
import { OPERATOR_IDENTITY } from '../drivers/world.ts';

/** What the operator seldom does, of every kind: it has a right to each, and here each is needed. */
const world = useWorld();
const TIER = 'sample-wide';
/** Each of these takes a second; what is never done is told soon. */
const PATIENCE = { timeout: 20_000, interval: 100 };
const OURS = 'app.kubernetes.io/managed-by=tenantry';

/** The state that a Tier has, and ten that it had. */
const REVISIONS_KEPT = 11;

let leader: OperatorProcess;

test('an operator leads, and knows every kind that it keeps', async () => {
  leader = await world().leader();
  await world().apply(tier(TIER, wideTierSpec()));
});

async function onboarded(name: string): Promise<KubeObject> {
  await world().apply(tenant(name, TIER, { owners: SAMPLE_OWNERS }));
  return world().ready(name, PATIENCE.timeout);
}

/** The least that the API server takes as an object of a kind. */
const LEAST: Readonly<Record<string, object>> = {
  ResourceQuota: { spec: { hard: { pods: '100' } } },
  LimitRange: { spec: { limits: [{ type: 'Container', default: { memory: '1Gi' } }] } },
  NetworkPolicy: { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
  ServiceAccount: { automountServiceAccountToken: false },
  RoleBinding: {
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'tenantry-tenant-owner',
    },
  },
  ConfigMap: { data: { GREETING: 'theirs' } },
  PersistentVolumeClaim: {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
  Service: { spec: { ports: [{ port: 81 }] } },
  Deployment: {
    spec: {
      selector: { matchLabels: { app: 'theirs' } },
      template: {
        metadata: { labels: { app: 'theirs' } },
        spec: { containers: [{ name: 'main', image: 'theirs' }] },
      },
    },
  },
  HorizontalPodAutoscaler: {
    spec: { maxReplicas: 1, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'theirs' } },
  },
  PodDisruptionBudget: { spec: { maxUnavailable: 1 } },
  Ingress: { spec: { defaultBackend: { service: { name: 'theirs', port: { number: 80 } } } } },
};

const least = (type: ResourceType, metadata: { name: string; labels?: Record<string, string> }) => ({
  apiVersion: apiVersionOf(type),
  kind: type.kind,
  metadata,
  ...LEAST[type.kind],
});

test('what another version of the operator applied under another name goes, of every kind, but for the volume', async () => {
  const name = 'sample-other-version';
  const namespace = `t-${name}`;
  const { metadata } = await onboarded(name);
  const labels = {
    'app.kubernetes.io/managed-by': 'tenantry',
    'tenantry.dev/tenant-uid': metadata.uid ?? '',
  };
  const operator = new Api(world().cluster.server, await world().cluster.credentialsFor(OPERATOR_IDENTITY));
  try {
    for (const type of MANAGED_TYPES)
      await operator.apply(
        type.plural,
        namespace,
        least(type, { name: 'before', labels }),
        'tenantry-operator',
      );
  } finally {
    operator.close();
  }
  const left = async () => {
    const found = await Promise.all(
      MANAGED_TYPES.map(({ plural }) => world().api.get(plural, namespace, 'before')),
    );
    return MANAGED_TYPES.filter((_, at) => found[at] !== undefined);
  };
  await expect.poll(left, PATIENCE).toEqual([PERSISTENT_VOLUME_CLAIM]);
});

describe('an object that we did not make, under a name of ours, is told as such and left alone', () => {
  test.for(MANAGED_TYPES)('$kind', { timeout: 90_000 }, async type => {
    const { api } = world();
    const { plural, kind } = type;
    const tenantName = `sample-theirs-${plural}`;
    const namespace = `t-${tenantName}`;
    await onboarded(tenantName);
    await api.patch('tenants', '', tenantName, { spec: { paused: true } });
    await world().condition(tenantName, 'Paused', 'True');
    const [ours] = await api.list(plural, namespace, OURS);
    const { name } = ours?.metadata ?? { name: 'none' };
    await api.delete(plural, namespace, name);
    // What protects a volume in use is taken off by a controller that does not run here.
    if (type === PERSISTENT_VOLUME_CLAIM)
      await api.patch(plural, namespace, name, { metadata: { finalizers: null } }).catch(() => undefined);
    await expect.poll(() => api.get(plural, namespace, name), PATIENCE).toBeUndefined();
    const { metadata } = await api.create(plural, namespace, least(type, { name }));
    await api.patch('tenants', '', tenantName, { spec: { paused: false } });
    const found = await world().until(
      'NameTaken',
      tenantName,
      object => conditionOf(object, 'Stalled')?.reason === 'NameTaken',
      PATIENCE.timeout,
    );
    expect(conditionOf(found, 'Stalled')?.message).toContain(`${kind} ${name} in namespace ${namespace}`);
    expect((await api.read(plural, namespace, name)).metadata.uid).toBe(metadata.uid);
  });
});

test("what a tenant's users run is paused for a suspension, and what is short of pods is woken after it, of every kind", async () => {
  const { api } = world();
  const name = 'sample-woken';
  const namespace = `t-${name}`;
  await onboarded(name);
  const made = (resource: string, spec: object) =>
    api.create(resource, namespace, { metadata: { name: 'theirs' }, spec });
  const template = {
    metadata: { labels: { app: 'theirs' } },
    spec: { containers: [{ name: 'main', image: 'theirs' }], restartPolicy: 'Never' },
  };
  const always = { ...template, spec: { ...template.spec, restartPolicy: 'Always' } };
  const selector = { matchLabels: { app: 'theirs' } };
  await made('jobs', { template });
  await made('cronjobs', { schedule: '0 0 1 1 *', jobTemplate: { spec: { template } } });
  await made('replicationcontrollers', { replicas: 1, selector: { app: 'theirs' }, template: always });
  await made('replicasets', { replicas: 1, selector, template: always });
  await made('statefulsets', { replicas: 1, serviceName: 'theirs', selector, template: always });
  await made('daemonsets', { selector, template: always });
  // As its controller would say of a node that a pod is still to come to.
  const counts = {
    desiredNumberScheduled: 1,
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    numberReady: 0,
  };
  await api.patchSub('daemonsets', namespace, 'theirs', 'status', { status: counts });
  const all = (resources: readonly string[]) =>
    Promise.all(resources.map(resource => api.read(resource, namespace, 'theirs')));
  const paused = async () => (await all(['jobs', 'cronjobs'])).map(object => Object(object['spec']).suspend);
  const suspend = (suspensions: object[] | null) => api.patch('tenants', '', name, { spec: { suspensions } });

  await suspend([{ by: 'billing', reason: 'PaymentOverdue' }]);
  await expect.poll(paused, PATIENCE).toEqual([true, true]);
  await suspend(null);
  await expect.poll(paused, PATIENCE).toEqual([false, false]);
  const REPLICATED = ['replicationcontrollers', 'replicasets', 'statefulsets', 'daemonsets'];
  const woken = async () =>
    (await all(REPLICATED)).map(
      ({ metadata }) => metadata.annotations?.['tenantry.dev/poked-at'] !== undefined,
    );
  await expect.poll(woken, PATIENCE).toEqual([true, true, true, true]);
});

test('of the states that a Tier had, the oldest that nobody runs go', async () => {
  const name = 'sample-many-states';
  const states = async () => {
    const revisions = await world().api.list('tierrevisions');
    return revisions.filter(({ spec }) => Object(spec).tier === name).map(({ metadata }) => metadata.name);
  };
  for (let made = 1; made <= REVISIONS_KEPT + 2; made++) {
    const before = await states();
    await world().apply(tier(name, smallTierSpec({ settings: { STATE: String(made) } })));
    await expect
      .poll(async () => (await states()).some(state => !before.includes(state)), PATIENCE)
      .toBe(true);
  }
  await expect.poll(async () => (await states()).length, PATIENCE).toBe(REVISIONS_KEPT);
});

test('what happens again to a tenant is counted on its Event', async () => {
  const name = 'sample-again';
  const { metadata } = await onboarded(name);
  for (const paused of [true, false, true, false]) {
    await world().api.patch('tenants', '', name, { spec: { paused } });
    await world().until(
      `paused: ${paused}`,
      name,
      found => (conditionOf(found, 'Paused')?.status === 'True') === paused,
      PATIENCE.timeout,
    );
  }
  // Counts are written once a minute, and by an operator that ends in good order.
  expect(await leader.stop()).toBe(0);
  const events = await world().api.list('events', 'default');
  const counts = events
    .filter(({ regarding }) => Object(regarding).uid === metadata.uid)
    .map(({ series }) => Number(Object(series).count ?? 1));
  expect(Math.max(...counts)).toBeGreaterThan(1);
});

test('a state of a Tier that another operator has kept, and that is not seen yet, is read', async () => {
  const { proxy, kubeconfig } = await world().proxy();
  proxy.onWatch({ resource: 'tierrevisions' }, watch => watch.treat({ copies: 0 }));
  await world().killOperators();
  await world().dropLease();
  await world().leader({ kubeconfig, identity: 'blind' });
  await onboarded('sample-unseen-state');
});

test('where an API server has no watch-list, every kind is read page by page', async () => {
  const { proxy, kubeconfig } = await world().proxy();
  proxy.add({
    match: { verb: 'watch', where: ({ resourceVersion }) => resourceVersion === '' },
    fault: { kind: 'answer', status: 422 },
  });
  const operator = await world().operator({ kubeconfig, identity: 'by-pages' });
  await operator.logged('synced');
  const byPages = (await operator.metrics()).filter(
    ({ name, labels }) => name === 'tenantry_operator_relists_total' && labels['by'] === 'pages',
  );
  expect(byPages.map(({ labels }) => labels['kind']).sort()).toEqual(
    ['Tenant', 'Tier', 'TierRevision', 'Namespace', ...MANAGED_TYPES.map(({ kind }) => kind)].sort(),
  );
});
