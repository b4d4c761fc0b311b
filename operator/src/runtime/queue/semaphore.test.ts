import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Semaphore } from './semaphore.ts';

test('no more tasks run at once than there are permits, and each has its turn, also after one that failed', async () => {
  const semaphore = new Semaphore(2);
  const { signal } = new AbortController();
  let running = 0;
  let most = 0;
  const task = async (index: number) => {
    most = Math.max(most, ++running);
    await soon();
    running--;
    if (index === 1) throw new Error('failed');
    return index;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(i => semaphore.run(() => task(i), signal)));
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true]);
  expect(most).toBe(2);
});

test('a task that is given up while it waits is not begun, and takes no turn', async () => {
  const semaphore = new Semaphore(1);
  const first = Promise.withResolvers<void>();
  const { signal } = new AbortController();
  const stopping = new AbortController();
  const held = semaphore.run(() => first.promise, signal);
  const begun: string[] = [];
  const waiting = semaphore.run(async () => begun.push('given up'), stopping.signal);
  const last = semaphore.run(async () => begun.push('last'), signal);
  stopping.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  first.resolve();
  await Promise.all([held, last]);
  expect(begun).toEqual(['last']);
});
