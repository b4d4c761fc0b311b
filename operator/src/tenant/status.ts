import { parseQuantity } from '@tenantry/contracts/kubernetes/quantity';
import type { ConditionTypeName, Reason } from '@tenantry/contracts/tenancy/conditions';
import { ANNOTATION, LABEL, OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import type { Condition, TenantStatus } from '@tenantry/contracts/tenancy/tenant';
import { mergeConditions } from '../runtime/status/conditions.ts';
import type { ApplyFault } from './apply-fault.ts';
import type { QuotaObservation } from './observation.ts';
import type { Observed } from './observed.ts';
import type { Plan } from './plan.ts';
import { type ActiveSuspension, parsePhase } from './suspension-phase.ts';
import type { TenantRecord } from './tenant-record.ts';

/** A quota counts as pressed from this share of use on. */
const PRESSURE_SHARE = { numerator: 9n, denominator: 10n };
const MOST_NAMED = 5;

/** How a reconcile went. */
export interface StatusInput {
  readonly tenant: TenantRecord;
  readonly revision: string | undefined;
  readonly tierDeleted: boolean;
  readonly plan: Plan;
  readonly observed: Observed;
  /** A write that failed. */
  readonly fault: ApplyFault | undefined;
  /** Steps left undone since the tenant is paused; undefined when it is not paused. */
  readonly withheld: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Finding {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: Reason;
  readonly message: string;
}

/** The whole status of a tenant that has a plan. Pure. */
export function tenantStatus(input: StatusInput): TenantStatus {
  const { tenant, plan, observed } = input;
  const quota = ownQuota(input);
  const ready = readiness(input);
  const findings: Partial<Record<ConditionTypeName, Finding>> = {
    Ready: ready.finding,
    Available: availability(input),
    ...(ready.stalled && { Stalled: { ...ready.finding, status: 'True' } }),
    ...(ready.reconciling && { Reconciling: { ...ready.finding, status: 'True' } }),
    Suspended: suspension(input),
    ...(tenant.spec?.paused && { Paused: pausedFinding(input) }),
    ...optional('QuotaPressure', pressure(plan, quota)),
  };
  return {
    observedGeneration: tenant.generation,
    namespace: plan.namespace,
    ...(input.revision !== undefined && { tierRevision: input.revision }),
    conditions: conditionsOf(tenant, findings, input.now),
    components: [...plan.counts].map(([name, desired]) => ({
      name,
      desired,
      ready: observed.deployments.get(name)?.readyReplicas ?? 0,
    })),
    // Empty until the cluster's quota controller has counted.
    ...(quota &&
      Object.keys(quota.hard).length > 0 && { quota: { hard: { ...quota.hard }, used: { ...quota.used } } }),
    ...(plan.active.length > 0 && standsSuspended(input) && { suspendedBy: plan.active.map(({ by }) => by) }),
  };
}

/** The tenant's quota. In a namespace that is another's, so is the quota, and what it says is not ours to tell. */
function ownQuota({ tenant, observed }: StatusInput): QuotaObservation | undefined {
  const owned = observed.namespace?.labels[LABEL.tenantUid] === tenant.uid;
  return owned ? observed.quotas.get(OBJECT_NAME.quota) : undefined;
}

/** The status of a tenant for which no plan could be made: its tier is not there, say. Nothing was touched. */
export function stalledStatus(
  tenant: TenantRecord,
  fault: { reason: Reason; message: string },
  now: number,
): TenantStatus {
  const finding: Finding = { status: 'False', ...fault };
  const { conditions: _, observedGeneration: __, ...kept } = tenant.status ?? {};
  return {
    ...kept,
    observedGeneration: tenant.generation,
    conditions: conditionsOf(
      tenant,
      {
        Ready: finding,
        Stalled: { ...finding, status: 'True' },
        Available: {
          status: 'Unknown',
          reason: fault.reason,
          message: 'Nothing was changed; what ran before runs on.',
        },
        Suspended: {
          status: 'Unknown',
          reason: fault.reason,
          message: 'Not known while the tenant is stalled.',
        },
      },
      now,
    ),
  };
}

function conditionsOf(
  tenant: TenantRecord,
  findings: Partial<Record<ConditionTypeName, Finding>>,
  now: number,
): Condition[] {
  const next = Object.entries(findings).map(([type, finding]) => ({
    type,
    ...finding,
    observedGeneration: tenant.generation,
  }));
  return mergeConditions(tenant.status?.conditions ?? [], next, now);
}

interface Readiness {
  readonly finding: Finding;
  readonly stalled: boolean;
  readonly reconciling: boolean;
}

function readiness({ plan, fault, withheld, tierDeleted, revision, tenant }: StatusInput): Readiness {
  const no = (reason: Reason, message: string, state: 'stalled' | 'reconciling' | 'neither'): Readiness => ({
    finding: { status: 'False', reason, message },
    stalled: state === 'stalled',
    reconciling: state === 'reconciling',
  });
  if (plan.refusal) {
    const waits = plan.refusal.reason === 'NamespaceTerminating';
    return no(plan.refusal.reason, plan.refusal.message, waits ? 'reconciling' : 'stalled');
  }
  if (withheld !== undefined && withheld > 0) {
    return no('Paused', `${withheld} steps are withheld; set spec.paused to false to go on.`, 'neither');
  }
  if (fault) return no(fault.reason, fault.message, fault.stalled ? 'stalled' : 'reconciling');
  const [first] = plan.faults;
  if (first) return no(first.reason, plan.faults.map(({ message }) => message).join(' '), 'stalled');
  if (!plan.suspension.settled) {
    const what =
      plan.suspension.phase?.stage === 'suspended'
        ? 'Pods are being stopped.'
        : 'Workloads are being started again.';
    return no('Progressing', what, 'reconciling');
  }
  const finding: Finding = tierDeleted
    ? {
        status: 'True',
        reason: 'TierDeleted',
        message: `Tier ${tenant.spec?.tier} is gone; runs on with revision ${revision}. Apply the Tier again or choose another.`,
      }
    : { status: 'True', reason: 'Realised', message: `Everything is as revision ${revision} declares.` };
  return { finding, stalled: false, reconciling: false };
}

function availability(input: StatusInput): Finding {
  const { plan, observed } = input;
  if (plan.refusal) {
    return {
      status: 'Unknown',
      reason: plan.refusal.reason,
      message: 'Nothing was changed; what ran before runs on.',
    };
  }
  if (plan.active.length > 0 && standsSuspended(input)) {
    return { status: 'False', reason: 'Suspended', message: `Nothing runs: ${describe(plan.active)}` };
  }
  const short = [...plan.counts].flatMap(([name, desired]) => {
    const live = observed.deployments.get(name);
    const ready = Math.min(live?.readyReplicas ?? 0, desired);
    return ready < desired ? [{ name, ready, desired, failure: live?.replicaFailure }] : [];
  });
  if (short.length === 0) {
    const image = observed.troubles.find(({ kind }) => kind === 'image');
    if (image) {
      const message = `Older pods serve on; the new ones cannot start. Check the image's name and imagePullSecrets of the Tier: ${image.message}`;
      return { status: 'True', reason: 'ImagePullFailed', message };
    }
    return {
      status: 'True',
      reason: 'ComponentsAvailable',
      message: 'All components have their pods ready.',
    };
  }
  if (plan.suspension.phase?.stage === 'resuming') {
    return { status: 'False', reason: 'Progressing', message: 'Workloads are being started again.' };
  }
  const summary = listed(short.map(({ name, ready, desired }) => `${name} ${ready}/${desired} ready`));
  const quota = short.find(({ failure }) => failure?.includes('exceeded quota'));
  if (quota?.failure) {
    return {
      status: 'False',
      reason: 'QuotaExceeded',
      message: `${summary}. Raise spec.quota or ask for less: ${quota.failure}`,
    };
  }
  const image = observed.troubles.find(({ kind }) => kind === 'image');
  if (image) {
    return {
      status: 'False',
      reason: 'ImagePullFailed',
      message: `${summary}. Check the image's name and imagePullSecrets of the Tier: ${image.message}`,
    };
  }
  const [trouble] = observed.troubles;
  const refused = short.find(({ failure }) => failure !== undefined);
  const why = trouble?.message ?? refused?.failure;
  if (why !== undefined) {
    return { status: 'False', reason: 'ComponentsUnavailable', message: `${summary}. ${why}` };
  }
  return { status: 'False', reason: 'Progressing', message: `${summary}.` };
}

function suspension(input: StatusInput): Finding {
  const { plan, observed } = input;
  if (plan.refusal) {
    return {
      status: 'Unknown',
      reason: plan.refusal.reason,
      message: 'Nothing was changed: a suspension neither begins nor ends.',
    };
  }
  const stands = standsSuspended(input);
  if (stands !== plan.active.length > 0) {
    const asked = plan.active.length > 0 ? describe(plan.active) : 'no suspension is asked for any more.';
    return {
      status: stands ? 'True' : 'False',
      reason: input.withheld === undefined ? 'Progressing' : 'Paused',
      message: `Not carried out yet: ${asked}`,
    };
  }
  if (plan.active.length > 0) {
    const lost = plan.suspension.lostPods;
    const loss = lost === undefined ? '' : ` Pods that nothing will make again: ${lost}.`;
    return { status: 'True', reason: 'Suspended', message: `${describe(plan.active)}${loss}` };
  }
  const lost = observed.namespace?.annotations[ANNOTATION.lostPods];
  if (lost !== undefined) {
    return {
      status: 'False',
      reason: 'PodsNotRestored',
      message: `Resumed, but for pods without a controller, which are gone: ${lost}. Create them again.`,
    };
  }
  return { status: 'False', reason: 'NotSuspended', message: 'No suspension is in force.' };
}

/** What is done, as the Namespace says; what is asked for may be withheld, or its write have failed. */
function standsSuspended({ tenant, plan, observed }: StatusInput): boolean {
  const { namespace } = observed;
  if (plan.refusal || namespace?.labels[LABEL.tenantUid] !== tenant.uid) return false;
  return parsePhase(namespace.annotations[ANNOTATION.suspension])?.stage === 'suspended';
}

function describe(active: readonly ActiveSuspension[]): string {
  const parts = active.map(({ by, reason, message, until }) => {
    const text = message === undefined ? reason : `${reason} (${message})`;
    return `suspended by ${by}: ${text}${until === undefined ? '' : `, until ${until}`}`;
  });
  return `${parts.join('; ')}.`;
}

function pausedFinding({ withheld }: StatusInput): Finding {
  const message = withheld ? `${withheld} steps are withheld.` : 'Nothing is withheld.';
  return { status: 'True', reason: 'Paused', message };
}

function pressure(plan: Plan, quota: QuotaObservation | undefined): Finding | undefined {
  if (plan.shortage.length > 0) {
    return {
      status: 'True',
      reason: 'QuotaTooSmall',
      message: `The components with one pod of surge each do not fit: ${plan.shortage.join('; ')}. Raise spec.quota or ask for less.`,
    };
  }
  const pressed = Object.entries(quota?.hard ?? {}).filter(([key, hard]) =>
    isPressed(quota?.used[key], hard),
  );
  if (pressed.length === 0) return undefined;
  const message = listed(pressed.map(([key, hard]) => `${key} ${quota?.used[key]} of ${hard}`));
  return { status: 'True', reason: 'QuotaNearLimit', message: `In use: ${message}.` };
}

function isPressed(used: string | undefined, hard: string): boolean {
  if (used === undefined) return false;
  const limit = parseQuantity(hard).nanos;
  return (
    limit > 0n && parseQuantity(used).nanos * PRESSURE_SHARE.denominator >= limit * PRESSURE_SHARE.numerator
  );
}

function listed(items: readonly string[]): string {
  const rest = items.length - MOST_NAMED;
  return items.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function optional(
  type: ConditionTypeName,
  finding: Finding | undefined,
): Partial<Record<ConditionTypeName, Finding>> {
  return finding ? { [type]: finding } : {};
}
