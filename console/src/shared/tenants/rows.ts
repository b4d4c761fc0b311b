import type { components } from '@tenantry/contracts/client/schema.generated';

type Schemas = components['schemas'];
export type TenantTable = Schemas['TenantTable'];
type Columns = Schemas['TenantColumns'];

/** One tenant: of each column of the answer, what is at its place. A row that changes becomes another object. */
export type TenantRow = { readonly [Column in keyof Columns]: Columns[Column][number] } & {
  /** What it is searched by: name, slug and id without accents and capitals. */
  readonly searched: string;
  /** What it is sorted by as a name. */
  readonly nameKey: string;
};

/** All rows as of a version of the table. */
export interface TenantRows {
  readonly version: string;
  readonly byId: ReadonlyMap<string, TenantRow>;
  readonly rows: readonly TenantRow[];
  /** Rows whose use is not read yet. */
  readonly pending: number;
}

const BEYOND_ASCII = /[^ -~\n]/;

/** Letters without their accents, small; ß as ss: whoever searches "muller" or "MÜLLER" finds Müller. */
export function folded(text: string): string {
  // Most names have none of them: to look is much less than to take them apart.
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o');
}

/** Folded, and with numbers that stand in the order of their values: 9 before 10. */
export function nameKeyOf(text: string): string {
  return folded(text).replace(/\d+/g, digits => digits.padStart(12, '0'));
}

function rowsIn({ columns }: TenantTable): readonly TenantRow[] {
  return columns.tenantId.map((_, at) => rowAt(columns, at));
}

/**
 * The columns are those of the answer, which its schema promises to be whole. Each is named here, so that all rows are
 * objects of one shape: by names that come in a loop, ten thousand of them take five times as long.
 */
function rowAt(columns: Columns, at: number): TenantRow {
  const [displayName, slug, id] = [columns.displayName[at], columns.slug[at], columns.tenantId[at]];
  const row: Readonly<Record<keyof TenantRow, unknown>> = {
    tenantId: id,
    slug,
    displayName,
    state: columns.state[at],
    suspendedUntil: columns.suspendedUntil[at],
    suspendedBy: columns.suspendedBy[at],
    suspendedWhy: columns.suspendedWhy[at],
    planId: columns.planId[at],
    planVersion: columns.planVersion[at],
    owner: columns.owner[at],
    cluster: columns.cluster[at],
    region: columns.region[at],
    healthState: columns.healthState[at],
    healthScore: columns.healthScore[at],
    healthChange7: columns.healthChange7[at],
    healthChange30: columns.healthChange30[at],
    monthlyMinor: columns.monthlyMinor[at],
    currency: columns.currency[at],
    renewal: columns.renewal[at],
    allowanceMeter: columns.allowanceMeter[at],
    allowancePercent: columns.allowancePercent[at],
    allowanceResetsAt: columns.allowanceResetsAt[at],
    alertLevel: columns.alertLevel[at],
    alerts: columns.alerts[at],
    touchedAt: columns.touchedAt[at],
    touchKind: columns.touchKind[at],
    touchedBy: columns.touchedBy[at],
    createdAt: columns.createdAt[at],
    availability: columns.availability[at],
    sparkMeter: columns.sparkMeter[at],
    spark: columns.spark[at],
    sparkTotal: columns.sparkTotal[at],
    searched: folded(`${displayName}\n${slug}\n${id}`),
    nameKey: nameKeyOf(displayName ?? ''),
  };
  return row as TenantRow;
}

/**
 * What is known when an answer came: everything of a whole one, and of another one its rows in the place of those with
 * their ids. Undefined when the count does not come out: then somebody missed something, and everything is to be read.
 */
export function withAnswer(before: TenantRows | undefined, answer: TenantTable): TenantRows | undefined {
  const { version, whole, removed, total, pending } = answer;
  const changed = rowsIn(answer);
  if (!whole && changed.length === 0 && removed.length === 0 && before?.byId.size === total) {
    return before.version === version && before.pending === pending
      ? before
      : { ...before, version, pending };
  }
  const byId = new Map(whole ? [] : before?.byId);
  for (const row of changed) byId.set(row.tenantId, row);
  for (const id of removed) byId.delete(id);
  if (byId.size !== total) return undefined;
  return { version, byId, rows: [...byId.values()], pending };
}

/** How many rows of `after` are otherwise than in `before`, came or went. Order does not count. */
export function changesBetween(before: readonly TenantRow[], after: readonly TenantRow[]): number {
  if (before === after) return 0;
  const known = new Map(before.map(row => [row.tenantId, row]));
  let count = 0;
  for (const row of after) {
    if (known.get(row.tenantId) !== row) count += 1;
    known.delete(row.tenantId);
  }
  return count + known.size;
}
