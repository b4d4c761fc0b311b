import { stringify } from 'yaml';

export interface Alert {
  /** What it is called in Alertmanager, and in docs/how-to/runbooks.md, where a heading has the same name. */
  readonly name: string;
  readonly expr: string;
  readonly for: string;
  /** `critical`: somebody gets up for it. `warning`: somebody looks at it by day. */
  readonly severity: 'critical' | 'warning';
  /** One line, with what is known from labels. */
  readonly summary: string;
  readonly description: string;
}

export interface AlertGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** In this repository; the chart puts an address in its place, where one is given. */
export const RUNBOOKS = 'docs/how-to/runbooks.md';

const controlPlane: AlertGroup = {
  name: 'tenantry-control-plane',
  alerts: [
    {
      name: 'TenantryControlPlaneAbsent',
      expr: 'absent(tenantry_check_failing)',
      for: '5m',
      severity: 'critical',
      summary: 'No control plane is seen',
      description: 'No replica is scraped: none runs, or Prometheus does not reach /metrics.',
    },
    {
      name: 'TenantryCheckFails',
      expr: 'max by (job, instance, check) (tenantry_check_failing) == 1',
      for: '2m',
      severity: 'critical',
      summary: '{{ $labels.instance }} is not ready: {{ $labels.check }}',
      description: 'A check of readiness fails; /readyz of the replica says why.',
    },
    {
      name: 'TenantryRequestsFail',
      expr: 'sum(rate(tenantry_http_request_seconds_count{status=~"5.."}[5m])) / sum(rate(tenantry_http_request_seconds_count[5m])) > 0.01',
      for: '5m',
      severity: 'critical',
      summary: '{{ $value | humanizePercentage }} of requests are answered 5xx',
      description: 'More than one of a hundred requests fail for a reason that is ours.',
    },
    {
      name: 'TenantryRequestsSlow',
      expr: 'histogram_quantile(0.99, sum by (le) (rate(tenantry_http_request_seconds_bucket[5m]))) > 1',
      for: '10m',
      severity: 'warning',
      summary: 'One of a hundred requests takes longer than {{ $value | humanizeDuration }}',
      description: 'For ten minutes, one of a hundred requests has taken longer than a second.',
    },
    {
      name: 'TenantryCountingLags',
      expr: 'max(tenantry_usage_counting_lag_seconds) > 60',
      for: '5m',
      severity: 'critical',
      summary: 'Usage has waited {{ $value | humanizeDuration }} to be counted',
      description:
        'Accepted usage is not counted: entitlements and totals are that much behind. Nothing is lost; it is counted when counting goes on.',
    },
    {
      name: 'TenantryUsageMended',
      expr: 'sum(increase(tenantry_usage_windows_mended_total[1h])) > 0',
      for: '0m',
      severity: 'warning',
      summary: '{{ $value | humanize }} windows of usage were counted wrong, and are mended',
      description:
        'The auditor found what a process left behind that was stopped in the middle of a write for long. Totals are right again.',
    },
    {
      name: 'TenantryChangesWait',
      expr: 'max(tenantry_projection_lag_seconds) > 60',
      for: '5m',
      severity: 'critical',
      summary: 'A change has waited {{ $value | humanizeDuration }} for its audit entry and events',
      description: 'Changes are decided, and lists, audit and events do not show them.',
    },
    {
      name: 'TenantryStoreUnavailable',
      expr: 'sum(rate(tenantry_store_operation_seconds_count{outcome="unavailable"}[5m])) > 0',
      for: '5m',
      severity: 'critical',
      summary: 'The store does not take operations',
      description: 'For five minutes operations have found the store away, full, or refusing writes.',
    },
    {
      name: 'TenantryTaskFails',
      expr: 'sum by (job, task) (increase(tenantry_task_runs_total{outcome="failed"}[30m])) > 2 unless sum by (job, task) (increase(tenantry_task_runs_total{outcome="done"}[30m])) > 0',
      for: '10m',
      severity: 'warning',
      summary: 'The task “{{ $labels.task }}” fails each time',
      description: 'It has failed several times, and not once ended well, for half an hour.',
    },
    {
      name: 'TenantryPruningHeld',
      expr: 'max(tenantry_usage_pruning_held_tenants) > 0',
      for: '15m',
      severity: 'critical',
      summary: 'The usage of {{ $value | humanize }} tenants is not what was sealed',
      description: 'Usage is not pruned because it differs from its seals: somebody or something changed it.',
    },
  ],
};

