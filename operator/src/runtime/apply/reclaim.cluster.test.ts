import { afterAll, beforeAll, expect, test } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import { ObjectStore } from '../cache/object-store.ts';
import { KubeClient } from '../client/kube-client.ts';
import { loadConnection } from '../client/kube-config.ts';
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
let client: KubeClient;
let person: KubeClient;

beforeAll(async () => {
  const connection = await loadConnection({ kubeconfig: cluster().kubeconfig });
  client = new KubeClient({ connection, fieldManager: 'sample' });
  person = new KubeClient({ connection, fieldManager: 'kubectl-edit' });
});
afterAll(() => Promise.all([client?.close(), person?.close()]));

function service(name: string, ports: readonly { name: string; port: number }[]): SealedIntent {
  const spec = { ports: ports.map(port => ({ ...port, targetPort: 8080, protocol: 'TCP' })) };
  const metadata = { name, namespace: 'default' };
  return seal(SERVICE, { apiVersion: 'v1', kind: 'Service', metadata, spec }, HASH);
}

function build() {
  const store = new ObjectStore<ManagedObservation>();
  const project = (object: KubeObject) =>
    observeManaged(object, { fieldManager: 'sample', hashAnnotation: HASH });
  const applier = new Applier({ client });
  const ensure = (sealed: SealedIntent) =>
    applier.ensure(sealed, { store, project, metadataOnly: true }, { force: true });
  return { ensure };
}

const read = (name: string) => client.get(SERVICE, { namespace: 'default', name });
const portsOf = (object: KubeObject | undefined) =>
  ((object?.['spec'] as { ports: { port: number }[] } | undefined)?.ports ?? []).map(({ port }) => port);
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
  const managers = (await read('two'))?.metadata.managedFields?.map(
    ({ manager, operation }) => `${manager} ${operation}`,
  );
  expect(managers).toEqual(['sample Apply']);
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
