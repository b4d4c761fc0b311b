import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { computed } from 'vue';
import { api, read } from '../../../shared/api/client.ts';
import { useLive } from '../../../shared/live/use-live.ts';

type Schemas = components['schemas'];
type Answer = Schemas['Today'];
export type TodayTenant = Schemas['TodayTenant'];
export type TodayBeside = Schemas['TodayBeside'];
export type Alert = Schemas['Alert'];
export const SHOWS = ['needs', 'snoozed', 'unknown'] as const;
export type Show = (typeof SHOWS)[number];

export interface TodayFilter {
  readonly show: Show;
  readonly owner: string | undefined;
  /** An instant, or that the control plane knows when this person's last visit ended. */
  readonly since: string;
  readonly freshOnly: boolean;
  readonly pages: number;
}

export interface TodayData extends Omit<Answer, 'next' | 'items'> {
  readonly items: readonly TodayTenant[];
  readonly more: boolean;
}

/** Kinds of the live stream after which somebody may need us, or not any more. */
const HEEDS = [
  'health',
  'health_record',
  'alert',
  'task',
  'tenant',
  'tenant_note',
  'subscription',
  'enforcement',
  'onboarding',
];
/** Time alone makes things due. */
const ASK_EVERY_MS = 60_000;
const PAGE = 50;

export function useToday(filter: () => TodayFilter, ready: () => boolean) {
  const live = useLive();
  return useQuery({
    queryKey: computed(() => ['today', filter()]),
    queryFn: ({ signal }) => readPages(filter(), signal),
    placeholderData: keepPreviousData,
    enabled: computed(ready),
    refetchInterval: computed(() => (live.state === 'paused' ? false : ASK_EVERY_MS)),
    meta: { heeds: HEEDS },
  });
}

async function readPages(filter: TodayFilter, signal: AbortSignal): Promise<TodayData> {
  let whole: TodayData | undefined;
  let cursor: string | undefined;
  for (let page = 0; page < filter.pages; page++) {
    const query = {
      ...{ show: filter.show, since: filter.since, limit: PAGE },
      ...(filter.freshOnly && { freshOnly: 'true' as const }),
      ...(filter.owner !== undefined && { owner: filter.owner }),
      ...(cursor !== undefined && { cursor }),
    };
    const { next, items, ...rest } = await read(api.GET('/v1/today', { params: { query }, signal }));
    whole = { ...(whole ?? rest), items: [...(whole?.items ?? []), ...items], more: next !== undefined };
    cursor = next;
    if (cursor === undefined) break;
  }
  if (whole === undefined) throw new Error('no page was asked for');
  return whole;
}
