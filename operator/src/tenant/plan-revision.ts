import { LABEL } from '@tenantry/contracts/tenancy/names';
import type { Fault } from './fault.ts';
import { type Plan, type PlanInput, plan } from './plan.ts';
import { lastRevisionName, planBare } from './plan-bare.ts';
import type { RevisionChoice } from './revision-of.ts';

export interface RevisionPlan {
  readonly plan: Plan;
  /** Name of the revision that the plan is of. */
  readonly revision: string;
}

/**
 * Plans with the revision that is wanted, or, when no valid objects come of it, with the one that runs, or, when that
 * is of no use either, with none: a mistake in a Tier, or its loss, must keep nobody from suspending and resuming the
 * tenants that have it. Pure.
 *
 * @returns a fault when there is nothing to go on with; nothing is to be touched then.
 */
export function planRevision(
  choice: RevisionChoice,
  input: Omit<PlanInput, 'revision'>,
): RevisionPlan | Fault {
  const { wanted, last } = choice;
  let { fault } = choice;
  let refused: RevisionPlan | undefined;
  if (wanted) {
    const planned = { plan: plan({ ...input, revision: wanted }), revision: wanted.name };
    if (planned.plan.refusal?.reason !== 'InvalidTemplate') return planned;
    refused = planned;
    fault = planned.plan.refusal;
  }
  if (last && last.name !== wanted?.name) {
    const planned = plan({ ...input, revision: last });
    const faults = fault && !planned.refusal ? [runsOn(fault, last.name), ...planned.faults] : planned.faults;
    if (planned.refusal?.reason !== 'InvalidTemplate')
      return { plan: { ...planned, faults }, revision: last.name };
    fault ??= planned.refusal;
    refused ??= { plan: planned, revision: last.name };
  }
  fault ??= { reason: 'TierNotFound', message: 'There is no revision to run.' };
  if (hasNamespace(input))
    return { plan: planBare(input, [fault]), revision: lastRevisionName(input.observed) };
  return refused ?? fault;
}

/** The namespace is this Tenant's already: what runs there is its own. */
function hasNamespace({ tenant, observed: { namespace } }: Omit<PlanInput, 'revision'>): boolean {
  return namespace?.labels[LABEL.tenantUid] === tenant.uid && namespace.deletionTimestamp === undefined;
}

function runsOn({ reason, message }: Fault, revision: string): Fault {
  return { reason, message: `${message} The tenant runs on with revision ${revision}.` };
}
