import { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../http/problem.ts';
import type { AggregateSpec, Aggregates } from '../storage/aggregates.ts';
import { type PlanInForce, type PlanOrder, SUBSCRIPTION_KIND, type Subscriptions } from './plan-port.ts';
import type { Who } from './who.ts';

const PLANS = ['community', 'pro', 'enterprise'];

const stateSchema = z.object({ tenantId: z.string(), planId: z.string(), version: z.int() });
type State = z.infer<typeof stateSchema>;
const spec: AggregateSpec<State> = { kind: SUBSCRIPTION_KIND, state: stateSchema };

/** Until the domain of subscriptions is wired in: three plans that buy the tiers of their names, from now on. */
export class StandInSubscriptions implements Subscriptions {
  readonly #subscriptions: Aggregates<State>;

  constructor(context: Context) {
    this.#subscriptions = context.aggregates(spec);
  }

  async planOf(tenantId: string): Promise<PlanInForce | undefined> {
    const found = await this.#subscriptions.load(tenantId);
    if (found === undefined) return undefined;
    const { planId, version } = found.state;
    return { planId, version, tier: planId, featureFlags: {} };
  }

  async check({ planId }: Pick<PlanOrder, 'planId'>): Promise<void> {
    if (!PLANS.includes(planId)) throw notFound(`plan "${planId}"`);
  }

  async subscribe(_subscriptionId: string, order: PlanOrder, who: Who): Promise<void> {
    await this.check(order);
    const { tenantId, planId } = order;
    const note = { ...who, tenantId, action: 'subscription.create' };
    await this.#subscriptions.create(tenantId, { tenantId, planId, version: 1 }, note);
  }

  async changePlan(newSubscriptionId: string, order: PlanOrder, who: Who): Promise<void> {
    await this.check(order);
    const { tenantId, planId } = order;
    const now = await this.#subscriptions.load(tenantId);
    if (now === undefined) return this.subscribe(newSubscriptionId, order, who);
    if (now.state.planId === planId) return;
    const note = { ...who, tenantId, action: 'subscription.change_plan' };
    await this.#subscriptions.change(tenantId, now, { ...now.state, planId }, note);
  }
}
