import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import {
  conditionOf,
  SAMPLE_OWNERS,
  smallTierSpec,
  tenant,
  tier,
  wideTierSpec,
} from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld({ nodes: { simulated: 1 } });
const DAY = 24 * 3600 * 1000;

beforeAll(async () => {
  await world().leader({ env: { TENANTRY_TOMBSTONE_RETENTION_MS: String(30 * DAY) } });
  await world().apply(tier('sample-wide', wideTierSpec()));
  await world().apply(tier('sample-small', smallTierSpec()));
}, 60_000);

const namespaceOf = (name: string) => world().api.get('namespaces', '', `t-${name}`);
const runningPods = async (name: string) =>
  (await world().api.list('pods', `t-${name}`)).filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined,
  ).length;

async function deleteTenant(name: string): Promise<void> {
  await world().api.delete('tenants', '', name);
  await expect.poll(() => world().tenant(name), { timeout: 30_000 }).toBeUndefined();
}

test('a deleted Tenant leaves a tombstone: nothing runs, data and namespace are kept, the date is on it', {
  timeout: 90_000,
}, async () => {
  const name = 'sample-tombstone';
  await world().apply(tenant(name, 'sample-wide', { owners: SAMPLE_OWNERS }));
  await world().condition(name, 'Available', 'True');
  const claim = await world().api.read('persistentvolumeclaims', `t-${name}`, 'store');
  await deleteTenant(name);

  await expect.poll(() => runningPods(name), { timeout: 20_000 }).toBe(0);
  const kept = await namespaceOf(name);
  expect(kept?.metadata.deletionTimestamp).toBeUndefined();
  const deleteAfter = Date.parse(kept?.metadata.annotations?.['tenantry.dev/delete-after'] ?? '');
  expect(deleteAfter).toBeGreaterThan(Date.now() + 29.9 * DAY);
  expect(deleteAfter).toBeLessThan(Date.now() + 30.1 * DAY);
  const claimAfter = await world().api.read('persistentvolumeclaims', `t-${name}`, 'store');
  expect(claimAfter.metadata.uid).toBe(claim.metadata.uid);
  expect(claimAfter.metadata.deletionTimestamp).toBeUndefined();

  // The same name later is somebody new: it does not walk into the old one's data.
  const { metadata } = await world().apply(tenant(name, 'sample-wide', { owners: SAMPLE_OWNERS }));
  await world().condition(name, 'Ready', 'False', 'NamespaceNotOurs');
  await world().api.patch('namespaces', '', `t-${name}`, {
    metadata: { annotations: { 'tenantry.dev/adopt': metadata.uid } },
  });
  await world().condition(name, 'Available', 'True');
  const adopted = await namespaceOf(name);
  expect(adopted?.metadata.annotations?.['tenantry.dev/delete-after']).toBeUndefined();
  expect((await world().api.read('persistentvolumeclaims', `t-${name}`, 'store')).metadata.uid).toBe(
    claim.metadata.uid,
  );
});

test('a date that an admin has moved goes with the adoption, or the namespace would go by it later', {
  timeout: 90_000,
}, async () => {
  const name = 'sample-moved';
  const annotate = (annotations: object) =>
    world().api.patch('namespaces', '', `t-${name}`, { metadata: { annotations } });
  await world().apply(tenant(name, 'sample-small'));
  await world().ready(name);
  await deleteTenant(name);
  await annotate({ 'tenantry.dev/delete-after': new Date(Date.now() + DAY).toISOString() });
  const { metadata } = await world().apply(tenant(name, 'sample-small'));
  await annotate({ 'tenantry.dev/adopt': metadata.uid });
  await world().ready(name);
  expect((await namespaceOf(name))?.metadata.annotations).not.toHaveProperty(['tenantry.dev/delete-after']);
});

test("a tombstone's namespace is deleted when its date comes, and not before", {
  timeout: 90_000,
}, async () => {
  await world().apply(tenant('sample-expiring', 'sample-small'));
  await world().ready('sample-expiring');
  await deleteTenant('sample-expiring');
  await expect
    .poll(
      async () => (await namespaceOf('sample-expiring'))?.metadata.annotations?.['tenantry.dev/delete-after'],
    )
    .toBeDefined();
  // A person, who reads the date before changing it, is slower than the operator's last look at the Tenant.
  await sleep(1_000);
  const due = Date.now() + 4_000;
  const annotations = { 'tenantry.dev/delete-after': new Date(due).toISOString() };
  await world().api.patch('namespaces', '', 't-sample-expiring', { metadata: { annotations } });
  let goneAt = 0;
  await expect
    .poll(
      async () => {
        const found = await namespaceOf('sample-expiring');
        if ((found === undefined || found.metadata.deletionTimestamp !== undefined) && goneAt === 0)
          goneAt = Date.now();
        return found;
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBeUndefined();
  expect(goneAt).toBeGreaterThanOrEqual(due - 1_000);
});

test('with policy Delete the namespace goes with the Tenant, and the Tenant goes last', {
  timeout: 90_000,
}, async () => {
  const name = 'sample-deleted';
  await world().apply(tenant(name, 'sample-wide', { owners: SAMPLE_OWNERS, deletionPolicy: 'Delete' }));
  await world().ready(name);
  await world().api.delete('tenants', '', name);
  let namespaceOutlived = false;
  await expect
    .poll(
      async () => {
        const [found, namespace] = [await world().tenant(name), await namespaceOf(name)];
        if (
          found === undefined &&
          namespace !== undefined &&
          namespace.metadata.deletionTimestamp === undefined
        ) {
          namespaceOutlived = true;
        }
        return found === undefined && namespace === undefined;
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(true);
  expect(namespaceOutlived).toBe(false);
});

test('a namespace that something holds is told on the Tenant with what holds it, and the Tenant goes with it', {
  timeout: 150_000,
}, async () => {
  const name = 'sample-held';
  const { api } = world();
  await world().apply(tenant(name, 'sample-small', { deletionPolicy: 'Delete' }));
  await world().ready(name);
  const finalizers = ['sample.invalid/hold'];
  await api.create('configmaps', `t-${name}`, { metadata: { name: 'held', finalizers } });
  await api.delete('tenants', '', name);

  const found = await world().condition(name, 'Stalled', 'True', 'DeletionBlocked');
  const message = conditionOf(found, 'Ready')?.message;
  expect(message).toContain('sample.invalid/hold');
  expect(message).toContain('configmaps');
  const reasons = async () =>
    (await api.list('events', 'default'))
      .filter(event => JSON.stringify(event['regarding']).includes(`"${name}"`))
      .map(event => event['reason']);
  await expect.poll(reasons, { timeout: 10_000 }).toContain('DeletionBlocked');

  await api.patch('configmaps', `t-${name}`, 'held', { metadata: { finalizers: null } });
  await expect.poll(() => world().tenant(name), { timeout: 60_000 }).toBeUndefined();
  expect(await namespaceOf(name)).toBeUndefined();
});
