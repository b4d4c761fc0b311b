import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, type Ref, watch } from 'vue';
import type { TimelineKind } from './entry.ts';
import { mergeTimeline } from './merge-timeline.ts';
import type { Source, SourcePage } from './read-sources.ts';

/** How many entries are shown at first, and more with each press. */
export const STEP = 30;

/**
 * All sources as one sequence. Each is read page by page, and only as far as is needed for what is shown; one that
 * fails holds nothing else up, and is named.
 */
export function useTimeline(
  tenantId: string,
  sources: readonly Source[],
  kinds: Ref<readonly TimelineKind[]>,
  wantedCount: Ref<number>,
) {
  const queries = sources.map(source => ({
    source,
    query: useInfiniteQuery({
      queryKey: ['timeline', tenantId, source.kind],
      queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
        source.read(pageParam === '' ? undefined : pageParam, signal),
      initialPageParam: '',
      getNextPageParam: (last: SourcePage): string | undefined => last.next,
      meta: { heeds: source.heeds, tenantId },
      enabled: computed(() => kinds.value.length === 0 || kinds.value.includes(source.kind)),
    }),
  }));
  const asked = computed(() =>
    queries.filter(({ source }) => kinds.value.length === 0 || kinds.value.includes(source.kind)),
  );
  const known = computed(() => asked.value.filter(({ query }) => query.data.value !== undefined));
  const merged = computed(() =>
    mergeTimeline(
      known.value.map(({ query }) => ({
        entries: query.data.value?.pages.flatMap(({ entries }) => entries) ?? [],
        // One that cannot be read on now does not hide what others know.
        more: query.hasNextPage.value && !query.isFetchNextPageError.value,
      })),
    ),
  );
  const shown = computed(() => merged.value.entries.slice(0, wantedCount.value));
  watch(
    [() => merged.value, wantedCount],
    ([{ entries, wanted }, count]) => {
      if (entries.length >= count) return;
      for (const place of wanted) {
        const query = known.value[place]?.query;
        if (query !== undefined && !query.isFetching.value) void query.fetchNextPage();
      }
    },
    { immediate: true },
  );
  return {
    shown,
    more: computed(() => merged.value.entries.length > wantedCount.value || merged.value.wanted.length > 0),
    busy: computed(() => asked.value.some(({ query }) => query.isFetching.value)),
    reading: computed(
      () => known.value.length === 0 && asked.value.some(({ query }) => query.isFetching.value),
    ),
    failed: computed(() =>
      asked.value
        .filter(({ query }) => query.isError.value)
        .map(({ source, query }) => ({
          kind: source.kind,
          error: query.error.value,
          retry: () => void query.refetch(),
        })),
    ),
  };
}
