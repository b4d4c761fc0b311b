import type { Fault } from './fault.ts';
import { type Plan, type PlanInput, plan } from './plan.ts';
import type { RevisionChoice } from './revision-of.ts';

export interface RevisionPlan {
  readonly plan: Plan;
  /** Name of the revision that the plan is of. */
  readonly revision: string;
}

/**
 * Plans with the revision that is wanted, or, when no valid objects come of it, with the one that runs: a
 * mistake in a Tier must keep nobody from suspending, resuming or healing the tenants that have it. Pure.
 *
 * @returns a fault when there is neither; nothing is to be touched then.
 */
export function planRevision(
  choice: RevisionChoice,
  input: Omit<PlanInput, 'revision'>,
): RevisionPlan | Fault {
  const { wanted, last } = choice;
  let fault = choice.fault;
  if (wanted) {
    const planned = plan({ ...input, revision: wanted });
    const goesOn = last !== undefined && last.name !== wanted.name;
    if (planned.refusal?.reason !== 'InvalidTemplate' || !goesOn)
      return { plan: planned, revision: wanted.name };
    fault = planned.refusal;
  }
  if (last) {
    const planned = plan({ ...input, revision: last });
    const faults = fault && !planned.refusal ? [runsOn(fault, last.name), ...planned.faults] : planned.faults;
    return { plan: { ...planned, faults }, revision: last.name };
  }
  return fault ?? { reason: 'TierNotFound', message: 'There is no revision to run.' };
}

function runsOn({ reason, message }: Fault, revision: string): Fault {
  return { reason, message: `${message} The tenant runs on with revision ${revision}.` };
}
