import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query';
import { computed, type MaybeRefOrGetter, reactive, toValue } from 'vue';

/** A list of the control plane, page after page. */
export function usePages<Item>(wanted: {
  readonly key: MaybeRefOrGetter<readonly unknown[]>;
  readonly heeds: readonly string[];
  readonly read: (
    page: { readonly cursor?: string },
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly Item[]; readonly next?: string | undefined }>;
}) {
  const query = reactive(
    useInfiniteQuery({
      queryKey: computed(() => toValue(wanted.key)),
      queryFn: ({ pageParam, signal }) => wanted.read(pageParam ? { cursor: pageParam } : {}, signal),
      initialPageParam: '',
      getNextPageParam: page => page.next,
      placeholderData: keepPreviousData,
      meta: { heeds: wanted.heeds },
    }),
  );
  const items = computed<readonly Item[]>(() => query.data?.pages.flatMap(page => page.items) ?? []);
  return reactive({ query, items });
}
