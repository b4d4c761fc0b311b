import { computed, watch } from 'vue';
import { useKeptPreferences } from '../../../shared/kept/use-kept-preferences.ts';
import { list, number, text, useUrlState } from '../../../shared/url/use-url-state.ts';
import { COLUMN_KEYS, DEFAULT_COLUMNS } from './columns.ts';
import type { TenantFilter } from './filter-rows.ts';
import { pressedSort, sortIn, sortText } from './sort-rows.ts';

/** Under which name the columns of this page are kept. */
const PAGE = 'tenants';
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
    // Whoever goes back goes back to other rows, and not to other columns.
    columns: { ...list(COLUMN_KEYS), typed: true },
  });
  const { kept, known, change } = useKeptPreferences();
  // What one chose last is part of the address, too: whoever is given it sees the same.
  watch(
    () => (known.value && url.columns.length === 0 ? kept.value.columns?.[PAGE] : undefined),
    chosen => {
      const there = chosen?.filter(key => COLUMN_KEYS.includes(key)) ?? [];
      if (there.length > 0) url.columns = there;
    },
    { immediate: true },
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
    chooseColumns: (keys: readonly string[]): void => {
      const usual = keys.length === 0 || keys.join() === DEFAULT_COLUMNS.join();
      url.columns = usual ? [] : keys;
      change({ columns: { ...kept.value.columns, [PAGE]: usual ? [] : [...keys] } });
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
