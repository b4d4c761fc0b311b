import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import type { SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import type { PlanService } from '../plans/service.ts';

/** Plan versions that subscriptions name, read once. They never change; `known` may be given again and again. */
export async function specsOf(
  plans: Pick<PlanService, 'specOf'>,
  states: readonly Pick<SubscriptionState, 'terms'>[],
  known = new Map<string, PlanSpec>(),
): Promise<(planId: string, version: number) => PlanSpec> {
  for (const { plan } of states.flatMap(({ terms }) => terms)) {
    const name = plan && `${plan.planId}@${plan.version}`;
    if (!plan || known.has(name ?? '')) continue;
    known.set(`${plan.planId}@${plan.version}`, await plans.specOf(plan.planId, plan.version));
  }
  return (planId, version) => {
    const spec = known.get(`${planId}@${version}`);
    if (spec === undefined) throw new Error(`${planId}@${version} is in no term`);
    return spec;
  };
}
