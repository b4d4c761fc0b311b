import { expect, test } from 'vitest';
import { decimalOf } from './decimal.ts';

test('a price is read with comma or point, with as many places as it has', () => {
  expect(decimalOf('59')).toBe('59');
  expect(decimalOf('59.90')).toBe('59.90');
  expect(decimalOf('59,90')).toBe('59.90');
  expect(decimalOf('0,00003')).toBe('0.00003');
  expect(decimalOf('0,005')).toBe('0.005');
  expect(decimalOf('1.250')).toBe('1.250');
  expect(decimalOf('1.234,50')).toBe('1234.50');
  expect(decimalOf('1,234.50')).toBe('1234.50');
  expect(decimalOf('1.234.567')).toBe('1234567');
});

test('what is no price, or may be read in two ways, is none', () => {
  for (const text of ['', '-', '59.', ',5', 'abc', '-3', '1,234', '1.2.3', '1,2,3'])
    expect(decimalOf(text), text).toBeUndefined();
});
