import { useQueries } from '@tanstack/vue-query';
import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import { api, read } from '../../shared/api/client.ts';

/** What tenants are called, by id. */
export function useNames(ids: MaybeRefOrGetter<readonly string[]>) {
  const found = useQueries({
    queries: computed(() =>
      toValue(ids).map(tenantId => ({
        queryKey: ['tenant', tenantId, 'name'],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          read(api.GET('/v1/tenants/{tenantId}', { params: { path: { tenantId } }, signal })),
        staleTime: 300_000,
      })),
    ),
  });
  return computed<ReadonlyMap<string, string>>(
    () =>
      new Map(
        found.value.flatMap(({ data }) =>
          data === undefined ? [] : [[data.tenantId, data.displayName] as const],
        ),
      ),
  );
}
