import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { computed } from 'vue';
import { api, read } from '../../shared/api/client.ts';
import { useLive } from '../../shared/live/use-live.ts';

type Schemas = components['schemas'];
export type Overview = Schemas['HealthOverview'];
export type States = Schemas['HealthStates'];

/** The worst first; unknown is no place of that order, and last. */
export const STATES = ['at_risk', 'watch', 'healthy', 'unknown'] as const;
export const TONES = ['bad', 'watch', 'good', 'unknown'] as const;

export interface OverviewFilter {
  readonly owner: string | undefined;
  readonly plan: string | undefined;
}

/** Scores change without a word on the stream while states stay: they are asked for now and then. */
const ASK_EVERY_MS = 60_000;

export function useOverview(filter: () => OverviewFilter, ready: () => boolean) {
  const live = useLive();
  return useQuery({
    queryKey: computed(() => ['health', 'overview', filter()]),
    queryFn: ({ signal }) =>
      read(api.GET('/v1/health/overview', { params: { query: queryOf(filter()) }, signal })),
    placeholderData: keepPreviousData,
    enabled: computed(ready),
    refetchInterval: computed(() => (live.state === 'paused' ? false : ASK_EVERY_MS)),
    meta: { heeds: ['health', 'tenant', 'subscription'] },
  });
}

/** Without what is not filtered by. */
export function queryOf({ owner, plan }: OverviewFilter): { owner?: string; plan?: string } {
  return { ...(owner !== undefined && { owner }), ...(plan !== undefined && { plan }) };
}
