import type { NewPlanChange } from '@tenantry/contracts/commercial/plan-change';
import type { Context } from '../../context.ts';
import { below } from '../../http/problem.ts';
import type { PlanService } from '../../plans/service.ts';
import type { Versioned } from '../../storage/aggregates.ts';
import { scanAll } from '../../storage/documents.ts';
import { headProjection } from '../../storage/heads.ts';
import { throughAll } from '../../through-all.ts';
import { BatchRun } from './batch-run.ts';
import { type CandidateParts, Candidates } from './candidates.ts';
import type { ChangeTenantParts } from './change-tenant.ts';
import { type By, PlanChangeOrders } from './orders.ts';
import {
  headFieldsOf,
  isOver,
  type PlanChange,
  type PlanChangeHeads,
  type PlanChangeItems,
  planChangeAggregate,
  planChangeHeadsSpec,
  planChangeItemsSpec,
  requestOf,
} from './plan-change.ts';
import { PreviewReport } from './preview-report.ts';

const RUN_EVERY = 1_000;
const PAGE = 100;

export interface PlanChangeParts extends Pick<CandidateParts, 'heads' | 'factsOf'> {
  readonly plans: PlanService;
  readonly subscriptions: ChangeTenantParts['subscriptions'];
  readonly changes: ChangeTenantParts['changes'];
}

interface Inner {
  readonly orders: PlanChangeOrders;
  readonly heads: PlanChangeHeads;
  readonly items: PlanChangeItems;
  readonly candidates: Candidates;
  readonly run: BatchRun;
  readonly report: PreviewReport;
}

/** Tenants of an order, by what became of them. */
interface Counts {
  readonly changed: number;
  readonly refused: number;
  readonly failed: number;
}

/** Orders to give tenants on a version of a plan another, batch by batch; see plan-change.ts for their states. */
export class PlanChanges {
  readonly #parts: PlanChangeParts;
  readonly #inner: Inner;
  readonly heads: PlanChangeHeads;
  readonly items: PlanChangeItems;

  private constructor(parts: PlanChangeParts, inner: Inner) {
    this.#parts = parts;
    this.#inner = inner;
    this.heads = inner.heads;
    this.items = inner.items;
  }

  static async open(context: Context, parts: PlanChangeParts): Promise<PlanChanges> {
    const { clock } = context;
    const heads = await context.store.collection(planChangeHeadsSpec);
    const items = await context.store.collection(planChangeItemsSpec);
    context.addProjection(headProjection(context.changes, planChangeAggregate, heads, headFieldsOf));
    const orders = new PlanChangeOrders(context);
    const candidates = new Candidates({ heads: parts.heads, items, factsOf: parts.factsOf, clock });
    const change = { subscriptions: parts.subscriptions, changes: parts.changes, clock };
    const planChanges = new PlanChanges(parts, {
      orders,
      heads,
      items,
      candidates,
      run: new BatchRun({ orders, items, candidates, change, clock, logger: context.logger }),
      report: new PreviewReport({ ...parts, candidates, clock }),
    });
    context.every('change plans of many tenants', RUN_EVERY, () => planChanges.runOpen());
    return planChanges;
  }

  /** What an order would come to now, tenant by tenant; stores nothing. @throws Problem as `create` does */
  async preview(order: NewPlanChange) {
    await this.#check(order);
    return this.#inner.report.summary(order);
  }

  /** The same of every tenant, one after the other. @throws Problem as `create` does */
  async previewRows(order: NewPlanChange) {
    await this.#check(order);
    return this.#inner.report.rows(order);
  }

  /** With an id that exists it answers that order. @throws Problem not_found, invalid_state */
  async create(planChangeId: string, order: NewPlanChange, by: By): Promise<Versioned<PlanChange>> {
    const { orders, candidates } = this.#inner;
    await this.#check(order);
    let total = 0;
    for await (const _ of candidates.holders(order)) total++;
    return orders.create(planChangeId, { ...order, total }, by);
  }

