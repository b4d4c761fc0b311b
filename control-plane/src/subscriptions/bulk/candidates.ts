import type { PlanChangeSelection, PlanVersionRef } from '@tenantry/contracts/commercial/plan-change';
import { type SubscriptionState, termAt } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import type { Collection } from '../../storage/documents.ts';
import type { SubscriptionHead } from '../subscription.ts';
import { itemId, type PlanChange, type PlanChangeItems } from './plan-change.ts';

const PAGE = 100;

/** What is known of a tenant beside its subscription: hints, for choosing. */
export interface TenantFacts {
  readonly slug: string;
  readonly tags: readonly string[];
  readonly cluster: string;
}

export interface CandidateParts {
  readonly heads: Collection<SubscriptionHead, 'plan' | 'due'>;
  readonly items: PlanChangeItems;
  readonly factsOf: (tenantId: string) => TenantFacts | undefined;
  readonly clock: Context['clock'];
}

export interface Order {
  readonly from: PlanVersionRef;
  readonly selection: PlanChangeSelection;
}

/** Whom an order is about, always in the order of their ids. Hints: what a tenant has is read when it is changed. */
export class Candidates {
  readonly #parts: CandidateParts;

  constructor(parts: CandidateParts) {
    this.#parts = parts;
  }

  /** Those that have the version now, and are selected. */
  async *holders(order: Order, after?: string): AsyncGenerator<SubscriptionHead> {
    for await (const page of this.#pages(order, after)) {
      for (const head of page) if (this.#isSelected(head.state, order)) yield head;
    }
  }

  /** Of an order that takes another back, those whom that has changed; else the holders of the version. */
  async *of(order: PlanChange, after?: string): AsyncGenerator<string> {
    if (order.undoes === undefined) {
      for await (const { id } of this.holders(order, after)) yield id;
    } else yield* this.#changedBy(order.undoes, after);
  }

  /** The next ones whom nobody has begun, at most `size`; none: there are no more. */
  async next(order: PlanChange, size: number): Promise<readonly string[]> {
    const last = order.batch?.tenantIds.at(-1);
    const behind = await this.#unbegun(order, size, last);
    // Who came to the version meanwhile may have an id before those that are done.
    return behind.length > 0 || last === undefined ? behind : this.#unbegun(order, size);
  }

  async #unbegun(order: PlanChange, size: number, after?: string): Promise<readonly string[]> {
    const found: string[] = [];
    let page: string[] = [];
    const take = async () => {
      const known = await this.#parts.items.find(page.map(id => itemId(order.planChangeId, id)));
      const begun = new Set(known.map(({ tenantId }) => tenantId));
      found.push(...page.filter(id => !begun.has(id)));
      page = [];
    };
    for await (const id of this.of(order, after)) {
      page.push(id);
      if (page.length === PAGE) await take();
      if (found.length >= size) break;
    }
    await take();
    return found.slice(0, size);
  }

  async *#pages(order: Order, after?: string): AsyncGenerator<readonly SubscriptionHead[]> {
    const plan = `${order.from.planId}@${order.from.version}`;
    const { heads } = this.#parts;
    const named = order.selection.tenantIds;
    if (named !== undefined) {
      const ids = [...new Set(named)].filter(id => after === undefined || id > after).toSorted();
      const found = new Map((await heads.find(ids)).map(head => [head.id, head]));
      yield ids.flatMap(id => found.get(id) ?? []).filter(head => head.plan === plan);
      return;
    }
    for (let last = after; ; ) {
      const page = await heads.scan({
        index: 'plan',
        equals: [plan],
        limit: PAGE,
        ...(last !== undefined && { after: [last] }),
      });
      yield page;
      last = page.at(-1)?.id;
      if (last === undefined || page.length < PAGE) return;
    }
  }

  async *#changedBy(planChangeId: string, after?: string): AsyncGenerator<string> {
    let last = after === undefined ? undefined : [after, itemId(planChangeId, after)];
    for (;;) {
      const page = await this.#parts.items.scan({
        index: 'outcome',
        equals: [planChangeId, 'changed'],
        limit: PAGE,
        ...(last && { after: last }),
      });
      for (const { tenantId } of page) yield tenantId;
      const end = page.at(-1);
      if (end === undefined || page.length < PAGE) return;
      last = [end.tenantId, end.id];
    }
  }

  #isSelected(state: SubscriptionState, { selection, from }: Order): boolean {
    const { tag, cluster, interval, currency } = selection;
    const plan = termAt(state, isoTime(this.#parts.clock.now()))?.plan;
    // The head's plan is that of a moment ago: a change that was scheduled may have come since.
    if (!plan || plan.planId !== from.planId || plan.version !== from.version) return false;
    if (currency !== undefined && state.currency !== currency) return false;
    if (interval !== undefined && plan.interval !== interval) return false;
    if (tag === undefined && cluster === undefined) return true;
    const facts = this.#parts.factsOf(state.tenantId);
    if (facts === undefined) return false;
    return (
      (tag === undefined || facts.tags.includes(tag)) && (cluster === undefined || facts.cluster === cluster)
    );
  }
}
