import { expect, test } from 'vitest';
import { IdempotencyKeys } from './idempotency-keys.ts';

test('what is sent again as it was is the same request, what was changed is another, and so is what comes after', () => {
  const keys = new IdempotencyKeys();
  const first = keys.of({ name: 'Mine' });
  expect(keys.of({ name: 'Mine' })).toBe(first);
  expect(keys.of({ name: 'Yours' })).not.toBe(first);
  expect(keys.of({ name: 'Mine' })).toBe(first);
  keys.renew();
  expect(keys.of({ name: 'Mine' })).not.toBe(first);
});
