import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import type { PlanInForce, PlanOrder, Subscriptions } from '../tenants/plan-port.ts';
import type { Who } from '../tenants/who.ts';
import type { SubscriptionService } from './service.ts';

/** Subscriptions as the domain of tenants asks for them. */
export function subscriptionsForTenants(
  service: SubscriptionService,
  clock: Context['clock'],
): Subscriptions {
  const planOf = async (tenantId: string): Promise<PlanInForce | undefined> => {
    const found = await service.find(tenantId);
    if (found === undefined) return undefined;
    const { plan } = await service.inForce(found, isoTime(clock.now()));
    return (
      plan && {
        planId: plan.planId,
        version: plan.planVersion,
        tier: plan.tier,
        featureFlags: plan.featureFlags,
      }
    );
  };

  const subscribe = async (subscriptionId: string, order: PlanOrder, who: Who): Promise<void> => {
    const { tenantId, from, reason, ...wanted } = order;
    const startsAt = instantOf(from);
    const note = { ...who, origin: subscriptionId, reason };
    // Whoever has one already, by another order, changes it to this one.
    if ((await service.find(tenantId)) !== undefined) return changePlan(subscriptionId, order, who);
    await service.create(tenantId, { ...wanted, startsAt }, note);
  };

  const changePlan = async (subscriptionId: string, order: PlanOrder, who: Who): Promise<void> => {
    const { tenantId, from, reason, planId, version, interval, addOns } = order;
    if ((await service.find(tenantId)) === undefined) return subscribe(subscriptionId, order, who);
    const at = instantOf(from);
    const note = { ...who, origin: subscriptionId, reason };
    await service.changePlan(
      tenantId,
      { planId, version, interval, addOns },
      at === undefined ? 'now' : { at },
      note,
    );
  };

  const end = (tenantId: string, from: string, who: Who): Promise<void> =>
    service.close(tenantId, from, { ...who, reason: 'the tenant is deleted' });

  return { planOf, subscribe, changePlan, end, check: order => service.check(order) };
}

/** Any RFC 3339 time, as ours are written. */
function instantOf(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
