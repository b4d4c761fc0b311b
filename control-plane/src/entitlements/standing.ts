import type { EffectivePlan } from '@tenantry/contracts/commercial/effective-plan';
import type { Period } from '@tenantry/contracts/commercial/period';
import { termAt } from '@tenantry/contracts/commercial/subscription';
import { LookupCache } from '../access/lookup-cache.ts';
import { type Clock, isoTime } from '../clock.ts';
import type { Projection } from '../storage/relay.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import { dueAfter } from '../subscriptions/subscription.ts';

/** How old what is known of a subscription may be when another replica has changed it, in milliseconds. */
export const STANDING_TTL = 5_000;
const MAX_TENANTS = 20_000;

/** How a tenant stands now, and until when that holds by itself. */
export interface Standing {
  readonly reason: 'active' | 'plan_unassigned' | 'not_begun' | 'ended';
  readonly plan: EffectivePlan | undefined;
  readonly period: Period | undefined;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Standings, kept for a moment in this process: forgotten when this process changes them, or time does. */
export class Standings {
  readonly #subscriptions: SubscriptionService;
  readonly #clock: Clock;
  readonly #hasTenant: (tenantId: string) => Promise<boolean>;
  readonly #kept: LookupCache<Standing>;

  constructor(
    subscriptions: SubscriptionService,
    clock: Clock,
    hasTenant: (tenantId: string) => Promise<boolean>,
  ) {
    this.#subscriptions = subscriptions;
    this.#clock = clock;
    this.#hasTenant = hasTenant;
    this.#kept = new LookupCache(tenantId => this.read(tenantId), {
      clock,
      ttl: STANDING_TTL,
      maxFound: MAX_TENANTS,
      maxMissing: MAX_TENANTS,
    });
  }

  readonly projection: Projection = async ({ kind, aggregateId }) => {
    if (kind === 'subscription') this.#kept.forget(aggregateId);
  };

  /** At most {@link STANDING_TTL} old; undefined when there is no such tenant. */
  async of(tenantId: string): Promise<Standing | undefined> {
    const kept = await this.#kept.get(tenantId);
    if (kept === undefined || this.#clock.now() < kept.until) return kept;
    this.#kept.forget(tenantId);
    return this.#kept.get(tenantId);
  }

  /** As the store has it now: for what must not be decided by what was. */
  async read(tenantId: string): Promise<Standing | undefined> {
    const found = await this.#subscriptions.find(tenantId);
    if (found === undefined) {
      if (!(await this.#hasTenant(tenantId))) return undefined;
      return {
        reason: 'plan_unassigned',
        plan: undefined,
        period: undefined,
        until: Number.POSITIVE_INFINITY,
      };
    }
    const now = isoTime(this.#clock.now());
    const { state, plan, period } = await this.#subscriptions.inForce(found, now);
    const due = dueAfter(state, now);
    const until = Math.min(
      due === undefined ? Number.POSITIVE_INFINITY : Date.parse(due),
      period === undefined ? Number.POSITIVE_INFINITY : Date.parse(period.to),
    );
    const begun = termAt(state, now) !== undefined;
    return { reason: plan ? 'active' : begun ? 'ended' : 'not_begun', plan, period, until };
  }
}
