import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, readVersioned } from '../api/client.ts';

/** As whoever reads the person's preferences keeps them. */
const KEY = ['console_preferences', 'owner-name'] as const;

/**
 * Under which name this person looks after tenants and tasks: as they said, or else the name they signed in with.
 * `signedInAs` is read each time.
 */
export function useOwnerName(signedInAs: () => string | undefined) {
  const client = useQueryClient();
  const preferences = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => readVersioned(api.GET('/v1/console/preferences', { signal })),
    staleTime: 5 * 60_000,
    retry: false,
    meta: { still: true },
  });
  const name = computed(() => preferences.data.value?.value.ownerName ?? signedInAs());

  /** @throws ApiProblem, Unreachable */
  async function say(ownerName: string | undefined): Promise<void> {
    const { value, etag } = await readVersioned(api.GET('/v1/console/preferences'));
    const { updatedAt: _at, version: _version, ownerName: _before, ...rest } = value;
    const body = { ...rest, ...(ownerName !== undefined && { ownerName }) };
    const kept = await readVersioned(
      api.PUT('/v1/console/preferences', { params: { header: { 'If-Match': etag } }, body }),
    );
    client.setQueryData(KEY, kept);
  }

  return { name, settled: computed(() => preferences.isFetched.value), say };
}
