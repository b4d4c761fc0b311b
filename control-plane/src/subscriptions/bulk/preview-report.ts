import { effectivePlanAt } from '@tenantry/contracts/commercial/charges';
import { type EffectivePlan, refusalOf } from '@tenantry/contracts/commercial/effective-plan';
import { divideHalfEven, PRICE_PLACES, parsePrice, toMinor } from '@tenantry/contracts/commercial/money';
import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import {
  type NewPlanChange,
  type PlanChangePreviewBody,
  type PlanChangePreviewItem,
  PREVIEWED,
} from '@tenantry/contracts/commercial/plan-change';
import { FINDINGS, type Finding, type FindingCode } from '@tenantry/contracts/commercial/plan-change-preview';
import type { SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../../clock.ts';
import { Problem } from '../../http/problem.ts';
import type { PlanService } from '../../plans/service.ts';
import { periodEnd } from '../decide.ts';
import { priceOf } from '../preview/assessment.ts';
import type { CandidateParts, Candidates } from './candidates.ts';
import type { ChangeTenantParts } from './change-tenant.ts';

export interface ReportParts extends Pick<CandidateParts, 'factsOf' | 'clock'> {
  readonly candidates: Pick<Candidates, 'holders'>;
  readonly plans: Pick<PlanService, 'specOf'>;
  readonly changes: Pick<ChangeTenantParts['changes'], 'findings'>;
}

/** Most of a look at a tenant is waiting for the store, which is as long for several. */
const SIDE_BY_SIDE = 8;

type Specs = (planId: string, version: number) => PlanSpec;

/** What a change of plan of many tenants would come to: prices of all of them, and findings one by one. */
export class PreviewReport {
  readonly #parts: ReportParts;

  constructor(parts: ReportParts) {
    this.#parts = parts;
  }

  /** Totals of all, findings of the first ones. */
  async summary(order: NewPlanChange): Promise<PlanChangePreviewBody> {
    const refusals: PlanChangePreviewItem[] = [];
    const others: PlanChangePreviewItem[] = [];
    const totals = new Totals();
    const counts = new Map<FindingCode, number>();
    let lookedAt = 0;
    let total = 0;
    const lookAt = () => {
      if (lookedAt === PREVIEWED) return false;
      lookedAt++;
      return true;
    };
    for await (const item of this.#items(order, lookAt)) {
      total++;
      totals.add(item);
      for (const code of new Set(item.findings.map(finding => finding.code)))
        counts.set(code, (counts.get(code) ?? 0) + 1);
      const list = item.outcome === 'would_be_refused' ? refusals : others;
      if (list.length < PREVIEWED) list.push(item);
    }
    return {
      total,
      wouldChange: totals.tenants,
      wouldBeRefused: total - totals.tenants,
      totals: totals.all(),
      findings: [...counts].map(([code, tenants]) => ({ code, blocking: FINDINGS[code].blocking, tenants })),
      lookedAt,
      items: [...refusals, ...others].slice(0, PREVIEWED),
    };
  }

  /** Every tenant with its findings, in the order of the ids. */
  rows(order: NewPlanChange): AsyncGenerator<PlanChangePreviewItem> {
    return this.#items(order, () => true);
  }

  async *#items(order: NewPlanChange, lookAt: () => boolean): AsyncGenerator<PlanChangePreviewItem> {
    const { candidates, plans, clock } = this.#parts;
    const { from, to } = order;
    const specs = new Map<string, PlanSpec>();
    for (const { planId, version } of [from, to])
      specs.set(`${planId}@${version}`, await plans.specOf(planId, version));
    const specOf: Specs = (planId, version) => {
      const spec = specs.get(`${planId}@${version}`);
      if (spec === undefined) throw new Error(`${planId}@${version} is not of this order`);
      return spec;
    };
    let some: SubscriptionState[] = [];
    const looked = () => {
      const now = isoTime(clock.now());
      const items = some.map(state => this.#itemOf(order, state, specOf, now, lookAt()));
      some = [];
      return Promise.all(items);
    };
    for await (const { state } of candidates.holders(order)) {
      some.push(state);
      if (some.length === SIDE_BY_SIDE) yield* await looked();
    }
    yield* await looked();
  }

  async #itemOf(
    order: NewPlanChange,
    state: SubscriptionState,
    specOf: Specs,
    now: string,
    lookAt: boolean,
  ): Promise<PlanChangePreviewItem> {
    const { tenantId, currency } = state;
    const before = effectivePlanAt(onlyUntil(state, now), now, specOf);
    if (before === undefined) throw new Error('a holder has a plan');
    const slug = this.#parts.factsOf(tenantId)?.slug;
    const shown = {
      tenantId,
      ...(slug !== undefined && { slug }),
      interval: before.interval,
      currency,
      beforeMonthlyMinor: monthlyMinor(before).toString(),
    };
    const refused = (code: string, message: string, findings: readonly Finding[] = []) => ({
      ...shown,
      outcome: 'would_be_refused' as const,
      code,
      message,
      findings: [...findings],
    });
    if (state.terms.some(({ from }) => from > now))
      return refused('change_scheduled', 'another change is scheduled for it');
    const { planId, version } = order.to;
    const spec = specOf(planId, version);
    const unfit = refusalOf({ ...before, spec, addOns: before.addOns });
    if (unfit !== undefined) return refused('not_in_plan', `plan "${planId}": ${unfit}`);
    const findings = lookAt ? await this.#findings(order, tenantId, before) : [];
    if (findings instanceof Problem)
      return refused(findings.errors[0]?.code ?? findings.code, findings.message);
    const stopping = findings.find(({ code, blocking }) => blocking && !order.acceptFindings.includes(code));
    if (stopping) return refused(stopping.code, stopping.message, findings);
    const after = effectivePlanAt(withPlan(state, order, now), whenOf(state, order, now), specOf);
    const afterMinor = after === undefined ? 0n : monthlyMinor(after);
    return {
      ...shown,
      outcome: 'would_change',
      afterMonthlyMinor: afterMinor.toString(),
      deltaMonthlyMinor: (afterMinor - monthlyMinor(before)).toString(),
      findings: [...findings],
    };
  }

  /** A Problem where the tenant cannot have it so: it is refused then, too. */
  async #findings(
    { to, when }: NewPlanChange,
    tenantId: string,
    { interval, addOns }: EffectivePlan,
  ): Promise<readonly Finding[] | Problem> {
    const choice = addOns.map(({ key, quantity }) => ({ key, quantity }));
    try {
      return await this.#parts.changes.findings(tenantId, { ...to, interval, addOns: choice, when });
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return error;
      throw error;
    }
  }
}

