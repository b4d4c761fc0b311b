import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, field]) => [key, shuffled(field)] as const)
      .reverse(),
  );
}

test('it is the JSON of the value, whatever the order of its keys', () => {
  const value = fc.jsonValue().filter(json => !JSON.stringify(json).includes('__proto__'));
  fc.assert(
    fc.property(value, json => {
      const text = canonicalJson(json);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(json)));
      expect(canonicalJson(shuffled(json))).toBe(text);
    }),
  );
});

test('what is undefined is left out, as in JSON', () => {
  expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
});
