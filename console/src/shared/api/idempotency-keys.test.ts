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

test('what is done leaves the keys of what is still on its way', () => {
  const keys = new IdempotencyKeys();
  const [done, other] = [keys.of('done'), keys.of('other')];
  keys.done('done');
  expect(keys.of('done')).not.toBe(done);
  expect(keys.of('other')).toBe(other);
});
