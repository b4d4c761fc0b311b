import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, digestOf } from './canonical.ts';

test('the canonical form is that of RFC 8785, whichever way it was made', () => {
  const leaf = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom(null, -0, 2 ** 53, 'a"b', 'back\\slash', '\u0000', '\u007f', '\ue000', '😀'),
  );
  const value = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4 }),
      fc.dictionary(fc.constantFrom('b', 'a', 'B', '10', '9', 'ä', '__proto__'), leaf, { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(value, made => {
      expect(canonicalJson(made)).toBe(canonicalize(made));
    }),
    { numRuns: 2_000 },
  );
});

test('what JSON cannot say, and half of a surrogate pair, have no canonical form', () => {
  expect(() => canonicalJson(undefined)).toThrow(TypeError);
  for (const value of [Number.NaN, { a: Number.POSITIVE_INFINITY }, { a: '\ud800' }, { '\udc00': 1 }])
    expect(() => canonicalJson(value)).toThrow();
  expect(canonicalJson({ b: undefined, a: new Date(0) })).toBe('{"a":"1970-01-01T00:00:00.000Z"}');
});

test('a digest is over the parts as UTF-8, each with its length in 64 bits in front', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ minLength: 100, maxLength: 9_000 }),
    fc.uint8Array({ maxLength: 300 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), parts => {
      const expected = createHash('sha256');
      for (const each of parts) {
        const bytes = Buffer.from(each);
        const length = Buffer.alloc(8);
        length.writeBigUInt64BE(BigInt(bytes.length));
        expected.update(length).update(bytes);
      }
      expect(digestOf(...parts)).toBe(expected.digest('hex'));
    }),
    { numRuns: 500 },
  );
});
