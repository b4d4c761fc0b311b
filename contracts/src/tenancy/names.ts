/** Names that operator, control plane, policies and charts agree on. What is here is public and does not change. */

export const API_GROUP = 'tenantry.dev';
export const API_VERSION = 'v1alpha1';
export const API_GROUP_VERSION = `${API_GROUP}/${API_VERSION}`;

export const FIELD_MANAGER = 'tenantry-operator';
export const TENANT_FINALIZER = 'tenantry.dev/tenant';

export const OPERATOR_NAMESPACE = 'tenantry-system';
export const OPERATOR_SERVICE_ACCOUNT = 'tenantry-operator';
export const OPERATOR_LEASE = 'tenantry-operator';
/** Who the operator is to the API server, also when it runs outside the cluster with a client certificate. */
export const OPERATOR_USER = `system:serviceaccount:${OPERATOR_NAMESPACE}:${OPERATOR_SERVICE_ACCOUNT}`;
export const OPERATOR_GROUPS = [
  'system:serviceaccounts',
  `system:serviceaccounts:${OPERATOR_NAMESPACE}`,
  'system:authenticated',
] as const;

export const MANAGED_BY = 'tenantry';
export const LABEL = {
  managedBy: 'app.kubernetes.io/managed-by',
  /** Name of the Tenant; on the Namespace and on every managed object. */
  tenant: 'tenantry.dev/tenant',
  /** UID of the Tenant, so that a name used again is not the same tenant. */
  tenantUid: 'tenantry.dev/tenant-uid',
  /** Name of the component an object belongs to. */
  component: 'tenantry.dev/component',
} as const;

export const ANNOTATION = {
  /** Hash of the intent that the operator last applied. */
  desiredHash: 'tenantry.dev/desired-hash',
  tierRevision: 'tenantry.dev/tier-revision',
  /** On a Namespace, by an admin: UID of the Tenant that may take it over. */
  adopt: 'tenantry.dev/adopt',
  /** On a Namespace, by the operator: RFC 3339 time from which it is deleted. */
  deleteAfter: 'tenantry.dev/delete-after',
  /** On a Namespace or one of our CRDs, by an admin: `delete` allows deletion by hand. */
  breakGlass: 'tenantry.dev/break-glass',
  /** On a Namespace: pods without a controller that a suspension ended and nothing can bring back. */
  lostPods: 'tenantry.dev/lost-pods',
  /** On a Namespace, by the operator: how far a suspension or its end has come, `suspended/<RFC 3339>` or `resuming/<RFC 3339>`. */
  suspension: 'tenantry.dev/suspension',
  /** On a Namespace, by the operator: names of the tenant's components, comma-separated; a policy reads them. */
  components: 'tenantry.dev/components',
  /** On pod templates: changes when settings or feature flags do, so that pods start again with them. */
  settingsHash: 'tenantry.dev/settings-hash',
  /** On a workload that resumes: when its controller was last woken from its back-off. */
  poked: 'tenantry.dev/poked-at',
  /** On a managed Deployment: its count before a suspension scaled it to zero. */
  replicasBeforeSuspension: 'tenantry.dev/replicas-before-suspension',
  /** On Jobs and CronJobs that a suspension suspended. */
  suspendedBy: 'tenantry.dev/suspended-by',
} as const;

/** Objects that every tenant's namespace has, whatever its components. */
export const OBJECT_NAME = {
  quota: 'tenantry',
  suspensionQuota: 'tenantry-suspended',
  limitRange: 'tenantry',
  denyAll: 'tenantry-default-deny',
  allowDns: 'tenantry-allow-dns',
  allowSameNamespace: 'tenantry-allow-same-namespace',
  allowIngress: 'tenantry-allow-ingress',
  allowEgress: 'tenantry-allow-egress',
  serviceAccount: 'tenantry-workload',
  ownerRoleBinding: 'tenantry-owners',
  settings: 'tenantry-settings',
} as const;

/** ClusterRole that a tenant's owners are bound to in its namespace; the only one the operator may bind. */
export const TENANT_OWNER_ROLE = 'tenantry-tenant-owner';

/** The namespace of a tenant whose spec names none. At most 50 characters, since a tenant's name has at most 48. */
export function defaultNamespace(tenantName: string): string {
  return `t-${tenantName}`;
}

/** Namespaces no tenant may have: Kubernetes' own and the operator's. The CRD's CEL rule says the same. */
export function isSystemNamespace(namespace: string): boolean {
  return namespace.startsWith('kube-') || namespace === 'default' || namespace === OPERATOR_NAMESPACE;
}
