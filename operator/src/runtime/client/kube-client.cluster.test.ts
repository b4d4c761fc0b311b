import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import type { Intent, ResourceType } from '../objects.ts';
import { KubeClient } from './kube-client.ts';
import { loadConnection } from './kube-config.ts';

const CONFIG_MAP: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
};
const DEPLOYMENT: ResourceType = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  namespaced: true,
};

const cluster = useCluster();
let client: KubeClient;
let other: KubeClient;

beforeAll(async () => {
  const connection = await loadConnection({ kubeconfig: cluster().kubeconfig });
  client = new KubeClient({ connection, fieldManager: 'sample', userAgent: 'sample/1' });
  other = new KubeClient({ connection, fieldManager: 'other' });
});
afterAll(() => Promise.all([client?.close(), other?.close()]));

function configMap(name: string, data: Record<string, string> = {}): Intent {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default', labels: { suite: 'client' } },
    data,
  };
}

test('an object is created, read, changed and deleted', async () => {
  const key = { namespace: 'default', name: 'life' };
  expect(await client.get(CONFIG_MAP, key)).toBeUndefined();
  expect((await client.apply(CONFIG_MAP, configMap('life', { a: '1' }))).created).toBe(true);
  const again = await client.apply(CONFIG_MAP, configMap('life', { a: '2' }));
  expect(again).toMatchObject({ created: false, object: { kind: 'ConfigMap', data: { a: '2' } } });
  expect(await client.mergePatch(CONFIG_MAP, key, { data: { a: null, b: '3' } })).toMatchObject({
    data: { b: '3' },
  });
  expect(await client.delete(CONFIG_MAP, key)).toBe(true);
  expect(await client.delete(CONFIG_MAP, key)).toBe(false);
});

test('metadata alone is read and answered when no more is asked for', async () => {
  const { object } = await client.apply(CONFIG_MAP, configMap('meta', { big: 'x' }), { metadataOnly: true });
  const read = await client.get(CONFIG_MAP, { namespace: 'default', name: 'meta' }, { metadataOnly: true });
  const [listed] = await client.list(CONFIG_MAP, {
    namespace: 'default',
    fieldSelector: 'metadata.name=meta',
    metadataOnly: true,
  });
  for (const answer of [object, read, listed]) {
    expect(answer).toMatchObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'meta', labels: { suite: 'client' } },
    });
    expect(answer?.metadata.managedFields?.[0]?.fieldsV1).toBeDefined();
    expect(answer).not.toHaveProperty('data');
  }
});

test('a list of more than one page is whole, its objects know their kind, and selectors hold', async () => {
  const names = Array.from({ length: 1_010 }, (_, i) => `paged-${i}`);
  for (let from = 0; from < names.length; from += 50) {
    await Promise.all(
      names.slice(from, from + 50).map(name => client.apply(CONFIG_MAP, configMap(name, { paged: 'yes' }))),
    );
  }
  const listed = await client.list(CONFIG_MAP, { labelSelector: 'suite=client', metadataOnly: true });
  expect(listed.filter(({ metadata }) => metadata.name.startsWith('paged-'))).toHaveLength(names.length);
  expect(listed.every(({ kind, apiVersion }) => kind === 'ConfigMap' && apiVersion === 'v1')).toBe(true);
});

test('a field that the API does not know is refused, not dropped', async () => {
  const typo = { ...configMap('strict'), dataa: { a: '1' } };
  await expect(client.apply(CONFIG_MAP, typo)).rejects.toMatchObject({ name: 'ApiError' });
  await expect(client.create(CONFIG_MAP, typo)).rejects.toMatchObject({ status: 400, reason: 'BadRequest' });
});

test('a dry run changes nothing', async () => {
  await client.apply(CONFIG_MAP, configMap('dry'), { dryRun: true });
  expect(await client.get(CONFIG_MAP, { namespace: 'default', name: 'dry' })).toBeUndefined();
});

