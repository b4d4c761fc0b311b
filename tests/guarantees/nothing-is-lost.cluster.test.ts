import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { ApiRefusal } from '../drivers/api.ts';
import { isReady, SAMPLE_OWNERS, statusOf, tenant, tier, wideTierSpec } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld({ controllerManager: true });
const CRDS = fileURLToPath(new URL('../../operator/manifests/crds/', import.meta.url));
const BREAK_GLASS = { metadata: { annotations: { 'tenantry.dev/break-glass': 'delete' } } };

/** Kinds whose loss would be seen by a customer. */
const KINDS = [
  'deployments',
  'services',
  'persistentvolumeclaims',
  'configmaps',
  'resourcequotas',
  'networkpolicies',
];

beforeAll(async () => {
  await world().leader();
  await world().apply(tier('sample-wide', wideTierSpec()));
}, 60_000);

async function onboard(name: string) {
  await world().apply(tenant(name, 'sample-wide', { owners: SAMPLE_OWNERS }));
  await world().ready(name);
  return uids(name);
}

/** UIDs of the namespace and everything of note in it: equal later means that nothing was made anew. */
async function uids(name: string): Promise<Record<string, string | undefined>> {
  const namespace = `t-${name}`;
  const found: Record<string, string | undefined> = {};
  found['namespace'] = (await world().api.get('namespaces', '', namespace))?.metadata.uid;
  for (const resource of KINDS) {
    for (const { metadata } of await world().api.list(resource, namespace)) {
      found[`${resource}/${metadata.name}`] = metadata.uid;
    }
  }
  return found;
}

const stripStatus = (name: string) =>
  world().api.call(
    'PATCH',
    `/apis/tenantry.dev/v1alpha1/tenants/${name}/status`,
    [{ op: 'remove', path: '/status' }],
    'application/json-patch+json',
  );

test('a status that is stripped is found again, and nothing is made anew', async () => {
  const before = await onboard('sample-stripped');
  const status = statusOf(await world().tenant('sample-stripped'));
  await stripStatus('sample-stripped');
  const after = statusOf(await world().ready('sample-stripped'));
  expect({ namespace: after.namespace, tierRevision: after.tierRevision }).toEqual({
    namespace: status.namespace,
    tierRevision: status.tierRevision,
  });
  expect(await uids('sample-stripped')).toEqual(before);
});

test('a Tier deleted while in use changes nothing for its tenants but the reason they show', async () => {
  await world().apply(tier('sample-passing', wideTierSpec()));
  await world().apply(tenant('sample-orphan', 'sample-passing', { owners: SAMPLE_OWNERS }));
  await world().ready('sample-orphan');
  const before = await uids('sample-orphan');
  await world().api.delete('tiers', '', 'sample-passing');
  await world().condition('sample-orphan', 'Ready', 'True', 'TierDeleted');
  // Still healed from the revision, though there is no Tier.
  await world().api.delete('configmaps', 't-sample-orphan', 'tenantry-settings');
  await expect
    .poll(() => world().api.get('configmaps', 't-sample-orphan', 'tenantry-settings'))
    .toBeDefined();
  const { 'configmaps/tenantry-settings': _, ...rest } = await uids('sample-orphan');
  expect(before).toMatchObject(rest);
  await world().apply(tier('sample-passing', wideTierSpec()));
  await world().condition('sample-orphan', 'Ready', 'True', 'Realised');
});

test('a Tenant restored from a backup without status takes nothing over by itself, and all of it once adopted', async () => {
  const before = await onboard('sample-restored');
  const backup = tenant('sample-restored', 'sample-wide', { owners: SAMPLE_OWNERS });
  // What a disaster leaves: the Tenant gone past its finalizer, the namespace still there.
  await eraseTenant('sample-restored');
  const restored = await world().apply(backup);
  await world().condition('sample-restored', 'Ready', 'False', 'NamespaceNotOurs');
  expect(await uids('sample-restored')).toEqual(before);
  const annotations = { 'tenantry.dev/adopt': restored.metadata.uid };
  await world().api.patch('namespaces', '', 't-sample-restored', { metadata: { annotations } });
  await world().ready('sample-restored');
  expect(await uids('sample-restored')).toEqual(before);
  expect(await labelledFor('sample-restored')).toBe(restored.metadata.uid);
});

test('the CRD deleted and made again: Tenants are gone, and every namespace, object and volume stays', {
  timeout: 120_000,
}, async () => {
  const names = ['sample-crd-a', 'sample-crd-b'];
  const before = new Map<string, Awaited<ReturnType<typeof uids>>>();
  for (const name of names) before.set(name, await onboard(name));
  await world().api.patch('tenants', '', 'sample-crd-b', { spec: { deletionPolicy: 'Delete' } });
  await world().until('policy Delete taken in', 'sample-crd-b', isReady);

  await expect(world().api.delete('customresourcedefinitions', '', 'tenants.tenantry.dev')).rejects.toThrow(
    ApiRefusal,
  );
  await world().api.patch('customresourcedefinitions', '', 'tenants.tenantry.dev', BREAK_GLASS);
  await world().api.delete('customresourcedefinitions', '', 'tenants.tenantry.dev');
  const gone = async () =>
    (await world().api.get('customresourcedefinitions', '', 'tenants.tenantry.dev')) === undefined;
  await expect.poll(gone, { timeout: 30_000 }).toBe(true);
  await sleep(2_000);
  for (const name of names) expect(await uids(name)).toEqual(before.get(name));

  await world().kubectl('apply', '--server-side', '-f', `${CRDS}tenants.yaml`);
  await world().kubectl('wait', '--for=condition=Established', '--timeout=30s', 'crd/tenants.tenantry.dev');
  for (const name of names) {
    const { metadata } = await world().apply(tenant(name, 'sample-wide', { owners: SAMPLE_OWNERS }));
    const annotations = { 'tenantry.dev/adopt': metadata.uid };
    await world().api.patch('namespaces', '', `t-${name}`, { metadata: { annotations } });
    await world().ready(name);
    expect(await uids(name)).toEqual(before.get(name));
  }
});

/** Deletes a Tenant without the operator's answer, as an etcd accident does: its finalizer is taken in the same breath. */
async function eraseTenant(name: string): Promise<void> {
  const saved = await world().api.read('customresourcedefinitions', '', 'tenants.tenantry.dev');
  expect(saved.metadata.name).toBe('tenants.tenantry.dev');
  await world().api.patch('tenants', '', name, { spec: { paused: true } });
  await world().condition(name, 'Paused', 'True');
  await world().api.delete('tenants', '', name);
  await world()
    .api.patch('tenants', '', name, { metadata: { finalizers: null } })
    .catch(() => undefined);
  await expect.poll(async () => (await world().tenant(name)) === undefined).toBe(true);
}

async function labelledFor(name: string): Promise<string | undefined> {
  const namespace = await world().api.read('namespaces', '', `t-${name}`);
  return namespace.metadata.labels?.['tenantry.dev/tenant-uid'];
}
