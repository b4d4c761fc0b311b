import { expect, test } from 'vitest';
import { NameLookups } from './name-lookups.ts';
import type { Address } from './networks.ts';

const ADDRESS: Address = { address: '93.184.215.14', family: 4 };

/** A resolver that answers when it is told to. */
function heldResolver() {
  const asked: string[] = [];
  const open = new Map<string, PromiseWithResolvers<readonly Address[]>>();
  const ask = (name: string) => {
    asked.push(name);
    const answer = Promise.withResolvers<readonly Address[]>();
    open.set(name, answer);
    return answer.promise;
  };
  return { asked, ask, of: (name: string) => open.get(name) };
}

test('however many ask for one name at once, it is looked up once', async () => {
  const resolver = heldResolver();
  const lookups = new NameLookups({ ask: resolver.ask });
  const all = Array.from({ length: 50 }, () => lookups.find('a.example'));
  resolver.of('a.example')?.resolve([ADDRESS]);
  expect(await Promise.all(all)).toEqual(all.map(() => [ADDRESS]));
  expect(resolver.asked).toEqual(['a.example']);
});

test('a name that was not found is asked for again after half a minute, and one that was found at once', async () => {
  let now = 0;
  let asked = 0;
  let works = false;
  const ask = async () => {
    asked++;
    if (!works) throw new Error('ENOTFOUND');
    return [ADDRESS];
  };
  const lookups = new NameLookups({ ask, now: () => now });
  for (const at of [0, 1, 29_999]) {
    now = at;
    await expect(lookups.find('a.example')).rejects.toThrow('ENOTFOUND');
  }
  expect(asked).toBe(1);
  [now, works] = [30_000, true];
  await lookups.find('a.example');
  await lookups.find('a.example');
  expect(asked).toBe(3);
});

test('a name that nobody waits for any longer is not looked up, and holds up no other', async () => {
  const resolver = heldResolver();
  const lookups = new NameLookups({ ask: resolver.ask, atOnce: 1 });
  const first = lookups.find('slow.example');
  const [leaves, stays] = [new AbortController(), new AbortController()];
  const gone = lookups.find('gone.example', leaves.signal);
  const shared = [lookups.find('b.example', leaves.signal), lookups.find('b.example', stays.signal)];
  leaves.abort();
  await expect(gone).rejects.toThrow('nobody waits');
  await expect(shared[0]).rejects.toThrow('nobody waits');
  resolver.of('slow.example')?.resolve([ADDRESS]);
  await first;
  resolver.of('b.example')?.resolve([ADDRESS]);
  expect(await shared[1]).toEqual([ADDRESS]);
  expect(resolver.asked).toEqual(['slow.example', 'b.example']);
  // Whoever leaves is no failure of the name.
  const again = lookups.find('gone.example');
  resolver.of('gone.example')?.resolve([ADDRESS]);
  expect(await again).toEqual([ADDRESS]);
});
