/** A column beside the name, which is always there. */
export interface TenantColumn {
  readonly key: string;
  /** In rem: columns keep their width, whatever rows are in sight. */
  readonly width: number;
  readonly align?: 'end';
}

const COLUMNS: readonly TenantColumn[] = [
  { key: 'state', width: 9.5 },
  { key: 'health', width: 9.75 },
  { key: 'change7', width: 4.5, align: 'end' },
  { key: 'change30', width: 4, align: 'end' },
  { key: 'alerts', width: 7.25 },
  { key: 'allowance', width: 8.5 },
  { key: 'use', width: 9.75 },
  { key: 'plan', width: 7.75 },
  { key: 'monthly', width: 6, align: 'end' },
  { key: 'owner', width: 7.5 },
  { key: 'renewal', width: 7 },
  { key: 'touch', width: 8.5 },
  { key: 'suspended', width: 9 },
  { key: 'region', width: 8 },
  { key: 'workload', width: 8.5 },
  { key: 'created', width: 7 },
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
