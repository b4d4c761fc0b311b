import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldChanges } from './field-changes.ts';

test('tells what changed, field by field, and nothing of what did not', () => {
  const before = { name: 'Pro', price: { eur: '10', usd: '12' }, tags: ['a'], gone: 1 };
  const after = { name: 'Pro', price: { eur: '11', usd: '12' }, tags: ['a', 'b'], fresh: true };
  expect(fieldChanges(before, after)).toEqual([
    { field: '/price/eur', before: '10', after: '11' },
    { field: '/tags', before: ['a'], after: ['a', 'b'] },
    { field: '/gone', before: 1 },
    { field: '/fresh', after: true },
  ]);
  expect(fieldChanges(before, structuredClone(before))).toEqual([]);
});

test('of what is made it tells every field, of what ends every field, too', () => {
  expect(fieldChanges(undefined, { a: 1, b: { c: 2 } })).toEqual([
    { field: '/a', after: 1 },
    { field: '/b/c', after: 2 },
  ]);
  expect(fieldChanges({ a: 1 }, undefined)).toEqual([{ field: '/a', before: 1 }]);
});

test('of secrets and of people it tells that they changed, and no more', () => {
  const before = {
    name: 'Key of the shop',
    secrets: [{ hash: 'aaaa' }],
    contacts: [{ name: 'Ada', email: 'ada@example.com' }],
    accountOwner: 'Bob',
    webhook: { signingSecret: 's1', url: 'https://x' },
    people: [{ role: 'billing', email: 'c@example.com', name: 'Cleo', phone: '1' }],
  };
  const after = {
    ...before,
    name: 'Key of the mart',
    secrets: [{ hash: 'bbbb' }],
    contacts: [{ name: 'Eve', email: 'eve@example.com' }],
    accountOwner: 'Dan',
    webhook: { signingSecret: 's2', url: 'https://y' },
    people: [],
  };
  const changes = fieldChanges(before, after);
  expect(changes).toEqual([
    { field: '/name', before: 'Key of the shop', after: 'Key of the mart' },
    { field: '/secrets', before: '[secret]', after: '[secret]' },
    { field: '/contacts', before: '[personal]', after: '[personal]' },
    { field: '/accountOwner', before: '[personal]', after: '[personal]' },
    { field: '/webhook/signingSecret', before: '[secret]', after: '[secret]' },
    { field: '/webhook/url', before: 'https://x', after: 'https://y' },
    {
      field: '/people',
      before: [{ role: 'billing', email: '[personal]', name: '[personal]', phone: '[personal]' }],
      after: [],
    },
  ]);
});

test('shows no secret and nobody, however deep they stand', () => {
  const inner = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.integer(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'plan', '__proto__', '/', '~'), tie('value'), { maxKeys: 3 }),
      fc.record({ passwordHash: fc.constant('HIDE-ME'), plain: fc.integer() }),
      fc.record({ email: fc.constant('HIDE-ME'), contact: fc.record({ x: fc.constant('HIDE-ME') }) }),
    ),
  })).value;
  fc.assert(
    fc.property(inner, inner, (before, after) => {
      const text = JSON.stringify(fieldChanges({ state: before }, { state: after }));
      expect(text).not.toContain('HIDE-ME');
    }),
  );
});

test('is bounded, whatever is long', () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`f${n}`, n]));
  const changes = fieldChanges({}, { ...wide });
  expect(changes).toHaveLength(100);
  expect(changes.at(-1)).toEqual({ field: '', after: 'and 4901 more fields' });
  const long = fieldChanges(
    {},
    { text2: 'x'.repeat(10_000), list: Array.from({ length: 9_999 }, () => 'y') },
  );
  expect(JSON.stringify(long).length).toBeLessThan(1_000);
});
