import { afterAll, beforeAll, expect, test } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import { ObjectStore } from '../cache/object-store.ts';
import { KubeClient } from '../client/kube-client.ts';
import { type Connection, loadConnection } from '../client/kube-config.ts';
import type { KubeObject, ResourceType } from '../objects.ts';
import { Applier } from './applier.ts';
import { type ManagedObservation, observeManaged } from './managed-observation.ts';
import { type SealedIntent, seal } from './seal.ts';

const SERVICE: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  namespaced: true,
};
const HASH = 'example.com/hash';

const cluster = useCluster();
let connection: Connection;
let client: KubeClient;
let person: KubeClient;

beforeAll(async () => {
  connection = await loadConnection({ kubeconfig: cluster().kubeconfig });
  client = new KubeClient({ connection, fieldManager: 'sample' });
  person = new KubeClient({ connection, fieldManager: 'kubectl-edit' });
});
afterAll(() => Promise.all([client?.close(), person?.close()]));

function service(name: string, ports: readonly { name: string; port: number }[]): SealedIntent {
  const spec = { ports: ports.map(port => ({ ...port, targetPort: 8080, protocol: 'TCP' })) };
  const metadata = { name, namespace: 'default' };
  return seal(SERVICE, { apiVersion: 'v1', kind: 'Service', metadata, spec }, HASH);
}

function build(through: KubeClient = client) {
  const store = new ObjectStore<ManagedObservation>();
  const project = (object: KubeObject) =>
    observeManaged(object, { fieldManager: 'sample', hashAnnotation: HASH });
  const applier = new Applier({ client: through });
  const ensure = (sealed: SealedIntent, force = true) =>
    applier.ensure(sealed, { store, project, metadataOnly: true }, { force });
  /** As a watch shows it to a process that has just begun. */
  const see = (object: KubeObject | undefined) => object && store.observe(project(object));
  return { ensure, see };
}

/** A client whose process ends after so many writes. */
function dying(writes: number): KubeClient {
  let left = writes;
  const gate = () => {
    if (left-- <= 0) throw new Error('the process has ended');
  };
  return new KubeClient({ connection, fieldManager: 'sample', gate });
}

const read = (name: string) => client.get(SERVICE, { namespace: 'default', name });
const portsOf = (object: KubeObject | undefined) =>
  ((object?.['spec'] as { ports: { port: number }[] } | undefined)?.ports ?? []).map(({ port }) => port);
const managersOf = (object: KubeObject | undefined) =>
  object?.metadata.managedFields?.map(({ manager, operation }) => `${manager} ${operation}`);
const edit = (name: string, ports: object[]) =>
  person.mergePatch(SERVICE, { namespace: 'default', name }, { spec: { ports } });

test('a list item edited in its key, which the server would not take beside ours, is put back', async () => {
  const { ensure } = build();
  await ensure(service('web', [{ name: 'http', port: 80 }]));
  await edit('web', [{ name: 'http', port: 81, targetPort: 8080, protocol: 'TCP' }]);
  expect(await ensure(service('web', [{ name: 'http', port: 80 }]))).toBe('configured');
  expect(portsOf(await read('web'))).toEqual([80]);
});

test('what was put back is let go by a later apply that no longer names it', async () => {
  const { ensure } = build();
  const both = [
    { name: 'http', port: 80 },
    { name: 'more', port: 90 },
  ];
  await ensure(service('two', both));
  await edit('two', [{ name: 'http', port: 81, targetPort: 8080, protocol: 'TCP' }]);
  await ensure(service('two', both));
  expect(portsOf(await read('two'))).toEqual([80, 90]);
  await ensure(service('two', [{ name: 'http', port: 80 }]));
  expect(portsOf(await read('two'))).toEqual([80]);
  expect(managersOf(await read('two'))).toEqual(['sample Apply']);
});

test.each([
  ['before', 2],
  ['after', 3],
])('a process that ends %s the apply of a reclaim is followed by one that ends it', async (when, writes) => {
  const name = `cut-${when}`;
  const wanted = service(name, [{ name: 'http', port: 80 }]);
  await build().ensure(wanted);
  await edit(name, [{ name: 'http', port: 81, targetPort: 8080, protocol: 'TCP' }]);
  const short = dying(writes);
  await expect(build(short).ensure(wanted)).rejects.toThrow('the process has ended');
  await short.close();
  expect(managersOf(await read(name))).toContain('sample Update');

  const next = build();
  next.see(await read(name));
  await next.ensure(wanted, false);
  expect(portsOf(await read(name))).toEqual([80]);
  expect(managersOf(await read(name))).toEqual(['sample Apply']);
  const { resourceVersion } = (await read(name))?.metadata ?? {};
  expect(await next.ensure(wanted, false)).toBe('unchanged');
  expect((await read(name))?.metadata.resourceVersion).toBe(resourceVersion);
});

test('an intent that is invalid by itself is refused with its own words, there or not', async () => {
  const { ensure } = build();
  const twice = service('bad', [
    { name: 'http', port: 80 },
    { name: 'http', port: 81 },
  ]);
  await expect(ensure(twice)).rejects.toMatchObject({ status: 422, reason: 'Invalid' });
  expect(await read('bad')).toBeUndefined();
  await ensure(service('bad', [{ name: 'http', port: 80 }]));
  await expect(ensure(twice)).rejects.toThrow('Duplicate value');
  expect(portsOf(await read('bad'))).toEqual([80]);
});
