import { expect, test } from 'vitest';
import { usageIn } from './used-rights.ts';

const OPERATOR = 'system:serviceaccount:tenantry-system:tenantry-operator';

function log(...entries: readonly object[]): string {
  return entries
    .map(entry =>
      JSON.stringify({
        user: { username: OPERATOR },
        annotations: { 'authorization.k8s.io/decision': 'allow' },
        ...entry,
      }),
    )
    .join('\n');
}
const deployments = { resource: 'deployments', apiGroup: 'apps', namespace: 't-a', name: 'api' };

test('an apply that makes an object uses two rights, and one of a binding a third', () => {
  const answer = { verb: 'patch', responseStatus: { code: 201 } };
  const bindings = { resource: 'rolebindings', apiGroup: 'rbac.authorization.k8s.io', name: 'owners' };
  expect(usageIn(log({ ...answer, objectRef: deployments })).used).toEqual([
    'tenantry-operator: create deployments.apps',
    'tenantry-operator: patch deployments.apps',
  ]);
  expect(usageIn(log({ ...answer, objectRef: bindings })).used).toContain(
    'tenantry-operator: bind clusterroles.rbac.authorization.k8s.io/tenantry-tenant-owner',
  );
});

test('a right that is given by name is told by name, and what has no name yet is not', () => {
  const leases = { resource: 'leases', apiGroup: 'coordination.k8s.io', name: 'tenantry-operator' };
  const ok = { responseStatus: { code: 200 } };
  expect(
    usageIn(log({ verb: 'get', objectRef: leases, ...ok }, { verb: 'create', objectRef: leases, ...ok }))
      .used,
  ).toEqual([
    'tenantry-operator: create leases.coordination.k8s.io',
    'tenantry-operator: get leases.coordination.k8s.io/tenantry-operator',
  ]);
});

test('a refusal for want of a right is told from one by a policy', () => {
  const refusal = (decision: string, message?: string) =>
    usageIn(
      log({
        verb: 'patch',
        objectRef: deployments,
        annotations: { 'authorization.k8s.io/decision': decision },
        responseStatus: { code: 403, ...(message !== undefined && { message }) },
      }),
    );
  expect(refusal('forbid').refused).toEqual(['tenantry-operator: patch deployments.apps']);
  expect(
    refusal('allow', 'User "x" cannot create resource "deployments" in API group "apps"').refused,
  ).toEqual(['tenantry-operator: create deployments.apps']);
  const byPolicy = refusal('allow', "ValidatingAdmissionPolicy 'x' denied request");
  expect(byPolicy).toMatchObject({ refused: [], doubtful: [] });
  expect(refusal('allow').doubtful).toEqual(['tenantry-operator: create deployments.apps']);
});

test('what others do is nothing to us', () => {
  const other = { verb: 'patch', objectRef: deployments, user: { username: 'sample-admin' } };
  expect(usageIn(log(other))).toEqual({ used: [], refused: [], doubtful: [] });
});
