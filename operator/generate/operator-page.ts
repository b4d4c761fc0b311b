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
    ...planSection(),
  ].join('\n');
}

/** What of the operator others may import: nothing in its reach does I/O, and a rule of the linter keeps it so. */
function planSection(): string[] {
  return [
    '## The plan, without a cluster',
    '',
    'What the operator does is decided by a pure function. It is exported, for previews and for tests of tiers; importing it opens no connection and loads no client.',
    '',
    '| import | gives |',
    '|---|---|',
    '| `@tenantry/operator/plan` | `plan(input)`: all steps for a tenant, from its spec, the revision of its tier, what is observed, and the time |',
    '| `@tenantry/operator/plan/running-change` | `runningChange(input)`: what another spec or tier would change of what runs, object by object, with the fields that differ, components, faults, and what would not fit into the quota |',
    '| `@tenantry/operator/plan/revision-name` | `revisionName(tier, written)`: how the TierRevision of a spec is named |',
    '',
    'The control plane shows it in [the preview of a change of plan](../how-to/change-a-plan.md).',
    '',
  ];
}
