import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { KubeObject } from '../../operator/src/runtime/objects.ts';
import { type OperatorProcess, RECONCILES } from '../drivers/operator-process.ts';
import {
  conditionOf,
  isReady,
  plainComponent,
  smallTierSpec,
  statusOf,
  storeComponent,
  tenant,
  tier,
} from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

// The controller-manager makes the pods whose status one test writes as a kubelet would; there is no node.
const world = useWorld({ controllerManager: true });
let operator: OperatorProcess;

beforeAll(async () => {
  operator = await world().leader();
  await world().apply(tier('sample-small', smallTierSpec()));
  await world().apply(tenant('sample-bystander', 'sample-small'));
  await world().ready('sample-bystander');
}, 60_000);

/** Events about a Tenant, by reason. */
async function eventReasons(name: string): Promise<string[]> {
  const events = await world().api.list('events', 'default');
  return events
    .filter(event => (event['regarding'] as { name?: string } | undefined)?.name === name)
    .map(event => String(event['reason']));
}

/**
 * A tenant that waits for a person must not keep the operator busy. The count is of all tenants, those of the tests
 * before too, which are tried again now and then; a hot loop makes hundreds in this time.
 */
async function staysCalm(): Promise<void> {
  const count = () => operator.metric(RECONCILES, { controller: 'tenant' });
  await sleep(1_000);
  const before = await count();
  await sleep(5_000);
  expect((await count()) - before).toBeLessThanOrEqual(20);
}

/** The others are served while this one is not. */
async function othersAreServed(): Promise<void> {
  const replicas = (
    (await world().api.read('deployments', 't-sample-bystander', 'api'))['spec'] as { replicas: number }
  ).replicas;
  const components = { api: { replicas: replicas === 1 ? 2 : 1 } };
  await world().api.patch('tenants', '', 'sample-bystander', { spec: { components } });
  await world().until('a bystander served', 'sample-bystander', isReady, 10_000);
}

/** Applied and then stalled with a reason that a person is also told by an Event. */
async function stalls(name: string, reason: string): Promise<KubeObject> {
  await world().condition(name, 'Ready', 'False', reason);
  const found = await world().condition(name, 'Stalled', 'True', reason);
  expect(conditionOf(found, 'Ready')?.message.length).toBeGreaterThan(20);
  expect(statusOf(found).observedGeneration).toBe(found.metadata.generation);
  await expect.poll(() => eventReasons(name), { timeout: 10_000 }).toContain(reason);
  await staysCalm();
  await othersAreServed();
  return found;
}

describe('what the schema can see is refused at the door', () => {
  const refused: [string, string, () => object][] = [
    [
      'a quantity that is none',
      'quota',
      () => tenant('sample-bad', 'sample-small', { quota: { pods: 'many' } }),
    ],
    ['a name too long for its namespace', '48', () => tenant(`sample-${'x'.repeat(60)}`, 'sample-small')],
    [
      'an owner of the system',
      'system:',
      () => tenant('sample-bad', 'sample-small', { owners: [{ kind: 'Group', name: 'system:masters' }] }),
    ],
    ['a system namespace', 'kube-', () => tenant('sample-bad', 'sample-small', { namespace: 'kube-system' })],
    ['a tenant without a tier', 'tier', () => ({ ...tenant('sample-bad', 'x'), spec: {} })],
  ];
  test.each(refused)('%s', async (_, words, manifest) => {
    const object = manifest();
    await expect(world().api.create('tenants', '', object)).rejects.toThrow(words);
  });
});

