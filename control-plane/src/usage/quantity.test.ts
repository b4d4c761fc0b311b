import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatQuantity, readQuantity, rescale } from './quantity.ts';

test.each([
  [5, { units: 5n, scale: 0 }],
  ['5', { units: 5n, scale: 0 }],
  [0, { units: 0n, scale: 0 }],
  ['0.00', { units: 0n, scale: 0 }],
  [1.5, { units: 15n, scale: 1 }],
  ['1.50', { units: 15n, scale: 1 }],
  [1e-7, { units: 1n, scale: 7 }],
  ['2e3', { units: 2000n, scale: 0 }],
  ['9223372036854775807', { units: 9223372036854775807n, scale: 0 }],
  ['9223372036854775808', 'quantity_overflow'],
  ['1e999', 'quantity_overflow'],
  ['0e999', { units: 0n, scale: 0 }],
  [1e300, 'quantity_imprecise'],
  [2 ** 53, 'quantity_imprecise'],
  [-1, 'quantity_negative'],
  ['-0.5', 'quantity_negative'],
  ['1e-13', 'quantity_too_precise'],
  ['', 'quantity_malformed'],
  ['1,5', 'quantity_malformed'],
  ['0x10', 'quantity_malformed'],
  ['NaN', 'quantity_malformed'],
  [' 1', 'quantity_malformed'],
  [Number.POSITIVE_INFINITY, 'quantity_malformed'],
])('%j is read exactly, or refused with a reason', (value, expected) => {
  expect(readQuantity(value)).toEqual(expected);
});

test('what is written is read back, and a scale changes no value', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
      fc.integer({ min: 0, max: 12 }),
      (units, scale) => {
        const quantity = readQuantity(formatQuantity(units, scale));
        if (typeof quantity === 'string') throw new Error(quantity);
        expect(rescale(quantity, scale)).toBe(units);
      },
    ),
  );
});
