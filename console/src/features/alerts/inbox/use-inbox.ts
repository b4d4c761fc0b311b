import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, reactive } from 'vue';
import { api, read } from '../../../shared/api/client.ts';
import type { Alert, Shown } from './alert.ts';

export interface InboxFilter {
  readonly show: Shown;
  readonly level: 'alarm' | 'warning' | 'info' | 'ok' | undefined;
  readonly rule: Alert['rule'] | undefined;
  readonly tenantId: string | undefined;
  readonly assignee: string | undefined;
  readonly sort: 'since' | '-since' | 'level' | '-level';
}

const PAGE = 100;

/** Alerts as the control plane orders them, page after page. */
export function useInbox(filter: () => InboxFilter) {
  const asked = computed(() => {
    const { show, level, rule, tenantId, assignee, sort } = filter();
    return {
      sort,
      ...(level && { level }),
      ...(rule && { rule }),
      ...(tenantId && { tenantId }),
      ...(assignee && { assignee }),
      ...(show === 'all' ? { all: 'true' as const } : show === 'current' ? {} : { state: show }),
    };
  });
  const query = reactive(
    useInfiniteQuery({
      queryKey: computed(() => ['alert', 'list', asked.value]),
      queryFn: ({ pageParam, signal }) =>
        read(
          api.GET('/v1/alerts', {
            params: { query: { ...asked.value, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
            signal,
          }),
        ),
      initialPageParam: '',
      getNextPageParam: page => page.next,
      placeholderData: keepPreviousData,
      meta: { heeds: ['alert'] },
    }),
  );
  const alerts = computed(() => query.data?.pages.flatMap(({ items }) => items) ?? []);
  return { query, alerts };
}

/** How many there are by level, of those that nobody has taken on, and of all that have not recovered. */
export function useCounts() {
  const query = reactive(
    useQuery({
      queryKey: ['alert', 'summary'],
      queryFn: ({ signal }) => read(api.GET('/v1/alerts/summary', { signal })),
      meta: { heeds: ['alert'] },
    }),
  );
  const sum = (match: (line: { level: string; state: string }) => boolean): number | undefined =>
    query.data?.counts.filter(match).reduce((total, { alerts }) => total + alerts, 0);
  return { query, sum };
}
