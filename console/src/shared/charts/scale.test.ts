import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyNth, linear, linePath, nearest, niceTicks, ratioOf } from './scale.ts';

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });

test('ticks span every value, rise evenly, and are never more than can be read', () => {
  fc.assert(
    fc.property(finite, finite, fc.integer({ min: 2, max: 10 }), (from, to, count) => {
      const ticks = niceTicks(from, to, count);
      const slack = 1e-6 * Math.max(1, Math.abs(from), Math.abs(to));
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(count + 2);
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(from, to) + slack);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(from, to) - slack);
    }),
  );
});

test('ticks are values that people count in', () => {
  expect(niceTicks(0, 100)).toEqual([0, 50, 100]);
  expect(niceTicks(0, 0.3, 4)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(niceTicks(0, 0)).toEqual([0, 0.5]);
});

test('a place follows from a value, and one value alone lies in the middle', () => {
  expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
  expect(linear([4, 4], [0, 50])(4)).toBe(25);
});

test('a line is broken where there is no value, and a lone point can be seen', () => {
  const at = (y: number | null, x: number) => ({ x, y });
  expect(linePath([at(1, 0), at(2, 10), at(null, 20), at(3, 30)])).toBe('M0 1L10 2M30 3h0');
});

test('labels are as many as fit, evenly apart', () => {
  expect(everyNth(30, 5)).toEqual([0, 6, 12, 18, 24]);
  expect(everyNth(3, 5)).toEqual([0, 1, 2]);
  expect(nearest([0, 10, 20], 14)).toBe(1);
  expect(nearest([], 14)).toBe(-1);
});

test('a share of quantities past 2^53 is reckoned exactly, and nothing of nothing is nothing', () => {
  expect(ratioOf('9007199254740993', '18014398509481986')).toBe(0.5);
  expect(ratioOf('0', '0')).toBe(0);
  expect(ratioOf('5', '0')).toBe(1);
  expect(ratioOf(150, '100')).toBe(1.5);
});
