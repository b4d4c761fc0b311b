import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { insertOne, scanAll } from '../../storage/documents.ts';
import type { Candidates } from './candidates.ts';
import { type ChangeTenantParts, changeTenant } from './change-tenant.ts';
import type { PlanChangeOrders } from './orders.ts';
import { itemId, type PlanChange, type PlanChangeItem, type PlanChangeItems } from './plan-change.ts';

const PAGE = 100;

export interface BatchRunParts {
  readonly orders: PlanChangeOrders;
  readonly items: PlanChangeItems;
  readonly candidates: Candidates;
  readonly change: ChangeTenantParts;
  readonly clock: Context['clock'];
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
    const begun = { index: 'outcome' as const, equals: [planChangeId, 'begun'] };
    for await (const item of scanAll(items, begun, PAGE)) await this.#settle(item);
    while (await this.#step(planChangeId));
    if ((await items.scan({ ...begun, limit: 1 })).length > 0) return;
    if ((await orders.load(planChangeId)).state.phase === 'cancelling')
      await orders.end(planChangeId, 'cancelled');
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
    const tenantIds = await candidates.next(order, order.batches.size);
    if (tenantIds.length === 0) {
      await orders.end(planChangeId, 'completed');
      return false;
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
    const { orders, items, change, clock } = this.#parts;
    const { state: order } = await orders.load(item.planChangeId);
    const outcome = await changeTenant(order, item.tenantId, change);
    if (outcome) await items.replace({ ...item, ...outcome, at: isoTime(clock.now()) });
  }
}
