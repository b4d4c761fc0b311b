import { expect, test } from 'vitest';
import type { Intent } from '../objects.ts';
import { digestFieldSet, fieldSetOf } from './field-set.ts';
import type { ManagedObservation } from './managed-observation.ts';
import { isCurrent, seal } from './seal.ts';

const TYPE = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const HASH = 'example.com/hash';
const intent: Intent = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'n', labels: { x: '1', y: '2' } },
  data: { one: 'a', two: 'b' },
};

function observed(more: Partial<ManagedObservation> = {}): ManagedObservation {
  const sealed = seal(TYPE, intent, HASH);
  return {
    namespace: 'n',
    name: 'a',
    uid: 'u',
    resourceVersion: '1',
    labels: {},
    annotations: {},
    desiredHash: sealed.hash,
    fields: sealed.fields,
    ...more,
  };
}

test('a sealed intent carries its hash, and is otherwise what it was', () => {
  const sealed = seal(TYPE, intent, HASH);
  expect(sealed.object).toEqual({
    ...intent,
    metadata: { ...intent.metadata, annotations: { [HASH]: sealed.hash } },
  });
  expect(sealed.hash).toMatch(/^[0-9a-f]{32}$/);
});

test('the order of keys does not change the seal, any value does', () => {
  const reordered: Intent = {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    data: { two: 'b', one: 'a' },
    metadata: { ...intent.metadata, labels: { y: '2', x: '1' } },
  };
  expect(seal(TYPE, reordered, HASH).hash).toBe(seal(TYPE, intent, HASH).hash);
  expect(seal(TYPE, { ...intent, data: { one: 'a', two: 'c' } }, HASH).hash).not.toBe(
    seal(TYPE, intent, HASH).hash,
  );
});

test('a UID given as a precondition does not change the seal', () => {
  const withUid: Intent = { ...intent, metadata: { ...intent.metadata, uid: 'u' } };
  expect(seal(TYPE, withUid, HASH)).toMatchObject({
    hash: seal(TYPE, intent, HASH).hash,
    fields: seal(TYPE, intent, HASH).fields,
  });
  expect(seal(TYPE, withUid, HASH).object.metadata.uid).toBe('u');
});

test('what was sealed into the object and is still owned whole is current', () => {
  expect(isCurrent(seal(TYPE, intent, HASH), observed())).toBe(true);
});

test.each([
  ['nothing is there', undefined],
  ['the hash is another', observed({ desiredHash: 'other' })],
  ['a field was taken from us', observed({ fields: digestFieldSet({ 'f:data': { 'f:one': {} } }) })],
  ['a reclaim was cut short', observed({ ownsByUpdate: true })],
  ['the object is being deleted', observed({ deletionTimestamp: '2026-01-01T00:00:00Z' })],
])('it is not current when %s', (_, observation) => {
  expect(isCurrent(seal(TYPE, intent, HASH), observation)).toBe(false);
});

test('an object with nothing of our own records no fields of it', () => {
  expect(fieldSetOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } })).toEqual({});
});
