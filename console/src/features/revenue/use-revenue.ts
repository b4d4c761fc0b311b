import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { computed, reactive } from 'vue';
import { useSession } from '../../app/session/session.ts';
import { api, read } from '../../shared/api/client.ts';
import { useTenantNames } from '../../shared/tenants/tenant-names.ts';
import { id, maybe, text, useUrlState } from '../../shared/url/use-url-state.ts';

export type CurrencyRevenue = components['schemas']['CurrencyRevenue'];
export type Customer = components['schemas']['RevenueCustomer'];
export const MOVEMENTS = ['new', 'reactivation', 'expansion', 'contraction', 'churn', 'unchanged'] as const;
export type Movement = (typeof MOVEMENTS)[number];

const HEEDS = { heeds: ['subscription', 'statement', 'statement_void'] };

/** A day is its beginning in UTC; what is no time is left out. */
export function instantOf(typed: string): string | undefined {
  const at = typed.trim() === '' ? Number.NaN : Date.parse(typed);
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined;
}

/** Both times and which customers are looked at, in the address, with what the control plane answers to them. */
export function useRevenue() {
  const url = useUrlState<{
    from: string;
    asOf: string;
    knownAt: string;
    currency: string | undefined;
    movement: Movement | undefined;
  }>({
    from: text(),
    asOf: text(),
    knownAt: text(),
    currency: id(),
    movement: maybe(MOVEMENTS),
  });
  const session = useSession();
  const times = computed(() => {
    const [from, asOf, knownAt] = [instantOf(url.from), instantOf(url.asOf), instantOf(url.knownAt)];
    return { ...(from && { from }), ...(asOf && { asOf }), ...(knownAt && { knownAt }) };
  });
  const revenue = reactive(
    useQuery({
      queryKey: ['revenue', times],
      queryFn: ({ signal }) => read(api.GET('/v1/revenue', { params: { query: times.value }, signal })),
      placeholderData: keepPreviousData,
      meta: HEEDS,
    }),
  );
  const customers = reactive(
    useQuery({
      queryKey: ['revenue', 'customers', times],
      queryFn: ({ signal }) =>
        read(api.GET('/v1/revenue/customers', { params: { query: times.value }, signal })),
      placeholderData: keepPreviousData,
      meta: HEEDS,
    }),
  );
  // Whoever is shown may be one of very many: asked for apart when there are more than are named at once.
  const chosen = reactive(
    useQuery({
      queryKey: ['revenue', 'customers', times, computed(() => [url.currency, url.movement])],
      queryFn: ({ signal }) =>
        read(
          api.GET('/v1/revenue/customers', {
            params: {
              query: {
                ...times.value,
                ...(url.currency && { currency: url.currency }),
                ...(url.movement && { movement: url.movement }),
              },
            },
            signal,
          }),
        ),
      placeholderData: keepPreviousData,
      meta: HEEDS,
    }),
  );
  const nameOf = useTenantNames(session.may('getTenantTable'));
  return { url, times, revenue, customers, chosen, nameOf };
}

/** What customers of a currency pay at the end, plan by plan, the largest first. */
export function byPlan(customers: readonly Customer[], currency: string) {
  const sums = new Map<string, { minor: bigint; customers: number }>();
  for (const { plan = '–', toMinor, currency: own } of customers) {
    if (own !== currency || toMinor === '0') continue;
    const sum = sums.get(plan) ?? { minor: 0n, customers: 0 };
    sums.set(plan, { minor: sum.minor + BigInt(toMinor), customers: sum.customers + 1 });
  }
  return [...sums]
    .sort(([, a], [, b]) => (a.minor < b.minor ? 1 : a.minor > b.minor ? -1 : 0))
    .map(([plan, sum]) => ({ plan, minor: String(sum.minor), customers: sum.customers }));
}