  /** @throws Problem not_found */
  load(planChangeId: string): Promise<Versioned<PlanChange>> {
    return this.#inner.orders.load(planChangeId);
  }

  /** No further tenant is begun until it is resumed. @throws Problem not_found, conflict */
  pause(planChangeId: string, reason: string | undefined, by: By): Promise<Versioned<PlanChange>> {
    return this.#inner.orders.move(planChangeId, 'paused', by, 'plan_change.pause', reason);
  }

  /** @throws Problem not_found, conflict */
  resume(planChangeId: string, reason: string | undefined, by: By): Promise<Versioned<PlanChange>> {
    return this.#inner.orders.move(planChangeId, 'running', by, 'plan_change.resume', reason);
  }

  /** No further tenant is begun; those that have been changed stay so. @throws Problem not_found, conflict */
  cancel(planChangeId: string, reason: string | undefined, by: By): Promise<Versioned<PlanChange>> {
    return this.#inner.orders.move(planChangeId, 'cancelling', by, 'plan_change.cancel', reason);
  }

  /**
   * Takes an order back that has ended, by another one: those that it changed are given back what they had.
   * @param newId Of the order that takes it back. @throws Problem not_found, conflict
   */
  async undo(
    planChangeId: string,
    newId: string,
    { reason, when }: { readonly reason: string; readonly when: PlanChange['when'] },
    by: By,
  ): Promise<Versioned<PlanChange>> {
    const { orders } = this.#inner;
    const { state } = await orders.undo(planChangeId, { planChangeId: newId, when, reason }, by);
    await this.#makeUndo(state);
    return orders.load(newId);
  }

  /**
   * Tries those again that failed. Where none has, it changes nothing.
   * @throws Problem not_found, conflict when it was cancelled or taken back
   */
  async retry(planChangeId: string, reason: string | undefined, by: By): Promise<Versioned<PlanChange>> {
    const { orders } = this.#inner;
    const current = await orders.load(planChangeId);
    const failed = { index: 'outcome' as const, equals: [planChangeId, 'failed'], limit: 1 };
    return (await this.items.scan(failed)).length === 0 ? current : orders.retry(planChangeId, reason, by);
  }

  async counts(planChangeId: string): Promise<Counts> {
    const counts = { changed: 0, refused: 0, failed: 0 };
    for (const outcome of ['changed', 'refused', 'failed'] as const) {
      const scan = { index: 'outcome' as const, equals: [planChangeId, outcome] };
      for await (const _ of scanAll(this.items, scan)) counts[outcome]++;
    }
    return counts;
  }

  /** Takes every open order as far as it goes. */
  async runOpen(): Promise<number> {
    return throughAll(scanAll(this.heads, { index: 'open' }, PAGE), async ({ id, state }) => {
      if (state.undo?.made === false) await this.#makeUndo((await this.load(id)).state);
      if (!isOver(state.phase)) await this.#inner.run.run(id);
    });
  }

  /** What was said of an order is done: again, after a crash, it does no more. */
  async #makeUndo({ planChangeId, undo, ...order }: PlanChange): Promise<void> {
    if (undo === undefined || undo.made) return;
    const { orders } = this.#inner;
    const { from, to, batches, undoHours } = order;
    const back = { from: to, to: from, batches, undoHours, selection: {}, acceptFindings: [] };
    // Whoever failed has what it had, and is left out; one that was changed after all is not.
    await this.#inner.run.reconcile(planChangeId);
    const { changed } = await this.counts(planChangeId);
    await orders.create(
      undo.planChangeId,
      { ...back, when: undo.when, reason: undo.reason, undoes: planChangeId, total: changed },
      { actor: undo.by, requestId: requestOf(planChangeId) },
    );
    await orders.undoMade(planChangeId);
  }

  async #check({ from, to }: NewPlanChange): Promise<void> {
    const { plans } = this.#parts;
    await below('/from', () => plans.version(from.planId, from.version, '/version'));
    await below('/to', () => plans.published(to.planId, to.version));
  }
}
