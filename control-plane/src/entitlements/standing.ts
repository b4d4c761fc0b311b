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
  /** Somebody suspends it: it may use nothing, whatever its plan says. */
  readonly suspended: boolean;
  /** Meters of which no more may be used, since too much was beyond the allowance. */
  readonly throttled: readonly string[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

export type SuspensionsOf = (
  tenantId: string,
) => Promise<readonly { readonly until?: string | undefined }[] | undefined>;

export type ThrottledOf = (tenantId: string) => Promise<readonly string[]>;

/** Standings, kept for a moment in this process: forgotten when this process changes them, or time does. */
export class Standings {
  readonly #subscriptions: SubscriptionService;
  readonly #clock: Clock;
  readonly #suspensionsOf: SuspensionsOf;
  readonly #throttledOf: ThrottledOf;
  readonly #kept: LookupCache<Standing>;

  constructor(
    subscriptions: SubscriptionService,
    clock: Clock,
    suspensionsOf: SuspensionsOf,
    throttledOf: ThrottledOf = async () => [],
  ) {
    this.#subscriptions = subscriptions;
    this.#clock = clock;
    this.#suspensionsOf = suspensionsOf;
    this.#throttledOf = throttledOf;
    this.#kept = new LookupCache(tenantId => this.read(tenantId), {
      clock,
      ttl: STANDING_TTL,
      maxFound: MAX_TENANTS,
      maxMissing: MAX_TENANTS,
    });
  }

  readonly projection: Projection = async ({ kind, aggregateId }) => {
    if (kind === 'subscription' || kind === 'tenant' || kind === 'enforcement')
      this.#kept.forget(aggregateId);
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
    const [found, suspensions, throttled] = await Promise.all([
      this.#subscriptions.find(tenantId),
      this.#suspensionsOf(tenantId),
      this.#throttledOf(tenantId),
    ]);
    if (found === undefined && suspensions === undefined) return undefined;
    const ends = endsOf(suspensions ?? [], this.#clock.now());
    const suspended = ends.length > 0;
    if (found === undefined) {
      return {
        reason: 'plan_unassigned',
        plan: undefined,
        period: undefined,
        suspended,
        throttled,
        until: Math.min(...ends, Number.POSITIVE_INFINITY),
      };
    }
    const now = isoTime(this.#clock.now());
    const { state, plan, period } = await this.#subscriptions.inForce(found, now);
    const due = dueAfter(state, now);
    const until = Math.min(
      ...ends,
      due === undefined ? Number.POSITIVE_INFINITY : Date.parse(due),
      period === undefined ? Number.POSITIVE_INFINITY : Date.parse(period.to),
    );
    const begun = termAt(state, now) !== undefined;
    return {
      reason: plan ? 'active' : begun ? 'ended' : 'not_begun',
      plan,
      period,
      suspended,
      throttled,
      until,
    };
  }
}

/** When the suspensions in force end, in milliseconds since 1970; infinity for those without an end. */
function endsOf(suspensions: NonNullable<Awaited<ReturnType<SuspensionsOf>>>, now: number): number[] {
  return suspensions
    .map(({ until }) => (until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until)))
    .filter(end => end > now);
}
