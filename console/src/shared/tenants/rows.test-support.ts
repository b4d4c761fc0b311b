import { folded, nameKeyOf, type TenantRow, type TenantTable } from './rows.ts';

let made = 0;

/** A row of a tenant without anything, but for what is said. */
export function aRow(rest: Partial<TenantRow>): TenantRow {
  const displayName = rest.displayName ?? 'Sample';
  const slug = rest.slug ?? 'sample';
  const tenantId = rest.tenantId ?? `id-${made++}`;
  return {
    state: 'active',
    suspendedUntil: null,
    suspendedBy: null,
    suspendedWhy: null,
    planId: null,
    planVersion: null,
    owner: null,
    cluster: 'default',
    region: 'local',
    healthState: null,
    healthScore: null,
    healthChange7: null,
    healthChange30: null,
    monthlyMinor: null,
    currency: null,
    renewal: null,
    allowanceMeter: null,
    allowancePercent: null,
    allowanceResetsAt: null,
    alertLevel: null,
    alerts: 0,
    touchedAt: null,
    touchKind: null,
    touchedBy: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    availability: 'unknown',
    sparkMeter: null,
    spark: null,
    sparkTotal: null,
    ...rest,
    displayName,
    slug,
    tenantId,
    searched: folded(`${displayName}\n${slug}\n${tenantId}`),
    nameKey: nameKeyOf(displayName),
  };
}

/** Rows as the control plane answers them. */
export function answerOf(rows: readonly TenantRow[], rest: Partial<TenantTable> = {}): TenantTable {
  const names = Object.keys(aRow({})).filter(name => name !== 'searched' && name !== 'nameKey');
  const columns = Object.fromEntries(names.map(name => [name, rows.map(row => Reflect.get(row, name))]));
  return {
    version: 'epoch.1',
    whole: true,
    at: '2026-03-01T12:00:00.000Z',
    total: rows.length,
    pending: 0,
    removed: [],
    ...rest,
    columns: columns as TenantTable['columns'],
  };
}
