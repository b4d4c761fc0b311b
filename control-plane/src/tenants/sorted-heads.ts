import type { TenantHead } from './tenant-heads.ts';

/** Where a head stands in an order: its key, then its id, so that the order is total. */
export type Place = readonly [key: string, tenantId: string];

const nameOf = (head: TenantHead): string => head.displayName.toLowerCase();

const KEYS: Readonly<Record<string, (head: TenantHead) => string>> = {
  name: nameOf,
  slug: head => head.slug,
  createdAt: head => head.createdAt,
  updatedAt: head => head.updatedAt,
  // Those without a date come last, as nothing of theirs is near.
  renewalDate: head => head.renewalDate ?? '9999-99-99',
};

/** Where a head stands in an order of a list; `-name` is `name` the other way round. */
export function placeOf(head: TenantHead, sort: string): Place {
  return [(KEYS[sort.replace(/^-/, '')] ?? nameOf)(head), head.id];
}

/**
 * Heads in one ascending order, kept so while they change: to sort ten thousand for every request would take most of
 * its time.
 */
export class SortedHeads {
  readonly #sort: string;
  readonly #heads: TenantHead[];
  readonly #places: Place[];

  constructor(sort: string, heads: Iterable<TenantHead>) {
    this.#sort = sort;
    const placed = [...heads].map(head => ({ head, place: placeOf(head, sort) }));
    placed.sort((a, b) => comparePlaces(a.place, b.place));
    this.#heads = placed.map(({ head }) => head);
    this.#places = placed.map(({ place }) => place);
  }

  replace(before: TenantHead | undefined, after: TenantHead): void {
    const place = placeOf(after, this.#sort);
    if (before) {
      const at = this.#find(placeOf(before, this.#sort));
      if (this.#places[at] && comparePlaces(this.#places[at], place) === 0) {
        this.#heads[at] = after;
        return;
      }
      this.#heads.splice(at, 1);
      this.#places.splice(at, 1);
    }
    const at = this.#find(place);
    this.#heads.splice(at, 0, after);
    this.#places.splice(at, 0, place);
  }

  /** In ascending order. Not to be kept: the next change moves what is in it. */
  get heads(): readonly TenantHead[] {
    return this.#heads;
  }

  #find(place: Place): number {
    return firstNotBefore(this.#places.length, at => this.#places[at], place);
  }
}

/** Of places in ascending order, the first index whose place is not before this one. */
export function firstNotBefore(
  length: number,
  placeAt: (index: number) => Place | undefined,
  place: Place,
): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = placeAt(middle);
    if (there && comparePlaces(there, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Negative when `a` comes first; by code units, as ids and keys are compared everywhere. */
export function comparePlaces([keyA, idA]: Place, [keyB, idB]: Place): number {
  if (keyA !== keyB) return keyA < keyB ? -1 : 1;
  return idA < idB ? -1 : idA > idB ? 1 : 0;
}
