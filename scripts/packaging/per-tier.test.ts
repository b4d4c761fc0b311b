import { expect, test } from 'vitest';
import { perTier } from './per-tier.ts';

test('what is the same in every tier is said once, and what is not with its tiers', () => {
  expect(
    perTier([
      ['community', 'a'],
      ['pro', 'a'],
    ]),
  ).toBe('a');
  expect(
    perTier([
      ['community', ''],
      ['pro', 'a'],
      ['enterprise', 'a'],
    ]),
  ).toBe('community: none; pro, enterprise: a');
});
