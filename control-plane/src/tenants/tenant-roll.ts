import { isDeepStrictEqual } from 'node:util';
import type { TenantListQuery } from '@tenantry/contracts/commercial/tenant';
import type { Clock } from '../clock.ts';
import { isoTime } from '../clock.ts';
import { scanAll } from '../storage/documents.ts';
import { type ListView, pageOf } from './list-view.ts';
import { type Place, SortedHeads } from './sorted-heads.ts';
import { lifecycleOf } from './tenant.ts';
import type { TenantHead, TenantHeads } from './tenant-heads.ts';

/** Heads that were written this long before the newest one known are read again: clocks of replicas differ. */
const OVERLAP_MS = 60_000;

/** Pages of so many lists are turned without looking through all tenants again. */
const MAX_VIEWS = 64;

type Filter = Pick<TenantListQuery, 'q' | 'tag' | 'owner' | 'plan' | 'state' | 'cluster'>;

/**
 * Every tenant's head in memory, for lists and look-ups: about 1 KB each (at most 4 KB, by the bounds of the fields),
 * so 10 MB for 10,000 tenants. This process's own changes are in it at once, those of other replicas after the next
 * `refresh`. Nothing is decided by it.
 */
export class TenantRoll {
  readonly #heads: TenantHeads;
  readonly #clock: Clock;
  readonly #byId = new Map<string, Entry>();
  readonly #bySlug = new Map<string, string>();
  /** One for each order that was asked for. */
  readonly #sorted = new Map<string, SortedHeads>();
  /** By order and filter; those that were asked for last. */
  readonly #views = new Map<string, ListView>();
  #revision = 0;
  #newest = '';

  constructor(heads: TenantHeads, clock: Clock) {
    this.#heads = heads;
    this.#clock = clock;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Reads all heads; at the start, and now and then to mend what a clock far off made `refresh` miss. */
  async load(): Promise<void> {
    for await (const head of scanAll(this.#heads, {})) this.take(head);
  }

  /** Reads what was written since. */
  async refresh(): Promise<void> {
    const from = this.#newest === '' ? '' : isoTime(Date.parse(this.#newest) - OVERLAP_MS);
    for await (const head of scanAll(this.#heads, { index: 'written', from })) this.take(head);
  }

  take(head: TenantHead): void {
    if (head.writtenAt > this.#newest) this.#newest = head.writtenAt;
    const known = this.#byId.get(head.id);
    if (known && known.head.version > head.version) return;
    // Reading all of them again, as is done now and then, moves nothing in the orders.
    if (known && isDeepStrictEqual(known.head, head)) return;
    this.#revision++;
    this.#byId.set(head.id, { head, text: searchText(head) });
    for (const sorted of this.#sorted.values()) sorted.replace(known?.head, head);
    // Of all that ever had the slug, the last one: later ones could claim it only once that was gone.
    if (head.phase === 'registering' || head.phase === 'refused') return;
    const holder = this.bySlug(head.slug);
    if (!holder || holder.createdAt <= head.createdAt) this.#bySlug.set(head.slug, head.id);
  }

  get(tenantId: string): TenantHead | undefined {
    return this.#byId.get(tenantId)?.head;
  }

  bySlug(slug: string): TenantHead | undefined {
    return this.get(this.#bySlug.get(slug) ?? '');
  }

  *values(): Generator<TenantHead> {
    for (const { head } of this.#byId.values()) yield head;
  }

  /**
   * One page of what the filter finds, in the order of `sort`, behind a place; `more`, when there is a next one. `total`
   * counts all pages. What was found is kept until something changes: whoever turns pages, or looks again, waits for
   * no second walk through ten thousand.
   */
  page(
    filter: Filter,
    page: { readonly sort: string; readonly limit: number; readonly after?: Place | undefined },
  ): { readonly items: readonly TenantHead[]; readonly more: boolean; readonly total: number } {
    return pageOf(this.#view(filter, page.sort.replace(/^-/, '')), page);
  }

  #view(filter: Filter, order: string): ListView {
    const name = JSON.stringify([order, filter]);
    const now = this.#clock.now();
    const kept = this.#views.get(name);
    this.#views.delete(name);
    const holds = kept !== undefined && kept.revision === this.#revision && now < kept.until;
    const view = holds ? kept : this.#find(filter, order, now);
    this.#views.set(name, view);
    for (const oldest of this.#views.keys()) {
      if (this.#views.size <= MAX_VIEWS) break;
      this.#views.delete(oldest);
    }
    return view;
  }

  #find(filter: Filter, order: string, now: number): ListView {
    const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const heads: TenantHead[] = [];
    let until = Number.POSITIVE_INFINITY;
    for (const head of this.#inOrder(order).heads) {
      if (head.suspensions.length > 0) until = Math.min(until, nextEnd(head, now));
      if (matches(head, filter, now) && this.#holds(head, words)) heads.push(head);
    }
    return { heads, revision: this.#revision, until };
  }

  #inOrder(order: string): SortedHeads {
    const sorted = this.#sorted.get(order) ?? new SortedHeads(order, this.values());
    this.#sorted.set(order, sorted);
    return sorted;
  }

  #holds(head: TenantHead, words: readonly string[]): boolean {
    if (words.length === 0) return true;
    const text = this.#byId.get(head.id)?.text ?? '';
    return words.every(word => text.includes(word));
  }
}

interface Entry {
  readonly head: TenantHead;
  readonly text: string;
}

/** When the next of a tenant's suspensions ends by itself. */
function nextEnd({ suspensions }: TenantHead, now: number): number {
  const ends = suspensions.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]));
  return Math.min(...ends.filter(end => end > now));
}

function matches(head: TenantHead, filter: Filter, now: number): boolean {
  if (head.phase === 'refused') return false;
  const state = lifecycleOf(head, now);
  if (filter.state === undefined ? state === 'deleted' : state !== filter.state) return false;
  if (filter.tag !== undefined && !head.tags.includes(filter.tag)) return false;
  if (filter.owner !== undefined && head.accountOwner !== filter.owner) return false;
  if (filter.cluster !== undefined && head.cluster !== filter.cluster) return false;
  if (filter.plan === undefined) return true;
  return head.plan.status === 'assigned' ? head.plan.planId === filter.plan : filter.plan === 'unassigned';
}

function searchText(head: TenantHead): string {
  return [head.displayName, head.slug, head.accountOwner ?? '', head.crmId ?? '', ...head.tags]
    .join('\n')
    .toLowerCase();
}
