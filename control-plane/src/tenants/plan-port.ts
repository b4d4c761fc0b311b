import type { PriceInterval } from '@tenantry/contracts/commercial/plan';
import type { AddOnChoice } from '@tenantry/contracts/commercial/subscription';
import type { Who } from './who.ts';

/** The plan by which what is there of a tenant was made. */
export interface LastPlan {
  readonly plan: PlanInForce;
  /** It is in force no more, and buys nothing new. */
  readonly hasEnded: boolean;
}

/** What a tenant has bought at a time, as the domain of subscriptions says. */
export interface PlanInForce {
  readonly planId: string;
  readonly version: number;
  /** The Tier that it buys. */
  readonly tier: string;
  /** Flags of the plan and of the subscription's overrides, resolved. */
  readonly featureFlags: Readonly<Record<string, boolean>>;
}

export interface PlanOrder {
  readonly tenantId: string;
  readonly planId: string;
  /** A published version; the newest when left out. */
  readonly version?: number | undefined;
  /** RFC 3339; now when left out. */
  readonly from?: string | undefined;
  readonly reason?: string | undefined;
  /** Interval and add-ons are those that the tenant has when left out. */
  readonly interval?: PriceInterval | undefined;
  readonly addOns?: readonly AddOnChoice[] | undefined;
  readonly zone?: string | undefined;
  readonly currency?: string | undefined;
}

/**
 * The tenants' view of subscriptions. An order may be given again, by anybody who resumes: a subscription that exists
 * under `subscriptionId` is as good as a new one. To another plan there is one way, {@link ChangePlan}.
 */
export interface Subscriptions {
  /** undefined: plan unassigned. */
  planOf(tenantId: string): Promise<PlanInForce | undefined>;
  /** The plan in force, or the one that ended last; undefined where none ever was. */
  lastPlanOf(tenantId: string): Promise<LastPlan | undefined>;
  /** @throws Problem not_found, invalid_state, when there is no such plan or it cannot be had */
  subscribe(subscriptionId: string, order: PlanOrder, who: Who): Promise<void>;
  /**
   * No plan from an instant (RFC 3339, UTC) on, whatever was to come: of a tenant that goes. Where that is so already,
   * or nothing was ever bought, it changes nothing.
   */
  end(tenantId: string, from: string, who: Who): Promise<void>;
  /** Whether a plan could be subscribed to now. @throws Problem not_found, invalid_state */
  check(order: Omit<PlanOrder, 'tenantId'>): Promise<void>;
}

/**
 * Gives a tenant another plan, or its first one. Done again under the same id it does no more.
 *
 * @param accepted Codes of findings that would stop it otherwise
 * @throws Problem not_found and invalid_state, when there is no such plan or it cannot be had; conflict, when it would
 *   hurt the tenant: each finding with its code
 */
export type ChangePlan = (
  newSubscriptionId: string,
  order: PlanOrder,
  accepted: readonly string[],
  who: Who,
) => Promise<void>;

/** Kind of the changes after which `planOf` may answer another plan. */
export const SUBSCRIPTION_KIND = 'subscription';