describe('preconditions', () => {
  const key = { namespace: 'default', name: 'guarded' };

  test('an apply meant for another UID, or for one that is gone, is refused and creates nothing', async () => {
    const uid = '00000000-0000-4000-8000-000000000000';
    const meant = (name: string): Intent => ({
      ...configMap(name),
      metadata: { ...configMap(name).metadata, uid },
    });
    await client.apply(CONFIG_MAP, configMap('guarded'));
    await expect(client.apply(CONFIG_MAP, meant('guarded'))).rejects.toMatchObject({
      status: 422,
      reason: 'Invalid',
    });
    await expect(client.apply(CONFIG_MAP, meant('gone'))).rejects.toMatchObject({
      status: 409,
      reason: 'Conflict',
    });
    expect(await client.get(CONFIG_MAP, { namespace: 'default', name: 'gone' })).toBeUndefined();
  });

  test('a patch of a version that is no more is refused', async () => {
    const before = await client.get(CONFIG_MAP, key);
    await client.mergePatch(CONFIG_MAP, key, { data: { now: 'newer' } });
    const patch = { metadata: { resourceVersion: before?.metadata.resourceVersion }, data: { now: 'older' } };
    await expect(client.mergePatch(CONFIG_MAP, key, patch)).rejects.toMatchObject({
      status: 409,
      reason: 'Conflict',
    });
  });

  test('a deletion of another UID or version than the one meant is refused', async () => {
    await expect(
      client.delete(CONFIG_MAP, key, { uid: '00000000-0000-4000-8000-000000000000' }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(client.delete(CONFIG_MAP, key, { resourceVersion: '1' })).rejects.toMatchObject({
      status: 409,
    });
    const found = await client.get(CONFIG_MAP, key);
    expect(await client.delete(CONFIG_MAP, key, { uid: found?.metadata.uid ?? '' })).toBe(true);
  });

  test('what exists is not created again', async () => {
    await client.create(CONFIG_MAP, configMap('once'));
    await expect(client.create(CONFIG_MAP, configMap('once'))).rejects.toMatchObject({
      status: 409,
      reason: 'AlreadyExists',
    });
  });
});

test('a field that another manager owns is taken by force, or answers a Conflict that names it', async () => {
  await other.apply(CONFIG_MAP, configMap('shared', { mine: 'theirs' }));
  const conflict = await client
    .apply(CONFIG_MAP, configMap('shared', { mine: 'ours' }), { force: false })
    .catch((error: unknown) => error);
  expect(conflict).toMatchObject({
    status: 409,
    causes: [{ reason: 'FieldManagerConflict', field: '.data.mine' }],
  });
  const { object } = await client.apply(CONFIG_MAP, configMap('shared', { mine: 'ours' }));
  expect(object['data']).toEqual({ mine: 'ours' });
});

test('a subresource is patched apart from its object', async () => {
  const template = {
    metadata: { labels: { app: 'a' } },
    spec: { containers: [{ name: 'a', image: 'example.com/sample:1' }] },
  };
  const spec = { replicas: 1, selector: { matchLabels: { app: 'a' } }, template };
  const metadata = { name: 'scaled', namespace: 'default' };
  await client.apply(DEPLOYMENT, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec });
  const scaled = await client.mergePatch(
    DEPLOYMENT,
    metadata,
    { status: { observedGeneration: 7 }, spec: { replicas: 9 } },
    { subresource: 'status' },
  );
  expect(scaled).toMatchObject({ spec: { replicas: 1 }, status: { observedGeneration: 7 } });
});

test('a collection goes by selector, in one namespace', async () => {
  await client.deleteCollection(CONFIG_MAP, 'default', { labelSelector: 'suite=client' });
  expect(await client.list(CONFIG_MAP, { namespace: 'default', labelSelector: 'suite=client' })).toEqual([]);
  await expect(client.deleteCollection(CONFIG_MAP, '')).rejects.toThrow(TypeError);
});

test('who may not is told so, and who is not trusted is not spoken to', async () => {
  const kubeconfig = await cluster().kubeconfigFor({ name: 'nobody' });
  const nobody = new KubeClient({ connection: await loadConnection({ kubeconfig }), fieldManager: 'nobody' });
  await expect(nobody.list(CONFIG_MAP)).rejects.toMatchObject({ status: 403, reason: 'Forbidden' });
  await nobody.close();
  const { server } = await loadConnection({ kubeconfig });
  const untrusting = new KubeClient({
    connection: { server, tls: {}, authorize: async () => ({}) },
    fieldManager: 'sample',
  });
  await expect(untrusting.list(CONFIG_MAP)).rejects.toMatchObject({ status: 0, reason: 'Network' });
  await untrusting.close();
});
