/** An example of each command of `tenantry`; a test holds each against what the command takes. */
export const ADMIN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'keys create': ['tenantry keys create --role admin --name "first admin" --out admin-key'],
  'keys list': ['tenantry keys list'],
  'keys revoke': ['tenantry keys revoke "$KEY_ID"'],
  verify: ['tenantry verify', 'tenantry verify --tenant "$TENANT_ID" --heads usage-heads.jsonl'],
  rebuild: ['tenantry rebuild'],
  export: ['tenantry export --to tenantry.export'],
  backup: ['tenantry backup --ask http://127.0.0.1:8080 --key-file admin-key --into backups --keep 14'],
  import: ['tenantry import --check --from tenantry.export', 'tenantry import --from tenantry.export'],
  'migrate status': ['tenantry migrate status'],
  'migrate run': ['tenantry migrate run'],
  'health backtest': ['tenantry health backtest customers.csv --settings settings.json'],
};
