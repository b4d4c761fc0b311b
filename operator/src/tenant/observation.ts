import { ANNOTATION, FIELD_MANAGER } from '@tenantry/contracts/tenancy/names';
import { z } from 'zod';
import { type ManagedObservation, observeManaged } from '../runtime/apply/managed-observation.ts';
import type { KubeObject } from '../runtime/objects.ts';

/** What the caches keep of the objects in and around a tenant's namespace: projections, a fraction of the objects. */

export interface DeploymentObservation extends ManagedObservation {
  /** The deployment controller has seen this generation; its status speaks of the present spec. */
  readonly current: boolean;
  readonly specReplicas: number;
  readonly readyReplicas: number;
  readonly updatedReplicas: number;
  readonly beforeSuspension: number | undefined;
  readonly replicasOwnedByOther: boolean;
  /** Why pods are refused, by a quota for instance, in the words of the Deployment's conditions. */
  readonly replicaFailure: string | undefined;
}

export interface QuotaObservation extends ManagedObservation {
  readonly hard: Readonly<Record<string, string>>;
  readonly used: Readonly<Record<string, string>>;
}

export interface IngressObservation extends ManagedObservation {
  readonly hosts: readonly string[];
  readonly creationTimestamp: string;
}

export interface ClaimObservation extends ManagedObservation {
  /** Storage that the claim asks for. */
  readonly requested: string | undefined;
}

const OBSERVE = { fieldManager: FIELD_MANAGER, hashAnnotation: ANNOTATION.desiredHash };

export function observeObject(object: KubeObject): ManagedObservation {
  return observeManaged(object, OBSERVE);
}

const NAMESPACE_ANNOTATIONS = [
  ANNOTATION.tierRevision,
  ANNOTATION.adopt,
  ANNOTATION.deleteAfter,
  ANNOTATION.suspension,
  ANNOTATION.lostPods,
  ANNOTATION.components,
];

export function observeNamespace(object: KubeObject): ManagedObservation {
  return observeManaged(object, { ...OBSERVE, annotations: NAMESPACE_ANNOTATIONS });
}

const deploymentSchema = z.object({
  spec: z.object({ replicas: z.number().default(1) }).default({ replicas: 1 }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      readyReplicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().default(''),
            message: z.string().default(''),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

type DeploymentCondition = z.output<typeof deploymentSchema>['status']['conditions'][number];

/** Pods, or the ReplicaSet that would make them, were refused: by a quota or a policy, say. */
function isRefusal({ type, status, reason }: DeploymentCondition): boolean {
  return (type === 'ReplicaFailure' && status === 'True') || reason === 'ReplicaSetCreateError';
}

export function observeDeployment(object: KubeObject): DeploymentObservation {
  const { spec, status } = deploymentSchema.parse(object);
  const base = observeManaged(object, { ...OBSERVE, annotations: [ANNOTATION.replicasBeforeSuspension] });
  const before = base.annotations[ANNOTATION.replicasBeforeSuspension];
  const failure = status.conditions.find(isRefusal);
  return {
    ...base,
    current: status.observedGeneration >= (object.metadata.generation ?? 0),
    specReplicas: spec.replicas,
    readyReplicas: status.readyReplicas,
    updatedReplicas: status.updatedReplicas,
    beforeSuspension: before !== undefined && /^\d{1,9}$/.test(before) ? Number(before) : undefined,
    replicasOwnedByOther: replicasOwnedByOther(object),
    replicaFailure: failure?.message,
  };
}

const ownsReplicas = z.object({ 'f:spec': z.object({ 'f:replicas': z.object({}) }) });

function replicasOwnedByOther(object: KubeObject): boolean {
  return (object.metadata.managedFields ?? []).some(
    entry => entry.manager !== FIELD_MANAGER && ownsReplicas.safeParse(entry.fieldsV1).success,
  );
}

const amounts = z.record(z.string(), z.string()).default({});
const quotaSchema = z.object({ status: z.object({ hard: amounts, used: amounts }).prefault({}) });

export function observeQuota(object: KubeObject): QuotaObservation {
  const { hard, used } = quotaSchema.parse(object).status;
  return { ...observeManaged(object, OBSERVE), hard, used };
}

const ingressSchema = z.object({
  spec: z.object({ rules: z.array(z.object({ host: z.string().default('') })).default([]) }).prefault({}),
});

export function observeIngress(object: KubeObject): IngressObservation {
  const { rules } = ingressSchema.parse(object).spec;
  return {
    ...observeManaged(object, OBSERVE),
    hosts: rules.map(rule => rule.host).filter(host => host !== ''),
    creationTimestamp: object.metadata.creationTimestamp ?? '',
  };
}

const claimSchema = z.object({
  spec: z.object({
    resources: z.object({ requests: z.object({ storage: z.string().optional() }).default({}) }),
  }),
});

export function observeClaim(object: KubeObject): ClaimObservation {
  const { storage } = claimSchema.parse(object).spec.resources.requests;
  return { ...observeManaged(object, OBSERVE), requested: storage };
}
