import { type QueryClient, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, read } from '../api/client.ts';
import { Unreachable } from '../api/problem.ts';
import { useLive } from '../live/use-live.ts';
import { type TenantRows, withAnswer } from './rows.ts';

const KEY = ['tenant', 'table'] as const;
/** Kinds of the live stream after which a row may be another one. */
const HEEDS = [
  'tenant',
  'subscription',
  'health',
  'health_record',
  'alert',
  'tenant_note',
  'task',
  'enforcement',
  'plan_change',
];
/** Use, scores and other replicas' changes come without a word: they are asked for now and then. */
const ASK_EVERY_MS = 20_000;

/**
 * All tenants that this person may see. What is read again is what is otherwise since: all of them have megabytes.
 */
const tenantRows = (client: QueryClient) => ({
  queryKey: KEY,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    readRows(client.getQueryData<TenantRows>(KEY), signal),
  // Rows that did not change stay the objects that they are; comparing all of them again would say the same.
  structuralSharing: false,
});

/** As they are now, kept current. */
export function useTenantRows() {
  const live = useLive();
  return useQuery({
    ...tenantRows(useQueryClient()),
    refetchInterval: computed(() => (live.state === 'paused' ? false : ASK_EVERY_MS)),
    // Ten thousand rows are replaced and never changed: to watch each field of each would take longer than to sort them.
    shallow: true,
    meta: { heeds: HEEDS },
  });
}

/** As they are now, or were `staleTime` milliseconds ago. @throws as `read` */
export function fetchTenantRows(client: QueryClient, staleTime = 0): Promise<TenantRows> {
  return client.fetchQuery({ ...tenantRows(client), staleTime });
}

async function readRows(known: TenantRows | undefined, signal: AbortSignal): Promise<TenantRows> {
  const query = known === undefined ? {} : { since: known.version };
  const answer = await read(api.GET('/v1/tenants/table', { params: { query }, signal }));
  const rows = withAnswer(known, answer);
  if (rows !== undefined) return rows;
  const whole = withAnswer(undefined, await read(api.GET('/v1/tenants/table', { signal })));
  if (whole === undefined) throw new Unreachable(new Error('an answer of other rows than it says'));
  return whole;
}
