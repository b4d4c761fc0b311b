import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { LookupCache } from './lookup-cache.ts';

function cacheOf(there: Map<string, string>, bounds = { maxFound: 100, maxMissing: 100 }) {
  const clock = new FakeClock();
  const asked: string[] = [];
  const load = async (id: string) => {
    asked.push(id);
    return there.get(id);
  };
  return { cache: new LookupCache(load, { clock, ttl: 5_000, ...bounds }), clock, asked };
}

test('asks once within the time to live, also when many ask at once', async () => {
  const { cache, clock, asked } = cacheOf(new Map([['a', 'A']]));
  expect(await Promise.all([cache.get('a'), cache.get('a'), cache.get('a')])).toEqual(['A', 'A', 'A']);
  clock.advance(4_999);
  await cache.get('a');
  expect(asked).toEqual(['a']);
  clock.advance(1);
  await cache.get('a');
  expect(asked).toEqual(['a', 'a']);
});

test('keeps that something is missing, and made-up ids push out none that is real', async () => {
  const { cache, asked } = cacheOf(new Map([['a', 'A']]), { maxFound: 2, maxMissing: 3 });
  await cache.get('a');
  for (let n = 0; n < 1_000; n++) await cache.get(`x${n}`);
  expect(cache.size).toBe(4);
  asked.length = 0;
  await cache.get('a');
  await cache.get('x999');
  expect(asked).toEqual([]);
});

test('sees what it was told to forget', async () => {
  const there = new Map([['a', 'A']]);
  const { cache } = cacheOf(there);
  await cache.get('a');
  there.set('a', 'B');
  cache.forget('a');
  expect(await cache.get('a')).toBe('B');
});

test('does not keep what was read before it was told to forget', async () => {
  const there = new Map([['a', 'A']]);
  const { cache } = cacheOf(there);
  const before = cache.get('a');
  there.delete('a');
  cache.forget('a');
  await before;
  expect(await cache.get('a')).toBeUndefined();
});

test('keeps no failure', async () => {
  let fail = true;
  const load = async () => {
    if (fail) throw new Error('down');
    return 'A';
  };
  const cache = new LookupCache(load, { clock: new FakeClock(), ttl: 5_000, maxFound: 9, maxMissing: 9 });
  await expect(cache.get('a')).rejects.toThrow('down');
  fail = false;
  expect(await cache.get('a')).toBe('A');
});
