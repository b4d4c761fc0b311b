import { ANNOTATION, LABEL, OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import { retiredNamespace } from './desired/namespace.ts';
import { suspensionQuota } from './desired/resource-quota.ts';
import { roleBinding } from './desired/role-binding.ts';
import type { Fault } from './fault.ts';
import { isApplied } from './is-applied.ts';
import { HORIZONTAL_POD_AUTOSCALER, RESOURCE_QUOTA, ROLE_BINDING } from './kinds.ts';
import type { DeploymentObservation } from './observation.ts';
import { type Observed, objectId } from './observed.ts';
import {
  apply,
  earliest,
  isDated,
  type Plan,
  type PlanInput,
  phaseMarks,
  quotaState,
  type Step,
} from './plan.ts';
import { planSuspension } from './plan-suspension.ts';
import { namespaceOf } from './resolve.ts';
import { activeSuspensions, parsePhase } from './suspension-phase.ts';

type ScaleStep = Extract<Step, { do: 'scale' }>;

/**
 * What can be done for a tenant of which no revision can be had: it is suspended and resumed by what is there, its owners
 * are bound, which takes no tier, and else it is left as it is. Its namespace must be its own already. Pure.
 *
 * @param faults why there is no revision
 */
export function planBare(input: Omit<PlanInput, 'revision'>, faults: readonly Fault[]): Plan {
  const { tenant, observed, now, deleteAfter } = input;
  const namespace = namespaceOf(tenant);
  const annotations = observed.namespace?.annotations ?? {};
  const { active, nextEnd } = activeSuspensions(tenant.spec.suspensions, now);
  const phase = parsePhase(annotations[ANNOTATION.suspension]);
  const suspension = planSuspension({
    wanted: active.length > 0 || deleteAfter !== undefined,
    phase,
    running: observed.running,
    quota: quotaState(observed),
    lostPods: annotations[ANNOTATION.lostPods],
    now,
  });
  const suspended = suspension.phase?.stage === 'suspended';
  const deployments = ownDeployments(observed, tenant.uid);
  const scales = suspended
    ? deployments.flatMap(scaleDown)
    : deployments.flatMap(deployment => scaleUp(deployment, observed));
  const scope = { tenant, namespace, revision: lastRevisionName(observed) };
  const { lostPods } = suspension;
  const quota = suspended ? [apply(suspensionQuota(scope))] : liftQuota(observed, tenant.uid);
  const hasWork = quota.length + scales.length + suspension.unpause.length > 0;
  const marks = phaseMarks(phase, suspension.phase, hasWork, marked =>
    apply(retiredNamespace(scope, observed.namespace, { phase: marked, lostPods, deleteAfter })),
  );
  const stages: Step[][] = [
    marks.first,
    isDated(observed) && deleteAfter === undefined ? [{ do: 'clear-date' }] : [],
    quota,
    [
      // A Deployment that is refused must not hold up the end: where the quota stands, it makes no pods all the same.
      ...scales.map(scale => (deleteAfter === undefined ? scale : { ...scale, mayBeRefused: true })),
      ...suspension.pause.map(workload => ({ do: 'pause' as const, workload })),
      ...suspension.unpause.map(workload => ({ do: 'unpause' as const, workload })),
      ...(suspension.deletePods ? [{ do: 'delete-pods' as const, ...suspension.deletePods }] : []),
    ],
    suspension.poke.map(workload => ({ do: 'poke' as const, workload })),
    marks.last,
  ];
  const binding = bindOwners(
    { ...scope, owners: tenant.spec.owners ?? [] },
    observed,
    deleteAfter !== undefined,
  );
  const inTransition = phase !== undefined || suspension.phase !== undefined;
  return {
    namespace,
    refusal: undefined,
    faults,
    shortage: [],
    stages: [...(inTransition ? stages : []), binding].filter(stage => stage.length > 0),
    suspension,
    active,
    counts: countsOf(deployments, scales),
    wakeAt: earliest(nextEnd, suspension.wakeAt),
  };
}

/** Name of the revision that the tenant was last given, as its Namespace says. */
export function lastRevisionName(observed: Observed): string {
  return observed.namespace?.annotations[ANNOTATION.tierRevision] ?? 'unknown';
}

/** What we applied for this Tenant: a Deployment that merely carries its labels is somebody else's. */
function ownDeployments(observed: Observed, uid: string): DeploymentObservation[] {
  return [...observed.deployments.values()].filter(
    ({ labels, fields, deletionTimestamp }) =>
      labels[LABEL.tenantUid] === uid && fields !== undefined && deletionTimestamp === undefined,
  );
}

function scaleDown({ name, uid, specReplicas, beforeSuspension }: DeploymentObservation): ScaleStep[] {
  if (specReplicas === 0 && beforeSuspension !== undefined) return [];
  const before = beforeSuspension ?? specReplicas;
  return [{ do: 'scale', name, uid, replicas: 0, beforeSuspension: before }];
}

/** An autoscaler stays off at 0 replicas, so what it counts comes back with at least one. */
function scaleUp({ name, uid, beforeSuspension }: DeploymentObservation, observed: Observed): ScaleStep[] {
  if (beforeSuspension === undefined) return [];
  const least = observed.objects.has(objectId(HORIZONTAL_POD_AUTOSCALER, name)) ? 1 : 0;
  const replicas = Math.max(beforeSuspension, least);
  return [{ do: 'scale', name, uid, replicas, beforeSuspension: undefined }];
}

function liftQuota(observed: Observed, tenantUid: string): Step[] {
  const quota = observed.quotas.get(OBJECT_NAME.suspensionQuota);
  if (quota?.labels[LABEL.tenantUid] !== tenantUid || !isApplied(quota)) return [];
  return [{ do: 'delete', type: RESOURCE_QUOTA, name: quota.name, uid: quota.uid }];
}

/** Who may no longer work in the namespace must not wait for a tier to come back. */
function bindOwners(scope: Parameters<typeof roleBinding>[0], observed: Observed, ending: boolean): Step[] {
  const desired = roleBinding(scope);
  if (desired) return [apply(desired, ending ? { mayBeRefused: true } : {})];
  const bound = observed.objects.get(objectId(ROLE_BINDING, OBJECT_NAME.ownerRoleBinding))?.observation;
  const ours = bound?.labels[LABEL.tenantUid] === scope.tenant.uid && isApplied(bound);
  return ours ? [{ do: 'delete', type: ROLE_BINDING, name: bound.name, uid: bound.uid }] : [];
}

function countsOf(
  deployments: readonly DeploymentObservation[],
  scales: readonly ScaleStep[],
): ReadonlyMap<string, number> {
  const scaled = new Map(scales.map(({ name, replicas }) => [name, replicas]));
  return new Map(deployments.map(({ name, specReplicas }) => [name, scaled.get(name) ?? specReplicas]));
}
