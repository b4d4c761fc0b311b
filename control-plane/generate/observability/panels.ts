/**
 * What the Grafana dashboard shows. Each query is run by a test against a Prometheus that scrapes the control plane
 * (tests/observability): one of a metric that nobody exports fails there.
 */
export interface Query {
  readonly expr: string;
  /** Name of each line, with labels in double braces. */
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  readonly description: string;
  /** By Grafana's names: `reqps`, `s`, `percentunit`, `short`, `bytes`, `ops`. */
  readonly unit: string;
  readonly queries: readonly Query[];
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const quantile = (share: number, by: string, buckets: string) =>
  `histogram_quantile(${share}, sum by (${by}) (rate(${buckets}[5m])))`;

/** Which of the processes that Prometheus knows are control planes: those that say how far they are with changes. */
const OF_CONTROL_PLANES = 'and on (job, instance) tenantry_projection_lag_seconds';

const METERS = ['ingestion', 'query', 'timeline', 'signup'] as const;

const requests: Row = {
  title: 'Control plane: requests',
  panels: [
    {
      title: 'Requests',
      description: 'Answers a second by status',
      unit: 'reqps',
      queries: [
        { expr: 'sum by (status) (rate(tenantry_http_request_seconds_count[5m]))', legend: '{{status}}' },
      ],
    },
    {
      title: 'Share of failures',
      description: 'Answers 5xx of all answers',
      unit: 'percentunit',
      queries: [
        {
          expr: '(sum(rate(tenantry_http_request_seconds_count{status=~"5.."}[5m])) or vector(0)) / sum(rate(tenantry_http_request_seconds_count[5m]))',
          legend: '5xx',
        },
      ],
    },
    {
      title: 'Time to answer',
      description: 'Half, and 99 of 100, are answered within',
      unit: 's',
      queries: [
        { expr: quantile(0.5, 'le', 'tenantry_http_request_seconds_bucket'), legend: 'p50' },
        { expr: quantile(0.99, 'le', 'tenantry_http_request_seconds_bucket'), legend: 'p99' },
      ],
    },
    {
      title: 'Slowest routes',
      description: '99 of 100 requests of a route are answered within',
      unit: 's',
      queries: [
        {
          expr: `topk(10, ${quantile(0.99, 'le, route', 'tenantry_http_request_seconds_bucket')})`,
          legend: '{{route}}',
        },
      ],
    },
  ],
};

const state: Row = {
  title: 'Control plane: state',
  panels: [
    {
      title: 'Checks that fail',
      description: '1: a replica should be given no work, for this reason',
      unit: 'short',
      queries: [
        { expr: 'max by (instance, check) (tenantry_check_failing)', legend: '{{instance}} {{check}}' },
      ],
    },
    {
      title: 'Usage that is not counted yet',
      description: 'Events that were accepted and are not known to be counted',
      unit: 'short',
      queries: [{ expr: 'max(tenantry_usage_uncounted_events)', legend: 'events' }],
    },
    {
      title: 'What waits longest',
      description:
        'The oldest usage to count, and the oldest change without its list, audit entry and events',
      unit: 's',
      queries: [
        { expr: 'max(tenantry_usage_counting_lag_seconds)', legend: 'usage' },
        { expr: 'max(tenantry_projection_lag_seconds)', legend: 'change' },
      ],
    },
    {
      title: 'Windows mended',
      description: 'What the auditor found to be counted wrong, in an hour. Anything but 0 is worth a look',
      unit: 'short',
      queries: [{ expr: 'sum(increase(tenantry_usage_windows_mended_total[1h]))', legend: 'windows' }],
    },
    {
      title: 'Tasks that fail',
      description: 'Runs of recurring tasks that failed, in a quarter of an hour',
      unit: 'short',
      queries: [
        {
          expr: 'sum by (task) (increase(tenantry_task_runs_total{outcome="failed"}[15m]))',
          legend: '{{task}}',
        },
      ],
    },
    {
      title: 'Time of tasks',
      description: '95 of 100 runs of a recurring task take at most',
      unit: 's',
      queries: [{ expr: quantile(0.95, 'le, task', 'tenantry_task_seconds_bucket'), legend: '{{task}}' }],
    },
    {
      title: 'Usage pruned',
      description:
        'Entries a second that are removed behind a checkpoint, and tenants whose usage is held back',
      unit: 'short',
      queries: [
        { expr: 'sum(rate(tenantry_usage_pruned_events_total[5m]))', legend: 'entries a second' },
        { expr: 'max(tenantry_usage_pruning_held_tenants)', legend: 'tenants held back' },
      ],
    },
    {
      title: 'Age of the horizon',
      description: 'How long ago the time is up to which all usage is pruned; 0 where nothing is',
      unit: 's',
      queries: [{ expr: 'max(tenantry_usage_horizon_age_seconds)', legend: 'horizon' }],
    },
  ],
};

const store: Row = {
  title: 'Control plane: store and process',
  panels: [
    {
      title: 'Operations of the store',
      description: 'A second, by kind',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (operation) (rate(tenantry_store_operation_seconds_count[5m]))',
          legend: '{{operation}}',
        },
      ],
    },
    {
      title: 'Time of the store',
      description: '99 of 100 operations take at most',
      unit: 's',
      queries: [
        {
          expr: quantile(0.99, 'le, operation', 'tenantry_store_operation_seconds_bucket'),
          legend: '{{operation}}',
        },
      ],
    },
    {
      title: 'What the store does not take',
      description: 'Operations a second that found it away, or that it refused',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (operation, outcome) (rate(tenantry_store_operation_seconds_count{outcome!="done"}[5m]))',
          legend: '{{operation}} {{outcome}}',
        },
      ],
    },
    {
      title: 'Memory',
      description: 'Resident, of each replica',
      unit: 'bytes',
      queries: [{ expr: `process_resident_memory_bytes ${OF_CONTROL_PLANES}`, legend: '{{instance}}' }],
    },
    {
      title: 'Event loop',
      description: '99 of 100 turns are late by at most',
      unit: 's',
      queries: [{ expr: `nodejs_eventloop_lag_p99_seconds ${OF_CONTROL_PLANES}`, legend: '{{instance}}' }],
    },
  ],
};

