import { expect, test } from 'vitest';
import { conflictsOf, withoutField } from './field-conflicts.ts';
import type { DecidedSpec } from './provisioner.ts';

const spec: DecidedSpec = {
  tier: 'pro',
  displayName: 'Acme',
  quota: { 'requests.cpu': '8', pods: '10' },
  featureFlags: { timeline: true },
  components: { api: { replicas: 3, image: 'registry.example/api:1' } },
  owners: [{ kind: 'Group', name: 'acme' }],
  suspensions: [
    { by: 'billing', reason: 'PaymentOverdue' },
    { by: 'security', reason: 'Abuse' },
  ],
};

test('owners are read from the causes of a conflict, and other causes are none', () => {
  const causes = [
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl-edit" using tenantry.dev/v1alpha1',
      field: '.spec.tier',
    },
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "argo cd" with subresource "x"',
      field: '.spec.paused',
    },
    { reason: 'FieldValueInvalid', message: 'no', field: 'spec' },
  ];
  expect(conflictsOf(causes)).toEqual([
    { field: '.spec.tier', manager: 'kubectl-edit' },
    { field: '.spec.paused', manager: 'argo cd' },
  ]);
});

test.each<[string, (all: DecidedSpec) => DecidedSpec]>([
  ['.spec.tier', ({ tier: _, ...rest }) => rest],
  ['.spec.quota.requests.cpu', all => ({ ...all, quota: { pods: '10' } })],
  ['.spec.featureFlags.timeline', ({ featureFlags: _, ...rest }) => rest],
  ['.spec.components.api.image', all => ({ ...all, components: { api: { replicas: 3 } } })],
  ['.spec.owners', ({ owners: _, ...rest }) => rest],
  [
    '.spec.suspensions[by="billing"].reason',
    all => ({ ...all, suspensions: [{ by: 'security', reason: 'Abuse' }] }),
  ],
])('without %s everything else is still applied', (field, expected) => {
  expect(withoutField(spec, { field, manager: 'x' })).toEqual(expected(spec));
});
