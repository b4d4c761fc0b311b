import { expect, test } from 'vitest';
import { internRecord, internString } from './intern.ts';

test('equal records are one, and different ones stay different', () => {
  const a = internRecord({ app: 'a', tier: 'pro' });
  expect(internRecord({ app: 'a', tier: 'pro' })).toBe(a);
  expect(internRecord({ app: 'a', tier: 'free' })).toEqual({ app: 'a', tier: 'free' });
});

test('more than the tables hold is still right', () => {
  for (let i = 0; i < 120_000; i++) expect(internString(`text-${i}`) === `text-${i}`).toBe(true);
});
