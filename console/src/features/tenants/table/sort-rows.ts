import { nameKeyOf, type TenantRow } from '../../../shared/tenants/rows.ts';

export interface SortKey {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

type Sorted = string | number | bigint | null;

const HEALTH_ORDER = { at_risk: 0, watch: 1, unknown: 2, healthy: 3 } as const;
const ALERT_ORDER = { info: 1, warning: 2, alarm: 3 } as const;
const STATE_ORDER = {
  registering: 0,
  active: 1,
  suspended: 2,
  deletion_scheduled: 3,
  deleting: 4,
  deleted: 5,
} as const;
const AVAILABILITY_ORDER = {
  down: 0,
  partly_down: 1,
  degraded: 2,
  stopped: 3,
  unknown: 4,
  serves: 5,
} as const;
/** No count of alerts comes near it. */
const LEVELS_APART = 100_000;

/** Owners, plans and regions are few, and rows are many. */
const keys = new Map<string, string>();
function keptKeyOf(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = nameKeyOf(text);
  if (keys.size < 5_000) keys.set(text, key);
  return key;
}

/** Whole numbers as text: numbers compare ten times as fast, where they are exact. */
function wholeOf(text: string | null): number | bigint | null {
  if (text === null) return null;
  return text.length <= 15 ? Number(text) : BigInt(text);
}

/** By column, what its cells stand in order by; null stands last either way. */
const VALUES: Readonly<Record<string, (row: TenantRow) => Sorted>> = {
  name: row => row.nameKey,
  slug: row => nameKeyOf(row.slug),
  state: row => STATE_ORDER[row.state],
  plan: row => (row.planId === null ? null : keptKeyOf(`${row.planId} ${row.planVersion ?? 0}`)),
  owner: row => (row.owner === null ? null : keptKeyOf(row.owner)),
  region: row => keptKeyOf(`${row.region} ${row.cluster}`),
  health: row =>
    row.healthScore === null ? null : row.healthScore * 10 + HEALTH_ORDER[row.healthState ?? 'unknown'],
  change7: row => row.healthChange7,
  change30: row => row.healthChange30,
  monthly: row => wholeOf(row.monthlyMinor),
  renewal: row => row.renewal,
  allowance: row => row.allowancePercent,
  use: row => wholeOf(row.sparkTotal),
  alerts: row => (row.alertLevel === null ? null : ALERT_ORDER[row.alertLevel] * LEVELS_APART + row.alerts),
  suspended: row => row.suspendedUntil ?? (row.suspendedBy === null ? null : '9999'),
  touch: row => row.touchedAt,
  created: row => row.createdAt,
  workload: row => (row.availability === 'unknown' ? null : AVAILABILITY_ORDER[row.availability]),
};

const SORT_KEYS: readonly string[] = Object.keys(VALUES);

interface Orders {
  readonly values: readonly ((row: TenantRow) => Sorted)[];
  readonly signs: readonly number[];
}

/** In the end by name: so the same rows are always in one order. */
function ordersOf(keys: readonly SortKey[]): Orders {
  const all = keys.some(({ key }) => key === 'name')
    ? keys
    : [...keys, { key: 'name', direction: 'asc' } as const];
  const known = all.flatMap(({ key, direction }) => {
    const value = VALUES[key];
    return value === undefined ? [] : [{ value, sign: direction === 'asc' ? 1 : -1 }];
  });
  return { values: known.map(({ value }) => value), signs: known.map(({ sign }) => sign) };
}

interface Keyed {
  readonly row: TenantRow;
  /** What nearly all comparisons are decided by: beside the row, and not in a list of its own. */
  readonly first: Sorted;
  readonly others: readonly Sorted[];
}

const NO_OTHERS: readonly Sorted[] = [];

/** Each value is made once, not at each of a hundred thousand comparisons. */
function keyed(row: TenantRow, { values: [first, ...others] }: Orders): Keyed {
  return {
    row,
    first: first?.(row) ?? null,
    others: others.length === 0 ? NO_OTHERS : others.map(value => value(row)),
  };
}

function compareKeyed(a: Keyed, b: Keyed, { signs }: Orders): number {
  const order = compare(a.first, b.first, signs[0] ?? 1);
  if (order !== 0) return order;
  for (let at = 1; at < signs.length; at++) {
    const next = compare(a.others[at - 1] ?? null, b.others[at - 1] ?? null, signs[at] ?? 1);
    if (next !== 0) return next;
  }
  return a.row.tenantId < b.row.tenantId ? -1 : 1;
}

/** Rows by the first key, equal ones by the next. */
export function sortTenants(rows: readonly TenantRow[], keys: readonly SortKey[]): readonly TenantRow[] {
  const orders = ordersOf(keys);
  return rows
    .map(row => keyed(row, orders))
    .sort((a, b) => compareKeyed(a, b, orders))
    .map(({ row }) => row);
}

/** Beyond so many changed rows, all are sorted anew. */
const FEW = 500;

/**
 * The order of `rows`, when `sorted` was that of what there was before: those that are new or otherwise are put where
 * they belong, and the others stay. A few among ten thousand cost a few milliseconds.
 */
export function sortedAgain(
  sorted: readonly TenantRow[],
  rows: readonly TenantRow[],
  keys: readonly SortKey[],
): readonly TenantRow[] {
  const left = new Set(rows);
  const stay = sorted.filter(row => left.delete(row));
  if (left.size > FEW) return sortTenants(rows, keys);
  if (left.size === 0) return stay.length === sorted.length ? sorted : stay;
  const orders = ordersOf(keys);
  const come = [...left].map(row => keyed(row, orders)).sort((a, b) => compareKeyed(a, b, orders));
  const placed: TenantRow[] = [];
  let from = 0;
  for (const one of come) {
    const place = placeOf(one, stay, from, orders);
    for (const row of stay.slice(from, place)) placed.push(row);
    from = place;
    placed.push(one.row);
  }
  return placed.concat(stay.slice(from));
}

/** Before which of the rows it stands, from a place on. */
function placeOf(one: Keyed, rows: readonly TenantRow[], from: number, orders: Orders): number {
  let [low, high] = [from, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && compareKeyed(keyed(row, orders), one, orders) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: Sorted, b: Sorted, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}

/** The order after a press on a column's title: up, down, and then as before. `add`: beside the columns that are. */
export function pressedSort(keys: readonly SortKey[], key: string, add: boolean): readonly SortKey[] {
  const known = keys.find(one => one.key === key);
  const next: SortKey | undefined =
    known === undefined
      ? { key, direction: 'asc' }
      : known.direction === 'asc'
        ? { key, direction: 'desc' }
        : undefined;
  if (!add) return next === undefined ? [] : [next];
  if (known === undefined) return next === undefined ? keys : [...keys, next];
  return keys.flatMap(one => (one.key === key ? (next === undefined ? [] : [next]) : [one]));
}

export function sortText(keys: readonly SortKey[]): string {
  return keys.map(({ key, direction }) => (direction === 'desc' ? `-${key}` : key)).join(',');
}

export function sortIn(text: string): readonly SortKey[] {
  const found = new Map<string, SortKey>();
  for (const part of text.split(',')) {
    const key = part.replace(/^-/, '');
    if (SORT_KEYS.includes(key) && !found.has(key))
      found.set(key, { key, direction: part.startsWith('-') ? 'desc' : 'asc' });
  }
  return [...found.values()];
}
