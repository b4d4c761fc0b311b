import { expect, test } from 'vitest';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import { WORKLOAD_LOOKS, workloadWord } from './workload-look.ts';

const workload = sampleOf('Workload', {
  provisioner: 'cluster',
  found: true,
  stale: false,
  available: 'True',
  ready: 'True',
  suspended: 'False',
});

test('a silent cluster is neither well nor unwell, whatever it said last', () => {
  for (const available of ['True', 'False', 'Unknown'] as const) {
    expect(workloadWord({ ...workload, stale: true, available })).toBe('stale');
  }
  expect(WORKLOAD_LOOKS.stale.tone).toBe('unknown');
});

test('a tenant without a cluster is recorded only, and not down', () => {
  expect(workloadWord({ ...workload, provisioner: 'recording', available: 'Unknown' })).toBe('recorded');
  expect(WORKLOAD_LOOKS.recorded.tone).toBe('unknown');
});

test('what was stopped on purpose is not down', () => {
  expect(workloadWord({ ...workload, suspended: 'True', available: 'False' })).toBe('stopped');
});

test('what serves, and is not as it should be, is not shown as well', () => {
  expect(workloadWord({ ...workload, ready: 'False' })).toBe('faulty');
  expect(WORKLOAD_LOOKS.faulty.tone).toBe('watch');
});

test('it serves only when the cluster says so', () => {
  expect(workloadWord(workload)).toBe('serves');
  expect(workloadWord({ ...workload, available: 'False' })).toBe('down');
  expect(workloadWord({ ...workload, available: 'Unknown' })).toBe('unknown');
  expect(workloadWord({ ...workload, available: 'Unknown', ready: 'False' })).toBe('settling');
  expect(workloadWord({ ...workload, found: false })).toBe('absent');
});
