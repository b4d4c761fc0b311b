import {
  type NewPlanChange,
  type PlanChangePreviewItem,
  PREVIEWED,
} from '@tenantry/contracts/commercial/plan-change';
import { termAt } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { below, notFound, Problem } from '../../http/problem.ts';
import type { PlanService } from '../../plans/service.ts';
import type { Aggregates, Versioned } from '../../storage/aggregates.ts';
import { type Collection, insertOne, scanAll } from '../../storage/documents.ts';
import { headProjection } from '../../storage/heads.ts';
import type { SubscriptionService } from '../service.ts';
import type { SubscriptionHead } from '../subscription.ts';
import { changeTenant } from './change-tenant.ts';
import {
  headFieldsOf,
  itemId,
  type PlanChange,
  type PlanChangeHeads,
  type PlanChangeItem,
  type PlanChangeItems,
  planChangeAggregate,
  planChangeHeadsSpec,
  planChangeItemsSpec,
} from './plan-change.ts';

const RUN_EVERY = 1_000;
const PAGE = 100;
const ATTEMPTS = 8;

export interface By {
  readonly actor: { readonly id: string; readonly name: string };
  readonly requestId: string;
}

export interface PlanChangeParts {
  readonly subscriptions: SubscriptionService;
  readonly heads: Collection<SubscriptionHead, 'plan' | 'due'>;
  readonly plans: PlanService;
}

/**
 * Orders to give every tenant on a version of a plan another. Each tenant is claimed by one insert, changed by one, and
 * then its outcome is written down: whoever dies in between, another replica goes on where the documents say.
 */
export class PlanChanges {
  readonly #context: Context;
  readonly #parts: PlanChangeParts;
  readonly #changes: Aggregates<PlanChange>;
  readonly heads: PlanChangeHeads;
  readonly items: PlanChangeItems;

  private constructor(
    context: Context,
    parts: PlanChangeParts,
    heads: PlanChangeHeads,
    items: PlanChangeItems,
  ) {
    this.#context = context;
    this.#parts = parts;
    this.#changes = context.aggregates(planChangeAggregate);
    this.heads = heads;
    this.items = items;
  }

  static async open(context: Context, parts: PlanChangeParts): Promise<PlanChanges> {
    const heads = await context.store.collection(planChangeHeadsSpec);
    const items = await context.store.collection(planChangeItemsSpec);
    context.addProjection(headProjection(context.changes, planChangeAggregate, heads, headFieldsOf));
    const planChanges = new PlanChanges(context, parts, heads, items);
    context.every('change plans of many tenants', RUN_EVERY, () => planChanges.runOpen());
    return planChanges;
  }

