import type { Sort } from '../url/use-url-state.ts';

/** A column of a table. What a cell shows is the slot `cell-<key>`, or else `value`. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** What it is sorted by, exported as, and shown as without a slot. */
  readonly value?: (row: Row) => string | number | null | undefined;
  readonly sortable?: boolean;
  /** end: for numbers, so that their digits stand below each other. */
  readonly align?: 'start' | 'end';
  /** The cell that names its row; the first column unless one says so. */
  readonly rowHeader?: boolean;
  /** Its title is read out, and not shown: for a column of actions. */
  readonly titleHidden?: boolean;
}

/** The order that a press on a column's title asks for: lowest first, then highest first. */
export function nextSort(current: Sort | undefined, key: string): Sort {
  return { key, direction: current?.key === key && current.direction === 'asc' ? 'desc' : 'asc' };
}

/** Rows in an order, what has no value last in either direction. Equal ones keep their places. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
  tag = 'en',
): readonly Row[] {
  const value = columns.find(({ key }) => key === sort?.key)?.value;
  if (sort === undefined || value === undefined) return rows;
  const collator = new Intl.Collator(tag, { numeric: true, sensitivity: 'base' });
  const sign = sort.direction === 'asc' ? 1 : -1;
  return rows
    .map(row => ({ row, value: value(row) }))
    .sort((a, b) => {
      if (isNothing(a.value) || isNothing(b.value))
        return Number(isNothing(a.value)) - Number(isNothing(b.value));
      const order =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : collator.compare(String(a.value), String(b.value));
      return sign * order;
    })
    .map(({ row }) => row);
}

const isNothing = (value: unknown): value is null | undefined | '' =>
  value === null || value === undefined || value === '';
