import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { describeMongo } from '../storage/describe-mongo.test-support.ts';
import type { Store } from '../storage/documents.ts';
import { SqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { KeptForPeople, keptSpec } from './kept.ts';

/** What is kept for people, on a real store and with real concurrency. */
function describeKept(name: string, open: () => Promise<Store>): void {
  describe(`what is kept for people on ${name}`, () => {
    test('loses no change of four replicas that change one thing, and keeps one version of it', async () => {
      const store = await open();
      const clock = new FakeClock();
      const replicas = await Promise.all(Array.from({ length: 4 }, () => KeptForPeople.open(store, clock)));
      let written = 0;
      const add = async (replica: KeptForPeople, name: string) => {
        // Refused after some tries: whoever asked asks again, as the console does.
        for (;;) {
          const done = await replica
            .put('user:jo', 'list', before => [...(before?.text.split(',') ?? []), name].join(','))
            .catch(() => undefined);
          if (done) return void written++;
        }
      };
      await Promise.all(
        replicas.map(async (replica, nth) => {
          for (let time = 0; time < 10; time++) await add(replica, `${nth}-${time}`);
        }),
      );
      const kept = await replicas[0]?.load('user:jo', 'list');
      expect(written).toBe(40);
      expect(new Set(kept?.text.split(',')).size).toBe(40);
      expect(kept?.version).toBe(40);
      await replicas[1]?.put('user:max', 'list', () => 'x', { endsAt: '2026-03-02T00:00:00.000Z' });
      const all = await (await store.collection(keptSpec)).scan({ limit: 100 });
      expect(all.filter(({ text }) => text !== '')).toHaveLength(2);
      clock.advance(86_400_000);
      expect(await replicas[2]?.load('user:max', 'list')).toBeUndefined();
      expect(await replicas[3]?.prune()).toBe(40);
      expect(await replicas[0]?.load('user:jo', 'list')).toEqual(kept);
      expect(await replicas[0]?.forget('user:jo')).toBe(1);
      await store.close();
    });

    test('is nobody else’s, whatever somebody is called', async () => {
      const store = await open();
      const kept = await KeptForPeople.open(store, new FakeClock());
      const people = ['user:a', 'user:a/list', 'user:a|b', 'key:1', ''];
      for (const person of people) await kept.put(person, 'list', () => person);
      for (const person of people) expect((await kept.load(person, 'list'))?.text).toBe(person);
      await kept.forget('user:a');
      const left = await Promise.all(people.map(person => kept.load(person, 'list')));
      expect(left.map(found => found?.text)).toEqual([undefined, 'user:a/list', 'user:a|b', 'key:1', '']);
      await store.close();
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'tenantry-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

let nth = 0;
describeKept('SQLite', () => SqliteStore.open(join(folder, `kept-${++nth}.db`)));
await describeMongo('what is kept for people', ({ kind, fresh }) => {
  describeKept(`MongoDB, ${kind}`, fresh);
});
