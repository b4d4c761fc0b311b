import type { ProblemReason } from '@tenantry/contracts/api/problem-reasons';
import {
  componentOverridesSchema,
  flagOverridesSchema,
  kubernetesOwnerSchema,
  quotaOverridesSchema,
  tenantSuspensionSchema,
} from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import type { Decide } from '../tenants/decisions.ts';
import type { LastPlan, PlanInForce } from '../tenants/plan-port.ts';
import type { TenantRecord } from '../tenants/tenant.ts';
import type { ObservedTenant } from './provisioner.ts';
import { neverHadPlan } from './record-line.ts';
import type { Held } from './workloads.ts';

/** Of a Tenant's spec, what a record keeps; what is there unreadable is refused, and not left out in silence. */
const takenSchema = z.object({
  displayName: z.string().min(1).max(128).optional(),
  quota: quotaOverridesSchema.default({}),
  featureFlags: flagOverridesSchema.default({}),
  components: componentOverridesSchema.default({}),
  owners: z.array(kubernetesOwnerSchema).default([]),
  suspensions: z.array(tenantSuspensionSchema.omit({ since: true })).default([]),
});

/**
 * What a person decides of a tenant that is held: the record is right, or what runs is. Both need a plan, the one in
 * force or the one that ended last, since nothing is applied without one; what runs can be kept only under a plan of its
 * tier. A Tenant of somebody else, that no records ever gave a plan, is kept without one: of it nothing was ours but
 * suspensions.
 *
 * @throws Problem invalid_state
 */
export function settleHeld(
  keep: 'record' | 'cluster',
  { record, observed }: Held,
  last: LastPlan | undefined,
): Decide {
  const plan = last?.plan;
  return (tenant, now) => {
    if (plan === undefined && !(keep === 'cluster' && neverHadPlan(record)))
      throw refused(
        'workload_without_plan',
        'it has no plan, so nothing could be applied: give it the one it had',
      );
    if (keep === 'record')
      return { state: { ...tenant, follows: record }, action: 'tenant.keep_record', events: [] };
    const tier = observed.spec['tier'];
    if (plan !== undefined && tier !== plan.tier)
      throw refused(
        'workload_of_other_tier',
        last?.hasEnded
          ? `the plan that it had last bought the tier ${plan.tier}, and it runs ${tier}: give it a plan first`
          : `its plan buys the tier ${plan.tier}, and it runs ${tier}: change the plan first`,
      );
    const { deletion: _, ...rest } = tenant;
    const state = { ...rest, ...takenFrom(observed, plan, tenant, now), follows: record };
    return { state, action: 'tenant.keep_cluster', events: [] };
  };
}

function takenFrom(
  observed: ObservedTenant,
  plan: PlanInForce | undefined,
  tenant: TenantRecord,
  now: number,
) {
  const parsed = takenSchema.safeParse(observed.spec);
  if (!parsed.success)
    throw refused('workload_unreadable', `what it runs cannot be recorded: ${z.prettifyError(parsed.error)}`);
  const { displayName = tenant.displayName, featureFlags, suspensions, ...taken } = parsed.data;
  const known = (by: string) => tenant.suspensions.find(suspension => suspension.by === by)?.since;
  const stopped = suspensions.map(suspension => ({
    ...suspension,
    since: known(suspension.by) ?? isoTime(now),
  }));
  if (plan === undefined) return { suspensions: stopped };
  // What the plan gives anyway would stand in the way of the next plan.
  const own = Object.entries(featureFlags).filter(([name, on]) => plan.featureFlags[name] !== on);
  return {
    ...taken,
    displayName,
    featureFlags: Object.fromEntries(own),
    suspensions: stopped,
  };
}

function refused(reason: ProblemReason, message: string): Problem {
  return new Problem('invalid_state', message, {
    reason,
    errors: [{ field: '/keep', code: reason, message }],
  });
}
