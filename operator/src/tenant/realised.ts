import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { Intent } from '../runtime/objects.ts';
import { DEPLOYMENT, INGRESS, NAMESPACE, PERSISTENT_VOLUME_CLAIM } from './kinds.ts';
import type { ClaimObservation, DeploymentObservation, IngressObservation } from './observation.ts';
import { type Observed, type ObservedObject, objectId } from './observed.ts';
import type { Plan } from './plan.ts';

/** A quiet cluster in which there is nothing yet. */
export function nothingThere(tenantUid: string): Observed {
  return {
    namespace: undefined,
    objects: new Map(),
    deployments: new Map(),
    claims: new Map(),
    quotas: new Map(),
    ingresses: new Map(),
    otherIngresses: () => [],
    isLive: uid => uid === tenantUid,
    running: undefined,
    troubles: [],
  };
}

/** What a quiet cluster shows once a plan has been carried out: what comes of the next plan is what that changes. */
export function realised(plan: Plan, tenantUid: string): Observed {
  const objects = new Map<string, ObservedObject>();
  const deployments = new Map<string, DeploymentObservation>();
  const claims = new Map<string, ClaimObservation>();
  const ingresses = new Map<string, IngressObservation>();
  let namespace: ManagedObservation | undefined;
  for (const step of plan.stages.flat()) {
    if (step.do !== 'apply') continue;
    const { type, intent } = step.desired;
    const observation = applied(intent);
    const { name } = intent.metadata;
    if (type.kind === NAMESPACE.kind) {
      namespace = observation;
      continue;
    }
    objects.set(objectId(type, name), { type, observation });
    if (type === DEPLOYMENT) deployments.set(name, running(observation, plan.counts.get(name) ?? 0));
    if (type === PERSISTENT_VOLUME_CLAIM)
      claims.set(name, { ...observation, requested: textAt(intent, CLAIMED) });
    if (type === INGRESS)
      ingresses.set(name, { ...observation, hosts: hostsOf(intent), creationTimestamp: '' });
  }
  return { ...nothingThere(tenantUid), namespace, objects, deployments, claims, ingresses };
}

const CLAIMED = ['spec', 'resources', 'requests', 'storage'];

function applied({ metadata }: Intent): ManagedObservation {
  const { name, namespace = '', labels = {}, annotations = {} } = metadata;
  return {
    namespace,
    name,
    uid: '',
    resourceVersion: '',
    labels,
    annotations,
    desiredHash: 'applied',
    fields: 'ours',
  };
}

function running(observation: ManagedObservation, replicas: number): DeploymentObservation {
  return {
    ...observation,
    current: true,
    specReplicas: replicas,
    readyReplicas: replicas,
    updatedReplicas: replicas,
    beforeSuspension: undefined,
    replicasOwnedByOther: false,
    replicaFailure: undefined,
  };
}

function hostsOf(intent: Intent): string[] {
  const rules = valueAt(intent, ['spec', 'rules']);
  if (!Array.isArray(rules)) return [];
  return rules.flatMap(rule => textAt(rule, ['host']) ?? []);
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
