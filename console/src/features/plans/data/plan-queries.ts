import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, type MaybeRefOrGetter, reactive, toValue } from 'vue';
import { useSession } from '../../../app/session/session.ts';
import { api, read, readVersioned } from '../../../shared/api/client.ts';
import { fetchTenantRows } from '../../../shared/tenants/tenant-rows.ts';
import type { Plan, PlanVersion } from './types.ts';

/** Plans change with their versions: both kinds of key are read again then. */
const HEEDS = { heeds: ['plan_version', 'plan'] };

/** All plans: there are few, so that the pages of the answer are read through. */
export function usePlans() {
  return reactive(
    useQuery({
      queryKey: ['plan', 'list'],
      queryFn: async ({ signal }) => {
        const plans: Plan[] = [];
        let cursor: string | undefined;
        do {
          const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
          const page = await read(api.GET('/v1/plans', { params: { query }, signal }));
          plans.push(...page.items);
          cursor = page.next;
        } while (cursor !== undefined);
        return plans;
      },
      meta: HEEDS,
    }),
  );
}

export function usePlan(planId: MaybeRefOrGetter<string>) {
  return reactive(
    useQuery({
      queryKey: ['plan', computed(() => toValue(planId))],
      queryFn: ({ signal }) =>
        read(api.GET('/v1/plans/{planId}', { params: { path: { planId: toValue(planId) } }, signal })),
      meta: HEEDS,
    }),
  );
}

export interface Versioned {
  readonly value: PlanVersion;
  readonly etag: string;
}

export const readVersion = (planId: string, version: number, signal?: AbortSignal): Promise<Versioned> =>
  readVersioned(
    api.GET('/v1/plans/{planId}/versions/{version}', {
      params: { path: { planId, version } },
      ...(signal && { signal }),
    }),
  );

/** A version with what `If-Match` wants. Undefined: there is none to read. */
export function usePlanVersion(
  planId: MaybeRefOrGetter<string>,
  version: MaybeRefOrGetter<number | undefined>,
) {
  const wanted = computed(() => toValue(version));
  return reactive(
    useQuery({
      queryKey: ['plan_version', computed(() => toValue(planId)), wanted],
      queryFn: ({ signal }) => readVersion(toValue(planId), wanted.value ?? 0, signal),
      enabled: computed(() => wanted.value !== undefined),
      meta: HEEDS,
    }),
  );
}

/** Who has which plan now: how many of a version, and how a tenant is called. */
export interface Customers {
  readonly counts: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
}

export const versionKey = (planId: string, version: number): string => `${planId}@${version}`;

export function useCustomers() {
  const client = useQueryClient();
  const session = useSession();
  return reactive(
    useQuery({
      queryKey: ['subscription', 'customers-by-plan'],
      queryFn: async (): Promise<Customers> => {
        const { rows } = await fetchTenantRows(client);
        const counts = new Map<string, number>();
        const names = new Map<string, string>();
        for (const { tenantId, displayName, planId, planVersion } of rows) {
          names.set(tenantId, displayName);
          const key = planId && versionKey(planId, planVersion ?? 0);
          if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        return { counts, names };
      },
      // A map is not compared part by part.
      structuralSharing: false,
      enabled: computed(() => session.may('getTenantTable')),
      meta: { heeds: ['subscription', 'tenant', 'plan_change'] },
    }),
  );
}
