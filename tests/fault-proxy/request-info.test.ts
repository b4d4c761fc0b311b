import { expect, test } from 'vitest';
import { isWrite, parseRequest } from './request-info.ts';

test.each([
  ['GET', '/api/v1/pods', 'list', '', 'pods', '', ''],
  ['GET', '/api/v1/namespaces/t-a', 'get', '', 'namespaces', '', 't-a'],
  ['PATCH', '/api/v1/namespaces/t-a?fieldManager=x', 'patch', '', 'namespaces', '', 't-a'],
  ['PUT', '/api/v1/namespaces/t-a/finalize', 'update', 'finalize', 'namespaces', '', 't-a'],
  ['GET', '/apis/apps/v1/deployments?watch=true', 'watch', '', 'deployments', '', ''],
  [
    'PATCH',
    '/apis/apps/v1/namespaces/t-a/deployments/api/scale',
    'patch',
    'scale',
    'deployments',
    't-a',
    'api',
  ],
  ['DELETE', '/api/v1/namespaces/t-a/pods', 'deletecollection', '', 'pods', 't-a', ''],
  ['DELETE', '/api/v1/namespaces/t-a/pods/p', 'delete', '', 'pods', 't-a', 'p'],
  ['PATCH', '/apis/tenantry.dev/v1alpha1/tenants/a/status', 'patch', 'status', 'tenants', '', 'a'],
  ['GET', '/readyz', 'list', '', '', '', ''],
])(
  '%s %s is read as the API server reads it',
  (method, url, verb, subresource, resource, namespace, name) => {
    expect(parseRequest(method, url)).toMatchObject({ verb, subresource, resource, namespace, name });
  },
);

test('a dry run is no write', () => {
  expect(isWrite(parseRequest('PATCH', '/api/v1/namespaces/a'))).toBe(true);
  expect(isWrite(parseRequest('PATCH', '/api/v1/namespaces/a?dryRun=All'))).toBe(false);
});
