import { LABEL, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import type { ApiUser } from './api-user.test-support.ts';

export const UID = '11111111-2222-4333-8444-555555555555';
export const OTHER_UID = '99999999-2222-4333-8444-555555555555';

export const tenantLabels = (tenant: string, uid = UID) => ({
  [LABEL.managedBy]: MANAGED_BY,
  [LABEL.tenant]: tenant,
  [LABEL.tenantUid]: uid,
});

export function namespace(name: string, metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...metadata } };
}

/** One namespaced object and the collection it is created in. */
export interface Sample {
  readonly kind: string;
  readonly collection: string;
  readonly path: string;
  readonly object: (metadata?: object) => object;
}

/** One object of each kind that the operator keeps in a tenant's namespace, as small as the API server takes it. */
export function sampleObjects(inNamespace: string, name: string): readonly Sample[] {
  const selector = { [LABEL.tenant]: inNamespace, [LABEL.component]: name };
  const template = {
    metadata: { labels: selector },
    spec: { containers: [{ name: 'app', image: 'sample/app:1' }] },
  };
  const one = (kind: string, apiVersion: string, plural: string, body: object): Sample => {
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    const collection = `${root}/namespaces/${inNamespace}/${plural}`;
    return {
      kind,
      collection,
      path: `${collection}/${name}`,
      object: (metadata = {}) => ({ apiVersion, kind, metadata: { name, ...metadata }, ...body }),
    };
  };
  return [
    one('ResourceQuota', 'v1', 'resourcequotas', { spec: { hard: { pods: '50' } } }),
    one('LimitRange', 'v1', 'limitranges', {
      spec: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] },
    }),
    one('ServiceAccount', 'v1', 'serviceaccounts', { automountServiceAccountToken: false }),
    one('ConfigMap', 'v1', 'configmaps', { data: { a: 'b' } }),
    one('Service', 'v1', 'services', { spec: { selector, ports: [{ port: 80 }] } }),
    one('PersistentVolumeClaim', 'v1', 'persistentvolumeclaims', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    }),
    one('Deployment', 'apps/v1', 'deployments', {
      spec: { replicas: 1, selector: { matchLabels: selector }, template },
    }),
    one('HorizontalPodAutoscaler', 'autoscaling/v2', 'horizontalpodautoscalers', {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: 2,
        maxReplicas: 3,
      },
    }),
    one('PodDisruptionBudget', 'policy/v1', 'poddisruptionbudgets', {
      spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    }),
    one('NetworkPolicy', 'networking.k8s.io/v1', 'networkpolicies', {
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    }),
    one('Ingress', 'networking.k8s.io/v1', 'ingresses', {
      spec: { defaultBackend: { service: { name, port: { number: 80 } } } },
    }),
    one('RoleBinding', 'rbac.authorization.k8s.io/v1', 'rolebindings', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'tenantry-tenant-owner' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'sample-owners' }],
    }),
  ];
}

/** Gives a user every right in one namespace, so that only a policy can refuse it anything there. */
export async function giveAllRightsIn(admin: ApiUser, inNamespace: string, user: string): Promise<void> {
  const name = user.replaceAll(':', '-');
  await admin.apply(`/apis/rbac.authorization.k8s.io/v1/namespaces/${inNamespace}/rolebindings/${name}`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
  });
}

/** Gives a user rights in the whole cluster by a ClusterRole of its own. */
export async function giveClusterRights(
  admin: ApiUser,
  user: string,
  rules: readonly object[],
): Promise<void> {
  const name = user.replaceAll(':', '-');
  const group = 'rbac.authorization.k8s.io';
  const apiVersion = `${group}/v1`;
  const root = `/apis/${apiVersion}`;
  await admin.apply(`${root}/clusterroles/${name}`, {
    apiVersion,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  });
  await admin.apply(`${root}/clusterrolebindings/${name}`, {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name },
    subjects: [{ apiGroup: group, kind: 'User', name: user }],
  });
}
