import { expect, test } from 'vitest';
import { parseRequest } from '../fault-proxy/request-info.ts';
import type { Exchange } from '../fault-proxy/traffic.ts';
import { describeOperatorState } from './operator-state.ts';

function exchange(method: string, target: string, at: number, status: number | undefined): Exchange {
  return { ...parseRequest(method, target), target, at, body: '', status, forwarded: true };
}

test('an idle operator is told by its queues, and by the request that is not answered', () => {
  const samples = [
    { name: 'x_queue_depth', labels: { controller: 'tenant', state: 'delayed' }, value: 1 },
    { name: 'x_queue_depth', labels: { controller: 'tenant', state: 'high' }, value: 0 },
    { name: 'x_process_cpu_seconds_total', labels: {}, value: 3 },
  ];
  const exchanges = [
    exchange('PATCH', '/api/v1/namespaces/n/configmaps/c', 1_000, undefined),
    exchange('GET', '/api/v1/configmaps?watch=true', 1_500, 200),
    exchange('PATCH', '/apis/coordination.k8s.io/v1/namespaces/n/leases/l', 1_600, 200),
    exchange('GET', '/api/v1/namespaces/n/pods', 2_000, 200),
  ];
  expect(describeOperatorState(samples, exchanges, 11_000)).toEqual([
    'metric: x_queue_depth{controller=tenant,state=delayed} 1',
    'waits: patch /api/v1/namespaces/n/configmaps/c, no answer, 10.0 s ago',
    'request: patch /api/v1/namespaces/n/configmaps/c, no answer, 10.0 s ago',
    'request: list /api/v1/namespaces/n/pods, 200, 9.0 s ago',
  ]);
});