const usage: AlertGroup = {
  name: 'tenantry-usage',
  alerts: [
    {
      name: 'TenantryUsageRefused',
      expr: 'sum(rate(tenantry_ingestion_events_total{tenantry_outcome=~"rejected|conflict"}[15m])) / sum(rate(tenantry_ingestion_events_total[15m])) > 0.05',
      for: '15m',
      severity: 'warning',
      summary: '{{ $value | humanizePercentage }} of ingestion events are refused',
      description: 'A sender sends what cannot be taken. Needs the billing instruments, sent by OTLP.',
    },
  ],
};

const operator: AlertGroup = {
  name: 'tenantry-operator',
  alerts: [
    {
      name: 'TenantryOperatorWithoutLeader',
      expr: 'sum(tenantry_operator_leader) < 1',
      for: '2m',
      severity: 'critical',
      summary: 'No operator holds the lease',
      description: 'Nothing is kept as declared while none leads; what runs goes on running.',
    },
    {
      name: 'TenantryOperatorStuck',
      expr: 'max by (job, controller) (tenantry_operator_queue_oldest_seconds) > 120',
      for: '5m',
      severity: 'critical',
      summary: 'A key of {{ $labels.controller }} has been ready for {{ $value | humanizeDuration }}',
      description:
        'Work that is ready is not begun: the operator is overloaded, or one of its reconciles hangs.',
    },
    {
      name: 'TenantryReconcilesFail',
      expr: 'sum by (job, controller) (rate(tenantry_operator_reconciles_total{outcome="failed"}[10m])) / sum by (job, controller) (rate(tenantry_operator_reconciles_total[10m])) > 0.5',
      for: '15m',
      severity: 'warning',
      summary: 'Most reconciles of {{ $labels.controller }} fail',
      description: 'More than half of the reconciles have failed for a quarter of an hour.',
    },
  ],
};

export const ALERT_GROUPS: readonly AlertGroup[] = [controlPlane, usage, operator];

/**
 * What holds only where an operator is scraped, in a file of its own: elsewhere, as with Docker Compose, the number is never
 * there, and this would fire for ever.
 */
export const OPERATOR_ALERT_GROUPS: readonly AlertGroup[] = [
  {
    name: 'tenantry-operator-scraped',
    alerts: [
      {
        name: 'TenantryOperatorAbsent',
        expr: 'absent(tenantry_operator_leader)',
        for: '5m',
        severity: 'critical',
        summary: 'No operator is seen',
        description: 'No replica is scraped: none runs, or Prometheus does not reach /metrics.',
      },
    ],
  },
];

/** The heading of the page that says what to do, as Markdown makes anchors of headings. */
export function runbookOf({ name }: Pick<Alert, 'name'>): string {
  return `${RUNBOOKS}#${name.toLowerCase()}`;
}

/** A file of alerting rules, as Prometheus loads it. */
export function alertRules(alertGroups: readonly AlertGroup[], madeBy: string): string {
  const groups = alertGroups.map(({ name, alerts }) => ({
    name,
    rules: alerts.map(alert => ({
      alert: alert.name,
      expr: alert.expr,
      for: alert.for,
      labels: { severity: alert.severity },
      annotations: {
        summary: alert.summary,
        description: alert.description,
        runbook_url: runbookOf(alert),
      },
    })),
  }));
  return `# ${madeBy}\n${stringify({ groups }, { lineWidth: 0 })}`;
}
