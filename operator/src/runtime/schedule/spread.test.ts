import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSpread } from './spread.ts';

const now = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
const interval = fc.integer({ min: 1, max: 30 * 24 * 3_600_000 });

test('the next time is in the future and at most one interval (and a millisecond of rounding) away', () => {
  fc.assert(
    fc.property(fc.string(), interval, now, (id, every, at) => {
      const next = nextSpread(id, every, at);
      expect(next).toBeGreaterThan(at);
      expect(next).toBeLessThanOrEqual(at + every + 1);
    }),
  );
});

test('whenever it is asked within an interval, the answer is the same: a restart postpones nothing', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 1_000, max: 10_000_000 }),
      now,
      fc.float({ min: 0, max: 1, noNaN: true }),
      (id, every, at, share) => {
        const next = nextSpread(id, every, at);
        const later = at + Math.floor(share * (next - 1 - at));
        expect(nextSpread(id, every, later)).toBe(next);
      },
    ),
  );
});

test('many tasks are spread evenly over the interval', () => {
  const buckets = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const bucket = Math.floor((nextSpread(`tenant-${i}`, 3_600_000, 0) / 3_600_000) * 10) % 10;
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  for (const count of buckets) expect(count).toBeGreaterThan(850);
});

test('an interval that is none is refused', () => {
  expect(() => nextSpread('a', 0, 0)).toThrow(RangeError);
  expect(() => nextSpread('a', Number.NaN, 0)).toThrow(RangeError);
});
