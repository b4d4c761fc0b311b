import { useQuery } from '@tanstack/vue-query';
import { type Reading, readingOf } from '../../../shared/api/query-reading.ts';
import { useLive } from '../../../shared/live/use-live.ts';

export interface Read<Data> {
  readonly key: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<Data>;
  /** Only changes of this tenant make it be read again. */
  readonly tenantId: string;
  /** Kinds of the live stream that do. */
  readonly heeds: readonly string[];
  /** Read again after this time, too: what the stream does not tell of. Never while paused. */
  readonly everyMs?: number;
  /** false: this person may not see it, and nothing is asked. */
  readonly allowed?: boolean;
}

/** Reads something of a tenant, and keeps it current. */
export function useReading<Data>(wanted: Read<Data>): Reading<Data> {
  const live = useLive();
  const query = useQuery({
    queryKey: wanted.key,
    queryFn: ({ signal }) => wanted.read(signal),
    meta: { heeds: wanted.heeds, tenantId: wanted.tenantId },
    refetchInterval: () => (live.state === 'paused' ? false : (wanted.everyMs ?? false)),
    enabled: wanted.allowed !== false,
  });
  return readingOf(query);
}
