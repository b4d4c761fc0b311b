import { useQuery } from '@tanstack/vue-query';
import { api, read } from '../../../shared/api/client.ts';

const TELL_EVERY_MS = 5 * 60_000;

/**
 * Says that this person is here, while the page is open: a visit goes on until nobody said so for half an hour. The
 * control plane keeps when the last one ended, so that what is new is the same in every browser.
 */
export function tellVisit(): void {
  useQuery({
    queryKey: ['console_visit'],
    queryFn: () => read(api.POST('/v1/console/visits')).catch(() => null),
    staleTime: TELL_EVERY_MS,
    refetchInterval: TELL_EVERY_MS,
    meta: { still: true },
  });
}
