import { refusalOf } from '@tenantry/contracts/commercial/effective-plan';
import type { PlanSpec, PriceInterval } from '@tenantry/contracts/commercial/plan';
import {
  type AddOnChoice,
  type Override,
  type OverrideChange,
  type SubscriptionState,
  type Term,
  termAt,
} from '@tenantry/contracts/commercial/subscription';
import { Problem } from '../http/problem.ts';
import type { PlanVersionState } from '../plans/plan-version.ts';
import type { PlanService } from '../plans/service.ts';

export interface PlanChoice {
  readonly planId: string;
  /** A published version; the newest when left out. */
  readonly version?: number | undefined;
  /** That which the tenant has when left out; of a first plan by the month, or whatever it has in the currency. */
  readonly interval?: PriceInterval | undefined;
  /** Those that the tenant has when left out. */
  readonly addOns?: readonly AddOnChoice[] | undefined;
}

/** What is chosen of the plans, held against what they have. */
export class PlanChoices {
  readonly #plans: PlanService;

  constructor(plans: PlanService) {
    this.#plans = plans;
  }

  /**
   * @param held What the tenant has: that version stays to be had by it, also when it is not sold any more.
   * @param everSold A version that was sold once is as good: for giving back what a tenant had.
   * @throws Problem not_found, invalid_state
   */
  async choose(
    wanted: PlanChoice,
    currency: string | undefined,
    held?: NonNullable<Term['plan']>,
    everSold = false,
  ): Promise<{ term: NonNullable<Term['plan']>; currency: string; version: Pick<PlanVersionState, 'spec'> }> {
    const { planId } = wanted;
    const addOns = wanted.addOns ?? held?.addOns ?? [];
    const keeps = held?.planId === planId && (wanted.version ?? held.version) === held.version;
    const known = keeps ? held.version : everSold ? wanted.version : undefined;
    const found =
      known === undefined
        ? await this.#plans.published(planId, wanted.version)
        : { version: known, spec: await this.#plans.specOf(planId, known) };
    const { version, spec } = found;
    const money = currency ?? spec.prices[0]?.currency ?? 'EUR';
    const interval = wanted.interval ?? held?.interval ?? intervalIn(spec, money);
    const choice = { spec, interval, currency: money };
    const unpriced = refusalOf({ ...choice, addOns: [] });
    if (unpriced !== undefined) {
      const kept = held !== undefined && wanted.interval === undefined;
      throw refused(
        '/interval',
        planId,
        unpriced,
        kept && 'the tenant pays by it: say which interval instead',
      );
    }
    const unfit = refusalOf({ ...choice, addOns });
    if (unfit !== undefined) {
      const kept = held !== undefined && wanted.addOns === undefined;
      throw refused('/addOns', planId, unfit, kept && 'the tenant has it: say which add-ons, [] for none');
    }
    const term = {
      planId,
      version,
      interval,
      addOns: addOns.map(({ key, quantity }) => ({ key, quantity })),
    };
    return { term, currency: money, version: found };
  }

  /**
   * What an override is bound to: a price to the plan in force then.
   * @throws Problem invalid_state when it is about something that the plan lacks, or a meter that nobody declared
   */
  async scopeOf(state: SubscriptionState, change: OverrideChange, from: string): Promise<Override['scope']> {
    const plan = termAt(state, from)?.plan;
    if (!plan) throw new Problem('invalid_state', 'the tenant has no plan then', { reason: 'no_plan_then' });
    const { planId, interval } = plan;
    const spec = await this.#plans.specOf(planId, plan.version);
    const fault = lackOf(spec, change);
    if (fault !== undefined) {
      throw new Problem('invalid_state', fault, {
        errors: [{ field: '/change', code: 'not_in_plan', message: fault }],
      });
    }
    if (change.kind === 'allowance') await this.#plans.mustBeDeclared(change.meter, '/change/meter');
    const priced = change.kind !== 'allowance' && change.kind !== 'flag';
    return priced ? { planId, interval, currency: state.currency } : undefined;
  }
}

/** Nothing that a tenant has is dropped without a word: `hint` tells who left it out what to say. */
function refused(field: string, planId: string, why: string, hint: string | false): Problem {
  const message = `plan "${planId}": ${why}${hint === false ? '' : `; ${hint}`}`;
  return new Problem('invalid_state', message, { errors: [{ field, code: 'not_in_plan', message }] });
}

function intervalIn(spec: PlanSpec, currency: string): PriceInterval {
  const sold = spec.prices.filter(price => price.currency === currency).map(({ interval }) => interval);
  return sold.includes('month') ? 'month' : (sold[0] ?? 'month');
}

/** What an override is about that the plan does not have. */
function lackOf(spec: PlanSpec, change: OverrideChange): string | undefined {
  if (change.kind === 'addOnPrice' && !spec.addOns.some(({ key }) => key === change.addOn)) {
    return `the plan has no add-on "${change.addOn}"`;
  }
  if (change.kind === 'overagePrice' && !spec.allowances.some(({ meter }) => meter === change.meter)) {
    return `the plan has no allowance of "${change.meter}"`;
  }
  return undefined;
}
