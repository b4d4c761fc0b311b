import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { ResourceType } from '../runtime/objects.ts';
import type {
  ClaimObservation,
  DeploymentObservation,
  IngressObservation,
  QuotaObservation,
} from './observation.ts';

/** Everything that planning a tenant needs to know of the cluster. Gathered by observe.ts, read by plan.ts. */
export interface Observed {
  readonly namespace: ManagedObservation | undefined;
  /** Managed objects in the namespace, by `Kind/name`. */
  readonly objects: ReadonlyMap<string, ObservedObject>;
  readonly deployments: ReadonlyMap<string, DeploymentObservation>;
  readonly claims: ReadonlyMap<string, ClaimObservation>;
  readonly quotas: ReadonlyMap<string, QuotaObservation>;
  readonly ingresses: ReadonlyMap<string, IngressObservation>;
  /** Ingresses of other tenants that serve a host. */
  readonly otherIngresses: (host: string) => readonly IngressObservation[];
  /** Whether a Tenant of that UID exists. */
  readonly isLive: (uid: string) => boolean;
  /** What runs in the namespace, whoever made it; read only around a suspension. */
  readonly running: RunningObservation | undefined;
  /** Why pods do not come up, by component; read only when they do not for a while. */
  readonly troubles: readonly PodTrouble[];
}

export interface ObservedObject {
  readonly type: ResourceType;
  readonly observation: ManagedObservation;
}

export function objectId(type: ResourceType, name: string): string {
  return `${type.kind}/${name}`;
}

export interface RunningObservation {
  readonly pods: readonly RunningPod[];
  /** Jobs and CronJobs that have not finished. */
  readonly pausable: readonly PausableWorkload[];
  /** Controllers with fewer pods than they want, which may have backed off. */
  readonly short: readonly WorkloadRef[];
}

export interface RunningPod {
  readonly name: string;
  /** Seconds that it was given to end; undefined while it is not asked to. */
  readonly ending: number | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt?: number | undefined;
  /** No controller would make it again. */
  readonly bare: boolean;
}

export interface WorkloadRef {
  readonly type: ResourceType;
  readonly name: string;
}

export interface PausableWorkload extends WorkloadRef {
  readonly suspended: boolean;
  readonly suspendedByUs: boolean;
}

export interface PodTrouble {
  readonly component: string;
  readonly kind: 'image' | 'crash' | 'other';
  /** In the node's words. */
  readonly message: string;
}
