import { beforeAll, expect, test } from 'vitest';
import { plainComponent, smallTierSpec, tenant, tier, webComponent } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld({ controllerManager: true });
const NAME = 'sample-counted';
const NAMESPACE = `t-${NAME}`;
const SOON = { timeout: 10_000, interval: 100 };

const aimedAt = (target: string, kind: string) => ({
  metadata: { name: `at-${target}` },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind, name: target },
    minReplicas: 3,
    maxReplicas: 5,
  },
});

/** `201`, or what the refusal says. */
async function tryToScale(target: string, kind = 'Deployment'): Promise<string> {
  const { api } = world();
  try {
    await api.create('horizontalpodautoscalers', NAMESPACE, aimedAt(target, kind));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  await api.delete('horizontalpodautoscalers', NAMESPACE, `at-${target}`);
  return '201';
}

beforeAll(async () => {
  await world().leader();
  await world().apply(tier('sample-counted', smallTierSpec()));
  await world().apply(tenant(NAME, 'sample-counted'));
  await world().ready(NAME);
}, 60_000);

test('nobody but the operator aims an autoscaler at what the tier made; what an owner made may be scaled', async () => {
  await expect
    .poll(() => tryToScale('api'), SOON)
    .toContain(`Deployment api is kept by Tenantry for tenant ${NAME}`);
  expect(await tryToScale('their-own')).toBe('201');
});

test('nor does anybody at the ReplicaSet below it, whose count is the same one', async () => {
  const nameOfFirst = async () => (await world().api.list('replicasets', NAMESPACE))[0]?.metadata.name ?? '';
  await expect.poll(nameOfFirst, SOON).toMatch(/^api-/);
  const name = await nameOfFirst();
  expect(await tryToScale(name, 'ReplicaSet')).toContain(`ReplicaSet ${name} is kept by Tenantry`);
  expect(await tryToScale('their-own', 'ReplicaSet')).toBe('201');
});

test('a component that the tier gets or loses is refused or free as soon as it is realised', {
  timeout: 60_000,
}, async () => {
  const components = [webComponent({ ingress: undefined }), plainComponent('worker')];
  await world().apply(tier('sample-counted', smallTierSpec({ components })));
  await world().until('the worker there', NAME, found => JSON.stringify(found).includes('"worker"'));
  await world().ready(NAME);
  await expect.poll(() => tryToScale('worker'), SOON).toContain('Deployment worker is kept by Tenantry');
  // The operator's own passes.
  expect(await world().api.get('horizontalpodautoscalers', NAMESPACE, 'api')).toBeDefined();
  await world().apply(
    tier('sample-counted', smallTierSpec({ components: [webComponent({ ingress: undefined })] })),
  );
  await expect.poll(() => tryToScale('worker'), SOON).toBe('201');
});

test('names that are taken off the namespace, or were never there, come back', async () => {
  const annotations = { 'tenantry.dev/components': null };
  await world().api.patch('namespaces', '', NAMESPACE, { metadata: { annotations } });
  await expect.poll(() => tryToScale('api'), SOON).toContain('is kept by Tenantry');
});
