import type { EffectiveAllowance } from '@tenantry/contracts/commercial/effective-plan';
import {
  type EntitlementBody,
  type FlagEntitlementBody,
  judge,
} from '@tenantry/contracts/commercial/entitlement';
import { LookupCache } from '../access/lookup-cache.ts';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/problem.ts';
import type { Taken } from './pots.ts';
import type { Reservations } from './reservations.ts';
import type { Standing, Standings } from './standing.ts';
import { isUnmetered, type UsageReader, type UsageReading } from './usage-port.ts';

type Reading = UsageReading & Taken;

/** How old a reading of usage may be on top of the ledger's own lag, in milliseconds. */
export const USAGE_TTL = 1_000;
const MAX_READINGS = 100_000;

/**
 * Checks. They count nothing and hold nothing: what is used between the last reading and the check is not seen, so a
 * check lets pass at most rate × (now − asOf) too much, where now − asOf is at most the ledger's counting lag and
 * {@link USAGE_TTL}. Who must never pass a limit reserves.
 */
export class EntitlementService {
  readonly #standings: Standings;
  readonly #clock: Context['clock'];
  readonly #billing: Context['billing'];
  readonly #readings: LookupCache<Reading>;

  constructor(
    context: Context,
    standings: Standings,
    usage: UsageReader,
    reservations: Pick<Reservations, 'taken'>,
  ) {
    this.#standings = standings;
    this.#clock = context.clock;
    this.#billing = context.billing;
    this.#readings = new LookupCache(
      async key => {
        const [tenantId = '', meter = '', from = '', to = ''] = key.split('/');
        const [reading, taken] = await Promise.all([
          usage.total(tenantId, meter, { from, to }),
          reservations.taken({ tenantId, meter, from }),
        ]);
        return { ...reading, ...taken };
      },
      { clock: context.clock, ttl: USAGE_TTL, maxFound: MAX_READINGS, maxMissing: MAX_READINGS },
    );
  }

  /** Whether `quantity` more of a meter may be used now. @throws Problem not_found */
  async check(tenantId: string, meter: string, quantity: bigint): Promise<EntitlementBody> {
    return this.#entitlement(tenantId, await this.#standing(tenantId), meter, quantity);
  }

  /** @throws Problem not_found */
  async flag(tenantId: string, flag: string): Promise<FlagEntitlementBody> {
    return flagOf(await this.#standing(tenantId), flag);
  }

  /**
   * Every meter and flag of the plan. `anew`: for whoever was told that something was counted, and asks once; what was
   * read a moment before, for somebody else, does not do.
   * @throws Problem not_found
   */
  async all(tenantId: string, anew = false) {
    const standing = await this.#standing(tenantId);
    const { plan, period } = standing;
    if (anew && plan && period)
      for (const { meter } of plan.allowances) this.#readings.forget(readingKey(tenantId, meter, period));
    const meters = await Promise.all(
      (plan?.allowances ?? []).map(({ meter }) => this.#entitlement(tenantId, standing, meter, 1n)),
    );
    return {
      planId: plan?.planId ?? null,
      meters,
      flags: Object.keys(plan?.featureFlags ?? {})
        .toSorted()
        .map(flag => flagOf(standing, flag)),
    };
  }

  async #standing(tenantId: string): Promise<Standing> {
    const standing = await this.#standings.of(tenantId);
    if (standing === undefined) throw notFound('such tenant');
    return standing;
  }

  async #entitlement(
    tenantId: string,
    { reason, plan, period, suspended, throttled }: Standing,
    meter: string,
    quantity: bigint,
  ): Promise<EntitlementBody> {
    const asked = { meter, quantity: quantity.toString() };
    if (plan === undefined || period === undefined) {
      return {
        ...asked,
        allowed: !suspended && reason === 'plan_unassigned',
        reason: suspended ? 'suspended' : reason === 'active' ? 'not_begun' : reason,
        policy: null,
        used: '0',
        held: '0',
        limit: null,
        ceiling: null,
        remaining: null,
        period: null,
        reset: null,
        asOf: isoTime(this.#clock.now()),
      };
    }
    const allowance = plan.allowances.find(one => one.meter === meter);
    const counted = await this.#reading(tenantId, meter, period).catch(error => {
      // A fault of the plan is not the tenant's: what else it may use is answered all the same.
      if (allowance !== undefined && isUnmetered(error)) return undefined;
      throw error;
    });
    const reading = counted ?? { value: 0n, asOf: this.#clock.now(), held: 0n, committed: 0n };
    const judged = judge(allowance, reading.value, quantity);
    // Nothing, whatever is left of it; the numbers are as ever.
    const verdict = suspended
      ? { ...judged, allowed: false, reason: 'suspended' as const }
      : throttled.includes(meter)
        ? { ...judged, allowed: false, reason: 'throttled' as const }
        : judged;
    this.#tell(tenantId, allowance, reading.value);
    return {
      ...asked,
      allowed: verdict.allowed,
      reason: counted === undefined && verdict.allowed ? 'unmetered' : verdict.reason,
      policy: allowance?.policy ?? null,
      used: reading.value.toString(),
      held: heldBeside(reading).toString(),
      limit: verdict.limit?.toString() ?? null,
      ceiling: verdict.ceiling?.toString() ?? null,
      remaining: verdict.remaining?.toString() ?? null,
      period,
      reset: period.to,
      asOf: isoTime(reading.asOf),
    };
  }

  async #reading(tenantId: string, meter: string, period: { from: string; to: string }): Promise<Reading> {
    const reading = await this.#readings.get(readingKey(tenantId, meter, period));
    if (reading === undefined) throw notFound(`meter "${meter}"`);
    return reading;
  }

  /** The share of an allowance that is used, for dashboards. */
  #tell(tenantId: string, allowance: EffectiveAllowance | undefined, used: bigint): void {
    if (allowance === undefined || allowance.quantity === 'unlimited') return;
    const limit = Number(allowance.quantity);
    if (limit === 0) return;
    const { meter, policy } = allowance;
    this.#billing.quota({ tenantId, meter, policy, utilization: Number(used) / limit });
  }
}

function readingKey(tenantId: string, meter: string, { from, to }: { from: string; to: string }): string {
  return [tenantId, meter, from, to].join('/');
}

/** What is committed and not counted yet is as gone as what is held. */
function heldBeside({ value, held, committed }: Reading): bigint {
  return held + (committed > value ? committed - value : 0n);
}

function flagOf({ reason, plan, suspended }: Standing, flag: string): FlagEntitlementBody {
  if (suspended) return { flag, on: false, reason: 'suspended' };
  if (plan === undefined) return { flag, on: false, reason: reason === 'active' ? 'not_begun' : reason };
  const known = Object.hasOwn(plan.featureFlags, flag);
  const agreed = plan.flagSources !== undefined && Object.hasOwn(plan.flagSources, flag);
  const on = known && plan.featureFlags[flag] === true;
  return { flag, on, reason: agreed ? 'override' : known ? 'plan' : 'not_in_plan' };
}
