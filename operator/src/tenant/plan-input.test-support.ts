import { ANNOTATION, LABEL, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import { type TenantSpec, tenantSpecSchema } from '@tenantry/contracts/tenancy/tenant';
import { type TierSpec, tierSpecSchema } from '@tenantry/contracts/tenancy/tier';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { ResourceType } from '../runtime/objects.ts';
import type { DeploymentObservation, IngressObservation, QuotaObservation } from './observation.ts';
import { type Observed, objectId, type RunningObservation } from './observed.ts';
import type { Plan, PlanInput, Step } from './plan.ts';
import type { RevisionTemplate, TenantIdentity } from './resolve.ts';

/** Builders of what planning reads: a tenant that is fully realised in a quiet cluster, and what differs from it. */

export const UID = '0199f3a0-0000-7000-8000-000000000001';
export const NOW = Date.parse('2026-11-23T12:00:00Z');

export function aTenant(spec: Partial<TenantSpec> = {}, name = 'sample-acme'): TenantIdentity {
  return { name, uid: UID, spec: tenantSpecSchema.parse({ tier: 'pro', ...spec }) };
}

const RESOURCES = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } };

export function aComponent(rest: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { name: 'api', image: 'sample-app:1', replicas: 2, resources: RESOURCES, ...rest };
}

export function aRevision(template: Readonly<Record<string, unknown>> = {}): RevisionTemplate {
  const parsed: TierSpec = tierSpecSchema.parse({
    quota: { pods: '20', 'requests.cpu': '4' },
    components: [aComponent()],
    ...template,
  });
  return { name: 'pro-0000000001', tier: 'pro', template: parsed };
}

export function ownLabels(rest: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    [LABEL.managedBy]: MANAGED_BY,
    [LABEL.tenant]: 'sample-acme',
    [LABEL.tenantUid]: UID,
    ...rest,
  };
}

export function anObservation(
  name: string,
  rest: Partial<ManagedObservation> = {},
  namespace = 't-sample-acme',
): ManagedObservation {
  return {
    namespace,
    name,
    uid: `uid-of-${name}`,
    resourceVersion: '1',
    labels: ownLabels(),
    annotations: {},
    desiredHash: 'applied',
    fields: 'ours',
    ...rest,
  };
}

export function aNamespace(annotations: Readonly<Record<string, string>> = {}): ManagedObservation {
  return anObservation('t-sample-acme', { annotations }, '');
}

export function aDeployment(rest: Partial<DeploymentObservation> = {}, name = 'api'): DeploymentObservation {
  return {
    ...anObservation(name),
    current: true,
    specReplicas: 2,
    readyReplicas: 2,
    updatedReplicas: 2,
    beforeSuspension: undefined,
    replicasOwnedByOther: false,
    replicaFailure: undefined,
    ...rest,
  };
}

export function anIngress(host: string, rest: Partial<IngressObservation> = {}): IngressObservation {
  return { ...anObservation('api'), hosts: [host], creationTimestamp: '2026-01-01T00:00:00Z', ...rest };
}

export function aQuota(name: string, hard: Readonly<Record<string, string>>): QuotaObservation {
  return { ...anObservation(name), hard, used: {} };
}

interface ObservedParts {
  readonly namespace?: ManagedObservation | undefined;
  readonly objects?: readonly (readonly [ResourceType, ManagedObservation])[];
  readonly deployments?: readonly DeploymentObservation[];
  readonly quotas?: readonly QuotaObservation[];
  readonly ingresses?: readonly IngressObservation[];
  readonly others?: readonly IngressObservation[];
  readonly live?: readonly string[];
  readonly running?: Partial<RunningObservation> | undefined;
}

export function anObserved(parts: ObservedParts = {}): Observed {
  const named = <T extends { readonly name: string }>(items: readonly T[] = []) =>
    new Map(items.map(item => [item.name, item]));
  return {
    namespace: 'namespace' in parts ? parts.namespace : aNamespace(),
    objects: new Map(
      (parts.objects ?? []).map(([type, observation]) => [
        objectId(type, observation.name),
        { type, observation },
      ]),
    ),
    deployments: named(parts.deployments),
    claims: new Map(),
    quotas: named(parts.quotas),
    ingresses: named(parts.ingresses),
    otherIngresses: host => (parts.others ?? []).filter(({ hosts }) => hosts.includes(host)),
    isLive: uid => (parts.live ?? []).includes(uid),
    running: parts.running && { pods: [], pausable: [], short: [], ...parts.running },
    troubles: [],
  };
}

export function anInput(rest: Partial<PlanInput> = {}): PlanInput {
  return { tenant: aTenant(), revision: aRevision(), observed: anObserved(), now: NOW, ...rest };
}

/** `apply NetworkPolicy/tenantry-allow-dns`, `delete Service/api`, `delete-pods`: a stage as a person would say it. */
export function said(plan: Plan): string[][] {
  return plan.stages.map(stage => stage.map(sayStep));
}

function sayStep(step: Step): string {
  switch (step.do) {
    case 'apply':
      return `apply ${step.desired.type.kind}/${step.desired.intent.metadata.name}`;
    case 'delete':
      return `delete ${step.type.kind}/${step.name}`;
    case 'scale':
      return `scale ${step.name} to ${step.replicas}, before ${step.beforeSuspension}`;
    case 'delete-pods':
    case 'clear-date':
      return step.do;
    default:
      return `${step.do} ${step.workload.type.kind}/${step.workload.name}`;
  }
}

/** The intent that a plan applies for an object. */
export function intentOf(plan: Plan, kind: string, name: string): Record<string, unknown> {
  for (const step of plan.stages.flat()) {
    if (
      step.do === 'apply' &&
      step.desired.type.kind === kind &&
      step.desired.intent.metadata.name === name
    ) {
      return structuredClone(step.desired.intent);
    }
  }
  throw new RangeError(`the plan does not apply ${kind}/${name}`);
}

export function suspensionMark(plan: Plan): string | undefined {
  const metadata = intentOf(plan, 'Namespace', 't-sample-acme')['metadata'];
  return (metadata as { annotations?: Record<string, string> }).annotations?.[ANNOTATION.suspension];
}
