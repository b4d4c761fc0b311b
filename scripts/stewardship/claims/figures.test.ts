import { expect, test } from 'vitest';
import { type Figure, figuresOf } from './figures.ts';

test('figures are read as they are written', () => {
  const read = (text: string) => figuresOf(text).map(({ written, value }: Figure) => `${written}=${value}`);
  expect(
    read('50k events, 40 million, 1,000 tenants, 2.5 s, ~30 MB, 99 %, five tenants, 4xx, 2nd, EUR490'),
  ).toEqual([
    ...['50k=50000', '40 million=40000000', '1,000=1000', '2.5 s=2.5', '~ 30 MB=30', '99 %=99', '490=490'],
    'five tenants=5',
  ]);
});
