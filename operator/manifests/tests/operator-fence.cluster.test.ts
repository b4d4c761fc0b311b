import { ANNOTATION, LABEL, TENANT_FINALIZER } from '@tenantry/contracts/tenancy/names';
import { beforeAll, describe, expect, test } from 'vitest';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import type { Answer, ApiUser } from './api-user.test-support.ts';
import { OPERATOR, TENANTS, tenant } from './install-manifests.test-support.ts';
import {
  giveClusterRights,
  namespace,
  OTHER_UID,
  sampleObjects,
  tenantLabels,
  UID,
} from './sample-objects.test-support.ts';
import { useInstalled } from './use-installed.test-support.ts';

const NAMESPACES = '/api/v1/namespaces';
const MANAGER = 'tenantry-operator';
const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const installed = useInstalled(kubernetes);
  let admin: ApiUser;
  let operator: ApiUser;

  beforeAll(async () => {
    ({ admin, operator } = installed());
    await admin.create(NAMESPACES, namespace('t-sample', { labels: tenantLabels('sample') }));
    await admin.create(NAMESPACES, namespace('foreign'));
    await admin.create(TENANTS, tenant('sample', { tier: 'pro' }));
  });

  function expectRefused(answer: Answer, policy: string, words = ''): void {
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.message).toContain(`ValidatingAdmissionPolicy '${policy}'`);
    expect(answer.message).toContain(words);
  }

  describe('with its own role', () => {
    test('the operator writes every kind it keeps in the namespace of a tenant, and nowhere else', async () => {
      for (const object of sampleObjects('t-sample', 'api')) {
        const body = object.object({ labels: tenantLabels('sample') });
        expect(await operator.apply(object.path, body, MANAGER), object.kind).toMatchObject({ message: '' });
      }
      for (const name of ['foreign', 'default', 'kube-system', 'tenantry-system']) {
        for (const object of sampleObjects(name, 'api')) {
          const answer = await operator.apply(object.path, object.object(), MANAGER);
          expectRefused(answer, 'tenantry-operator-fence', `${name} has no label tenantry.dev/tenant`);
        }
      }
    });

    test('the operator neither changes nor deletes an object that it did not make', async () => {
      const label = { metadata: { labels: tenantLabels('sample') } };
      for (const object of sampleObjects('t-sample', 'theirs')) {
        expect(await admin.create(object.collection, object.object()), object.kind).toMatchObject({
          status: 201,
        });
        const said = `${object.kind} theirs was not made by the operator`;
        const marked = object.object(label.metadata);
        for (const answer of [
          await operator.apply(object.path, marked, MANAGER),
          await operator.merge(object.path, label),
        ]) {
          expectRefused(answer, 'tenantry-operator-objects', said);
        }
        // Volumes it may not delete at all.
        if (object.kind === 'PersistentVolumeClaim') continue;
        expectRefused(await operator.delete(object.path), 'tenantry-operator-objects', said);
      }
    });

    test('the operator takes back what it made, whichever of its marks a person took off', async () => {
      const nothing = { metadata: { labels: null, annotations: null } };
      for (const object of sampleObjects('t-sample', 'marks')) {
        const ours = object.object({
          labels: tenantLabels('sample'),
          annotations: { [ANNOTATION.desiredHash]: 'any' },
        });
        await operator.apply(object.path, ours, MANAGER);
        for (const strip of [nothing, { metadata: { labels: null, managedFields: [{}] } }]) {
          expect(await admin.merge(object.path, strip), object.kind).toMatchObject({ status: 200 });
          expect(await operator.apply(object.path, ours, MANAGER), object.kind).toMatchObject({
            status: 200,
          });
        }
      }
    });

    test('the operator ends all pods in the namespace of a tenant at once, and nowhere else', async () => {
      const pods = (name: string) => `${NAMESPACES}/${name}/pods`;
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a' },
        spec: { containers: [{ name: 'a', image: 'a' }] },
      };
      for (const name of ['t-sample', 'foreign']) {
        await admin.create(`${NAMESPACES}/${name}/serviceaccounts`, {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name: 'default' },
        });
        expect(await admin.create(pods(name), pod)).toMatchObject({ status: 201 });
      }
      expectRefused(await operator.delete(pods('foreign')), 'tenantry-operator-fence');
      expect(await operator.delete(`${pods('t-sample')}/a`), 'one by its name').toMatchObject({
        status: 403,
      });
      expect(await operator.delete(pods('t-sample'))).toMatchObject({ status: 200 });
    });

    test('the operator keeps its lease and writes events about cluster-scoped objects', async () => {
      const lease = {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'tenantry-operator' },
        spec: { holderIdentity: 'a' },
      };
      const leases = '/apis/coordination.k8s.io/v1/namespaces/tenantry-system/leases';
      expect(await operator.create(leases, lease)).toMatchObject({ status: 201 });
      expect(
        await operator.merge(`${leases}/tenantry-operator`, { spec: { holderIdentity: 'b' } }),
      ).toMatchObject({ status: 200 });
      const event = {
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { name: 'sample.1' },
        eventTime: '2026-01-01T00:00:00.000000Z',
        reportingController: 'tenantry.dev/operator',
        reportingInstance: 'a',
        action: 'Reconcile',
        reason: 'Realised',
        type: 'Normal',
        regarding: { apiVersion: 'tenantry.dev/v1alpha1', kind: 'Tenant', name: 'sample' },
      };
      const events = (name: string) => `/apis/events.k8s.io/v1/namespaces/${name}/events`;
      expect(await operator.create(events('default'), event)).toMatchObject({ message: '' });
      const regarding = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'foreign', name: 'a' };
      expectRefused(
        await operator.create(events('foreign'), { ...event, regarding }),
        'tenantry-operator-fence',
      );
    });

    test('the operator reads no Secret', async () => {
      for (const path of ['/api/v1/secrets', `${NAMESPACES}/t-sample/secrets/a`]) {
        expect(await operator.get(path)).toMatchObject({ status: 403 });
      }
    });

    test('the operator writes finalizer and status of a Tenant, and no other part', async () => {
      const path = `${TENANTS}/sample`;
      expect(await operator.merge(path, { metadata: { finalizers: [TENANT_FINALIZER] } })).toMatchObject({
        status: 200,
      });
      expect(await operator.merge(`${path}/status`, { status: { observedGeneration: 1 } })).toMatchObject({
        status: 200,
      });
      const policy = 'tenantry-operator-tenants';
      expectRefused(await operator.merge(path, { spec: { tier: 'x' } }), policy, 'does not change the spec');
      expectRefused(
        await operator.merge(path, { spec: { paused: true } }),
        policy,
        'does not change the spec',
      );
      expectRefused(
        await operator.merge(path, { metadata: { labels: { a: 'b' } } }),
        policy,
        'no other part',
      );
      expect(await operator.merge(path, { metadata: { finalizers: null } })).toMatchObject({ status: 200 });
    });

    test('the operator binds the role of owners, and no other', async () => {
      const binding = sampleObjects('t-sample', 'more').find(({ kind }) => kind === 'RoleBinding');
      const other = {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      };
      const refused = await operator.create(binding?.collection ?? '', { ...binding?.object(), ...other });
      expect(refused).toMatchObject({ status: 403 });
      expect(refused.message).toContain('attempting to grant RBAC permissions not currently held');
    });
  });

  test('an object is not marked as that of another Tenant than its namespace', async () => {
    const [quota] = sampleObjects('t-sample', 'marked');
    const path = quota?.path ?? '';
    const refused = await operator.apply(
      path,
      quota?.object({ labels: tenantLabels('sample', OTHER_UID) }) ?? {},
      MANAGER,
    );
    expectRefused(refused, 'tenantry-operator-fence', `another Tenant than the one with uid ${OTHER_UID}`);
    expect(
      await operator.apply(path, quota?.object({ labels: tenantLabels('sample') }) ?? {}, MANAGER),
    ).toMatchObject({ status: 201 });
  });

  describe('as for namespaces', () => {
    const policy = 'tenantry-operator-namespaces';
    const apply = (name: string, metadata: object) =>
      operator.apply(`${NAMESPACES}/${name}`, namespace(name, metadata), MANAGER);

    test('the operator makes new ones with the labels of their Tenant only', async () => {
      expect(await apply('t-new', { labels: tenantLabels('new') })).toMatchObject({ status: 201 });
      expectRefused(await apply('t-bare', {}), policy, 'carries the labels of its Tenant');
      expectRefused(await apply('t-half', { labels: { [LABEL.tenant]: 'half' } }), policy);
    });

    test('the operator never takes one that is there and was not given to it', async () => {
      expectRefused(
        await apply('foreign', { labels: tenantLabels('sample') }),
        policy,
        'belongs to nobody or to another Tenant',
      );
      expectRefused(await apply('t-sample', { labels: tenantLabels('sample', OTHER_UID) }), policy);
      expectRefused(
        await operator.merge(`${NAMESPACES}/t-sample`, { metadata: { labels: { [LABEL.tenantUid]: null } } }),
        policy,
      );
      expect(await apply('t-sample', { labels: { ...tenantLabels('sample'), more: 'yes' } })).toMatchObject({
        status: 200,
      });
    });

    test('the operator puts the name back that an admin took off, and writes nothing inside before', async () => {
      await apply('t-stripped', { labels: tenantLabels('stripped') });
      await admin.merge(`${NAMESPACES}/t-stripped`, { metadata: { labels: { [LABEL.tenant]: null } } });
      const [quota] = sampleObjects('t-stripped', 'api');
      const write = () => operator.apply(quota?.path ?? '', quota?.object() ?? {}, MANAGER);
      expectRefused(await write(), 'tenantry-operator-fence');
      expect(await apply('t-stripped', { labels: tenantLabels('stripped') })).toMatchObject({ status: 200 });
      expect(await write()).toMatchObject({ status: 201 });
    });

    test('the operator takes the one that an admin gave to that very Tenant', async () => {
      await admin.create(NAMESPACES, namespace('given', { annotations: { 'tenantry.dev/adopt': UID } }));
      expectRefused(await apply('given', { labels: tenantLabels('sample', OTHER_UID) }), policy);
      expect(await apply('given', { labels: tenantLabels('sample') })).toMatchObject({ status: 200 });
    });

    test('the operator does not give itself what it may not take', async () => {
      for (const key of ['adopt', 'break-glass']) {
        const metadata = { labels: tenantLabels('sample'), annotations: { [`tenantry.dev/${key}`]: UID } };
        expectRefused(await apply('t-sample', metadata), 'tenantry-managed-namespaces', 'and by nobody else');
        expectRefused(await apply('t-made', metadata), 'tenantry-managed-namespaces', 'and by nobody else');
      }
    });

    test('the operator leaves system namespaces alone, even those that an admin gave to it', async () => {
      for (const name of ['kube-public', 'default', 'tenantry-system']) {
        await admin.merge(`${NAMESPACES}/${name}`, {
          metadata: { annotations: { 'tenantry.dev/adopt': UID } },
        });
        expectRefused(
          await apply(name, { labels: tenantLabels('sample') }),
          policy,
          'never writes to default',
        );
      }
    });

    test('the operator deletes one only after the deletion was announced on it', async () => {
      await apply('t-doomed', { labels: tenantLabels('doomed') });
      const path = `${NAMESPACES}/t-doomed`;
      expectRefused(await operator.delete(path), policy, 'only after it was announced');
      await operator.merge(path, {
        metadata: { annotations: { 'tenantry.dev/delete-after': '2026-01-01T00:00:00Z' } },
      });
      expect(await operator.delete(path)).toMatchObject({ status: 200 });
      expectRefused(await operator.delete(`${NAMESPACES}/foreign`), policy);
    });
  });

  describe('with every right that RBAC can give', () => {
    beforeAll(() => giveClusterRights(admin, OPERATOR.name, [everything]));

    test('the operator neither makes nor deletes Tenants', async () => {
      const policy = 'tenantry-operator-tenants';
      expectRefused(
        await operator.create(TENANTS, tenant('own', { tier: 'a' })),
        policy,
        'neither creates nor deletes',
      );
      expectRefused(await operator.delete(`${TENANTS}/sample`), policy, 'neither creates nor deletes');
    });

    test("the operator still writes nothing outside tenants' namespaces, nor into pods there", async () => {
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };
      expectRefused(
        await operator.create(`${NAMESPACES}/kube-system/secrets`, secret),
        'tenantry-operator-fence',
      );
      const exec = `${NAMESPACES}/foreign/pods/a/exec?command=a&stdout=true`;
      expectRefused(await operator.create(exec, {}), 'tenantry-operator-fence');
    });
  });
});
