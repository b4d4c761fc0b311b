import type { CsvCell } from '../../../shared/ui/csv.ts';
import type { TenantRow } from './rows.ts';

/** A column beside the name, which is always there. */
export interface TenantColumn {
  readonly key: string;
  /** In rem: columns keep their width, whatever rows are in sight. */
  readonly width: number;
  readonly align?: 'end';
  /** Columns of a file: name in the API, and value. Times and money as they are, not as they are shown. */
  readonly csv: readonly (readonly [name: string, value: (row: TenantRow) => CsvCell])[];
}

const COLUMNS: readonly TenantColumn[] = [
  { key: 'state', width: 9.5, csv: [['state', row => row.state]] },
  {
    key: 'health',
    width: 9.75,
    csv: [
      ['healthState', row => row.healthState],
      ['healthScore', row => row.healthScore],
    ],
  },
  { key: 'change7', width: 4.5, align: 'end', csv: [['healthChange7', row => row.healthChange7]] },
  { key: 'change30', width: 4, align: 'end', csv: [['healthChange30', row => row.healthChange30]] },
  {
    key: 'alerts',
    width: 7.25,
    csv: [
      ['alertLevel', row => row.alertLevel],
      ['alerts', row => row.alerts],
    ],
  },
  {
    key: 'allowance',
    width: 8.5,
    csv: [
      ['allowanceMeter', row => row.allowanceMeter],
      ['allowancePercent', row => row.allowancePercent],
      ['allowanceResetsAt', row => row.allowanceResetsAt],
    ],
  },
  {
    key: 'use',
    width: 9.75,
    csv: [
      ['sparkMeter', row => row.sparkMeter],
      ['use30Days', row => row.sparkTotal],
    ],
  },
  {
    key: 'plan',
    width: 7.75,
    csv: [
      ['planId', row => row.planId],
      ['planVersion', row => row.planVersion],
    ],
  },
  {
    key: 'monthly',
    width: 6,
    align: 'end',
    csv: [
      ['monthlyMinor', row => row.monthlyMinor],
      ['currency', row => row.currency],
    ],
  },
  { key: 'owner', width: 7.5, csv: [['owner', row => row.owner]] },
  { key: 'renewal', width: 7, csv: [['renewal', row => row.renewal]] },
  {
    key: 'touch',
    width: 8.5,
    csv: [
      ['touchedAt', row => row.touchedAt],
      ['touchKind', row => row.touchKind],
      ['touchedBy', row => row.touchedBy],
    ],
  },
  {
    key: 'suspended',
    width: 9,
    csv: [
      ['suspendedUntil', row => row.suspendedUntil],
      ['suspendedBy', row => row.suspendedBy],
      ['suspendedWhy', row => row.suspendedWhy],
    ],
  },
  {
    key: 'region',
    width: 8,
    csv: [
      ['region', row => row.region],
      ['cluster', row => row.cluster],
    ],
  },
  { key: 'workload', width: 8.5, csv: [['availability', row => row.availability]] },
  { key: 'created', width: 7, csv: [['createdAt', row => row.createdAt]] },
];

export const COLUMN_KEYS: readonly string[] = COLUMNS.map(({ key }) => key);
export const DEFAULT_COLUMNS: readonly string[] = [
  'health',
  'change30',
  'alerts',
  'owner',
  'plan',
  'monthly',
  'renewal',
  'use',
  'allowance',
  'touch',
  'state',
];

export function columnsNamed(keys: readonly string[]): readonly TenantColumn[] {
  return keys.flatMap(key => COLUMNS.find(column => column.key === key) ?? []);
}

/** Header and cells of a file: who it is, and then the columns in their order. */
export function csvTable(
  rows: readonly TenantRow[],
  columns: readonly TenantColumn[],
): { readonly header: readonly string[]; readonly cells: readonly (readonly CsvCell[])[] } {
  const parts = columns.flatMap(({ csv }) => csv);
  return {
    header: ['tenantId', 'slug', 'displayName', ...parts.map(([name]) => name)],
    cells: rows.map(row => [
      row.tenantId,
      row.slug,
      row.displayName,
      ...parts.map(([, value]) => value(row)),
    ]),
  };
}
