import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import { type Death, Dying, ProcessDied, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { type Claims, groupId, itemsOf, outboxClaimsSpec, outboxSpec } from './entry.ts';
import { bear, builtChange, faultsOf, follow, outboxProcess } from './outbox.test-support.ts';
import { BEGINNING, OutboxReader } from './outbox-reader.ts';

const ABANDONED = 10_000;
const EXPECTED = ['a#0', 'b#0', 'b#1', 'c#0'].map(name => name.replace('#', '/0000000001#'));
const keysOf = (keys: readonly string[]) => keys.map(key => key.replace('tenant/', '')).sort();

async function decided(store: MemoryStore, clock: FakeClock) {
  await bear(store);
  const changes = [builtChange('a', 1, clock), builtChange('b', 2, clock), builtChange('c', 1, clock)];
  await (await outboxProcess(store, clock)).changes.insert(changes);
  return changes;
}

/** Projects while the process dies at a call, and again afterwards; undefined when there is no such call. */
async function crashAt(at: number, death: Death, readsBetween: boolean) {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const changes = await decided(store, clock);
  const dying = new Dying(at, death);
  const first = await outboxProcess(new UnreliableStore(store, dying), clock);
  const ends = await Promise.allSettled(changes.map(change => first.relay.project(change)));
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(ProcessDied);
  if (dying.calls < at) return undefined;
  const next = await outboxProcess(store, clock);
  const early = readsBetween ? await follow(next.reader) : { keys: [], next: BEGINNING };
  clock.advance(ABANDONED);
  await next.relay.sweep();
  const late = await follow(next.reader, early.next);
  const whole = await follow(next.reader);
  return { seen: [...early.keys, ...late.keys], whole: whole.keys, faults: await faultsOf(store) };
}

test.each([true, false])(
  'a crash before, after or amid any call leaves every event told once; somebody reads before it is mended: %s',
  async readsBetween => {
    let crashes = 0;
    for (const death of ['before', 'after', 'half'] as const satisfies readonly Death[]) {
      for (let at = 0; ; at++, crashes++) {
        const outcome = await crashAt(at, death, readsBetween);
        if (outcome === undefined) break;
        const name = `${death} call ${at}`;
        expect(keysOf(outcome.seen), name).toEqual(EXPECTED);
        expect(keysOf(outcome.whole), name).toEqual(EXPECTED);
        expect(outcome.faults, name).toEqual([]);
      }
    }
    expect(crashes).toBeGreaterThan(25);
  },
);

const RACES = 300;

test('two relays that project the same changes, and two readers, in any order of their calls, tell each once', async () => {
  let shared = 0;
  for (let seed = 0; seed < RACES; seed++) {
    const store = new MemoryStore();
    const clock = new FakeClock();
    const changes = await decided(store, clock);
    const order = new Interleaving(seed);
    const processes = await Promise.all(
      [1, 2, 3, 4].map(() => outboxProcess(new UnreliableStore(store, order.between()), clock)),
    );
    const [one, two, ...readers] = processes;
    let writing = true;
    const written = Promise.all(
      [one, two].map(async process => {
        for (const change of changes) await process?.relay.project(change);
      }),
    ).then(() => {
      writing = false;
    });
    const read = readers.map(async ({ reader }) => {
      let seen = await follow(reader);
      while (writing) {
        const more = await follow(reader, seen.next);
        seen = { keys: [...seen.keys, ...more.keys], next: more.next };
      }
      const last = await follow(reader, seen.next);
      return [...seen.keys, ...last.keys];
    });
    const [, ...seen] = await order.run(Promise.all([written, ...read]));
    for (const keys of seen) expect(keysOf(keys), `seed ${seed}`).toEqual(EXPECTED);
    expect(seen[0], `seed ${seed}`).toEqual(seen[1]);
    expect(await faultsOf(store), `seed ${seed}`).toEqual([]);
    const told = await (await store.collection(outboxSpec)).scan({ limit: 100 });
    if (told.flatMap(({ items }) => items).length > EXPECTED.length) shared++;
  }
  // Otherwise no race was one, and nothing was shown.
  expect(shared).toBeGreaterThan(RACES / 10);
}, 60_000);

test('what a dead process left unclaimed is told by the reader that meets it', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  await bear(store);
  const [item] = itemsOf(builtChange('a', 1, clock));
  if (item === undefined) throw new Error('it has one event');
  await (await store.collection(outboxSpec)).insert([{ id: groupId(1), number: 1, items: [item] }]);
  const { relay, reader } = await outboxProcess(store, clock);
  expect((await follow(reader)).keys).toEqual([item.key]);
  await relay.project(builtChange('a', 1, clock));
  expect((await follow(reader)).keys).toEqual([item.key]);
});

test('a page ends before an event of which it is not known yet where it belongs', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  await bear(store);
  const { relay } = await outboxProcess(store, clock);
  for (const name of ['a', 'b', 'c']) await relay.project(builtChange(name, 1, clock));
  const claims = await store.collection(outboxClaimsSpec);
  // Inserted by somebody, and not yet by a majority: it exists, and cannot be read.
  const hiding: Claims = {
    spec: claims.spec,
    insert: documents => claims.insert(documents),
    get: id => claims.get(id),
    find: async ids => (await claims.find(ids)).filter(({ id }) => !id.includes('/b/')),
    scan: scan => claims.scan(scan),
    replace: document => claims.replace(document),
    remove: ids => claims.remove(ids),
  };
  const reader = new OutboxReader(await store.collection(outboxSpec), hiding);
  expect(keysOf((await follow(reader)).keys)).toEqual(['a/0000000001#0']);
});

test('nothing is read beyond a gap', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  await bear(store);
  const { relay, reader } = await outboxProcess(store, clock);
  for (const name of ['a', 'b', 'c']) await relay.project(builtChange(name, 1, clock));
  await (await store.collection(outboxSpec)).remove([groupId(2)]);
  expect(keysOf((await follow(reader)).keys)).toEqual(['a/0000000001#0']);
});

test('changes that are decided at once share a number, so that the sequence holds nobody up', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  await bear(store);
  const { relay, reader } = await outboxProcess(store, clock);
  await Promise.all(
    Array.from({ length: 500 }, (_, index) => relay.project(builtChange(`t${index}`, 1, clock))),
  );
  const groups = await (await store.collection(outboxSpec)).scan({ limit: 1_000 });
  expect(groups.length).toBeLessThan(20);
  expect(Math.max(...groups.map(({ items }) => items.length))).toBeLessThanOrEqual(100);
  expect(new Set((await follow(reader, undefined, 50)).keys).size).toBe(500);
});

test('while the store is away a change stays pending, and is told when the store is back', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  await decided(store, clock);
  let away = true;
  const { relay, reader } = await outboxProcess(
    new UnreliableStore(store, {
      before: call =>
        away && call === 'outbox.insert' ? Promise.reject(new StoreUnavailable('away')) : Promise.resolve(0),
      after: () => Promise.resolve(),
      half: () => false,
    }),
    clock,
  );
  clock.advance(ABANDONED);
  await expect(relay.sweep()).rejects.toThrow(StoreUnavailable);
  expect((await follow(reader)).keys).toEqual([]);
  away = false;
  expect(await relay.sweep()).toBe(3);
  expect(keysOf((await follow(reader)).keys)).toEqual(EXPECTED);
  expect(await relay.sweep()).toBe(0);
});
