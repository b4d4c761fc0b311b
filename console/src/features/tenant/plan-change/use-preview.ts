import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed, type Ref, watch } from 'vue';
import { api, read } from '../../../shared/api/client.ts';
import { type Reading, readingOf } from '../../../shared/api/query-reading.ts';
import type { Preview } from '../data/types.ts';
import type { PlanChoice } from './choice.ts';

/**
 * What a choice would come to. It is read again whenever the tenant or its subscription is changed, since its token is
 * refused from then on, and shortly before the token expires.
 */
export function usePreview(tenantId: string, choice: Ref<PlanChoice | undefined>): Reading<Preview> {
  const query = useQuery({
    queryKey: computed(() => ['subscription', tenantId, 'preview', choice.value]),
    queryFn: ({ signal }) => {
      const { value } = choice;
      if (value === undefined) throw new Error('nothing is chosen');
      return read(
        api.POST('/v1/tenants/{tenantId}/subscription/changes/preview', {
          params: { path: { tenantId } },
          body: { ...value, addOns: [...value.addOns] },
          signal,
        }),
      );
    },
    enabled: computed(() => choice.value !== undefined),
    meta: { heeds: ['subscription', 'tenant', 'plan_version'], tenantId },
    // What was previewed for another choice stays in sight, faint, while this one is read.
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const BEFORE_END = 5_000;
  watch(
    () => query.data.value,
    (preview, _, onCleanup) => {
      if (preview === undefined) return;
      // How long it lasts, from its receipt on: the clock of this machine may be another than the control plane's.
      const lasts = Date.parse(preview.expiresAt) - Date.parse(preview.at);
      const wait = Math.max(1_000, lasts - BEFORE_END);
      const timer = setTimeout(() => void query.refetch(), wait);
      onCleanup(() => clearTimeout(timer));
    },
    { immediate: true },
  );
  return readingOf(query);
}