describe('what needs the Tier or the cluster is a condition and an Event with a stable reason', () => {
  test('an unknown tier; once it is applied the tenant follows by itself', { timeout: 90_000 }, async () => {
    await world().apply(tenant('sample-no-tier', 'sample-later'));
    await stalls('sample-no-tier', 'TierNotFound');
    expect(await world().api.get('namespaces', '', 't-sample-no-tier')).toBeUndefined();
    await world().apply(tier('sample-later', smallTierSpec()));
    await world().ready('sample-no-tier', 10_000);
  });

  test('an override that the tier forbids; everything else is realised', { timeout: 90_000 }, async () => {
    const resources = { requests: { cpu: '1', memory: '1Gi' } };
    await world().apply(
      tenant('sample-override', 'sample-small', { components: { api: { resources, replicas: 2 } } }),
    );
    await stalls('sample-override', 'OverrideForbidden');
    const deployment = await world().api.read('deployments', 't-sample-override', 'api');
    expect(deployment['spec']).toMatchObject({ replicas: 2 });
    expect(JSON.stringify(deployment['spec'])).toContain('"cpu":"10m"');
  });

  test('a component that the tier does not have', { timeout: 90_000 }, async () => {
    await world().apply(
      tenant('sample-unknown', 'sample-small', { components: { nothing: { replicas: 2 } } }),
    );
    await stalls('sample-unknown', 'UnknownComponent');
  });

  test('a quota too small for the components and their surge', { timeout: 90_000 }, async () => {
    await world().apply(tenant('sample-tight', 'sample-small', { quota: { pods: '1' } }));
    // Every object is as declared, so it is Ready; the condition says what will go wrong at the next roll-out.
    const found = await world().condition('sample-tight', 'QuotaPressure', 'True', 'QuotaTooSmall');
    expect(conditionOf(found, 'QuotaPressure')?.message).toContain('pods: needs 2, has 1');
    await expect.poll(() => eventReasons('sample-tight'), { timeout: 10_000 }).toContain('QuotaTooSmall');
    await staysCalm();
    await othersAreServed();
  });

  test('a quota key that takes no such quantity', { timeout: 90_000 }, async () => {
    await world().apply(tenant('sample-half-pod', 'sample-small', { quota: { pods: '500m' } }));
    const found = await stalls('sample-half-pod', 'InvalidQuantity');
    expect(conditionOf(found, 'Ready')?.message).toContain('spec.hard[pods]');
  });

  test('a placeholder that means nothing', { timeout: 90_000 }, async () => {
    await world().apply(tier('sample-typo', smallTierSpec({ settings: { WHO: '${tenant.nam}' } })));
    await world().apply(tenant('sample-typo', 'sample-typo'));
    const found = await stalls('sample-typo', 'InvalidTemplate');
    expect(conditionOf(found, 'Ready')?.message).toContain('tenant.nam');
  });

  test('a host that another tenant serves', { timeout: 90_000 }, async () => {
    const component = plainComponent('api', {
      service: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
      ingress: { host: 'same.sample.invalid', port: 'http' },
    });
    await world().apply(tier('sample-hosts', { components: [component] }));
    await world().apply(tenant('sample-host-a', 'sample-hosts'));
    await world().ready('sample-host-a');
    await world().apply(tenant('sample-host-b', 'sample-hosts'));
    await stalls('sample-host-b', 'HostTaken');
    expect(await world().api.get('ingresses', 't-sample-host-b', 'api')).toBeUndefined();
    expect(await world().api.get('deployments', 't-sample-host-b', 'api')).toBeDefined();
    // The host becomes free: nobody has to poke the one that waits.
    await world().api.patch('tenants', '', 'sample-host-a', { spec: { deletionPolicy: 'Delete' } });
    await world().api.delete('tenants', '', 'sample-host-a');
    await world().ready('sample-host-b', 40_000);
  });

  test('a host on an Ingress that merely says it is ours is still free', { timeout: 90_000 }, async () => {
    const { api } = world();
    await api.create('namespaces', '', { metadata: { name: 'sample-squat' } });
    const rule = { host: 'wanted.sample.invalid' };
    const labels = { 'app.kubernetes.io/managed-by': 'tenantry' };
    await api.create('ingresses', 'sample-squat', {
      metadata: { name: 'claim', labels: { ...labels, 'tenantry.dev/tenant-uid': 'nobody' } },
      spec: { rules: [rule] },
    });
    await world().apply(tenant('sample-squatter', 'sample-small'));
    await world().ready('sample-squatter');
    await api.create('ingresses', 't-sample-squatter', {
      metadata: { name: 'claim', labels },
      spec: { rules: [rule] },
    });
    const component = plainComponent('api', {
      service: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
      ingress: { ...rule, port: 'http' },
    });
    await world().apply(tier('sample-wanted', { components: [component] }));
    await world().apply(tenant('sample-wanted', 'sample-wanted'));
    await world().ready('sample-wanted');
    expect(await api.get('ingresses', 't-sample-wanted', 'api')).toBeDefined();
  });

  test('an object that an owner made before under the name of a component: it stays, and the rest is made', {
    timeout: 120_000,
  }, async () => {
    const { api } = world();
    const namespace = 't-sample-name-taken';
    await world().apply(tier('sample-names', smallTierSpec()));
    await world().apply(tenant('sample-name-taken', 'sample-names'));
    await world().ready('sample-name-taken');
    const port = { name: 'http', port: 8080 };
    await api.create('services', namespace, {
      metadata: { name: 'web' },
      spec: { selector: { app: 'mine' }, ports: [port] },
    });
    const labels = { app: 'mine' };
    await api.create('deployments', namespace, {
      metadata: { name: 'batch' },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'mine' }] } },
      },
    });
    const theirs = async () =>
      Promise.all(
        [['services', 'web'] as const, ['deployments', 'batch'] as const].map(async ([resource, name]) => {
          const { metadata, spec } = await api.read(resource, namespace, name);
          const { labels, annotations } = metadata;
          return { uid: metadata.uid, generation: metadata.generation, labels, annotations, spec };
        }),
      );
    // What controllers add of their own is there before it is compared.
    await expect.poll(async () => (await theirs())[1]?.annotations, { timeout: 20_000 }).toBeDefined();
    const before = await theirs();
    const components = [
      plainComponent('web', { service: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] } }),
      plainComponent('batch'),
    ];
    await world().apply(tier('sample-names', { ...smallTierSpec(), components }));
    // The new Deployment's first steps are news as well.
    await world().condition('sample-name-taken', 'Stalled', 'True', 'NameTaken');
    await sleep(5_000);
    const found = await stalls('sample-name-taken', 'NameTaken');
    expect(conditionOf(found, 'Ready')?.message).toMatch(/(Service web|Deployment batch) in namespace/);
    expect(await theirs()).toEqual(before);
    expect(await api.get('deployments', namespace, 'web')).toBeDefined();
    await api.delete('services', namespace, 'web');
    await api.delete('deployments', namespace, 'batch');
    await world().ready('sample-name-taken', 60_000);
  });

  test('a volume that an owner made before under the name of a component: nothing is started on it', {
    timeout: 120_000,
  }, async () => {
    const { api } = world();
    const namespace = 't-sample-volume-taken';
    await world().apply(tier('sample-volumes', smallTierSpec()));
    await world().apply(tenant('sample-volume-taken', 'sample-volumes'));
    await world().ready('sample-volume-taken');
    await api.create('persistentvolumeclaims', namespace, {
      metadata: { name: 'store' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    const components = [storeComponent(), plainComponent('batch')];
    await world().apply(tier('sample-volumes', { ...smallTierSpec(), components }));
    await world().condition('sample-volume-taken', 'Stalled', 'True', 'NameTaken');
    await sleep(2_000);
    expect(await api.get('deployments', namespace, 'batch')).toBeDefined();
    expect(await api.get('deployments', namespace, 'store')).toBeUndefined();
    await api.delete('persistentvolumeclaims', namespace, 'store');
    await world().ready('sample-volume-taken', 60_000);
    expect(await api.get('deployments', namespace, 'store')).toBeDefined();
  });

  test("an image that cannot be pulled (the kubelet's words written by hand, as there is no node)", {
    timeout: 120_000,
  }, async () => {
    const name = 'sample-image';
    const component = { api: { image: 'registry.invalid/missing:1' } };
    await world().apply(tenant(name, 'sample-small', { components: component }));
    await world().ready(name);
    const pods = () => world().api.list('pods', `t-${name}`);
    await expect.poll(async () => (await pods()).length, { timeout: 20_000 }).toBe(1);
    const pod = (await pods())[0]?.metadata.name ?? '';
    const waiting = {
      reason: 'ImagePullBackOff',
      message: 'Back-off pulling image "registry.invalid/missing:1"',
    };
    await world().api.patchSub('pods', `t-${name}`, pod, 'status', {
      status: {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'api',
            image: 'registry.invalid/missing:1',
            imageID: '',
            ready: false,
            restartCount: 0,
            state: { waiting },
          },
        ],
      },
    });
    const found = await world().condition(name, 'Available', 'False', 'ImagePullFailed');
    expect(conditionOf(found, 'Available')?.message).toContain('registry.invalid/missing:1');
    expect(isReady(found)).toBe(true);
    await staysCalm();
    await othersAreServed();
  });
});