  /** What an order would come to now, tenant by tenant; stores nothing. @throws Problem as `create` does */
  async preview(order: NewPlanChange) {
    await this.#check(order);
    const refusals: PlanChangePreviewItem[] = [];
    const others: PlanChangePreviewItem[] = [];
    let total = 0;
    const answers = new Map<string, Promise<Problem | undefined>>();
    for await (const { state } of this.#holders(order)) {
      const now = isoTime(this.#context.clock.now());
      const plan = termAt(state, now)?.plan;
      if (!plan) continue;
      total++;
      const { tenantId, currency } = state;
      const refusal = state.terms.some(({ from }) => from > now)
        ? { code: 'change_scheduled', message: 'another change is scheduled for it' }
        : await this.#refusalOf(order, { currency, interval: plan.interval, addOns: plan.addOns }, answers);
      if (refusal) refusals.push({ tenantId, outcome: 'would_be_refused', ...refusal });
      else if (others.length < PREVIEWED) others.push({ tenantId, outcome: 'would_change' });
    }
    const items = [...refusals, ...others].slice(0, PREVIEWED);
    const wouldBeRefused = refusals.length;
    return { total, wouldChange: total - wouldBeRefused, wouldBeRefused, items };
  }

  /** With an id that exists it answers that order. @throws Problem not_found, invalid_state */
  async create(planChangeId: string, order: NewPlanChange, by: By): Promise<Versioned<PlanChange>> {
    await this.#check(order);
    const { id, name } = by.actor;
    const state: PlanChange = {
      ...order,
      planChangeId,
      phase: 'running',
      by: { id, name },
      createdAt: isoTime(this.#context.clock.now()),
    };
    const note = { ...by, action: 'plan_change.order', reason: order.reason };
    const made = await this.#changes.create(planChangeId, state, note);
    return made === 'exists' ? this.load(planChangeId) : made;
  }

  /** @throws Problem not_found */
  async load(planChangeId: string): Promise<Versioned<PlanChange>> {
    const found = await this.#changes.load(planChangeId);
    if (found === undefined) throw notFound('such change of plans');
    return found;
  }

  /** No further tenant is begun; those that have been changed stay so. @throws Problem not_found, conflict */
  cancel(planChangeId: string, reason: string | undefined, by: By): Promise<Versioned<PlanChange>> {
    return this.#move(planChangeId, 'cancelling', by, 'plan_change.cancel', reason);
  }

  async counts(planChangeId: string): Promise<{ readonly changed: number; readonly refused: number }> {
    const counts = { changed: 0, refused: 0 };
    for (const outcome of ['changed', 'refused'] as const) {
      const scan = { index: 'outcome' as const, equals: [planChangeId, outcome] };
      for await (const _ of scanAll(this.items, scan)) counts[outcome]++;
    }
    return counts;
  }

  /** Takes every open order as far as it goes. */
  async runOpen(): Promise<number> {
    let count = 0;
    for await (const { id } of scanAll(this.heads, { index: 'open' }, PAGE)) {
      await this.#run(id);
      count++;
    }
    return count;
  }

  async #run(planChangeId: string): Promise<void> {
    const begun = { index: 'outcome' as const, equals: [planChangeId, 'begun'] };
    for await (const item of scanAll(this.items, begun, PAGE)) await this.#settle(item);
    for (let left = true; left; ) {
      left = false;
      const { state: order } = await this.load(planChangeId);
      if (order.phase !== 'running') break;
      for await (const { id: tenantId } of this.#holders(order)) {
        if ((await this.load(planChangeId)).state.phase !== 'running') break;
        left = (await this.#begin(planChangeId, tenantId)) || left;
      }
    }
    if ((await this.items.scan({ ...begun, limit: 1 })).length > 0) return;
    const { state } = await this.load(planChangeId);
    const end = state.phase === 'running' ? 'completed' : 'cancelled';
    await this.#move(planChangeId, end, SYSTEM, `plan_change.${end}`);
  }

  /** Whether the tenant was new to the order. */
  async #begin(planChangeId: string, tenantId: string): Promise<boolean> {
    const id = itemId(planChangeId, tenantId);
    if ((await this.items.get(id)) !== undefined) return false;
    const at = isoTime(this.#context.clock.now());
    const item: PlanChangeItem = { id, planChangeId, tenantId, outcome: 'begun', at };
    if ((await insertOne(this.items, item)) === 'exists') return false;
    await this.#settle(item);
    return true;
  }

  async #settle(item: PlanChangeItem): Promise<void> {
    const { state: order } = await this.load(item.planChangeId);
    const { subscriptions } = this.#parts;
    const outcome = await changeTenant(order, item.tenantId, { subscriptions, clock: this.#context.clock });
    if (outcome) await this.items.replace({ ...item, ...outcome, at: isoTime(this.#context.clock.now()) });
  }

  async #move(
    planChangeId: string,
    phase: PlanChange['phase'],
    by: By,
    action: string,
    reason?: string,
  ): Promise<Versioned<PlanChange>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const current = await this.load(planChangeId);
      const { state } = current;
      if (state.phase === phase) return current;
      const from = phase === 'cancelled' ? 'cancelling' : 'running';
      if (state.phase !== from) throw new Problem('conflict', `it is ${state.phase}`);
      const ended = phase !== 'cancelling' && { endedAt: isoTime(this.#context.clock.now()) };
      const after = { ...state, phase, ...ended };
      const note = { ...by, action, ...(reason !== undefined && { reason }) };
      const changed = await this.#changes.change(planChangeId, current, after, note);
      if (changed !== 'exists') return changed;
    }
    throw new Problem('conflict', 'others keep changing it: come again');
  }

  #holders({ from }: Pick<PlanChange, 'from'>) {
    const equals = [`${from.planId}@${from.version}`];
    return scanAll(this.#parts.heads, { index: 'plan', equals }, PAGE);
  }

  async #check({ from, to }: NewPlanChange): Promise<void> {
    const { plans } = this.#parts;
    await below('/from', () => plans.version(from.planId, from.version, '/version'));
    await below('/to', () => plans.published(to.planId, to.version));
  }

  /** Most tenants have the same interval, add-ons and currency: each of these is asked about once. */
  async #refusalOf(
    { to }: NewPlanChange,
    choice: Omit<Parameters<SubscriptionService['check']>[0], 'planId' | 'version'>,
    answers: Map<string, Promise<Problem | undefined>>,
  ): Promise<{ code: string; message: string } | undefined> {
    const key = JSON.stringify(choice);
    const answer = answers.get(key) ?? refusalFrom(this.#parts.subscriptions.check({ ...to, ...choice }));
    answers.set(key, answer);
    const problem = await answer;
    return problem && { code: problem.errors[0]?.code ?? problem.code, message: problem.message };
  }
}

async function refusalFrom(check: Promise<void>): Promise<Problem | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return error;
    throw error;
  }
}

const SYSTEM: By = { actor: { id: 'system:plan-changes', name: 'Tenantry' }, requestId: 'plan-changes' };
