import { type UseQueryReturnType, useQuery } from '@tanstack/vue-query';
import { useLive } from '../../../shared/live/use-live.ts';

/** A query as a component is given it: with no refs to unwrap. */
export interface Reading<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly dataUpdatedAt: number;
  readonly isFetching: boolean;
  refetch(): unknown;
}

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

/** As `useReading` gives it, of a query made elsewhere. */
export function readingOf<Data>(query: UseQueryReturnType<Data, Error>): Reading<Data> {
  return {
    get data() {
      return query.data.value;
    },
    get error() {
      return query.error.value;
    },
    get dataUpdatedAt() {
      return query.dataUpdatedAt.value;
    },
    get isFetching() {
      return query.isFetching.value;
    },
    refetch: () => query.refetch(),
  };
}
