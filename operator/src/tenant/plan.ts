import { ANNOTATION, LABEL, OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import type { TierComponent } from '@tenantry/contracts/tenancy/tier';
import type { ResourceType } from '../runtime/objects.ts';
import { configMap } from './desired/config-map.ts';
import { deployment } from './desired/deployment.ts';
import { horizontalPodAutoscaler } from './desired/horizontal-pod-autoscaler.ts';
import { ingress } from './desired/ingress.ts';
import { limitRange } from './desired/limit-range.ts';
import type { Desired } from './desired/meta.ts';
import { namespace } from './desired/namespace.ts';
import { networkPolicies } from './desired/network-policy.ts';
import { claimSize, persistentVolumeClaim } from './desired/persistent-volume-claim.ts';
import { podDisruptionBudget } from './desired/pod-disruption-budget.ts';
import { resourceQuota, suspensionQuota } from './desired/resource-quota.ts';
import { roleBinding } from './desired/role-binding.ts';
import { service } from './desired/service.ts';
import { serviceAccount } from './desired/service-account.ts';
import type { Fault } from './fault.ts';
import { isApplied } from './is-applied.ts';
import { DEPLOYMENT, NAMESPACE, PERSISTENT_VOLUME_CLAIM, RESOURCE_QUOTA } from './kinds.ts';
import { refuseNamespace } from './namespace-claim.ts';
import type { IngressObservation } from './observation.ts';
import { type Observed, objectId, type WorkloadRef } from './observed.ts';
import { type PodDeletion, planSuspension, type SuspensionPlan } from './plan-suspension.ts';
import { quotaShortage } from './quota-fit.ts';
import { decideReplicas } from './replicas.ts';
import {
  type EffectiveSpec,
  namespaceOf,
  type RevisionTemplate,
  resolve,
  type TenantIdentity,
} from './resolve.ts';
import {
  type ActiveSuspension,
  activeSuspensions,
  formatPhase,
  parsePhase,
  type SuspensionPhase,
} from './suspension-phase.ts';

/** How often a host that another tenant has is asked for again: our own write may free it, which no watch tells. */
const HOST_INTERVAL_MS = 60_000;

/** One thing to do. Steps say what, never how; apply.ts does them. */
export type Step =
  | ({ readonly do: 'apply'; readonly desired: Desired } & ApplyOptions)
  | { readonly do: 'delete'; readonly type: ResourceType; readonly name: string; readonly uid: string }
  | ({ readonly do: 'delete-pods' } & PodDeletion)
  /** The date of a tombstone, which is none any more, whoever wrote it. */
  | { readonly do: 'clear-date' }
  | { readonly do: 'pause' | 'unpause' | 'poke'; readonly workload: WorkloadRef }
  /** Of a Deployment that we applied and of which no more is known: the count and its note, and nothing else. */
  | ({ readonly do: 'scale'; readonly name: string; readonly uid: string } & Scale &
      Pick<ApplyOptions, 'mayBeRefused'>);

/** What a refusal means to a step, its own or that of another. */
export interface ApplyOptions {
  /** It stops something: done also after an earlier stage was refused. */
  readonly stops?: boolean;
  /** Tried, and no fault when it is refused: nothing may wait for it. */
  readonly mayBeRefused?: boolean;
  /** `Kind/name` of what is applied before it in the same stage, and without which it is withheld. */
  readonly after?: string;
}

/** A Deployment's count, and the one to come back with after a suspension. */
export interface Scale {
  readonly replicas: number;
  readonly beforeSuspension: number | undefined;
}

export interface Plan {
  readonly namespace: string;
  /** Set: nothing may be touched, and this is why. All else is empty then. */
  readonly refusal: Fault | undefined;
  /** What a person has to mend; the rest of the spec is realised all the same. */
  readonly faults: readonly Fault[];
  /** What does not fit into the quota. */
  readonly shortage: readonly string[];
  /** The steps of a stage may run side by side; a stage begins when the one before has ended. */
  readonly stages: readonly (readonly Step[])[];
  readonly suspension: SuspensionPlan;
  readonly active: readonly ActiveSuspension[];
  /** Pods that each component should have now, in the tier's order. */
  readonly counts: ReadonlyMap<string, number>;
  /** When to look again though nothing happens, in milliseconds since the epoch. */
  readonly wakeAt: number | undefined;
}

export interface PlanInput {
  readonly tenant: TenantIdentity;
  readonly revision: RevisionTemplate;
  readonly observed: Observed;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The Tenant is being deleted: stop everything, keep the data until then (RFC 3339). */
  readonly deleteAfter?: string;
}

/** Decides all that is to be done for a tenant. Pure: it reads nothing but its input, and writes nothing. */
export function plan(input: PlanInput): Plan {
  const { tenant, revision, observed, now } = input;
  const namespaceName = namespaceOf(tenant);
  const { active, nextEnd } = activeSuspensions(tenant.spec.suspensions, now);
  const standing = parsePhase(observed.namespace?.annotations[ANNOTATION.suspension]);
  const suspension = planSuspension({
    wanted: active.length > 0 || input.deleteAfter !== undefined,
    phase: standing,
    running: observed.running,
    quota: quotaState(observed),
    lostPods: observed.namespace?.annotations[ANNOTATION.lostPods],
    now,
  });
  const { effective, faults } = resolve(tenant, revision);
  const refusal =
    refuseNamespace({
      tenantUid: tenant.uid,
      namespace: namespaceName,
      observed: observed.namespace,
      isLive: observed.isLive,
    }) ?? faults.find(({ reason }) => reason === 'InvalidTemplate');
  const common = { namespace: namespaceName, suspension, active };
  if (refusal) {
    return { ...common, refusal, faults: [], shortage: [], stages: [], counts: new Map(), wakeAt: nextEnd };
  }

  const suspended = suspension.phase?.stage === 'suspended';
  const components = planComponents(effective, observed, suspended);
  const fences = planFences(effective);
  const wanted = [...fences, ...components.desired, ...(suspended ? [suspensionQuota(effective)] : [])];
  const bounds = fences.map(desired => apply(desired));
  const surplus = planSurplus(tenant.uid, observed, wanted);
  const work: readonly Step[] = [
    ...components.desired.map(desired => applyPart(desired, observed, suspended)),
    ...suspension.pause.map(workload => ({ do: 'pause' as const, workload })),
    ...suspension.unpause.map(workload => ({ do: 'unpause' as const, workload })),
    ...(suspension.deletePods ? [{ do: 'delete-pods' as const, ...suspension.deletePods }] : []),
  ];
  const { lostPods } = suspension;
  const marks = phaseMarks(standing, suspension.phase, suspension.unpause.length > 0, phase =>
    apply(namespace(effective, { phase, lostPods, deleteAfter: input.deleteAfter })),
  );
  const askAgainAt = components.faults.some(({ reason }) => reason === 'HostTaken')
    ? now + HOST_INTERVAL_MS
    : undefined;
  return {
    ...common,
    refusal: undefined,
    faults: [...faults, ...components.faults],
    shortage: quotaShortage(effective),
    stages: [
      marks.first,
      isDated(observed) && input.deleteAfter === undefined ? [{ do: 'clear-date' as const }] : [],
      // What may run waits for its bounds. Where nothing may run, nothing waits for anything but the quota that says
      // so: an object that is refused must not keep a suspension from stopping the pods.
      ...(suspended
        ? [[apply(suspensionQuota(effective))], [...bounds, ...work]]
        : [[...bounds, ...surplus.filter(isSuspensionQuota)], work]),
      [
        ...suspension.poke.map(workload => ({ do: 'poke' as const, workload })),
        ...surplus.filter(step => !isSuspensionQuota(step)),
      ],
      marks.last,
    ].filter(stage => stage.length > 0),
    counts: components.counts,
    wakeAt: earliest(nextEnd, suspension.wakeAt, askAgainAt),
  };
}

/**
 * Where the phase is written on the Namespace: first of all, and one that ends with work left after that work. Without its
 * mark nobody would look for what the suspension stopped: what fails or dies before the last is done again.
 */
export function phaseMarks(
  standing: SuspensionPhase | undefined,
  next: SuspensionPhase | undefined,
  hasWork: boolean,
  mark: (phase: string | undefined) => Step,
): { readonly first: Step[]; readonly last: Step[] } {
  if (next !== undefined || !hasWork) return { first: [mark(formatPhase(next))], last: [] };
  return { first: [mark(formatPhase(standing))], last: [mark(formatPhase(undefined))] };
}

export function apply(desired: Desired, options: ApplyOptions = {}): Step {
  return { do: 'apply', desired, ...options };
}

function applyPart(desired: Desired, { claims }: Observed, suspended: boolean): Step {
  const { type, intent } = desired;
  if (type !== DEPLOYMENT) return apply(desired);
  // At no replicas then, so that what is deleted is not made again though the quota was refused.
  if (suspended) return apply(desired, { stops: true });
  const { name } = intent.metadata;
  return apply(desired, claims.has(name) ? {} : { after: objectId(PERSISTENT_VOLUME_CLAIM, name) });
}

export function isDated(observed: Observed): boolean {
  return observed.namespace?.annotations[ANNOTATION.deleteAfter] !== undefined;
}

/** Whether the quota that stops all pods is there, and whether the cluster counts by it yet. */
export function quotaState(observed: Observed): { present: boolean; inForce: boolean } {
  const quota = observed.quotas.get(OBJECT_NAME.suspensionQuota);
  return { present: quota !== undefined, inForce: quota?.hard['pods'] === '0' };
}

/** What bounds a tenant stands before anything that runs in it. */
function planFences(effective: EffectiveSpec): Desired[] {
  return [
    resourceQuota(effective),
    limitRange(effective),
    ...networkPolicies(effective),
    serviceAccount(effective),
    roleBinding(effective),
    configMap(effective),
  ].filter(isDesired);
}

interface ComponentsPlan {
  readonly desired: Desired[];
  readonly faults: readonly Fault[];
  readonly counts: ReadonlyMap<string, number>;
}

function planComponents(effective: EffectiveSpec, observed: Observed, suspended: boolean): ComponentsPlan {
  const desired: (Desired | undefined)[] = [];
  const faults: Fault[] = [];
  const counts = new Map<string, number>();
  for (const component of effective.components) {
    const live = observed.deployments.get(component.name);
    const count = decideReplicas({
      configured: component.autoscaling?.minReplicas ?? component.replicas,
      autoscaled: component.autoscaling !== undefined,
      suspended,
      live: live && { ...live, ownedByOther: live.replicasOwnedByOther },
    });
    counts.set(component.name, count.replicas ?? live?.specReplicas ?? 0);
    const claim = claimSize(component.volume?.size ?? '0', observed.claims.get(component.name)?.requested);
    if (component.volume && claim.shrinkRefused) {
      faults.push({
        reason: 'VolumeShrinkRefused',
        message: `components.${component.name}.volume.size is ${component.volume.size}, but the volume has ${claim.size} and volumes never shrink; raise the size in the Tier.`,
      });
    }
    const taken = hostTaken(component, observed);
    if (taken) faults.push(taken);
    desired.push(
      persistentVolumeClaim(effective, component, claim.size),
      deployment(effective, component, count),
      service(effective, component),
      horizontalPodAutoscaler(effective, component),
      podDisruptionBudget(effective, component),
      taken ? undefined : ingress(effective, component),
    );
  }
  return { desired: desired.filter(isDesired), faults, counts };
}

/** Of two tenants that got one host at the same moment, the Ingress that was there first keeps it. */
function hostTaken(component: TierComponent, observed: Observed): Fault | undefined {
  if (!component.ingress) return undefined;
  const { host } = component.ingress;
  const own = observed.ingresses.get(component.name);
  const mine = own?.hosts.includes(host) ? own : undefined;
  const holder = observed.otherIngresses(host).find(other => !mine || isOlder(other, mine));
  if (!holder) return undefined;
  return {
    reason: 'HostTaken',
    message: `components.${component.name}.ingress.host: ${host} is served by Tenant ${holder.labels[LABEL.tenant] ?? 'unknown'}; this Ingress is not made.`,
  };
}

function isOlder(a: IngressObservation, b: IngressObservation): boolean {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp < b.creationTimestamp;
  return a.uid < b.uid;
}

/**
 * What we once applied for this Tenant, or for the one whose namespace it adopted, and want no more. An object
 * that merely carries our labels (a copy made by hand, say) was not applied by us and is left alone, as is
 * every volume.
 */
function planSurplus(tenantUid: string, observed: Observed, wanted: readonly Desired[]): Step[] {
  const keep = new Set(wanted.map(({ type, intent }) => objectId(type, intent.metadata.name)));
  return [...observed.objects].flatMap(([id, { type, observation }]) => {
    const uid = observation.labels[LABEL.tenantUid] ?? '';
    const ours = isApplied(observation) && (uid === tenantUid || !observed.isLive(uid));
    const kept = keep.has(id) || type.kind === PERSISTENT_VOLUME_CLAIM.kind || type.kind === NAMESPACE.kind;
    if (kept || !ours || observation.deletionTimestamp !== undefined) return [];
    return [{ do: 'delete' as const, type, name: observation.name, uid: observation.uid }];
  });
}

/** Lifted before the workloads come back; all other surplus goes after them. */
function isSuspensionQuota(step: Step): boolean {
  return (
    step.do === 'delete' &&
    step.name === OBJECT_NAME.suspensionQuota &&
    step.type.kind === RESOURCE_QUOTA.kind
  );
}

function isDesired(desired: Desired | undefined): desired is Desired {
  return desired !== undefined;
}

export function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
