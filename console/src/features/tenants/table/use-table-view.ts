import { useLocalStorage } from '@vueuse/core';
import { computed, watch } from 'vue';
import { list, number, text, useUrlState } from '../../../shared/url/use-url-state.ts';
import { COLUMN_KEYS, DEFAULT_COLUMNS } from './columns.ts';
import type { TenantFilter } from './filter-rows.ts';
import { pressedSort, type SortKey, sortIn, sortText } from './sort-rows.ts';

const STATES = ['registering', 'active', 'suspended', 'deletion_scheduled', 'deleting'] as const;
const HEALTH = ['at_risk', 'watch', 'healthy', 'unknown'] as const;
const ALERTS = ['any', 'alarm', 'warning', 'info', '-'] as const;
const WORKLOADS = ['down', 'partly_down', 'degraded', 'stopped', 'serves', 'unknown'] as const;

/** Which tenants are shown, in which order and columns: all of it in the address. */
export function useTableView() {
  const url = useUrlState<{
    search: string;
    states: readonly (typeof STATES)[number][];
    health: readonly (typeof HEALTH)[number][];
    plans: readonly string[];
    owners: readonly string[];
    regions: readonly string[];
    alerts: readonly (typeof ALERTS)[number][];
    workloads: readonly (typeof WORKLOADS)[number][];
    renewsIn: number;
    usedFrom: number;
    fellBy: number;
    sort: string;
    columns: readonly string[];
  }>({
    search: text(),
    states: list(STATES),
    health: list(HEALTH),
    plans: list(),
    owners: list(),
    regions: list(),
    alerts: list(ALERTS),
    workloads: list(WORKLOADS),
    renewsIn: number(0, { min: 0, max: 730 }),
    usedFrom: number(0, { min: 0, max: 1_000 }),
    fellBy: number(0, { min: 0, max: 100 }),
    sort: text('', false),
    columns: list(COLUMN_KEYS),
  });
  const chosen = useLocalStorage<readonly string[]>('tenantry.tenants.columns', []);
  // What one chose last is part of the address, too: whoever is given it sees the same.
  if (url.columns.length === 0 && chosen.value.length > 0)
    url.columns = chosen.value.filter(key => COLUMN_KEYS.includes(key));
  watch(
    () => url.columns,
    columns => {
      chosen.value = columns;
    },
  );

  const filter = computed<TenantFilter>(() => ({
    search: url.search,
    states: url.states,
    health: url.health,
    plans: url.plans,
    owners: url.owners,
    regions: url.regions,
    alerts: url.alerts,
    workloads: url.workloads,
    renewsIn: url.renewsIn,
    usedFrom: url.usedFrom,
    fellBy: url.fellBy,
  }));
  const sorts = computed(() => sortIn(url.sort));
  const columns = computed(() => (url.columns.length > 0 ? url.columns : DEFAULT_COLUMNS));

  return {
    url,
    filter,
    sorts,
    columns,
    press: (key: string, add: boolean): void => {
      url.sort = sortText(pressedSort(sorts.value, key, add));
    },
    sortBy: (keys: readonly SortKey[]): void => {
      url.sort = sortText(keys);
    },
    chooseColumns: (keys: readonly string[]): void => {
      url.columns = keys.join() === DEFAULT_COLUMNS.join() ? [] : keys;
    },
    clear: (): void => {
      url.search = '';
      url.states = [];
      url.health = [];
      url.plans = [];
      url.owners = [];
      url.regions = [];
      url.alerts = [];
      url.workloads = [];
      url.renewsIn = 0;
      url.usedFrom = 0;
      url.fellBy = 0;
    },
  };
}

export type TableView = ReturnType<typeof useTableView>;
export const FILTER_WORDS = { STATES, HEALTH, ALERTS, WORKLOADS };
