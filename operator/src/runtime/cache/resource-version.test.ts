import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareResourceVersions } from './resource-version.ts';

test('resource versions are ordered as the integers they are, of any length', () => {
  const version = fc.bigInt({ min: 0n, max: 2n ** 80n });
  fc.assert(
    fc.property(version, version, (a, b) => {
      const order = a < b ? -1 : a > b ? 1 : 0;
      expect(Math.sign(compareResourceVersions(String(a), String(b)))).toBe(order);
    }),
  );
});
