import { afterAll, beforeAll, expect, test } from 'vitest';
import { useCluster } from '../../scripts/dev/cluster/test-cluster.ts';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { Api } from './api.ts';
import { differences, takeSnapshot } from './snapshot.ts';

const cluster = useCluster();
let api: Api;

beforeAll(async () => {
  const credentials = await cluster().credentialsFor({ name: 'sample-admin', groups: ['system:masters'] });
  api = new Api(cluster().server, credentials);
  // Tenant, Tier and TierRevision are not needed here, but lists of them must not be refused.
  for (const plural of ['tenants', 'tiers', 'tierrevisions'])
    await api.create('customresourcedefinitions', '', crd(plural));
  await waitFor('the new resources', 10_000, () => api.list('tierrevisions').then(() => true));
});

afterAll(() => api.close());

/** Writes a namespace with one ConfigMap as the operator would. */
async function settle(name: string, data: Record<string, string>) {
  const namespace = `t-${name}`;
  await api.apply('namespaces', '', { ...typed('v1', 'Namespace', namespace) }, 'tenantry-operator');
  const settings = { ...typed('v1', 'ConfigMap', 'tenantry-settings'), data: { ...data, TENANT: name } };
  await api.apply('configmaps', namespace, settings, 'tenantry-operator');
  return { tenant: name, namespace, tier: `tier-of-${name}` };
}

const typed = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name } });

test('the same history under two names gives equal snapshots', async () => {
  const first = await takeSnapshot(api, await settle('sample-one', { a: '1' }));
  const second = await takeSnapshot(api, await settle('sample-two', { a: '1' }));
  expect(differences(first, second)).toEqual([]);
  expect(Object.keys(first)).toContain('configmaps/tenantry-settings');
});

test('a differing value, an extra object, a missing object and a lost field owner each show', async () => {
  const expected = await takeSnapshot(api, await settle('sample-three', { a: '1' }));
  const subject = await settle('sample-four', { a: '2' });
  await api.apply('secrets', subject.namespace, typed('v1', 'Secret', 'extra'));
  await api.apply('services', subject.namespace, {
    ...typed('v1', 'Service', 'extra'),
    ...{ spec: { ports: [{ port: 80 }] } },
  });
  const found = await takeSnapshot(api, subject);
  expect(differences(expected, found)).toEqual([
    'configmaps/tenantry-settings.data.a: expected "1", found "2"',
    'extra: secrets/extra',
    'extra: services/extra',
  ]);
  expect(differences(found, expected)).toContain('missing: services/extra');

  const owned = await settle('sample-five', { a: '1' });
  await api.apply(
    'configmaps',
    owned.namespace,
    { ...typed('v1', 'ConfigMap', 'tenantry-settings') },
    'tenantry-operator',
  );
  await api.apply('configmaps', owned.namespace, {
    ...typed('v1', 'ConfigMap', 'tenantry-settings'),
    ...{ data: { a: '1', TENANT: owned.tenant } },
  });
  const lines = differences(expected, await takeSnapshot(api, owned));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('managedFields');
});

function crd(plural: string) {
  const kind = { tenants: 'Tenant', tiers: 'Tier', tierrevisions: 'TierRevision' }[plural] ?? '';
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.tenantry.dev`, annotations: { 'api-approved.kubernetes.io': 'unapproved' } },
    spec: {
      group: 'tenantry.dev',
      scope: 'Cluster',
      names: { plural, kind, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: 'v1alpha1', served: true, storage: true, schema }],
    },
  };
}
