import { expect, test } from 'vitest';
import { driftOf } from './drift.ts';

test('equal values in other words are no drift, and neither is what others decide', () => {
  const decided = {
    tier: 'pro',
    quota: { 'requests.cpu': '1000m' },
    suspensions: [{ by: 'billing', reason: 'PaymentOverdue', until: '2027-01-01T00:00:00.000Z' }],
  };
  const there = {
    tier: 'pro',
    paused: false,
    quota: { 'requests.cpu': '1', pods: '5' },
    suspensions: [
      { by: 'billing', reason: 'PaymentOverdue', until: '2027-01-01T00:00:00Z' },
      { by: 'someone', reason: 'Else' },
    ],
  };
  expect(driftOf(decided, there, [])).toEqual([]);
});

test('what differs is told by field, with both values and whoever owns it', () => {
  const decided = { tier: 'pro', quota: { 'requests.cpu': '8' }, components: { api: { replicas: 3 } } };
  const there = { tier: 'enterprise', quota: { 'requests.cpu': '9' } };
  expect(driftOf(decided, there, [{ field: '.spec.tier', manager: 'kubectl-edit' }])).toEqual([
    { field: '.spec.tier', recorded: 'pro', inCluster: 'enterprise', manager: 'kubectl-edit' },
    { field: '.spec.quota.requests.cpu', recorded: '8', inCluster: '9' },
    { field: '.spec.components.api.replicas', recorded: 3 },
  ]);
});
