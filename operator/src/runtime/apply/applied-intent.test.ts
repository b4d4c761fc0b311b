import { expect, test } from 'vitest';
import { appliedIntent } from './applied-intent.ts';

const ours = (fieldsV1: Readonly<Record<string, unknown>>, operation = 'Apply') => ({
  manager: 'sample',
  operation,
  fieldsV1,
});

const object = (managedFields: ReturnType<typeof ours>[]) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'api',
    namespace: 'n',
    uid: 'u',
    labels: { ours: 'yes', theirs: 'no' },
    annotations: { note: 'theirs' },
    managedFields,
  },
  spec: {
    replicas: 4,
    selector: { matchLabels: { a: 'b' } },
    env: [
      { name: 'Z', value: 'last' },
      { name: 'THEIRS', value: 'no' },
      { name: 'A', value: 'first' },
    ],
  },
  status: { readyReplicas: 4 },
});

test('what is read back are our fields alone: atomic ones whole, items of lists by their keys, in the order they have', () => {
  const fields = {
    'f:metadata': { 'f:labels': { 'f:ours': {} } },
    'f:spec': {
      'f:selector': {},
      'f:env': {
        'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} },
        'k:{"name":"Z"}': { '.': {}, 'f:name': {} },
      },
    },
  };
  expect(
    appliedIntent(object([ours({ 'f:spec': { 'f:replicas': {} } }, 'Update'), ours(fields)]), 'sample'),
  ).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'n', labels: { ours: 'yes' }, annotations: {} },
    spec: { selector: { matchLabels: { a: 'b' } }, env: [{ name: 'Z' }, { name: 'A', value: 'first' }] },
  });
});

test('nothing is read back from an object that we never applied', () => {
  expect(
    appliedIntent(object([ours({ 'f:spec': { 'f:replicas': {} } }, 'Update')]), 'sample'),
  ).toBeUndefined();
});
