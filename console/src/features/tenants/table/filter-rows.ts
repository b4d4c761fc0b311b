import { folded, type TenantRow } from '../../../shared/tenants/rows.ts';

/** What rows are filtered by: of each list any word, of all lists each. An empty list asks for nothing. */
export interface TenantFilter {
  readonly search: string;
  readonly states: readonly string[];
  readonly health: readonly string[];
  /** Ids of plans; `-` for none. */
  readonly plans: readonly string[];
  /** Names; `-` for nobody. */
  readonly owners: readonly string[];
  readonly regions: readonly string[];
  /** info, warning, alarm; `any`; `-` for none. */
  readonly alerts: readonly string[];
  readonly workloads: readonly string[];
  /** Days from now within which the contract renews; 0: whenever. */
  readonly renewsIn: number;
  /** Percent of an allowance that is used at least; 0: whatever is used. */
  readonly usedFrom: number;
  /** Points that the score fell by in 30 days, at least; 0: whatever it did. */
  readonly fellBy: number;
}

export const NONE = '-';
const DAY_MS = 86_400_000;

export const EMPTY_FILTER: TenantFilter = {
  search: '',
  states: [],
  health: [],
  plans: [],
  owners: [],
  regions: [],
  alerts: [],
  workloads: [],
  renewsIn: 0,
  usedFrom: 0,
  fellBy: 0,
};

type Test = (row: TenantRow) => boolean;

/** Rows in their order, those that the filter leaves. `now`: milliseconds of the epoch. */
export function filterRows(
  rows: readonly TenantRow[],
  filter: TenantFilter,
  now: number,
): readonly TenantRow[] {
  const tests = testsOf(filter, now);
  return tests.length === 0 ? rows : rows.filter(row => tests.every(test => test(row)));
}

export function isFiltered(filter: TenantFilter): boolean {
  return testsOf(filter, 0).length > 0;
}

function testsOf(filter: TenantFilter, now: number): readonly Test[] {
  const words = folded(filter.search).split(/\s+/).filter(Boolean);
  const tests: Test[] = [
    ...any(filter.states, row => row.state),
    ...any(filter.health, row => row.healthState ?? 'unknown'),
    ...any(filter.plans, row => row.planId ?? NONE),
    ...any(filter.owners, row => row.owner ?? NONE),
    ...any(filter.regions, row => row.region),
    ...any(filter.workloads, row => row.availability),
    ...alertTests(filter.alerts),
  ];
  if (filter.renewsIn > 0) tests.push(renewsBefore(now + filter.renewsIn * DAY_MS));
  if (filter.usedFrom > 0) tests.push(row => (row.allowancePercent ?? -1) >= filter.usedFrom);
  if (filter.fellBy > 0) tests.push(row => -(row.healthChange30 ?? 0) >= filter.fellBy);
  // Last, as it takes longest.
  if (words.length > 0) tests.push(row => words.every(word => row.searched.includes(word)));
  return tests;
}

function any(wanted: readonly string[], of: (row: TenantRow) => string): readonly Test[] {
  if (wanted.length === 0) return [];
  const words = new Set(wanted);
  return [row => words.has(of(row))];
}

function alertTests(wanted: readonly string[]): readonly Test[] {
  if (wanted.includes('any')) return [row => row.alerts > 0];
  return any(wanted, row => row.alertLevel ?? NONE);
}

/** Also those whose day is over, and nobody wrote down that they renewed. */
function renewsBefore(time: number): Test {
  const day = new Date(time).toISOString().slice(0, 10);
  return row => row.renewal !== null && row.renewal <= day;
}
