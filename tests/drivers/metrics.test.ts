import { expect, test } from 'vitest';
import { parseMetrics, sumMetric } from './metrics.ts';

const TEXT = `# HELP tenantry_reconciles_total Reconciles.
# TYPE tenantry_reconciles_total counter
tenantry_reconciles_total{controller="tenant",outcome="ok"} 3
tenantry_reconciles_total{controller="tenant",outcome="failed, \\"really\\""} 2
tenantry_reconciles_total{controller="tier",outcome="ok"} 10
process_start_time_seconds 1.7e+9
`;

test('a metric is summed over the samples that carry the labels asked for', () => {
  const samples = parseMetrics(TEXT);
  expect(sumMetric(samples, 'tenantry_reconciles_total', { controller: 'tenant' })).toBe(5);
  expect(sumMetric(samples, 'tenantry_reconciles_total', {})).toBe(15);
  expect(sumMetric(samples, 'process_start_time_seconds', {})).toBe(1.7e9);
});

test('a metric that is not there is an error and never zero', () => {
  expect(() => sumMetric(parseMetrics(TEXT), 'tenantry_reconcile_total', {})).toThrow('no metric');
});
