import { ANNOTATION, LABEL, OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import type { Finding, StatusInput } from './finding.ts';
import { type ActiveSuspension, parsePhase } from './suspension-phase.ts';

/** Whether the tenant is suspended, by whom, and what it has cost. Pure. */
export function suspensionFinding(input: StatusInput): Finding {
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
    const asked =
      plan.active.length > 0 ? describeSuspensions(plan.active) : 'no suspension is asked for any more.';
    return {
      status: stands ? 'True' : 'False',
      reason: input.withheld === undefined ? 'Progressing' : 'Paused',
      message: `Not carried out yet: ${asked}`,
    };
  }
  if (plan.active.length > 0) {
    const lost = plan.suspension.lostPods;
    const loss = lost === undefined ? '' : ` Pods that nothing will make again: ${lost}.`;
    return { status: 'True', reason: 'Suspended', message: `${describeSuspensions(plan.active)}${loss}` };
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

/**
 * What is done: the Namespace says so, and the quota stands, or nothing runs. What is asked for may be withheld, or its
 * write have failed.
 */
export function standsSuspended(input: StatusInput): boolean {
  const { quotas, running } = input.observed;
  return isMarkedSuspended(input) && (quotas.has(OBJECT_NAME.suspensionQuota) || running?.pods.length === 0);
}

/** A suspension has begun, as the Namespace says. */
export function isMarkedSuspended({ tenant, plan, observed }: StatusInput): boolean {
  const { namespace } = observed;
  if (plan.refusal || namespace?.labels[LABEL.tenantUid] !== tenant.uid) return false;
  return parsePhase(namespace.annotations[ANNOTATION.suspension])?.stage === 'suspended';
}

/** Who suspends, why, and until when; a sentence. */
export function describeSuspensions(active: readonly ActiveSuspension[]): string {
  const parts = active.map(({ by, reason, message, until }) => {
    const text = message === undefined ? reason : `${reason} (${message})`;
    return `suspended by ${by}: ${text}${until === undefined ? '' : `, until ${until}`}`;
  });
  return `${parts.join('; ')}.`;
}
