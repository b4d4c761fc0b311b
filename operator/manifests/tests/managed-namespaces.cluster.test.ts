import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { ADMIN, ApiUser } from './api-user.test-support.ts';
import { installManifests } from './install-manifests.test-support.ts';
import { giveClusterRights, namespace, OTHER_UID, tenantLabels, UID } from './sample-objects.test-support.ts';

const NAMESPACES = '/api/v1/namespaces';
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const NAMESPACE_EDITOR = { name: 'sample-namespace-editor' };
const allOfNamespaces = { apiGroups: [''], resources: ['namespaces', 'namespaces/status'], verbs: ['*'] };

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });
  let admin: ApiUser;
  let editor: ApiUser;

  beforeAll(async () => {
    await installManifests(cluster());
    [admin, editor] = await Promise.all([
      ApiUser.of(cluster(), ADMIN),
      ApiUser.of(cluster(), NAMESPACE_EDITOR),
    ]);
    await giveClusterRights(admin, NAMESPACE_EDITOR.name, [allOfNamespaces]);
    await admin.create(NAMESPACES, namespace('t-sample', { labels: tenantLabels('sample') }));
    await admin.create(NAMESPACES, namespace('foreign'));
  });
  afterAll(() => Promise.all([admin.close(), editor.close()]));

  test('a managed namespace is not deleted, not even by an admin of the cluster, before the glass is broken', async () => {
    for (const user of [admin, editor]) {
      const { status, message } = await user.delete(`${NAMESPACES}/t-sample?dryRun=All`);
      expect(status).toBe(403);
      expect(message).toContain(
        'namespace t-sample holds the data of tenant sample: delete the Tenant instead',
      );
    }
    const broken = { labels: tenantLabels('b'), annotations: { 'tenantry.dev/break-glass': 'delete' } };
    await admin.create(NAMESPACES, namespace('t-broken', broken));
    expect(await editor.delete(`${NAMESPACES}/t-broken`)).toMatchObject({ status: 200 });
  });

  test("a namespace that is nobody's is deleted and edited as ever", async () => {
    await editor.create(NAMESPACES, namespace('nobodys', { labels: { team: 'a' } }));
    expect(
      await editor.merge(`${NAMESPACES}/nobodys`, { metadata: { labels: { team: 'b' } } }),
    ).toMatchObject({ status: 200 });
    expect(await editor.delete(`${NAMESPACES}/nobodys`)).toMatchObject({ status: 200 });
  });

  test.each([
    ['changing whose it is', 't-sample', { labels: tenantLabels('sample', OTHER_UID) }, 'say whose it is'],
    ['removing whose it is', 't-sample', { labels: { 'tenantry.dev/tenant': null } }, 'say whose it is'],
    ['claiming a namespace', 'foreign', { labels: { 'tenantry.dev/tenant': 'sample' } }, 'say whose it is'],
    [
      'adopting a namespace',
      'foreign',
      { annotations: { 'tenantry.dev/adopt': UID } },
      'are set by people who may update Tenants',
    ],
    [
      'breaking the glass',
      't-sample',
      { annotations: { 'tenantry.dev/break-glass': 'delete' } },
      'are set by people who may update Tenants',
    ],
    [
      'dooming a namespace',
      't-sample',
      { annotations: { 'tenantry.dev/delete-after': '2020-01-01T00:00:00Z' } },
      'delete-after is set by the operator',
    ],
  ])('%s takes the right to update Tenants, not just namespaces', async (_, name, metadata, message) => {
    const path = `${NAMESPACES}/${name}?dryRun=All`;
    const refused = await editor.merge(path, { metadata });
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.message).toContain(message);
    expect(await admin.merge(path, { metadata })).toMatchObject({ status: 200 });
  });

  test.each(['90', '01.12.2026', '2026-12-01', '2026-12-01T00:00:00', 'keep until 2001', ''])(
    'a namespace is not doomed to %j, which is no time with an offset',
    async time => {
      const metadata = { annotations: { 'tenantry.dev/delete-after': time } };
      const refused = await admin.merge(`${NAMESPACES}/t-sample?dryRun=All`, { metadata });
      expect(refused).toMatchObject({ status: 422 });
      expect(refused.message).toContain('a time with an offset');
    },
  );

  test('whose a namespace is cannot be changed through its status either', async () => {
    const refused = await editor.merge(`${NAMESPACES}/t-sample/status`, {
      metadata: { labels: { 'tenantry.dev/tenant': 'other' } },
    });
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.message).toContain('say whose it is');
  });

  test("a new namespace is not made in a tenant's name by who may not update Tenants", async () => {
    const claimed = namespace('claimed', { labels: tenantLabels('sample') });
    expect((await editor.create(`${NAMESPACES}?dryRun=All`, claimed)).message).toContain('say whose it is');
    const adopted = namespace('claimed', { annotations: { 'tenantry.dev/adopt': UID } });
    expect((await editor.create(`${NAMESPACES}?dryRun=All`, adopted)).message).toContain('are set by people');
    expect(await admin.create(`${NAMESPACES}?dryRun=All`, claimed)).toMatchObject({ status: 201 });
  });

  test('other labels of a managed namespace stay free', async () => {
    const metadata = { labels: { team: 'a' }, annotations: { note: 'b' } };
    expect(await editor.merge(`${NAMESPACES}/t-sample`, { metadata })).toMatchObject({ status: 200 });
  });

  test.each([['tenants'], ['tiers'], ['tierrevisions']])(
    'the definition of %s is not deleted before the glass is broken',
    async plural => {
      const path = `${DEFINITIONS}/${plural}.tenantry.dev`;
      const { status, message } = await admin.delete(`${path}?dryRun=All`);
      expect(status).toBe(403);
      expect(message).toContain(`deleting ${plural}.tenantry.dev deletes every`);
      await admin.merge(path, { metadata: { annotations: { 'tenantry.dev/break-glass': 'delete' } } });
      expect(await admin.delete(`${path}?dryRun=All`)).toMatchObject({ status: 200 });
      await admin.merge(path, { metadata: { annotations: { 'tenantry.dev/break-glass': null } } });
    },
  );

  test('deleting all definitions at once does not take ours along, and others are free', async () => {
    expect((await admin.delete(`${DEFINITIONS}?dryRun=All`)).message).toContain('deletes every');
    const other = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'others.sample.example' },
      spec: {
        group: 'sample.example',
        scope: 'Cluster',
        names: { kind: 'Other', plural: 'others' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    };
    await admin.create(DEFINITIONS, other);
    expect(await admin.delete(`${DEFINITIONS}/others.sample.example`)).toMatchObject({ status: 200 });
  });
});
