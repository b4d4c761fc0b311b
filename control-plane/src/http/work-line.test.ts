import { expect, test } from 'vitest';
import { WorkLine } from './work-line.ts';

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  const work = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>(resolve => ends.push(resolve));
    return name;
  };
  return { work, begun, end: () => ends.shift()?.() };
}

test('so many are worked on at a time, so many wait in their order, and whoever comes beyond is told when to come again', async () => {
  const line = new WorkLine({ atOnce: 2, waiting: 2, comeAgain: 7 });
  const { work, begun, end } = held();
  const all = ['a', 'b', 'c', 'd'].map(name => line.run(work(name)));
  await expect(line.run(work('e'))).rejects.toMatchObject({
    code: 'unavailable',
    status: 503,
    retryAfter: 7,
  });
  expect(begun).toEqual(['a', 'b']);
  end();
  await all[0];
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  for (let left = 0; left < 3; left++) {
    await expect.poll(() => begun.length).toBeGreaterThan(left + 1);
    end();
  }
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('work that fails gives its place to the next', async () => {
  const line = new WorkLine({ atOnce: 1, waiting: 1, comeAgain: 1 });
  const { work, end } = held();
  const first = line.run(async () => {
    await work('first')();
    throw new Error('it fails');
  });
  const second = line.run(async () => 'second');
  end();
  await expect(first).rejects.toThrow('it fails');
  expect(await second).toBe('second');
  expect(await line.run(async () => 'third')).toBe('third');
});
