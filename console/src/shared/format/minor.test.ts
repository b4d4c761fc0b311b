import { expect, test } from 'vitest';
import { minorOf, typedOf } from './minor.ts';

test('an amount is read as it is typed, with comma or point, and never rounded', () => {
  expect(minorOf('12.5', 'EUR')).toBe('1250');
  expect(minorOf('1.234,50', 'EUR')).toBe('123450');
  expect(minorOf('1,234', 'EUR')).toBe('123400');
  expect(minorOf('90071992547409.93', 'EUR')).toBe('9007199254740993');
  expect(minorOf('-3', 'EUR')).toBe('-300');
  expect(minorOf('500', 'JPY')).toBe('500');
  expect(minorOf('1.2345', 'EUR')).toBeUndefined();
  expect(minorOf('1.250', 'KWD')).toBe('1250');
  expect(minorOf('1,250.000', 'KWD')).toBe('1250000');
  expect(minorOf('1,250,000', 'KWD')).toBe('1250000000');
  expect(minorOf('a lot', 'EUR')).toBeUndefined();
});

test('what is written for a form is read as the same amount', () => {
  for (const currency of ['EUR', 'KWD', 'JPY'])
    for (const minor of ['0', '5', '1250', '123450', '-700', '1250000'])
      expect(minorOf(typedOf(minor, currency), currency)).toBe(minor);
});
