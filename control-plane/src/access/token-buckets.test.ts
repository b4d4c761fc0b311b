import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { TokenBuckets } from './token-buckets.ts';

test('lets a burst through, then as many as the rate says, and tells how long to wait', () => {
  const clock = new FakeClock();
  const buckets = new TokenBuckets({ perSecond: 0.5, burst: 3 }, clock);
  expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 2]);
  expect(buckets.take('b')).toBe(0);
  clock.advance(1_999);
  expect(buckets.take('a')).toBe(1);
  clock.advance(1);
  expect(buckets.take('a')).toBe(0);
  expect(buckets.wait('a')).toBe(2);
});

test('never lets more through than burst and rate together, however the time passes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }), pauses => {
      const clock = new FakeClock();
      const buckets = new TokenBuckets({ perSecond: 2, burst: 5 }, clock);
      let passed = 0;
      let through = 0;
      for (const pause of pauses) {
        clock.advance(pause);
        passed += pause;
        if (buckets.take('a') === 0) through++;
      }
      expect(through).toBeLessThanOrEqual(5 + (passed / 1_000) * 2 + 1e-6);
    }),
  );
});

test('a clock that goes back gives nothing and breaks nothing', () => {
  const clock = new FakeClock();
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1 }, clock);
  expect(buckets.take('a')).toBe(0);
  clock.advance(-60_000);
  expect(buckets.take('a')).toBe(1);
});

test('holds no more than its bound, and forgets the one used longest ago', () => {
  const buckets = new TokenBuckets({ perSecond: 0.001, burst: 1 }, new FakeClock(), 100);
  for (let n = 0; n < 1_000; n++) buckets.take(`a${n}`);
  expect(buckets.size).toBe(100);
  expect(buckets.wait('a999')).toBeGreaterThan(0);
  expect(buckets.wait('a0')).toBe(0);
});
