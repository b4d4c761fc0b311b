import type { UseQueryReturnType } from '@tanstack/vue-query';

/** A query as a component is given it: with no refs to unwrap. */
export interface Reading<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly dataUpdatedAt: number;
  readonly isFetching: boolean;
  refetch(): unknown;
}

/**
 * Where it is not said yet what is read, as in a composable for any Data: `reactive(query)`, which pages use, would lose the type.
 */
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
