import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Identity, KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { ADMIN, type Answer, ApiUser } from './api-user.test-support.ts';
import { installManifests, OPERATOR } from './install-manifests.test-support.ts';
import {
  giveAllRightsIn,
  giveClusterRights,
  namespace,
  sampleObjects,
  tenantLabels,
} from './sample-objects.test-support.ts';

const NAMESPACE = 't-guarded';
const OWNER = { name: 'sample-owner' };
const OWN_ACCOUNT = {
  name: `system:serviceaccount:${NAMESPACE}:ci`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`],
};
const TENANTS_ADMIN = { name: 'sample-tenants-admin' };
const STORAGE_DRIVER = {
  name: 'system:serviceaccount:sample-storage:resizer',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:sample-storage'],
};
const GUARD = "ValidatingAdmissionPolicy 'tenantry-managed-objects'";
const managed = sampleObjects(NAMESPACE, 'api');
const own = sampleObjects(NAMESPACE, 'own');
const kinds = managed.map((object, index) => ({
  kind: object.kind,
  managed: object,
  own: own[index] ?? object,
}));
const touched = { metadata: { annotations: { touched: 'yes' } } };

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes, controllerManager: true });
  const users: ApiUser[] = [];
  let admin: ApiUser;
  let owner: ApiUser;
  let ownAccount: ApiUser;
  let tenantsAdmin: ApiUser;
  let storageDriver: ApiUser;
  let operator: ApiUser;

  beforeAll(async () => {
    await installManifests(cluster());
    const user = async (identity: Identity): Promise<ApiUser> => {
      const made = await ApiUser.of(cluster(), identity);
      users.push(made);
      return made;
    };
    admin = await user(ADMIN);
    owner = await user(OWNER);
    ownAccount = await user(OWN_ACCOUNT);
    tenantsAdmin = await user(TENANTS_ADMIN);
    storageDriver = await user(STORAGE_DRIVER);
    operator = await user(OPERATOR);
    await admin.create('/api/v1/namespaces', namespace(NAMESPACE, { labels: tenantLabels('guarded') }));
    for (const { name } of [OWNER, OWN_ACCOUNT, TENANTS_ADMIN]) await giveAllRightsIn(admin, NAMESPACE, name);
    await giveClusterRights(admin, TENANTS_ADMIN.name, [
      { apiGroups: ['tenantry.dev'], resources: ['tenants'], verbs: ['update'] },
    ]);
    await giveClusterRights(admin, STORAGE_DRIVER.name, [
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get', 'patch'] },
    ]);
    for (const object of managed) {
      const made = await operator.apply(
        object.path,
        object.object({ labels: tenantLabels('guarded') }),
        'tenantry-operator',
      );
      expect(made, object.kind).toMatchObject({ message: '' });
    }
  });
  afterAll(() => Promise.all(users.map(user => user.close())));

  function expectGuarded(answer: Answer, kind: string): void {
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.message).toContain(GUARD);
    expect(answer.message).toContain(`${kind} `);
    expect(answer.message).toContain(
      'is kept by Tenantry for tenant guarded: change the Tenant or its Tier instead',
    );
  }

  describe.each(kinds)('a managed $kind', ({ kind, managed: object, own: other }) => {
    test('is neither changed nor deleted by users and service accounts of the tenant, whatever their role', async () => {
      for (const user of [owner, ownAccount]) {
        expectGuarded(await user.merge(object.path, touched), kind);
        expectGuarded(
          await user.merge(object.path, { metadata: { labels: { [LABEL.tenant]: null } } }),
          kind,
        );
        expectGuarded(await user.delete(`${object.path}?dryRun=All`), kind);
      }
    });

    test('is not deleted with all others of its kind', async () => {
      expectGuarded(await owner.delete(`${object.collection}?dryRun=All`), kind);
    });

    test('is not passed off: nobody of the tenant makes or marks an object as managed', async () => {
      const claimed = other.object({ labels: tenantLabels('guarded') });
      expectGuarded(await owner.create(`${other.collection}?dryRun=All`, claimed), kind);
      expect(await owner.create(other.collection, other.object())).toMatchObject({ status: 201 });
      const mark = { metadata: { labels: { [LABEL.tenantUid]: 'mine' } } };
      expectGuarded(await owner.merge(other.path, mark), kind);
    });

    test('has no say over an object of the tenant itself', async () => {
      expect(await owner.merge(other.path, touched)).toMatchObject({ status: 200 });
      expect(await owner.delete(`${other.path}?dryRun=All`)).toMatchObject({ status: 200 });
    });

    test('is changed by the operator and by who may update Tenants', async () => {
      expect(await operator.merge(object.path, touched)).toMatchObject({ status: 200 });
      expect(await tenantsAdmin.merge(object.path, touched)).toMatchObject({ status: 200 });
      expect(await tenantsAdmin.delete(`${object.path}?dryRun=All`)).toMatchObject({ status: 200 });
    });
  });

  test('the scale of a managed Deployment is guarded like the Deployment, that of an own one is free', async () => {
    const deployments = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
    const three = { spec: { replicas: 3 } };
    expectGuarded(await owner.merge(`${deployments}/api/scale`, three), 'Scale');
    expectGuarded(await ownAccount.merge(`${deployments}/api/scale`, three), 'Scale');
    expect(await tenantsAdmin.merge(`${deployments}/api/scale`, { spec: { replicas: 1 } })).toMatchObject({
      status: 200,
    });
    const free = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'free' },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'free' } },
        template: {
          metadata: { labels: { app: 'free' } },
          spec: { containers: [{ name: 'a', image: 'a' }] },
        },
      },
    };
    expect(await owner.create(deployments, free)).toMatchObject({ status: 201 });
    expect(await owner.merge(`${deployments}/free/scale`, three)).toMatchObject({ status: 200 });
  });

  test('a ReplicaSet of a managed Deployment is guarded too', async () => {
    const path = `/apis/apps/v1/namespaces/${NAMESPACE}/replicasets`;
    const name = await vi.waitFor(async () => {
      const { object } = await admin.get(`${path}?labelSelector=${LABEL.component}%3Dapi`);
      return expectName(object);
    }, 20_000);
    expectGuarded(await owner.merge(`${path}/${name}`, touched), 'ReplicaSet');
    expectGuarded(await owner.merge(`${path}/${name}/scale`, { spec: { replicas: 9 } }), 'Scale');
  });

  test('a driver that may patch claims in every namespace patches managed ones, and nothing else', async () => {
    const claim = managed.find(({ kind }) => kind === 'PersistentVolumeClaim');
    expect(await storageDriver.merge(claim?.path ?? '', touched)).toMatchObject({ status: 200 });
    await giveAllRightsIn(admin, NAMESPACE, STORAGE_DRIVER.name);
    const config = managed.find(({ kind }) => kind === 'ConfigMap');
    // The authorizer learns of new rights by a watch; until then it refuses before any policy is asked.
    await vi.waitFor(
      async () => expectGuarded(await storageDriver.merge(config?.path ?? '', touched), 'ConfigMap'),
      15_000,
    );
  });

  test('the autoscaling, deployment and quota controllers do their work on managed objects', async () => {
    await vi.waitFor(async () => {
      const { object } = await admin.get(`/apis/apps/v1/namespaces/${NAMESPACE}/deployments/api`);
      expect(object).toMatchObject({
        spec: { replicas: 2 },
        status: { observedGeneration: expect.any(Number) },
      });
      const quota = await admin.get(`/api/v1/namespaces/${NAMESPACE}/resourcequotas/api`);
      expect(quota.object).toMatchObject({ status: { hard: { pods: '50' } } });
      const budget = await admin.get(`/apis/policy/v1/namespaces/${NAMESPACE}/poddisruptionbudgets/api`);
      expect(budget.object).toMatchObject({ status: { observedGeneration: 1 } });
    }, 45_000);
  });

  test('no other autoscaler sets the count of a managed Deployment, whoever makes it and by whichever version', async () => {
    await admin.merge(`/api/v1/namespaces/${NAMESPACE}`, {
      metadata: { annotations: { [ANNOTATION.components]: 'worker,api' } },
    });
    const aimed = (version: string, name: string, kind = 'Deployment') => ({
      apiVersion: `autoscaling/${version}`,
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: `at-${name}-${version}` },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name }, minReplicas: 2, maxReplicas: 3 },
    });
    const expectCountKept = (answer: Answer) => {
      expect(answer).toMatchObject({ status: 403 });
      expect(answer.message).toContain("ValidatingAdmissionPolicy 'tenantry-autoscalers'");
      expect(answer.message).toContain('Deployment api is kept by Tenantry for tenant guarded');
    };
    const at = (version: string) =>
      `/apis/autoscaling/${version}/namespaces/${NAMESPACE}/horizontalpodautoscalers`;
    // The API server learns of the annotation a moment later.
    await vi.waitFor(async () =>
      expect(await owner.create(`${at('v2')}?dryRun=All`, aimed('v2', 'api'))).toMatchObject({ status: 403 }),
    );
    for (const version of ['v1', 'v2']) {
      for (const user of [owner, ownAccount, tenantsAdmin]) {
        expectCountKept(await user.create(`${at(version)}?dryRun=All`, aimed(version, 'api')));
      }
      for (const fine of [aimed(version, 'mine'), aimed(version, 'api', 'StatefulSet')]) {
        expect(await owner.create(`${at(version)}?dryRun=All`, fine)).toMatchObject({ status: 201 });
      }
      const path = `${at(version)}/at-mine-${version}`;
      expect(await owner.create(at(version), aimed(version, 'mine'))).toMatchObject({ status: 201 });
      expectCountKept(await owner.merge(path, { spec: { scaleTargetRef: { name: 'api' } } }));
      expect(await owner.merge(path, { spec: { maxReplicas: 4 } })).toMatchObject({ status: 200 });
    }
  });

  test('an autoscaler that stood before its Deployment became a managed one can be annotated and deleted, not changed', async () => {
    const path = `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers/at-mine-v2`;
    await admin.merge(`/api/v1/namespaces/${NAMESPACE}`, {
      metadata: { annotations: { [ANNOTATION.components]: 'mine,api' } },
    });
    await vi.waitFor(async () =>
      expect(await owner.merge(`${path}?dryRun=All`, { spec: { maxReplicas: 9 } })).toMatchObject({
        status: 403,
      }),
    );
    expect(await owner.merge(path, touched)).toMatchObject({ status: 200 });
    expect(await owner.delete(path)).toMatchObject({ status: 200 });
  });

  test('a Service of the tenant has no external IP, unless an admin gives it one', async () => {
    const services = `/api/v1/namespaces/${NAMESPACE}/services`;
    const service = (name: string, spec: object) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { ports: [{ port: 80 }], ...spec },
    });
    const taking = { externalIPs: ['192.0.2.1'] };
    const refused = await owner.create(services, service('taking', taking));
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.message).toContain('would take over traffic of the whole cluster');
    expect(await owner.create(services, service('plain', {}))).toMatchObject({ status: 201 });
    expect(await owner.merge(`${services}/plain`, { spec: taking })).toMatchObject({ status: 403 });
    expect(await tenantsAdmin.merge(`${services}/plain`, { spec: taking })).toMatchObject({ status: 200 });
    expect(await owner.merge(`${services}/plain`, touched)).toMatchObject({ status: 200 });
  });

  test('a Service of the tenant leads to no other host, unless an admin makes it so', async () => {
    const services = `/api/v1/namespaces/${NAMESPACE}/services`;
    const service = (name: string, spec: object) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { ports: [{ port: 80 }], ...spec },
    });
    const leading = { type: 'ExternalName', externalName: 'api.t-other.svc.cluster.local' };
    const refused = await owner.create(services, service('leading', leading));
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.message).toContain('would lead past network policies');
    expect(await owner.create(services, service('staying', {}))).toMatchObject({ status: 201 });
    const changed = { spec: { ...leading, clusterIP: null, clusterIPs: null } };
    expect(await owner.merge(`${services}/staying`, changed)).toMatchObject({ status: 403 });
    expect(await tenantsAdmin.create(services, service('leading', leading))).toMatchObject({ status: 201 });
    expect(await owner.merge(`${services}/leading`, touched)).toMatchObject({ status: 200 });
    const elsewhere = { spec: { externalName: 'api.t-another.svc.cluster.local' } };
    expect(await owner.merge(`${services}/leading`, elsewhere)).toMatchObject({ status: 403 });
  });

  test('no pod of the tenant drives out those of others by a priority class of the system', async () => {
    const pods = `/api/v1/namespaces/${NAMESPACE}/pods?dryRun=All`;
    const pod = (spec: object) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'vip' },
      spec: { containers: [{ name: 'main', image: 'sample' }], serviceAccountName: 'api', ...spec },
    });
    for (const priorityClassName of ['system-node-critical', 'system-cluster-critical']) {
      for (const user of [owner, admin]) {
        const refused = await user.create(pods, pod({ priorityClassName }));
        expect(refused).toMatchObject({ status: 403 });
        expect(refused.message).toContain('would drive out the pods of other tenants');
      }
    }
    expect((await owner.create(pods, pod({}))).message).not.toContain('tenantry-pod-priority');
  });

  test('what a deleted Deployment leaves behind is collected: the garbage collector passes', async () => {
    const apps = `/apis/apps/v1/namespaces/${NAMESPACE}`;
    expect(await operator.delete(`${apps}/deployments/api?propagationPolicy=Background`)).toMatchObject({
      status: 200,
    });
    await vi.waitFor(async () => {
      const { object } = await admin.get(`${apps}/replicasets?labelSelector=${LABEL.component}%3Dapi`);
      expect(object).toMatchObject({ items: [] });
    }, 30_000);
  });

  test('a namespace full of managed objects goes when it is deleted: the namespace and volume controllers pass', async () => {
    const path = `/api/v1/namespaces/${NAMESPACE}`;
    await admin.merge(path, { metadata: { annotations: { 'tenantry.dev/break-glass': 'delete' } } });
    expect(await admin.delete(path)).toMatchObject({ status: 200 });
    await vi.waitFor(async () => expect(await admin.get(path)).toMatchObject({ status: 404 }), {
      timeout: 45_000,
      interval: 500,
    });
  });
});

function expectName(list: Readonly<Record<string, unknown>>): string {
  expect(list).toMatchObject({ items: [{ metadata: { name: expect.any(String) } }] });
  return /"name":"(api-[a-z0-9]+)"/.exec(JSON.stringify(list))?.[1] ?? '';
}
