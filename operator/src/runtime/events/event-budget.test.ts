import { expect, test } from 'vitest';
import { EventBudget } from './event-budget.ts';

test('an object may burst, and then has one Event per interval; others are not affected', () => {
  const budget = new EventBudget({ burst: 3, refillMs: 1_000, objects: 10 });
  const spends = (uid: string, at: number, times: number) =>
    Array.from({ length: times }, () => budget.spend(uid, at)).filter(Boolean).length;
  expect(spends('a', 0, 10)).toBe(3);
  expect(spends('a', 999, 10)).toBe(0);
  expect(spends('a', 2_000, 10)).toBe(2);
  expect(spends('b', 2_000, 10)).toBe(3);
  expect(spends('a', 1e9, 10)).toBe(3);
});

test('the memory of objects is bounded', () => {
  const budget = new EventBudget({ burst: 1, refillMs: 1e12, objects: 100 });
  for (let i = 0; i < 1_000; i++) budget.spend(`uid-${i}`, 0);
  expect(budget.spend('uid-999', 1)).toBe(false);
  expect(budget.spend('uid-0', 1)).toBe(true);
});
