import { expect, test } from 'vitest';
import { sumOf } from './quantity.ts';

const entry = (id: string, quantity: string) => ({ entry: 'usage' as const, source: 's', id, quantity });

test('entries come to an exact sum, and of each event its last correction counts', () => {
  expect(sumOf([])).toBe('0');
  expect(sumOf([entry('a', '0.1'), entry('b', '0.2'), entry('c', '9007199254740993')])).toBe(
    '9007199254740993.3',
  );
  const amended = { ...entry('a', '4'), entry: 'amend' as const, correction: { number: 2 } };
  const voided = { ...entry('a', '0'), entry: 'void' as const, correction: { number: 1 } };
  expect(sumOf([amended, voided, entry('a', '7'), entry('b', '1.50')])).toBe('5.5');
  expect(sumOf([entry('a', '7'), voided])).toBe('0');
});
