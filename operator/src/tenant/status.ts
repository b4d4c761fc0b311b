import { parseQuantity } from '@tenantry/contracts/kubernetes/quantity';
import type { ConditionTypeName, Reason } from '@tenantry/contracts/tenancy/conditions';
import { LABEL, OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import type { Condition, TenantStatus } from '@tenantry/contracts/tenancy/tenant';
import { mergeConditions } from '../runtime/status/conditions.ts';
import { availability } from './availability.ts';
import type { Finding, StatusInput } from './finding.ts';
import { listed } from './listed.ts';
import type { QuotaObservation } from './observation.ts';
import type { Plan } from './plan.ts';
import { standsSuspended, suspensionFinding } from './suspension-finding.ts';
import type { TenantRecord } from './tenant-record.ts';

/** A quota counts as pressed from this share of use on. */
const PRESSURE_SHARE = { numerator: 9n, denominator: 10n };

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
    Suspended: suspensionFinding(input),
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

/** The status of a tenant for which no plan could be made: its tier is not there, or its end is held up, say. */
export function stalledStatus(
  tenant: TenantRecord,
  fault: { reason: Reason; message: string },
  now: number,
): TenantStatus {
  const finding: Finding = { status: 'False', ...fault };
  const unknown = unknownWhile(tenant, fault.reason);
  const { conditions: _, observedGeneration: __, ...kept } = tenant.status ?? {};
  return {
    ...kept,
    observedGeneration: tenant.generation,
    conditions: conditionsOf(
      tenant,
      {
        Ready: finding,
        Stalled: { ...finding, status: 'True' },
        Available: { status: 'Unknown', ...unknown.available },
        Suspended: { status: 'Unknown', ...unknown.suspended },
      },
      now,
    ),
  };
}

type Unknown = Omit<Finding, 'status'>;

/** Why nothing is known of a stalled tenant. Only a spec that cannot be read leaves one that goes untouched. */
function unknownWhile(tenant: TenantRecord, reason: Reason): { available: Unknown; suspended: Unknown } {
  const both = (said: Unknown) => ({ available: said, suspended: said });
  if (reason === 'DeletionBlocked') return both({ reason, message: 'The namespace is being deleted.' });
  if (tenant.deletionTimestamp !== undefined && tenant.problem === undefined) {
    const message = 'The Tenant is being deleted: what runs is stopped, as far as the cluster lets it.';
    return both({ reason: 'Progressing', message });
  }
  return {
    available: { reason, message: 'Nothing was changed; what ran before runs on.' },
    suspended: { reason, message: 'Not known while the tenant is stalled.' },
  };
}

/** The status of a Tenant that is deleted and paused: what runs runs on, and what is asked for waits. */
export function waitingStatus(tenant: TenantRecord, now: number): TenantStatus {
  const { conditions = [], ...kept } = tenant.status ?? {};
  const changed: readonly string[] = ['Ready', 'Paused', 'Stalled', 'Reconciling'];
  const others = conditions.filter(({ type }) => !changed.includes(type));
  const waits = {
    reason: 'Paused',
    message: 'The deletion waits; set spec.paused to false to go on.',
  } as const;
  const next = [
    { type: 'Ready', status: 'False', ...waits } as const,
    ...others,
    { type: 'Paused', status: 'True', ...waits } as const,
  ];
  const findings = next.map(({ type, status, reason, message }) => ({
    type,
    status,
    reason,
    message,
    observedGeneration: tenant.generation,
  }));
  return {
    ...kept,
    observedGeneration: tenant.generation,
    conditions: mergeConditions(conditions, findings, now),
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
    return no('Paused', `${steps(withheld)} withheld; set spec.paused to false to go on.`, 'neither');
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

function pausedFinding({ withheld }: StatusInput): Finding {
  const message = withheld ? `${steps(withheld)} withheld.` : 'Nothing is withheld.';
  return { status: 'True', reason: 'Paused', message };
}

function steps(count: number): string {
  return count === 1 ? '1 step is' : `${count} steps are`;
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

function optional(
  type: ConditionTypeName,
  finding: Finding | undefined,
): Partial<Record<ConditionTypeName, Finding>> {
  return finding ? { [type]: finding } : {};
}
