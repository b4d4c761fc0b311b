import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { fetchTenantRows } from './tenant-rows.ts';

/** Few are renamed, and a name of before is a name still. */
const NAMES_ARE_GOOD_FOR_MS = 60_000;

/** How tenants are called, for pages that know them by their ids; undefined while, or to whom, that is not known. */
export function useTenantNames(allowed: boolean) {
  const client = useQueryClient();
  const known = useQuery({
    queryKey: ['tenant', 'names'],
    queryFn: async () => (await fetchTenantRows(client, NAMES_ARE_GOOD_FOR_MS)).byId,
    structuralSharing: false,
    shallow: true,
    enabled: allowed,
    staleTime: NAMES_ARE_GOOD_FOR_MS,
  });
  return (tenantId: string): string | undefined => known.data.value?.get(tenantId)?.displayName;
}
