import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { Problem } from '../../http/problem.ts';
import { insertOne, StoreUnavailable, scanAll } from '../../storage/documents.ts';
import type { Candidates } from './candidates.ts';
import { type ChangeTenantParts, changeTenant, type Outcome, wasChanged } from './change-tenant.ts';
import type { PlanChangeOrders } from './orders.ts';
import { itemId, type PlanChange, type PlanChangeItem, type PlanChangeItems } from './plan-change.ts';

const PAGE = 100;
/** One whose change fails is tried so often, at distances that double: for some five minutes. */
export const MOST_TRIES = 7;
const FIRST_AGAIN_MS = 5_000;

export interface BatchRunParts {
  readonly orders: PlanChangeOrders;
  readonly items: PlanChangeItems;
  readonly candidates: Candidates;
  readonly change: ChangeTenantParts;
  readonly clock: Context['clock'];
  readonly logger: Context['logger'];
}

/**
 * Takes an order as far as it goes now. Who is in a batch is decided by one change of the order; each tenant of it is
 * claimed by one insert, changed by one, and then its outcome is written down: whoever dies in between, another replica
 * goes on where the documents say.
 */
export class BatchRun {
  readonly #parts: BatchRunParts;

  constructor(parts: BatchRunParts) {
    this.#parts = parts;
  }

  async run(planChangeId: string): Promise<void> {
    const { orders, items } = this.#parts;
    await this.#takeUpFailed(planChangeId);
    const begun = { index: 'outcome' as const, equals: [planChangeId, 'begun'] };
    for await (const item of scanAll(items, begun, PAGE)) await this.#settle(item);
    while (await this.#step(planChangeId));
    if (await this.#isUnderWay(planChangeId)) return;
    if ((await orders.load(planChangeId)).state.phase !== 'cancelling') return;
    await this.reconcile(planChangeId);
    await orders.cancelled(planChangeId);
  }

  /**
   * Whoever was given up by one process while another, that was slow, changed it, counts as changed: the subscription
   * says so.
   */
  async reconcile(planChangeId: string): Promise<void> {
    const { items, change, clock } = this.#parts;
    for await (const item of scanAll(items, { index: 'outcome', equals: [planChangeId, 'failed'] }, PAGE)) {
      if (await wasChanged(item, change))
        await this.#write({ ...plain(item), outcome: 'changed', at: isoTime(clock.now()) });
    }
  }

  /** Those that failed before the order was to try them again. */
  async #takeUpFailed(planChangeId: string): Promise<void> {
    const { orders, items } = this.#parts;
    const { state: order } = await orders.load(planChangeId);
    const { retries = 0 } = order;
    if (retries === 0 || order.phase !== 'running') return;
    for await (const item of scanAll(items, { index: 'outcome', equals: [planChangeId, 'failed'] }, PAGE)) {
      if ((item.retry ?? 0) >= retries) continue;
      await this.#write({ ...plain(item), outcome: 'begun', retry: retries });
    }
  }

  /** Whether the outcome of some tenant is open. */
  async #isUnderWay(planChangeId: string): Promise<boolean> {
    const begun = { index: 'outcome' as const, equals: [planChangeId, 'begun'], limit: 1 };
    return (await this.#parts.items.scan(begun)).length > 0;
  }

  /** Whether there is more to do now. */
  async #step(planChangeId: string): Promise<boolean> {
    const { orders, candidates, clock } = this.#parts;
    const current = await orders.load(planChangeId);
    const { state: order } = current;
    if (order.phase !== 'running') return false;
    for (const tenantId of order.batch?.tenantIds ?? []) {
      if ((await orders.load(planChangeId)).state.phase !== 'running') return false;
      await this.#begin(planChangeId, tenantId);
    }
    const over = await this.#overSince(order);
    if (over === 'not yet') return false;
    const tenantIds = order.onlyFailed ? [] : await candidates.next(order, order.batches.size);
    if (tenantIds.length === 0) {
      // Those of earlier batches that are to be tried again, also if somebody has said so only just now.
      await this.#takeUpFailed(planChangeId);
      if (await this.#isUnderWay(planChangeId)) return false;
      await this.reconcile(planChangeId);
      return (await orders.complete(current)) === 'exists';
    }
    if (clock.now() < over + order.batches.pauseSeconds * 1_000) return false;
    const number = (order.batch?.number ?? 0) + 1;
    await orders.beginBatch(current, { number, tenantIds: [...tenantIds], beganAt: isoTime(clock.now()) });
    // Begun by us, or by another who was quicker: the next step reads which.
    return true;
  }

  /** When the last of the batch was settled, in milliseconds; long ago before the first one. */
  async #overSince({ planChangeId, batch }: PlanChange): Promise<number | 'not yet'> {
    if (batch === undefined) return Number.NEGATIVE_INFINITY;
    const items = await this.#parts.items.find(batch.tenantIds.map(id => itemId(planChangeId, id)));
    const settled = items.filter(({ outcome }) => outcome !== 'begun');
    if (settled.length < batch.tenantIds.length) return 'not yet';
    return Math.max(...settled.map(({ at }) => Date.parse(at)));
  }

