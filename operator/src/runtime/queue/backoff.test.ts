import { expect, test } from 'vitest';
import { backoffDelay } from './backoff.ts';

const options = { firstMs: 100, longestMs: 1_000, jitter: 0.5, random: () => 0 };

test('delays double up to the longest, and failures without end do not overflow', () => {
  expect([1, 2, 3, 4, 5, 6, 5_000].map(n => backoffDelay(n, options))).toEqual([
    100, 200, 400, 800, 1_000, 1_000, 1_000,
  ]);
});

test('jitter takes up to its share away', () => {
  expect(backoffDelay(2, { ...options, random: () => 0.999999 })).toBeCloseTo(100, 1);
});
