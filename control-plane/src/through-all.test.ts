import { expect, test } from 'vitest';
import { throughAll } from './through-all.ts';

test('each has its turn behind those that fail, and the first failure is told then', async () => {
  const done: number[] = [];
  const through = throughAll([1, 2, 3, 4], async item => {
    if (item % 2 === 1) throw new Error(`${item} fails`);
    done.push(item);
  });
  await expect(through).rejects.toThrow('1 fails');
  expect(done).toEqual([2, 4]);
  expect(await throughAll([2, 4], async () => undefined)).toBe(2);
});
