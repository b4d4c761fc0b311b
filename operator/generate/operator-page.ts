import { METRICS_PREFIX } from '../src/config.ts';
import { configurationTable } from './configuration-table.ts';
import { marksTable } from './marks-table.ts';
import { metricsTable } from './metrics-table.ts';

/** docs/reference/operator.md: configuration, endpoints, metrics, labels and annotations of the operator. */
export function operatorPage(command: string): string {
  return [
    `<!-- Generated from operator/src and contracts/src/tenancy/names.ts by \`${command}\`. Do not edit. -->`,
    '# The operator',
    '',
    '`node operator/src/main.ts`, outside or inside a cluster. Exit codes: 0 after SIGTERM or SIGINT, 1 when it could not start or stop, 2 when its configuration has faults.',
    '',
    '## Configuration',
    '',
    'By environment variable or, where there is one, by flag (`--name value`), which wins. An empty variable counts as not set. Times are milliseconds. Every fault is listed before anything starts.',
    '',
    ...configurationTable(),
    '',
    'A renewal deadline is less than the lease duration, and a retry period less than the deadline.',
    '',
    '## Endpoints',
    '',
    'At `TENANTRY_PROBE_ADDRESS`, plain HTTP without authentication: bind it where only those may reach it who should.',
    '',
    '| path | answers |',
    '|---|---|',
    '| `/healthz` | 200 while the queues move, 503 when one does not |',
    '| `/readyz` | 200 once every cache is filled, on a standby too; 503 before |',
    '| `/metrics` | the metrics below, in the Prometheus text format |',
    '',
    '## Metrics',
    '',
    'No label is ever the name of an object, so their number does not grow with the tenants.',
    '',
    ...metricsTable(METRICS_PREFIX),
    '',
    '## Labels and annotations',
    '',
    'These are public and do not change.',
    '',
    ...marksTable(),
    '',
  ].join('\n');
}
