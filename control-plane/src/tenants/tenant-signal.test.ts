import { expect, test } from 'vitest';
import { TenantSignal } from './tenant-signal.ts';

test('a tenant is looked at once however often it is told of, and again when it is told of meanwhile', () => {
  const signal = new TenantSignal();
  const [one, other] = [signal.follow(), signal.follow()];
  for (const tenantId of ['a', 'b', 'a', 'c']) signal.tell(tenantId);
  expect(one.take(2)).toEqual(['a', 'b']);
  signal.tell('a');
  expect(one.take(10)).toEqual(['c', 'a']);
  expect(one.take(10)).toEqual([]);
  expect(other.size).toBe(3);
});
