import type { SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import type { Versioned } from '../storage/aggregates.ts';
import type { ChangePlan, LastPlan, PlanInForce, PlanOrder, Subscriptions } from '../tenants/plan-port.ts';
import type { Who } from '../tenants/who.ts';
import type { SubscriptionChanges } from './preview/subscription-changes.ts';
import type { SubscriptionService } from './service.ts';

/** Subscriptions as the domain of tenants asks for them. */
export function subscriptionsForTenants(
  service: SubscriptionService,
  clock: Context['clock'],
): Subscriptions {
  const planOf = async (tenantId: string): Promise<PlanInForce | undefined> => {
    const found = await service.find(tenantId);
    return found && planAt(found, isoTime(clock.now()));
  };

  const lastPlanOf = async (tenantId: string): Promise<LastPlan | undefined> => {
    const found = await service.find(tenantId);
    if (found === undefined) return undefined;
    const now = isoTime(clock.now());
    const ended = endOfLastPlan(found.state, now);
    const plan = await planAt(found, ended === undefined ? now : isoTime(Date.parse(ended) - 1));
    return plan && { plan, hasEnded: ended !== undefined };
  };

  const planAt = async (
    found: Versioned<SubscriptionState>,
    at: string,
  ): Promise<PlanInForce | undefined> => {
    const { plan } = await service.inForce(found, at);
    return (
      plan && {
        planId: plan.planId,
        version: plan.planVersion,
        tier: plan.tier,
        featureFlags: plan.featureFlags,
      }
    );
  };

  // There are no findings to guard against: who has no plan loses nothing by one. One that has ended is begun anew.
  const subscribe = async (subscriptionId: string, order: PlanOrder, who: Who): Promise<void> => {
    const { tenantId, from, reason, ...wanted } = order;
    const startsAt = instantOf(from);
    const note = { ...who, origin: subscriptionId, reason };
    const found = await service.find(tenantId);
    if (found === undefined) {
      await service.create(tenantId, { ...wanted, startsAt }, note);
      return;
    }
    if (found.state.applied.includes(subscriptionId)) return;
    const { plan } = await service.inForce(found, isoTime(clock.now()));
    if (plan !== undefined)
      throw new Problem('already_exists', 'the tenant has a plan: change it', { reason: 'has_plan' });
    const { planId, version, interval, addOns } = wanted;
    const when = startsAt === undefined ? 'now' : { at: startsAt };
    await service.changePlan(tenantId, { planId, version, interval, addOns }, when, note);
  };

  const end = (tenantId: string, from: string, who: Who): Promise<void> =>
    service.close(tenantId, from, { ...who, reason: 'the tenant is deleted' });

  return { planOf, lastPlanOf, subscribe, end, check: order => service.check(order) };
}

/** The instant at which the plan ended that was in force last; undefined while one is, and where none was. */
function endOfLastPlan({ terms }: SubscriptionState, now: string): string | undefined {
  const past = terms.filter(({ from }) => from <= now);
  const last = past.findLastIndex(({ plan }) => plan !== null);
  return last < 0 ? undefined : past[last + 1]?.from;
}

/** Another plan as whoever asks for one gives it: past the same findings as every change of plan. */
export function changePlanForTenants(
  service: Pick<SubscriptionService, 'find'>,
  changes: Pick<SubscriptionChanges, 'carryOut'>,
  { subscribe }: Pick<Subscriptions, 'subscribe'>,
): ChangePlan {
  return async (newSubscriptionId, order, accepted, who) => {
    const { tenantId, from, reason, planId, version, interval, addOns } = order;
    if ((await service.find(tenantId)) === undefined) return subscribe(newSubscriptionId, order, who);
    const at = instantOf(from);
    const wanted = { planId, version, interval, addOns, when: 'at' as const, at };
    await effective(() =>
      changes.carryOut(tenantId, wanted, { accepted }, { ...who, origin: newSubscriptionId, reason }),
    );
  };
}

/** Here the instant is called so. */
async function effective(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = error.errors.map(fault =>
      fault.field === '/at' ? { ...fault, field: '/effective' } : fault,
    );
    throw new Problem(error.code, error.message, { errors, cause: error });
  }
}

/** Any RFC 3339 time, as ours are written. */
function instantOf(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
