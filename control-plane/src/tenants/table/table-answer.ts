import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type {
  TenantColumns,
  TenantTableBody,
  TenantTableRow,
} from '@tenantry/contracts/commercial/tenant-table';
import { tenantColumnsSchema } from '@tenantry/contracts/commercial/tenant-table';
import { decide } from '../../access/policy.ts';
import type { Principal } from '../../access/principal.ts';
import type { TableState } from './tenant-table.ts';

const compress = promisify(gzip);
/** Half the time of the usual level, for a twentieth more bytes. */
const LEVEL = 5;
/** Answers below it are sent as they are. */
const LEAST_COMPRESSED = 2_000;

type Column = keyof TenantColumns;
const isColumn = (name: string): name is Column => name in tenantColumnsSchema.shape;
const COLUMNS = Object.keys(tenantColumnsSchema.shape).filter(isColumn);

/** Columns that show what another operation shows: whoever may not call that is not shown them here either. */
const SHOWN_BY: Readonly<Record<string, readonly Column[]>> = {
  getUsageSeries: ['sparkMeter', 'spark', 'sparkTotal'],
  listEntitlements: ['allowanceMeter', 'allowancePercent', 'allowanceResetsAt'],
  getSubscription: ['monthlyMinor', 'currency'],
  listHealth: ['healthState', 'healthScore', 'healthChange7', 'healthChange30'],
  listAlerts: ['alertLevel', 'alerts'],
  listTenantNotes: ['touchedAt', 'touchKind', 'touchedBy'],
  getWorkload: ['availability'],
};
/** In the place of what is not shown: null, unless the column knows none. */
const NOTHING: Partial<Record<Column, unknown>> = { alerts: 0, availability: 'unknown' };

/** Columns that somebody is not shown, in one order for all. */
export function hiddenFrom(principal: Principal): readonly Column[] {
  return Object.entries(SHOWN_BY).flatMap(([operation, columns]) =>
    decide({ operation }, principal, {}) === 'allowed' ? [] : columns,
  );
}

export interface TableAnswer {
  readonly json: string;
  /** Compressed by gzip; once, for whoever wants it. */
  gzipped(): Promise<Buffer>;
}

/**
 * Makes answers of what the table holds. The whole table is kept as text until it changes, for each set of columns that
 * somebody may see.
 */
export class TableAnswers {
  readonly #whole = new Map<string, { readonly version: string; readonly answer: TableAnswer }>();

  answerOf(state: TableState, hidden: readonly Column[], at: string): TableAnswer {
    if (!state.whole) return answerOf(state, hidden, at);
    const name = hidden.join();
    const kept = this.#whole.get(name);
    if (kept?.version === state.version) return kept.answer;
    const answer = answerOf(state, hidden, at);
    this.#whole.set(name, { version: state.version, answer });
    return answer;
  }
}

/** Whether it is worth the work for this answer, and the caller takes it. */
export function isCompressed(json: string, acceptEncoding: string | undefined): boolean {
  if (json.length < LEAST_COMPRESSED) return false;
  return (acceptEncoding ?? '')
    .split(',')
    .some(part => /^(gzip|\*)(;\s*q=(?!0(\.0*)?$).*)?$/.test(part.trim().toLowerCase()));
}

function answerOf(state: TableState, hidden: readonly Column[], at: string): TableAnswer {
  const json = JSON.stringify(bodyOf(state, hidden, at));
  let packed: Promise<Buffer> | undefined;
  return {
    json,
    gzipped: () => {
      packed ??= compress(json, { level: LEVEL });
      return packed;
    },
  };
}

function bodyOf(
  { version, whole, rows, removed, total, pending }: TableState,
  hidden: readonly Column[],
  at: string,
): Omit<TenantTableBody, 'columns'> & { readonly columns: Readonly<Record<string, readonly unknown[]>> } {
  const columns = Object.fromEntries(COLUMNS.map(column => [column, columnOf(rows, column, hidden)]));
  return { version, whole, at, total, pending, columns, removed: [...removed] };
}

function columnOf(
  rows: readonly TenantTableRow[],
  column: Column,
  hidden: readonly Column[],
): readonly unknown[] {
  if (!hidden.includes(column)) return rows.map(row => row[column]);
  return rows.map(() => NOTHING[column] ?? null);
}
