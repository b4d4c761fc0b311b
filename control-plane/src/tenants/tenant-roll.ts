import type { TenantListQuery } from '@tenantry/contracts/commercial/tenant';
import type { Clock } from '../clock.ts';
import { isoTime } from '../clock.ts';
import { scanAll } from '../storage/documents.ts';
import { lifecycleOf } from './tenant.ts';
import type { TenantHead, TenantHeads } from './tenant-heads.ts';

/** Heads that were written this long before the newest one known are read again: clocks of replicas differ. */
const OVERLAP_MS = 60_000;

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
    this.#byId.set(head.id, { head, text: searchText(head) });
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

  /** All that the filter finds, in the order of `sort`. */
  find(filter: Filter, sort: string): TenantHead[] {
    const now = this.#clock.now();
    const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const found: TenantHead[] = [];
    for (const { head, text } of this.#byId.values()) {
      if (matches(head, filter, now) && words.every(word => text.includes(word))) found.push(head);
    }
    const { key, sign } = orderOf(sort);
    return found.sort((a, b) => sign * comparePlaces([key(a), a.id], [key(b), b.id]));
  }
}

interface Entry {
  readonly head: TenantHead;
  readonly text: string;
}

export type Place = readonly [key: string, tenantId: string];

/** Where a head stands in a sort order, for cursors. */
export function placeOf(head: TenantHead, sort: string): Place {
  return [orderOf(sort).key(head), head.id];
}

/** Those behind a place. */
export function behind(heads: readonly TenantHead[], place: Place, sort: string): TenantHead[] {
  const { key, sign } = orderOf(sort);
  return heads.filter(head => sign * comparePlaces([key(head), head.id], place) > 0);
}

function orderOf(sort: string): { readonly key: (head: TenantHead) => string; readonly sign: 1 | -1 } {
  const descending = sort.startsWith('-');
  return { key: KEYS[descending ? sort.slice(1) : sort] ?? nameOf, sign: descending ? -1 : 1 };
}

const nameOf = (head: TenantHead): string => head.displayName.toLowerCase();

const KEYS: Readonly<Record<string, (head: TenantHead) => string>> = {
  name: nameOf,
  slug: head => head.slug,
  createdAt: head => head.createdAt,
  updatedAt: head => head.updatedAt,
  // Those without a date come last, as nothing of theirs is near.
  renewalDate: head => head.renewalDate ?? '9999-99-99',
};

function comparePlaces([keyA, idA]: Place, [keyB, idB]: Place): number {
  if (keyA !== keyB) return keyA < keyB ? -1 : 1;
  return idA < idB ? -1 : idA > idB ? 1 : 0;
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
