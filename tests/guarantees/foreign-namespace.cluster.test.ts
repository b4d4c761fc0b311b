import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { KubeObject } from '../../operator/src/runtime/objects.ts';
import { describeEntry } from '../drivers/audit-log.ts';
import { smallTierSpec, tenant, tier } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';
import { OPERATOR_IDENTITY } from '../drivers/world.ts';

const world = useWorld({ auditLog: true });

beforeAll(async () => {
  await world().leader();
  await world().apply(tier('sample-small', smallTierSpec()));
}, 60_000);

const makeNamespace = (name: string, metadata: object = {}) =>
  world().api.create('namespaces', '', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, ...metadata },
  });

const readNamespace = (name: string) => world().api.read('namespaces', '', name);

/**
 * Writes of the operator to a namespace or anything in it. A try that a policy refused, before a watch told better, has
 * written nothing.
 */
async function writesTo(namespace: string): Promise<string[]> {
  const writes = await world().audit.writesOf(OPERATOR_IDENTITY.name);
  return writes
    .filter(({ responseStatus }) => responseStatus?.code !== 403)
    .filter(({ objectRef }) => objectRef?.namespace === namespace || objectRef?.name === namespace)
    .map(describeEntry);
}

const version = ({ metadata }: KubeObject) => metadata.resourceVersion;

test('a namespace that is not ours is left untouched, also when its maker put our labels on it', async () => {
  const before = await makeNamespace('sample-foreign', {
    labels: { 'app.kubernetes.io/managed-by': 'tenantry', 'tenantry.dev/tenant': 'sample-taker' },
  });
  await world().apply(tenant('sample-taker', 'sample-small', { namespace: 'sample-foreign' }));
  await world().condition('sample-taker', 'Ready', 'False', 'NamespaceNotOurs');
  await world().condition('sample-taker', 'Stalled', 'True', 'NamespaceNotOurs');
  await sleep(1_000);
  expect(await writesTo('sample-foreign')).toEqual([]);
  expect(version(await readNamespace('sample-foreign'))).toBe(version(before));
});

test("an admin's annotation with the Tenant's UID hands a foreign namespace over, another UID does not", async () => {
  await makeNamespace('sample-handed', { labels: { team: 'sample' } });
  await world().api.create('configmaps', 'sample-handed', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'theirs' },
  });
  const { metadata } = await world().apply(
    tenant('sample-adopter', 'sample-small', { namespace: 'sample-handed' }),
  );
  await world().condition('sample-adopter', 'Ready', 'False', 'NamespaceNotOurs');
  const adopt = (uid: string) =>
    world().api.patch('namespaces', '', 'sample-handed', {
      metadata: { annotations: { 'tenantry.dev/adopt': uid } },
    });
  await adopt('00000000-0000-4000-8000-000000000000');
  await sleep(1_000);
  expect(await writesTo('sample-handed')).toEqual([]);

  await adopt(metadata.uid ?? '');
  await world().ready('sample-adopter');
  expect((await readNamespace('sample-handed')).metadata.labels).toMatchObject({
    team: 'sample',
    'tenantry.dev/tenant-uid': metadata.uid,
  });
  expect(await world().api.get('configmaps', 'sample-handed', 'theirs')).toBeDefined();
});

test('of two Tenants that want one namespace the first has it and keeps it', async () => {
  await world().apply(tenant('sample-first', 'sample-small', { namespace: 'sample-shared' }));
  const first = await world().ready('sample-first');
  await world().apply(tenant('sample-second', 'sample-small', { namespace: 'sample-shared' }));
  await world().condition('sample-second', 'Ready', 'False', 'NamespaceTaken');
  await world().ready('sample-first');
  expect((await readNamespace('sample-shared')).metadata.labels?.['tenantry.dev/tenant-uid']).toBe(
    first.metadata.uid,
  );

  // The loser's end must not be the winner's.
  await world().api.patch('tenants', '', 'sample-second', { spec: { deletionPolicy: 'Delete' } });
  await world().api.delete('tenants', '', 'sample-second');
  await expect.poll(() => world().tenant('sample-second'), { timeout: 20_000 }).toBeUndefined();
  const kept = await readNamespace('sample-shared');
  expect(kept.metadata.deletionTimestamp).toBeUndefined();
  expect(kept.metadata.annotations?.['tenantry.dev/delete-after']).toBeUndefined();
  await world().ready('sample-first');
});

test('two Tenants applied at once that want one namespace never both have it', async () => {
  const names = ['sample-race-a', 'sample-race-b'];
  await Promise.all(
    names.map(name => world().apply(tenant(name, 'sample-small', { namespace: 'sample-raced' }))),
  );
  const winners = async () => {
    const found = await Promise.all(names.map(name => world().tenant(name)));
    return found.map(object => {
      const conditions = (
        object?.['status'] as { conditions?: { type: string; reason: string }[] } | undefined
      )?.conditions;
      return conditions?.find(({ type }) => type === 'Ready')?.reason;
    });
  };
  await expect
    .poll(async () => (await winners()).sort(), { timeout: 20_000 })
    .toEqual(['NamespaceTaken', 'Realised']);
});

test('a namespace that is being deleted is not touched, and the tenant is made once it is gone', async () => {
  await makeNamespace('sample-leaving');
  // Without a controller-manager a namespace stays Terminating until somebody finalizes it.
  await world().api.delete('namespaces', '', 'sample-leaving');
  await world().apply(tenant('sample-waiter', 'sample-small', { namespace: 'sample-leaving' }));
  await world().condition('sample-waiter', 'Ready', 'False', 'NamespaceTerminating');
  expect(await writesTo('sample-leaving')).toEqual([]);
  await finalize('sample-leaving');
  await world().ready('sample-waiter');
});

test("a tenant's own namespace, deleted past its guard, is made anew once it is gone", async () => {
  await world().apply(tenant('sample-razed', 'sample-small'));
  await world().ready('sample-razed');
  const name = 't-sample-razed';
  const before = await readNamespace(name);
  await expect(world().api.delete('namespaces', '', name)).rejects.toThrow(/break-glass/);
  await world().api.patch('namespaces', '', name, {
    metadata: { annotations: { 'tenantry.dev/break-glass': 'delete' } },
  });
  await world().api.delete('namespaces', '', name);
  await world().condition('sample-razed', 'Ready', 'False', 'NamespaceTerminating');
  await finalize(name);
  await world().ready('sample-razed');
  expect((await readNamespace(name)).metadata.uid).not.toBe(before.metadata.uid);
});

/** What the namespace controller does at the end: here a person does, so that the time between can be looked at. */
async function finalize(name: string): Promise<void> {
  const leaving = await readNamespace(name);
  await world().api.call('PUT', `/api/v1/namespaces/${name}/finalize`, {
    ...leaving,
    spec: { finalizers: [] },
  });
}