function whenOf(state: SubscriptionState, { when }: NewPlanChange, now: string): string {
  return when === 'now' ? now : periodEnd(state, now);
}

/** Only the term in force: those before it may be of plans that are none of the order's. */
function onlyUntil(state: SubscriptionState, now: string): SubscriptionState {
  const term = state.terms.findLast(({ from }) => from <= now);
  return { ...state, terms: term ? [term] : [] };
}

function withPlan(state: SubscriptionState, order: NewPlanChange, now: string): SubscriptionState {
  const known = onlyUntil(state, now);
  const held = known.terms[0]?.plan;
  if (!held) return known;
  const { interval, addOns } = held;
  const plan = { ...order.to, interval, addOns };
  return { ...known, terms: [...known.terms, { from: whenOf(state, order, now), plan }] };
}

/** Base price and add-ons of a month; a twelfth of a yearly price, rounded once. */
function monthlyMinor(plan: EffectivePlan): bigint {
  const { interval, amount } = priceOf(plan);
  const minor = toMinor({ units: parsePrice(amount), places: PRICE_PLACES }, plan.currency);
  return interval === 'year' ? divideHalfEven(minor, 12n) : minor;
}

class Totals {
  readonly #byCurrency = new Map<string, { tenants: number; before: bigint; after: bigint }>();
  tenants = 0;

  add({ outcome, currency, beforeMonthlyMinor, afterMonthlyMinor }: PlanChangePreviewItem): void {
    if (outcome !== 'would_change' || afterMonthlyMinor === undefined) return;
    this.tenants++;
    const sum = this.#byCurrency.get(currency) ?? { tenants: 0, before: 0n, after: 0n };
    this.#byCurrency.set(currency, {
      tenants: sum.tenants + 1,
      before: sum.before + BigInt(beforeMonthlyMinor),
      after: sum.after + BigInt(afterMonthlyMinor),
    });
  }

  all(): PlanChangePreviewBody['totals'] {
    return [...this.#byCurrency]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, { tenants, before, after }]) => ({
        currency,
        tenants,
        beforeMonthlyMinor: before.toString(),
        afterMonthlyMinor: after.toString(),
        deltaMonthlyMinor: (after - before).toString(),
      }));
  }
}
