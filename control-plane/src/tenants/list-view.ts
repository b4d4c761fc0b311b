import { comparePlaces, firstNotBefore, type Place, placeOf } from './sorted-heads.ts';
import type { TenantHead } from './tenant-heads.ts';

/** What a filter finds, in one ascending order, as long as it holds. */
export interface ListView {
  readonly heads: readonly TenantHead[];
  /** Of the roll: with the next change of any head the view is over. */
  readonly revision: number;
  /** When time by itself changes what the filter finds: the next suspension ends. Milliseconds since 1970. */
  readonly until: number;
}

/** One page of a view, behind a place and in either direction; `more`, when there is a next one. */
export function pageOf(
  { heads }: ListView,
  {
    sort,
    limit,
    after,
  }: { readonly sort: string; readonly limit: number; readonly after?: Place | undefined },
): { readonly items: readonly TenantHead[]; readonly more: boolean; readonly total: number } {
  const total = heads.length;
  const descending = sort.startsWith('-');
  const placeAt = (index: number): Place | undefined => {
    const head = heads[index];
    return head && placeOf(head, sort);
  };
  const edge = after === undefined ? undefined : firstNotBefore(total, placeAt, after);
  if (descending) {
    const end = edge ?? total;
    const begin = Math.max(0, end - limit);
    return { items: heads.slice(begin, end).reverse(), more: begin > 0, total };
  }
  const there = edge === undefined ? undefined : placeAt(edge);
  const begin = (edge ?? 0) + (after && there && comparePlaces(there, after) === 0 ? 1 : 0);
  return { items: heads.slice(begin, begin + limit), more: begin + limit < total, total };
}
