import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import type { Reading } from '../../../shared/api/query-reading.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** A list that comes in pages, as a component is given it: all pages so far. */
export interface Pages<Item> extends Reading<readonly Item[]> {
  readonly more: boolean;
  readonly busy: boolean;
  loadMore(): void;
}

/** Reads a list page by page; what is shown already is read again when a change of this tenant is told. */
export function usePages<Item>(wanted: {
  readonly key: () => readonly unknown[];
  readonly read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>;
  readonly tenantId: string;
  readonly heeds: readonly string[];
  readonly allowed?: boolean;
}): Pages<Item> {
  const query = useInfiniteQuery({
    queryKey: computed(wanted.key),
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      wanted.read(pageParam === '' ? undefined : pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page<Item>): string | undefined => last.next,
    meta: { heeds: wanted.heeds, tenantId: wanted.tenantId },
    enabled: wanted.allowed !== false,
  });
  return {
    get data() {
      return query.data.value?.pages.flatMap(({ items }) => items);
    },
    get error() {
      return query.error.value;
    },
    get dataUpdatedAt() {
      return query.dataUpdatedAt.value;
    },
    get isFetching() {
      return query.isFetching.value;
    },
    get more() {
      return query.hasNextPage.value;
    },
    get busy() {
      return query.isFetchingNextPage.value;
    },
    loadMore: () => void query.fetchNextPage(),
    refetch: () => query.refetch(),
  };
}
