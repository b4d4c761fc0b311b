import { expect, test } from 'vitest';
import { offered } from './offered.ts';

const active = { state: 'active', suspensions: [] } as const;
const suspension = { by: 'billing', reason: 'PaymentOverdue', since: '2026-11-01T00:00:00.000Z' };
const actions = (tenant: Parameters<typeof offered>[0], operations: readonly string[]) =>
  offered(tenant, operation => operations.includes(operation)).map(({ action }) => action);
const ALL = [
  'addTenantNote',
  'createTask',
  'updateTenant',
  'previewSubscriptionChange',
  'suspendTenant',
  'resumeTenant',
  'scheduleTenantDeletion',
  'cancelTenantDeletion',
];

test('what a person may not do is not offered', () => {
  expect(actions(active, [])).toEqual([]);
  expect(actions(active, ['addTenantNote', 'createTask'])).toEqual(['note', 'task']);
  expect(actions(active, ALL)).toContain('schedule-deletion');
});

test('what the state does not allow is not offered', () => {
  expect(actions(active, ALL)).not.toContain('resume');
  expect(actions({ ...active, state: 'suspended', suspensions: [suspension] }, ALL)).toContain('resume');
  const going = actions({ ...active, state: 'deletion_scheduled' }, ALL);
  expect(going).toContain('cancel-deletion');
  expect(going).not.toContain('schedule-deletion');
  expect(actions({ ...active, state: 'deleted' }, ALL)).toEqual(['note']);
});
