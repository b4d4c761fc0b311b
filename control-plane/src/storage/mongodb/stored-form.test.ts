import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromStored, toStored } from './stored-form.ts';

/** JSON with the keys that servers object to, and arrays in arrays. */
const { json } = fc.letrec(tie => ({
  json: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, 1.5, '', 'text', '%json', 'ä😀'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', 'b', 'a.b', '$a', '', '%json', 'nul\0', 'constructor', 'ä', '__proto__'),
      tie('json'),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
}));

/** What a server may object to, anywhere in a stored value. */
function objections(value: unknown, depth = 1): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const deep = depth > 90 ? ['too deep'] : [];
  if (Array.isArray(value))
    return [
      ...deep,
      ...value.flatMap(item => (Array.isArray(item) ? ['array in array'] : objections(item, depth + 1))),
    ];
  return Object.entries(value).flatMap(([key, item]) => [
    ...deep,
    ...(key === '' || key.startsWith('$') || key.includes('.') || key.includes('\0') ? [`key ${key}`] : []),
    ...objections(item, depth + 1),
  ]);
}

test('any JSON comes back as it was, and no server has anything against its stored form', () => {
  fc.assert(
    fc.property(json, data => {
      const document = { id: 'a', data };
      const stored = toStored(document);
      expect(objections(stored)).toEqual([]);
      expect(JSON.stringify(fromStored(stored))).toBe(JSON.stringify(document));
    }),
  );
});

test('JSON of any depth is kept', () => {
  const data: unknown = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`);
  const stored = toStored({ id: 'a', ...{ data } });
  expect(objections(stored)).toEqual([]);
  expect(fromStored(stored)).toEqual({ id: 'a', data });
});

test('what every server takes is kept as it is, to be queried by hand', () => {
  const data = { route: '/v1', sizes: [1, 2], inner: { list: [{ a: 1 }] } };
  expect(toStored({ id: 'a', ...{ data, gone: undefined } })).toEqual({ _id: 'a', data });
});

test.each(['a.b', '$a', '_id', ''])('a field of ours called %j is a fault of the program', field => {
  expect(() => toStored({ id: 'a', [field]: 1 })).toThrow(TypeError);
});
