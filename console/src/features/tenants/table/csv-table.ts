import type { TenantRow } from '../../../shared/tenants/rows.ts';
import type { CsvCell } from '../../../shared/ui/csv.ts';
import type { TenantColumn } from './columns.ts';

/** A column of a file: name in the API, and value. Times and money as they are, not as they are shown. */
type Cell = readonly [name: string, value: (row: TenantRow) => CsvCell];

/** What a file has of each column of the table. */
const CELLS: Readonly<Record<string, readonly Cell[]>> = {
  state: [['state', row => row.state]],
  health: [
    ['healthState', row => row.healthState],
    ['healthScore', row => row.healthScore],
  ],
  change7: [['healthChange7', row => row.healthChange7]],
  change30: [['healthChange30', row => row.healthChange30]],
  alerts: [
    ['alertLevel', row => row.alertLevel],
    ['alerts', row => row.alerts],
  ],
  allowance: [
    ['allowanceMeter', row => row.allowanceMeter],
    ['allowancePercent', row => row.allowancePercent],
    ['allowanceResetsAt', row => row.allowanceResetsAt],
  ],
  use: [
    ['sparkMeter', row => row.sparkMeter],
    ['use30Days', row => row.sparkTotal],
  ],
  plan: [
    ['planId', row => row.planId],
    ['planVersion', row => row.planVersion],
  ],
  monthly: [
    ['monthlyMinor', row => row.monthlyMinor],
    ['currency', row => row.currency],
  ],
  owner: [['owner', row => row.owner]],
  renewal: [['renewal', row => row.renewal]],
  touch: [
    ['touchedAt', row => row.touchedAt],
    ['touchKind', row => row.touchKind],
    ['touchedBy', row => row.touchedBy],
  ],
  suspended: [
    ['suspendedUntil', row => row.suspendedUntil],
    ['suspendedBy', row => row.suspendedBy],
    ['suspendedWhy', row => row.suspendedWhy],
  ],
  region: [
    ['region', row => row.region],
    ['cluster', row => row.cluster],
  ],
  workload: [['availability', row => row.availability]],
  created: [['createdAt', row => row.createdAt]],
};

/** Header and cells of a file: who it is, and then the columns in their order. */
export function csvTable(
  rows: readonly TenantRow[],
  columns: readonly TenantColumn[],
): { readonly header: readonly string[]; readonly cells: readonly (readonly CsvCell[])[] } {
  const parts = columns.flatMap(({ key }) => CELLS[key] ?? []);
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