/** Names as Prometheus' own OTLP receiver makes them of the instruments: see docs/reference/metrics.md. */
const usage: Row = {
  title: 'Usage (by OTLP)',
  panels: [
    ...METERS.map(meter => ({
      title: `Events: ${meter}`,
      description: 'A second, by what became of them',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (tenantry_outcome) (rate(tenantry_${meter}_events_total[5m]))`,
          legend: '{{tenantry_outcome}}',
        },
      ],
    })),
    {
      title: 'Quantity',
      description: 'Accepted a second, in the unit of each meter',
      unit: 'short',
      queries: METERS.map(meter => ({
        expr: `sum(rate(tenantry_${meter}_quantity_sum[5m]))`,
        legend: meter,
      })),
    },
    {
      title: 'Delay',
      description: '95 of 100 events are accepted within, counted from their own time',
      unit: 's',
      queries: METERS.map(meter => ({
        expr: quantile(0.95, 'le', `tenantry_${meter}_delay_seconds_bucket`),
        legend: meter,
      })),
    },
    {
      title: 'Use of allowances',
      description: 'Of 100 checks, 95 found at most this share of the allowance used',
      unit: 'percentunit',
      queries: [
        {
          expr: quantile(0.95, 'le, tenantry_meter', 'tenantry_quota_utilization_bucket'),
          legend: '{{tenantry_meter}}',
        },
      ],
    },
    {
      title: 'Rating',
      description: '95 of 100 periods are rated within; and lines a second',
      unit: 's',
      queries: [
        { expr: quantile(0.95, 'le', 'tenantry_rating_duration_seconds_bucket'), legend: 'p95' },
        { expr: 'sum(rate(tenantry_rating_lines_total[5m]))', legend: 'lines a second' },
      ],
    },
  ],
};

const people: Row = {
  title: 'Console',
  panels: [
    {
      title: 'Steps that were done',
      description: 'A second, by what people came for',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (journey) (rate(tenantry_console_steps_total{outcome="done"}[5m]))',
          legend: '{{journey}}',
        },
      ],
    },
    {
      title: 'Steps that were not',
      description: 'A second, by how they ended: left, refused, or failed by our fault',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (journey, outcome) (rate(tenantry_console_steps_total{outcome!="done"}[5m])) > 0 or sum(rate(tenantry_console_steps_total{outcome!="done"}[5m]))',
          legend: '{{journey}} {{outcome}}',
        },
      ],
    },
  ],
};

const operator: Row = {
  title: 'Operator',
  panels: [
    {
      title: 'Reconciles',
      description: 'A second, by how they ended',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (controller, outcome) (rate(tenantry_operator_reconciles_total[5m]))',
          legend: '{{controller}} {{outcome}}',
        },
      ],
    },
    {
      title: 'Time of a reconcile',
      description: '99 of 100 take at most',
      unit: 's',
      queries: [
        {
          expr: quantile(0.99, 'le, controller', 'tenantry_operator_reconcile_seconds_bucket'),
          legend: '{{controller}}',
        },
      ],
    },
    {
      title: 'Queue',
      description: 'Keys by state, and how long the oldest has been ready',
      unit: 'short',
      queries: [
        {
          expr: 'sum by (controller, state) (tenantry_operator_queue_depth)',
          legend: '{{controller}} {{state}}',
        },
        {
          expr: 'max by (controller) (tenantry_operator_queue_oldest_seconds)',
          legend: '{{controller}} oldest, s',
        },
      ],
    },
    {
      title: 'Intents',
      description: 'A second, written or suppressed because nothing would change',
      unit: 'ops',
      queries: [
        { expr: 'sum by (outcome) (rate(tenantry_operator_applies_total[5m]))', legend: '{{outcome}}' },
      ],
    },
    {
      title: 'Requests to the API server',
      description: 'A second, by answer; 0 is a fault of the network',
      unit: 'reqps',
      queries: [
        { expr: 'sum by (code) (rate(tenantry_operator_api_requests_total[5m]))', legend: '{{code}}' },
        { expr: 'sum(rate(tenantry_operator_api_throttled_total[5m]))', legend: 'throttled' },
      ],
    },
    {
      title: 'Leader',
      description: '1 where the lease is held',
      unit: 'short',
      queries: [{ expr: 'max by (instance) (tenantry_operator_leader)', legend: '{{instance}}' }],
    },
  ],
};

export const ROWS: readonly Row[] = [requests, state, store, people, usage, operator];
