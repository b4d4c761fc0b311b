import { expect, test } from 'vitest';
import { decimalOf, minorOf } from '../about/amount.ts';
import { projectedUse } from '../overview/projected-use.ts';
import { numberOfQuantity, shareOfQuantity } from '../workload/kubernetes-quantity.ts';
import { inUnits } from './quantity.ts';
import { spanOf } from './span.ts';

test('a quantity of a meter with places is written exactly, past 2^53 too', () => {
  expect(inUnits('12345', 2)).toBe('123.45');
  expect(inUnits('-5', 3)).toBe('-0.005');
  expect(inUnits('900719925474099301', 2)).toBe('9007199254740993.01');
  expect(inUnits('1200', 2)).toBe('12');
});

test('use is projected to the end of its period, and not from its first hours', () => {
  const period = { index: 0, from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
  expect(projectedUse({ used: '100', period, asOf: '2026-11-16T00:00:00.000Z' })).toBe('200');
  expect(projectedUse({ used: '100', period, asOf: '2026-11-01T06:00:00.000Z' })).toBeUndefined();
  expect(projectedUse({ used: '100', period: null, asOf: '2026-11-16T00:00:00.000Z' })).toBeUndefined();
});

test('quantities of Kubernetes are compared whatever they are written in', () => {
  expect(numberOfQuantity('1.5Gi')).toBe(1.5 * 2 ** 30);
  expect(numberOfQuantity('many')).toBeUndefined();
  expect(shareOfQuantity('500m', '2')).toBe(0.25);
  expect(shareOfQuantity('1', '0')).toBe(1);
});

test('an amount is taken as it is typed, with a point or a comma, and never rounded', () => {
  expect(minorOf('12000', 'EUR')).toBe('1200000');
  expect(minorOf('12000,5', 'eur')).toBe('1200050');
  expect(minorOf('12000.005', 'EUR')).toBeUndefined();
  expect(minorOf('12', 'E')).toBeUndefined();
  expect(decimalOf('5', 'EUR')).toBe('0.05');
});

test('an address that names no stretch of time shows the present month', () => {
  expect(spanOf('2026-11-01', '2026-12-01')).toEqual({
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-12-01T00:00:00.000Z',
  });
  for (const [from, to] of [
    ['x', 'y'],
    ['2026-12-01', '2026-11-01'],
    [undefined, '2026-11-01'],
  ] as const) {
    expect(spanOf(from, to)).toEqual({ period: 'current' });
  }
});
