import { RuntimeMetrics } from '@tenantry/operator/runtime/metrics';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { madeBy, table } from '../../contracts/generate/markdown.ts';
import { METRICS_PREFIX } from '../../operator/src/config.ts';
import { billingInstruments, type Instrument } from './instruments.ts';

/** The types of prom-client leave the names of a metric's labels out. */
const metricSchema = z.object({
  name: z.string(),
  help: z.string(),
  type: z.string(),
  labelNames: z.array(z.string()),
});

/** docs/reference/metrics.md: every number that leaves the processes, of both programs. */
export function metricsPage(registry: Registry, command: string): string {
  const operator = new Registry();
  new RuntimeMetrics({ prefix: METRICS_PREFIX, registry: operator });
  return [
    madeBy('control-plane/src and operator/src', command),
    '# Metrics',
    '',
    'Two ways, and no number goes both: each process shows what is about itself at `/metrics`, for Prometheus to fetch; what is about billing is sent by OTLP. [Watch it](../how-to/watch-it.md) has the dashboard and the alert rules that are made of them.',
    '',
    'No label and no attribute is an id, so that their number does not grow with the tenants; the one exception is asked for by name, below. Units stand at the end of a name (`_seconds`, `_bytes`); `_total` is a counter, from the start of the process on. Of a histogram Prometheus has `_bucket`, `_sum` and `_count`.',
    '',
    '## Of the control plane',
    '',
    'At `/metrics` of each replica, with the usual ones of a Node.js process (`process_*`, `nodejs_*`).',
    '',
    ...metricsOf(registry),
    '',
    '| label | values |',
    '|---|---|',
    '| `method`, `route`, `status` | method, template of the path (or `none`) and status of the answer |',
    '| `operation`, `outcome` of the store | `insert`, `get`, `find`, `scan`, `replace`, `remove`; `done`, `unavailable` (away, full, refusing), `failed` |',
    '| `task`, `outcome` | what comes back by itself, in the words of the log; `done`, `failed` |',
    '| `journey`, `step`, `outcome` of the console | what people come for and how far they get: [the console](console.md#what-it-tells-of-journeys) lists them; `done`, `left`, `refused`, `failed` |',
    '| `check` | what `/readyz` looks at: `store`, `counting` |',
    '',
    'What is about the store (`tenantry_usage_uncounted_events`, `tenantry_usage_counting_lag_seconds`, `tenantry_projection_lag_seconds`) every replica says alike: take the `max` of it, not the sum.',
    '',
    '## Of the operator',
    '',
    'At `/metrics` of [the operator](operator.md).',
    '',
    ...metricsOf(operator),
    '',
    '## Billing instruments',
    '',
    'Sent by OTLP when `TENANTRY_OTLP_ENDPOINT` is set; otherwise nothing of OpenTelemetry is loaded. They are for dashboards and alerts, and never feed a bill: the ledger does. What is not set here (the protocol, resource attributes, queue sizes) is read by the SDK from its own variables `OTEL_*`; the protocol is `http/protobuf` unless `OTEL_EXPORTER_OTLP_PROTOCOL` says otherwise. The last column is what a Prometheus calls it that takes OTLP itself (`--web.enable-otlp-receiver`, endpoint `…/api/v1/otlp`).',
    '',
    ...table(
      ['instrument', 'kind', 'unit', 'what it measures', 'in Prometheus'],
      billingInstruments().map(instrument => [
        `\`${instrument.name}\``,
        instrument.kind,
        `\`${instrument.unit}\``,
        instrument.description,
        `\`${prometheusName(instrument)}\``,
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
  ].join('\n');
}

function metricsOf(registry: Registry): string[] {
  return table(
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
  );
}

/** By the rules of Prometheus for OTLP: dots become underscores; seconds are written out, and units in braces are not. */
export function prometheusName({ name, kind, unit }: Instrument): string {
  const plain = name.replaceAll('.', '_');
  const suffix = unit === 's' ? '_seconds' : '';
  return `${plain}${suffix}${kind === 'counter' ? '_total' : ''}`;
}
