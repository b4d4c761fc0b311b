import { beforeAll, expect, test } from 'vitest';
import { plainComponent, tenant, tier, wideTierSpec } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

/** Without simulated nodes, which end pods at once: here a pod ends only when its grace is over. */
const world = useWorld({ controllerManager: true });
const SOON = { timeout: 30_000, interval: 100 };

beforeAll(async () => {
  await world().leader();
  await world().api.create('nodes', '', { metadata: { name: 'sample-silent' } });
}, 60_000);

const BOUNDS = { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '1m', memory: '1Mi' } };
const container = {
  name: 'main',
  image: 'tenantry.dev/sample-app:1',
  resources: BOUNDS,
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const podSpec = {
  containers: [container],
  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
};

/** A pod that asks for a year to end, on a node that nobody simulates. */
const clinging = {
  metadata: { name: 'clinging' },
  spec: {
    ...podSpec,
    nodeName: 'sample-silent',
    tolerations: [{ operator: 'Exists' }],
    terminationGracePeriodSeconds: 31_536_000,
  },
};

/** A workload with as many bytes of annotations as the API server takes: not one more fits. */
const full = {
  metadata: { name: 'full', annotations: { filled: 'x'.repeat(262_144 - 'filled'.length) } },
  spec: {
    schedule: '0 0 1 1 *',
    jobTemplate: { spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } },
  },
};

async function onboard(name: string): Promise<string> {
  await world().apply(tier(`tier-of-${name}`, wideTierSpec()));
  await world().apply(tenant(name, `tier-of-${name}`));
  await world().ready(name);
  await world().api.create('pods', `t-${name}`, clinging);
  await world().api.create('cronjobs', `t-${name}`, full);
  return `t-${name}`;
}

const suspend = (name: string) =>
  world().api.patch('tenants', '', name, { spec: { suspensions: [{ by: 'billing', reason: 'Overdue' }] } });

const alive = async (namespace: string) =>
  (await world().api.list('pods', namespace)).filter(({ metadata }) => !metadata.deletionTimestamp).length;

const graceOfClinging = async (namespace: string) =>
  (await world().api.read('pods', namespace, 'clinging')).metadata.deletionGracePeriodSeconds;

test.each([
  ['bounds', { limits: { max: { cpu: '1' }, default: { cpu: '2' } } }],
  [
    'a volume',
    {
      components: [
        plainComponent('store', { volume: { mountPath: '/d', size: '1Gi', storageClassName: 'x' } }),
      ],
    },
  ],
])(
  'neither what its users make nor %s that its tier is refused hold up a suspension or a deletion',
  {
    timeout: 120_000,
  },
  async (what, refused) => {
    const name = `sample-${what.replace(' ', '-')}`;
    const namespace = await onboard(name);
    await world().apply(tier(`tier-of-${name}`, wideTierSpec(refused)));
    await world().condition(name, 'Ready', 'False', 'ApplyFailed');

    await suspend(name);
    await expect.poll(() => alive(namespace), SOON).toBe(0);
    await expect.poll(() => graceOfClinging(namespace), SOON).toBe(600);

    await world().api.delete('tenants', '', name);
    await expect.poll(() => world().tenant(name), SOON).toBeUndefined();
    const { annotations } = (await world().api.read('namespaces', '', namespace)).metadata;
    expect(annotations).toHaveProperty(['tenantry.dev/delete-after']);
  },
);
