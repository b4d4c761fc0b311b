import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writtenQuantity } from './quantity.test-support.ts';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  multiplyQuantity,
  parseQuantity,
  QuantityError,
} from './quantity.ts';

describe('a quantity is printed as the API server prints it', () => {
  test.each([
    ['0', '0'],
    ['0.0Gi', '0'],
    ['1000m', '1'],
    ['1024Mi', '1Gi'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['1.50', '1500m'],
    ['0.5Ki', '512'],
    ['1023', '1023'],
    ['1024', '1024'],
    ['2048Ki', '2Mi'],
    ['1.1Ki', '1126400m'],
    ['1e3', '1e3'],
    ['1000e3', '1e6'],
    ['100E', '100E'],
    ['.5', '500m'],
    ['5.', '5.'],
    ['-1.5', '-1500m'],
    ['+1500m', '+1500m'],
    ['0.1n', '1n'],
    ['-0.1n', '-1n'],
    ['9223372036854775808Ki', '9223372036854775807'],
  ])('%s is %s', (written, printed) => {
    expect(canonicalQuantity(written)).toBe(printed);
  });

  test('some notations stay as they came, since the server does not take them apart', () => {
    expect(canonicalQuantity('1.500')).toBe('1.500');
    expect(formatQuantity(parseQuantity('1.500'))).toBe('1500m');
  });
});

describe('what is no quantity is refused by its text', () => {
  test.each([
    '',
    ' ',
    '.',
    '+',
    'm',
    'Gi',
    '1 Gi',
    '1gi',
    '1KiB',
    '0x10',
    '1e',
    '1e1.5',
    '--1',
    '1.2.3',
    'NaN',
    '1e999',
  ])('%j', text => {
    expect(() => parseQuantity(text)).toThrow(QuantityError);
    expect(() => parseQuantity(text)).toThrow(text);
  });
});

describe('quantities of any notation', () => {
  test('keep their amount when printed and read again', () => {
    fc.assert(
      fc.property(writtenQuantity, text => {
        const printed = formatQuantity(parseQuantity(text));
        expect(parseQuantity(printed).nanos).toBe(parseQuantity(text).nanos);
        expect(formatQuantity(parseQuantity(printed))).toBe(printed);
      }),
    );
  });

  test('compare as their amounts do, in one total order', () => {
    fc.assert(
      fc.property(writtenQuantity, writtenQuantity, (a, b) => {
        const { nanos: left } = parseQuantity(a);
        const { nanos: right } = parseQuantity(b);
        expect(compareQuantities(a, b)).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(compareQuantities(b, a)).toBe(-compareQuantities(a, b) + 0);
      }),
    );
  });

  test('add up to the same amount in any order', () => {
    fc.assert(
      fc.property(fc.array(writtenQuantity, { minLength: 1, maxLength: 6 }), quantities => {
        const forwards = addQuantities(...quantities);
        const backwards = addQuantities(...quantities.toReversed());
        expect(compareQuantities(forwards, backwards)).toBe(0);
      }),
    );
  });

  test('times n are n of them added', () => {
    fc.assert(
      fc.property(writtenQuantity, fc.integer({ min: 0, max: 40 }), (text, count) => {
        expect(multiplyQuantity(text, count)).toBe(addQuantities(...Array<string>(count).fill(text)));
      }),
    );
  });
});

test('a sum takes the notation of the first quantity that is not zero', () => {
  expect(addQuantities('0', '512Mi', '536870912')).toBe('1Gi');
  expect(addQuantities('100m', '0.9')).toBe('1');
  expect(addQuantities()).toBe('0');
});

test('a sum reads as what it is, also beyond what its notation may hold', () => {
  expect(addQuantities('7Ei', '7Ei')).toBe('16140901064495857664');
  expect(parseQuantity(addQuantities('1Ki', '1e30')).nanos).toBe((10n ** 30n + 1024n) * 10n ** 9n);
  expect(parseQuantity(multiplyQuantity('1e99', 1000)).nanos).toBe(10n ** 111n);
});
