import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { describeMongo } from '../storage/describe-mongo.test-support.ts';
import type { Store } from '../storage/documents.ts';
import { SqliteStore } from '../storage/sqlite/sqlite-store.ts';
import {
  CountingServer,
  contentsOf,
  levelOf,
  mustHold,
  reading,
  startReplica,
} from './replica.test-support.ts';
import type { Letter } from './smtp.ts';

const ALERTS = 12;
const VALUES = [85, 120, 85, 120, 10];
const HOLD = 600_000;

/** On a real store and with real concurrency: two replicas that see the same at once. */
function describeTransitions(name: string, open: () => Promise<Store>): void {
  test(`two replicas at once record each transition of an alert once, and tell it once or more, on ${name}`, async () => {
    const store = await open();
    const clock = new FakeClock();
    const letters: Letter[] = [];
    const replicas = await Promise.all(
      [1, 2].map(() => startReplica(store, clock, new CountingServer(letters))),
    );
    let recorded = 0;
    for (const value of VALUES) {
      const seen = Array.from({ length: ALERTS }, (_, at) => reading(`t${at}`, value, clock));
      const looks = replicas.map(async replica => {
        for (const one of seen) if (await replica.observe(one)) recorded++;
      });
      await Promise.all(looks);
      for (;;) {
        const sent = await Promise.all(replicas.map(replica => replica.sendDue()));
        if (sent.every(count => count === 0)) break;
      }
      clock.advance(HOLD);
    }
    const contents = await contentsOf(store);
    expect(recorded).toBe(ALERTS * VALUES.length);
    expect(contents.changes).toHaveLength(recorded);
    mustHold(contents, letters, name);
    for (const changes of Map.groupBy(contents.changes, ({ aggregateId }) => aggregateId).values())
      expect(changes.map(levelOf)).toEqual(['warning', 'alarm', 'warning', 'alarm', 'ok']);
  }, 120_000);
}

const folder = mkdtempSync(join(tmpdir(), 'tenantry-mail-'));
const opened: Store[] = [];
afterAll(async () => {
  await Promise.all(opened.map(store => store.close()));
  rmSync(folder, { recursive: true });
});

async function kept<S extends Store>(store: Promise<S>): Promise<S> {
  opened.push(await store);
  return store;
}

describeTransitions('SQLite', () => kept(SqliteStore.open(join(folder, 'mail.db'))));
await describeMongo('alerts and e-mail', ({ kind, fresh }) => {
  describeTransitions(`MongoDB, ${kind}`, () => kept(fresh()));
});
