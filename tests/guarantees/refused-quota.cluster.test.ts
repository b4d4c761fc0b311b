import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { conditionOf, plainComponent, smallTierSpec, tenant, tier } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld({ nodes: { simulated: 1 } });
const NAMES = ['sample-suspended', 'sample-deleted'] as const;
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const SOON = { timeout: 20_000, interval: 100 };

const policy = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'sample-no-quotas' },
  spec: {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['resourcequotas'] },
      ],
    },
    validations: [{ expression: "object.metadata.name != 'tenantry-suspended'", message: 'none of these' }],
  },
};

/** Of its owner: nobody scales it, so that nothing but the quota keeps its pods away. */
const own = {
  metadata: { name: 'own' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'own' } },
    template: {
      metadata: { labels: { app: 'own' } },
      spec: {
        terminationGracePeriodSeconds: 0,
        securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'main',
            image: 'tenantry.dev/sample-app:1',
            resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '1m', memory: '1Mi' } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    },
  },
};

beforeAll(async () => {
  await world().leader();
  await world().apply(tier('sample-quota', smallTierSpec({ components: [plainComponent('api')] })));
  for (const name of NAMES) {
    await world().apply(tenant(name, 'sample-quota'));
    await world().ready(name);
    await world().api.create('deployments', `t-${name}`, own);
    await vi.waitFor(async () => expect(await world().api.list('pods', `t-${name}`)).toHaveLength(2), SOON);
  }
  await world().api.call('POST', `${ADMISSION}/validatingadmissionpolicies`, policy);
  await world().api.call('POST', `${ADMISSION}/validatingadmissionpolicybindings`, {
    metadata: { name: 'sample-no-quotas' },
    spec: { policyName: 'sample-no-quotas', validationActions: ['Deny'] },
  });
  const probe = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tenantry-suspended' },
    spec: { hard: { pods: '0' } },
  };
  await vi.waitFor(
    () =>
      expect(
        world().api.call('POST', '/api/v1/namespaces/default/resourcequotas?dryRun=All', probe),
        'the policy is not known yet',
      ).rejects.toThrow('none of these'),
    SOON,
  );
}, 90_000);

/** Pods that are made within so many milliseconds. */
async function madeWithin(namespace: string, milliseconds: number): Promise<number> {
  const uids = new Set<string>();
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(100)) {
    for (const { metadata } of await world().api.list('pods', namespace)) uids.add(metadata.uid ?? '');
  }
  return uids.size;
}

const replicasOf = async (namespace: string) =>
  ((await world().api.read('deployments', namespace, 'api'))['spec'] as { replicas: number }).replicas;

test.each([
  [
    'a suspension',
    'sample-suspended',
    (name: string) =>
      world().api.patch('tenants', '', name, {
        spec: { suspensions: [{ by: 'billing', reason: 'Overdue' }] },
      }),
  ],
  ['a deletion', 'sample-deleted', (name: string) => world().api.delete('tenants', '', name)],
])(
  '%s whose quota is refused says so, scales to zero, and kills pods in no loop',
  {
    timeout: 120_000,
  },
  async (_, name, begin) => {
    const namespace = `t-${name}`;
    await begin(name);
    // Those that ran, and one or two that came in the place of the owner's.
    expect(await madeWithin(namespace, 15_000)).toBeLessThanOrEqual(5);
    expect(await replicasOf(namespace)).toBe(0);
    const found = await world().condition(name, 'Ready', 'False', 'AdmissionDenied');
    expect(conditionOf(found, 'Suspended')?.status).not.toBe('True');
    expect(conditionOf(found, 'Available')?.status).not.toBe('True');
  },
);

test('both are carried out once the quota is allowed', { timeout: 120_000 }, async () => {
  await world().api.call('DELETE', `${ADMISSION}/validatingadmissionpolicybindings/sample-no-quotas`);
  // As an admin would, rather than wait for the next try, which is minutes away by now.
  const metadata = { annotations: { touched: 'yes' } };
  for (const name of NAMES) await world().api.patch('tenants', '', name, { metadata });
  await expect.poll(() => world().tenant('sample-deleted'), { ...SOON, timeout: 60_000 }).toBeUndefined();
  await world().condition('sample-suspended', 'Suspended', 'True', 'Suspended');
});