  async #begin(planChangeId: string, tenantId: string): Promise<void> {
    const { items, clock } = this.#parts;
    const id = itemId(planChangeId, tenantId);
    if ((await items.get(id)) !== undefined) return;
    const item: PlanChangeItem = { id, planChangeId, tenantId, outcome: 'begun', at: isoTime(clock.now()) };
    if ((await insertOne(items, item)) === 'inserted') await this.#settle(item);
  }

  async #settle(item: PlanChangeItem): Promise<void> {
    const { orders, clock } = this.#parts;
    const { state: order } = await orders.load(item.planChangeId);
    // Whoever cancels waits for nothing that has failed already: it is tried once more, and that is that.
    const isLast = order.phase === 'cancelling';
    if (order.phase === 'cancelled') return this.#settleCancelled(item);
    if (!isLast && item.againAt !== undefined && isoTime(clock.now()) < item.againAt) return;
    const outcome = await this.#attempt(order, item);
    if (outcome.outcome === 'failed') await this.#putOff(item, outcome, isLast);
    else await this.#write({ ...plain(item), ...outcome, at: isoTime(clock.now()) });
  }

  /** Begun while somebody else found nothing begun and ended the order: from then on nobody is changed by it. */
  async #settleCancelled(item: PlanChangeItem): Promise<void> {
    const { change, clock } = this.#parts;
    const outcome: Outcome = (await wasChanged(item, change))
      ? { outcome: 'changed' }
      : { outcome: 'refused', code: 'cancelled', message: 'the order was cancelled by then' };
    await this.#write({ ...plain(item), ...outcome, at: isoTime(clock.now()) });
  }

  async #attempt(order: PlanChange, { tenantId }: PlanChangeItem): Promise<Outcome> {
    const { change, logger } = this.#parts;
    try {
      const outcome = await changeTenant(order, tenantId, change);
      return outcome ?? { outcome: 'failed', code: 'conflict', message: 'others kept changing it' };
    } catch (error) {
      // Of the store itself, and so no matter of this tenant: the order is taken up again when it answers.
      if (error instanceof StoreUnavailable) throw error;
      const { planChangeId } = order;
      logger.warn({ err: error, planChangeId, tenantId }, 'a tenant could not be given another plan');
      return error instanceof Problem
        ? { outcome: 'failed', code: error.code, message: error.message }
        : {
            outcome: 'failed',
            code: 'internal',
            message: 'an error inside: the log of the control plane says which',
          };
    }
  }

  /** Tried again later, or given up. */
  async #putOff(item: PlanChangeItem, { code, message }: Outcome, isLast: boolean): Promise<void> {
    const { items, clock } = this.#parts;
    const known = await items.get(item.id);
    // Another replica had more luck, or has counted this round.
    if (known?.outcome !== 'begun' || known.againAt !== item.againAt) return;
    const tries = (known.tries ?? 0) + 1;
    const now = clock.now();
    const failed = { ...plain(known), code, message, tries };
    if (isLast || tries >= MOST_TRIES) await this.#write({ ...failed, outcome: 'failed', at: isoTime(now) });
    else await this.#write({ ...failed, againAt: isoTime(now + FIRST_AGAIN_MS * 2 ** (tries - 1)) });
  }

  async #write(item: PlanChangeItem): Promise<void> {
    await this.#parts.items.replace(item);
  }
}

/** Without what was said of tries in vain. */
function plain({ id, planChangeId, tenantId, outcome, at, retry }: PlanChangeItem): PlanChangeItem {
  return { id, planChangeId, tenantId, outcome, at, ...(retry !== undefined && { retry }) };
}
