import { API_GROUP, API_VERSION } from '@tenantry/contracts/tenancy/names';
import type { ResourceType } from '../runtime/objects.ts';

/** The resource types that the operator reads or writes. */

function type(group: string, version: string, kind: string, plural: string, namespaced = true): ResourceType {
  return { group, version, kind, plural, namespaced };
}

export const TENANT = type(API_GROUP, API_VERSION, 'Tenant', 'tenants', false);
export const TIER = type(API_GROUP, API_VERSION, 'Tier', 'tiers', false);
export const TIER_REVISION = type(API_GROUP, API_VERSION, 'TierRevision', 'tierrevisions', false);
export const CUSTOM_RESOURCE_DEFINITION = type(
  'apiextensions.k8s.io',
  'v1',
  'CustomResourceDefinition',
  'customresourcedefinitions',
  false,
);

export const NAMESPACE = type('', 'v1', 'Namespace', 'namespaces', false);
export const RESOURCE_QUOTA = type('', 'v1', 'ResourceQuota', 'resourcequotas');
export const LIMIT_RANGE = type('', 'v1', 'LimitRange', 'limitranges');
export const SERVICE_ACCOUNT = type('', 'v1', 'ServiceAccount', 'serviceaccounts');
export const CONFIG_MAP = type('', 'v1', 'ConfigMap', 'configmaps');
export const SERVICE = type('', 'v1', 'Service', 'services');
export const PERSISTENT_VOLUME_CLAIM = type('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims');
export const NETWORK_POLICY = type('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies');
export const INGRESS = type('networking.k8s.io', 'v1', 'Ingress', 'ingresses');
export const ROLE_BINDING = type('rbac.authorization.k8s.io', 'v1', 'RoleBinding', 'rolebindings');
export const DEPLOYMENT = type('apps', 'v1', 'Deployment', 'deployments');
export const HORIZONTAL_POD_AUTOSCALER = type(
  'autoscaling',
  'v2',
  'HorizontalPodAutoscaler',
  'horizontalpodautoscalers',
);
export const POD_DISRUPTION_BUDGET = type('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets');

/** What a tenant's own users may run in its namespace; suspension stops these too. */
export const POD = type('', 'v1', 'Pod', 'pods');
export const JOB = type('batch', 'v1', 'Job', 'jobs');
export const CRON_JOB = type('batch', 'v1', 'CronJob', 'cronjobs');
export const REPLICA_SET = type('apps', 'v1', 'ReplicaSet', 'replicasets');
export const STATEFUL_SET = type('apps', 'v1', 'StatefulSet', 'statefulsets');
export const DAEMON_SET = type('apps', 'v1', 'DaemonSet', 'daemonsets');
export const REPLICATION_CONTROLLER = type('', 'v1', 'ReplicationController', 'replicationcontrollers');

/** Every kind that the operator owns inside a tenant's namespace, by kind. */
export const MANAGED_TYPES = [
  RESOURCE_QUOTA,
  LIMIT_RANGE,
  NETWORK_POLICY,
  SERVICE_ACCOUNT,
  ROLE_BINDING,
  CONFIG_MAP,
  PERSISTENT_VOLUME_CLAIM,
  SERVICE,
  DEPLOYMENT,
  HORIZONTAL_POD_AUTOSCALER,
  POD_DISRUPTION_BUDGET,
  INGRESS,
] as const;

/**
 * Objects that a tenant's own users made are read this many at a time, and metadata alone no more of: they may be of
 * 1.5 MB each, and hundreds of them at once would take more memory than the operator has for all tenants.
 */
export const SMALL_PAGE = 10;
