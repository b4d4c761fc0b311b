import type { KubeObject } from '../../operator/src/runtime/objects.ts';

const API_VERSION = 'tenantry.dev/v1alpha1';

/** A Tier or Tenant as a person would apply it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  readonly spec: Readonly<Record<string, unknown>>;
}

export function tier(name: string, spec: Record<string, unknown>): Manifest {
  return { apiVersion: API_VERSION, kind: 'Tier', metadata: { name }, spec };
}

export function tenant(name: string, tierName: string, spec: Record<string, unknown> = {}): Manifest {
  return { apiVersion: API_VERSION, kind: 'Tenant', metadata: { name }, spec: { tier: tierName, ...spec } };
}

const RESOURCES = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } };

/** A component with nothing beside its Deployment. */
export function plainComponent(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { name, image: 'tenantry.dev/sample-app:1', resources: RESOURCES, ...more };
}

/** A Deployment with Service, HorizontalPodAutoscaler, PodDisruptionBudget and Ingress. */
export function webComponent(more: Record<string, unknown> = {}): Record<string, unknown> {
  return plainComponent('api', {
    replicas: 2,
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    env: [{ name: 'WHO', value: '${tenant.name}' }],
    probes: { readiness: { httpGet: { path: '/healthz', port: 8080 } } },
    service: { ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }] },
    ingress: { host: '${tenant.name}.sample.invalid', path: '/', port: 'http' },
    autoscaling: { minReplicas: 2, maxReplicas: 4, targetCpuUtilization: 80 },
    disruptionBudget: { maxUnavailable: 1 },
    ...more,
  });
}

export function storeComponent(more: Record<string, unknown> = {}): Record<string, unknown> {
  return plainComponent('store', {
    replicas: 1,
    volume: { mountPath: '/data', size: '1Gi', accessMode: 'ReadWriteOnce' },
    ...more,
  });
}

/** A tier of one small Deployment: the cheapest tenant there is. */
export function smallTierSpec(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    quota: { pods: '20', 'requests.cpu': '2', 'requests.memory': '2Gi' },
    components: [plainComponent('api', { overridable: { replicas: { min: 0, max: 5 }, image: true } })],
    ...more,
  };
}

/** A tier whose tenants own every managed kind there is. */
export function wideTierSpec(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    quota: {
      pods: '40',
      'requests.cpu': '4',
      'requests.memory': '4Gi',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    },
    limits: { defaultRequest: { cpu: '10m', memory: '16Mi' }, default: { memory: '64Mi' } },
    network: {
      ingressFrom: ['ingress-system'],
      egress: [{ cidr: '203.0.113.0/24', ports: [{ port: 443, protocol: 'TCP' }] }],
    },
    featureFlags: { timeline: true },
    settings: { GREETING: 'hello ${tenant.name}' },
    components: [
      webComponent(),
      plainComponent('worker', { replicas: 2, overridable: { replicas: { min: 0, max: 5 } } }),
      storeComponent(),
    ],
    ...more,
  };
}

/** A sample tenant's owners, so that its RoleBinding has subjects. */
export const SAMPLE_OWNERS = [{ kind: 'Group', name: 'sample-owners' }];

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
  readonly lastTransitionTime: string;
}

export interface TenantStatus {
  readonly observedGeneration?: number;
  readonly namespace?: string;
  readonly tierRevision?: string;
  readonly conditions?: readonly Condition[];
  readonly components?: readonly {
    readonly name: string;
    readonly desired: number;
    readonly ready: number;
  }[];
  readonly suspendedBy?: readonly string[];
}

export function statusOf(object: KubeObject | undefined): TenantStatus {
  return (object?.['status'] ?? {}) as TenantStatus;
}

export function conditionOf(object: KubeObject | undefined, type: string): Condition | undefined {
  return statusOf(object).conditions?.find(condition => condition.type === type);
}

/** kstatus' own rule: the status is about this very spec, and Ready says so. */
export function isReady(object: KubeObject | undefined): boolean {
  if (!object) return false;
  const ready = conditionOf(object, 'Ready');
  return (
    statusOf(object).observedGeneration === object.metadata.generation &&
    ready?.status === 'True' &&
    (ready.observedGeneration ?? object.metadata.generation) === object.metadata.generation
  );
}
