import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededSample } from './seeded-sample.ts';

test('a seed always gives the same distinct numbers within range, and seeds together reach them all', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 10 }),
      (seed, highest, count) => {
        const sample = seededSample(seed, highest, count);
        expect(sample).toEqual(seededSample(seed, highest, count));
        expect(new Set(sample).size).toBe(Math.min(highest, count));
        expect(sample.every(n => n >= 1 && n <= highest)).toBe(true);
      },
    ),
  );
  const reached = new Set(Array.from({ length: 200 }, (_, seed) => seededSample(String(seed), 20, 2)).flat());
  expect(reached.size).toBe(20);
});
