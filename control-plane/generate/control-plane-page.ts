import type { Registry } from 'prom-client';
import { z } from 'zod';
import { adminCommands } from './admin-command.ts';
import { billingInstruments } from './instruments.ts';
import { madeBy, table } from './markdown.ts';

/** The types of prom-client leave the names of a metric's labels out. */
const metricSchema = z.object({
  name: z.string(),
  help: z.string(),
  type: z.string(),
  labelNames: z.array(z.string()),
});

/** docs/reference/control-plane.md: how it runs, what it serves beside the API, what it counts. */
export function controlPlanePage(registry: Registry, command: string): string {
  return [
    madeBy('control-plane/src', command),
    '# The control plane',
    '',
    '`node control-plane/src/main.ts`. It takes no arguments: [the environment](environment.md) configures it. Its log goes to stdout, a JSON object a line; secrets are not in it.',
    '',
    '| exit code | when |',
    '|---|---|',
    '| 0 | stopped in order, after SIGTERM or SIGINT |',
    '| 1 | could not start, or something did not end in time and was cut off |',
    '| 2 | called wrongly: arguments, or faults in the configuration, which are all listed |',
    '| 130, 143 | a second signal ended it at once |',
    '',
    'A stop goes in this order: `/readyz` answers 503; for `TENANTRY_DRAIN_DELAY_MS` everything is answered on; then no connection is accepted any more, requests that run may end, and recurring tasks end, each within `TENANTRY_SHUTDOWN_TIMEOUT_MS`; then the store is closed. Whatever was acknowledged is in the store by then, and also after `kill -9`.',
    '',
    '## Beside the API',
    '',
    'Open to everybody who reaches the address, and not below `/v1`:',
    '',
    '| path | answers |',
    '|---|---|',
    '| `/livez` | 200 while the process answers; it looks at nothing else |',
    '| `/readyz` | 200 while this replica should be given work; 503 with the reason while the store takes no writes, while counting lags, or once a stop has begun |',
    '| `/metrics` | the metrics below, in the Prometheus text format |',
    '| `/openapi.json`, `/docs` | the API, as a document and as a page |',
    '',
    'None of them shows a tenant, a key or an address of the store. A proxy in front need not pass `/metrics` on.',
    '',
    '## The admin command',
    '',
    '`tenantry` is `node control-plane/src/cli/main.ts`, with the same environment. It works on the store itself and asks nobody for a key. One process owns a SQLite file, so the control plane is stopped first. Exit codes: 0 done, 1 it failed or found something wrong, 2 called wrongly.',
    '',
    ...table(['command', 'what it does', 'options'], adminCommands()),
    '',
    '## Metrics',
    '',
    'No label is ever an id, so their number does not grow with the tenants. The usual metrics of a Node.js process (`process_*`, `nodejs_*`) stand beside them.',
    '',
    ...table(
      ['metric', 'type', 'labels', 'what it counts'],
      registry
        .getMetricsAsArray()
        .map(metric => metricSchema.parse(metric))
        .map(({ name, type, labelNames, help }) => [
          `\`${name}\``,
          type,
          labelNames.map(label => `\`${label}\``).join(', '),
          help,
        ]),
    ),
    '',
    '## Billing instruments',
    '',
    'Sent by OTLP when `TENANTRY_OTLP_ENDPOINT` is set; otherwise nothing of OpenTelemetry is loaded. No number is both here and in `/metrics`. They are for dashboards and alerts, and never feed a bill: the ledger does. What this page does not set (the protocol, resource attributes, queue sizes) is read by the SDK from its own variables `OTEL_*`; the protocol is `http/protobuf` unless `OTEL_EXPORTER_OTLP_PROTOCOL` says otherwise.',
    '',
    ...table(
      ['instrument', 'kind', 'unit', 'what it measures'],
      billingInstruments().map(({ name, kind, unit, description }) => [
        `\`${name}\``,
        kind,
        `\`${unit}\``,
        description,
      ]),
    ),
    '',
    '| attribute | on | values |',
    '|---|---|---|',
    '| `tenantry.outcome` | `….events`, `tenantry.rating.duration` | `accepted`, `duplicate`, `conflict`, `retry`, `rejected`; of a rating `rated`, `failed` |',
    '| `tenantry.meter` | `tenantry.usage.*`, `tenantry.quota.utilization` | a meter of the catalogue. `tenantry.usage.*` are those of meters that are not shipped |',
    '| `tenantry.quota.policy` | `tenantry.quota.utilization` | `hard`, `soft`, `grace` |',
    '| `tenantry.tenant.id` | everything, only with `TENANTRY_OTLP_TENANT_IDS=true` | the tenant: an instrument holds 2,000 sets of attributes, and what goes beyond is summed without them |',
    '',
    '## Traces',
    '',
    'With the same receiver: a span for each request, named by method and route, below the span that the caller names in `traceparent`; and below it one for each operation of the store (`insert usage_events`), with `db.system.name`, `db.collection.name` and `db.operation.name`, and one for each call to a cluster (`apply tenants`), with `server.address`, `http.request.method` and `tenantry.kubernetes.verb`. `tenantry.request.id` is the id that answer, log and audit show. `TENANTRY_OTLP_TRACE_RATIO` keeps a share of the traces that begin here. Recurring work that nobody asked for is not traced.',
    '',
  ].join('\n');
}
