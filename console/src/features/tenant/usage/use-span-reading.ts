import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { type Reading, readingOf } from '../../../shared/api/query-reading.ts';
import { useLive } from '../../../shared/live/use-live.ts';

const EVERY_MS = 30_000;

/** Reads usage of a stretch of time; another one replaces it when it is there. Usage is too much for the live stream. */
export function useSpanReading<Data>(
  key: () => readonly unknown[],
  readIt: (signal: AbortSignal) => Promise<Data>,
  tenantId: string,
): Reading<Data> {
  const live = useLive();
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readIt(signal),
    meta: { heeds: ['usage_correction', 'subscription'], tenantId },
    placeholderData: keepPreviousData,
    refetchInterval: () => (live.state === 'paused' ? false : EVERY_MS),
  });
  return readingOf(query);
}
