import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCY_EXPONENTS } from './currencies.ts';
import {
  amountMinorSchema,
  divideHalfEven,
  formatMinor,
  formatPrice,
  INT64_MAX,
  parsePrice,
  priceSchema,
  quantitySchema,
  toMinor,
} from './money.ts';

test('a price is kept to the twelfth place, whatever its size', () => {
  expect(parsePrice('0.000000000001')).toBe(1n);
  expect(parsePrice('999999999999.999999999999')).toBe(10n ** 24n - 1n);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n - 1n }), units => {
      expect(parsePrice(formatPrice(units))).toBe(units);
    }),
  );
});

test.each(['', '-1', '+1', '1e3', '01', '1.', '.5', '1.1234567890123', '1234567890123', 'NaN', ' 1', '1\n'])(
  'no price is read from %j',
  text => {
    expect(priceSchema.safeParse(text).success).toBe(false);
    expect(() => parsePrice(text)).toThrow(RangeError);
  },
);

test('a half goes to the even neighbour, on both sides of zero', () => {
  expect([5n, 15n, 25n, 35n, -5n, -15n, 14n, 16n].map(n => divideHalfEven(n, 10n))).toEqual([
    0n,
    2n,
    2n,
    4n,
    0n,
    -2n,
    1n,
    2n,
  ]);
});

test('rounding is never off by more than half, and a credit undoes a charge', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 30n }), (n, d) => {
      const rounded = divideHalfEven(n, d);
      const off = n - rounded * d;
      expect((off < 0n ? -off : off) * 2n <= d).toBe(true);
      expect(divideHalfEven(-n, d)).toBe(-rounded);
    }),
  );
});

test('the minor unit is that of the currency', () => {
  const exact = { units: 12_345_678n, places: 4 };
  expect(toMinor(exact, 'EUR')).toBe(123_457n);
  expect(toMinor(exact, 'JPY')).toBe(1_235n);
  expect(toMinor(exact, 'KWD')).toBe(1_234_568n);
  expect(toMinor({ units: 7n, places: 0 }, 'USD')).toBe(700n);
  expect(() => toMinor(exact, 'XXX')).toThrow(RangeError);
  expect(formatMinor(-5n, 'EUR')).toBe('-0.05');
  expect(formatMinor(1299n, 'JPY')).toBe('1299');
});

test('no currency is listed twice', () => {
  expect(CURRENCY_EXPONENTS.size).toBe(155);
  for (const code of CURRENCY_EXPONENTS.keys()) expect(code).toMatch(/^[A-Z]{3}$/);
});

test('a quantity is an int64 that is not negative', () => {
  const takes = (text: string) => quantitySchema.safeParse(text).success;
  expect(['0', '1', String(INT64_MAX)].every(takes)).toBe(true);
  expect(['-1', '01', '1.0', String(INT64_MAX + 1n), '9'.repeat(30), '1e2', ''].some(takes)).toBe(false);
  expect(['-0', '00', '-01', '1.5'].some(text => amountMinorSchema.safeParse(text).success)).toBe(false);
});
