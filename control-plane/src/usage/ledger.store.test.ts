import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { describeMongo } from '../storage/describe-mongo.test-support.ts';
import type { Store } from '../storage/documents.ts';
import { SqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { ACME, BETA, INGEST, sent, settle, spansOf, testLedger } from './ledger.test-support.ts';

const EVENTS = 600;
const WRITERS = 4;

/** What the ledger promises, on a real store and with real concurrency. */
function describeLedger(name: string, open: () => Promise<Store>): void {
  describe(`the ledger on ${name}`, () => {
    test('four writers and two projectors at once, with duplicates, lose nothing and double nothing', async () => {
      const store = await open();
      const ledgers = await Promise.all(
        Array.from({ length: WRITERS + 2 }, () => testLedger({ store, config: { intentShared: 20 } })),
      );
      const [one, two, ...writers] = ledgers;
      let writing = true;
      const project = async (ledger: typeof one) => {
        while (writing) await ledger?.projector.pass();
      };
      // Each writer sends two thirds of all events, so that most are sent by more than one.
      const write = async (ledger: (typeof ledgers)[number], writer: number) => {
        for (let from = 0; from < EVENTS; from += 60) {
          const batch = Array.from({ length: 60 }, (_, index) => from + index)
            .filter(id => (id + writer) % 3 !== 0)
            .map(id =>
              sent({
                id: String(id),
                quantity: id,
                tenantId: id % 2 === 0 ? ACME.tenantId : BETA.tenantId,
                time: new Date(ledger.clock.now() - (id % 7) * 60_000).toISOString(),
              }),
            );
          const results = await ledger.recorder.record(batch, INGEST);
          expect(results.every(({ outcome }) => outcome === 'accepted' || outcome === 'duplicate')).toBe(
            true,
          );
        }
        await ledger.intentLog.flush();
      };
      const written = Promise.all(writers.map(write)).then(() => {
        writing = false;
      });
      await Promise.all([written, project(one), project(two)]);
      const last = await testLedger({ store });
      await settle(last);
      const interval = { from: last.clock.now() - 86_400_000, to: last.clock.now() };
      const totals = await Promise.all(
        [ACME, BETA].map(({ tenantId }) => last.reader.total(tenantId, 'ingestion', interval)),
      );
      const sum = (remainder: number) =>
        Array.from({ length: EVENTS }, (_, id) => id)
          .filter(id => id % 2 === remainder)
          .reduce((total, id) => total + id, 0);
      expect(totals.map(({ quantity }) => quantity)).toEqual([BigInt(sum(0)), BigInt(sum(1))]);
      expect(totals.map(({ events }) => events)).toEqual([BigInt(EVENTS / 2), BigInt(EVENTS / 2)]);

      const before = await spansOf(store);
      await last.windows.remove((await last.windows.scan({ limit: 2_000 })).map(({ id }) => id));
      await last.auditor.rebuild();
      expect(await spansOf(store)).toEqual(before);
    }, 120_000);
  });
}

const folder = mkdtempSync(join(tmpdir(), 'tenantry-ledger-'));
const opened: Store[] = [];
afterAll(async () => {
  await Promise.all(opened.map(store => store.close()));
  rmSync(folder, { recursive: true });
});

async function kept<S extends Store>(store: Promise<S>): Promise<S> {
  opened.push(await store);
  return store;
}

describeLedger('SQLite', () => kept(SqliteStore.open(join(folder, 'ledger.db'))));
await describeMongo('the ledger', ({ kind, fresh }) => {
  describeLedger(`MongoDB, ${kind}`, () => kept(fresh()));
});
