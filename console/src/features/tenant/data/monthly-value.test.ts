import { expect, test } from 'vitest';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import { monthlyMinor } from './monthly-value.ts';
import type { EffectivePlan } from './types.ts';

const plan = (amount: string, more: Partial<EffectivePlan> = {}) =>
  sampleOf('EffectivePlan', {
    basePrice: { amount, source: 'plan' },
    addOns: [],
    currency: 'EUR',
    interval: 'month',
    ...more,
  });
const seats = (quantity: number) => ({ key: 'seats', quantity, unitPrice: '7.5', source: 'plan' });

test('a monthly value is base price and add-ons, in the minor unit', () => {
  expect(monthlyMinor(plan('49'))).toBe('4900');
  expect(monthlyMinor(plan('49.99', { addOns: [seats(3)] }))).toBe('7249');
});

test('the minimum counts where it is more', () => {
  expect(monthlyMinor(plan('490', { minimum: { amount: '750', source: 'plan' } }))).toBe('75000');
  expect(monthlyMinor(plan('900', { minimum: { amount: '750', source: 'plan' } }))).toBe('90000');
});

test('of a yearly price a twelfth counts, rounded to the minor unit, a half to the even one', () => {
  expect(monthlyMinor(plan('100', { interval: 'year' }))).toBe('833');
  expect(monthlyMinor(plan('0.06', { interval: 'year' }))).toBe('0');
  expect(monthlyMinor(plan('0.18', { interval: 'year' }))).toBe('2');
});

test('a currency without a minor unit, and amounts past 2^53, lose nothing', () => {
  expect(monthlyMinor(plan('4900', { currency: 'JPY' }))).toBe('4900');
  expect(monthlyMinor(plan('999999999999.99', { addOns: [seats(100_000)] }))).toBe('100000074999999');
});
