import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import {
  type Collection,
  type CollectionSpec,
  type InsertOutcome,
  type Store,
  type StoredDocument,
  StoreUnavailable,
} from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { overlaid } from '../storage/overlaid.test-support.ts';
import { builtEvent, builtMeter } from './event-builder.test-support.ts';
import { ACME, INGEST, sent, settle, spansOf, testLedger } from './ledger.test-support.ts';
import { MeterSet } from './meter-catalogue.ts';
import { type Between, UnreliableStore } from './unreliable-store.test-support.ts';
import { tellTelemetry } from './usage-telemetry.ts';

const TIME = '2026-03-01T11:00:01Z';
const event = (id: string) => sent({ id, time: TIME });

/** Something happens around the calls to the store whose names match. */
function around(pattern: RegExp, what: Partial<Record<'before' | 'after', () => void>>): Between {
  let name = '';
  return {
    before: async call => {
      name = call;
      if (pattern.test(call)) what.before?.();
      return 0;
    },
    after: async () => {
      if (pattern.test(name)) what.after?.();
    },
    half: () => false,
  };
}

test('requests that touch the same windows within a moment share an intent', async () => {
  let opened = 0;
  const store = new UnreliableStore(
    new MemoryStore(),
    around(/usage_intents\.insert/, { before: () => opened++ }),
  );
  const ledger = await testLedger({ store, config: { intentShared: 250 } });
  for (let request = 0; request < 20; request++)
    await ledger.recorder.record([event(String(request))], INGEST);
  expect(opened).toBe(1);
  expect(ledger.intentLog.unmarked).toBe(20);
  ledger.clock.advance(251);
  await ledger.recorder.record([event('later')], INGEST);
  expect(opened).toBe(2);
  await ledger.intentLog.flush();
  expect(ledger.intentLog.unmarked).toBe(0);
  await ledger.projector.pass(true);
  expect(Object.values(await spansOf(ledger.store)).every(text => text.startsWith('21/21/'))).toBe(true);
});

test('while a thousand events are decided, others have their turn', async () => {
  const ledger = await testLedger();
  let turns = 0;
  let over = false;
  const look = () => {
    turns++;
    if (!over) setImmediate(look);
  };
  setImmediate(look);
  await ledger.recorder.record(
    Array.from({ length: 1_000 }, (_, n) => event(String(n))),
    INGEST,
  );
  over = true;
  expect(turns).toBeGreaterThan(15);
});

test('a batch that joins an intent of other windows names only what is missing', async () => {
  const ledger = await testLedger({ config: { intentShared: 250 } });
  await ledger.recorder.record([event('1')], INGEST);
  await ledger.recorder.record([event('2'), sent({ id: '3', time: '2026-03-01T11:05:00Z' })], INGEST);
  const intents = await ledger.intents.scan({ index: 'state', equals: ['open'], limit: 9 });
  expect(intents.map(({ touches }) => touches.length)).toEqual([1, 1]);
});

test('nothing is accepted under an intent that may be given up before it is marked', async () => {
  const clock = new FakeClock();
  let away = false;
  const slow = around(/usage_events\.insert/, { after: () => clock.advance(40_000) });
  const store = new UnreliableStore(new MemoryStore(), {
    ...slow,
    before: async call => {
      if (away && call === 'usage_intents.insert') throw new StoreUnavailable('away');
      return slow.before(call);
    },
    after: async number => {
      await slow.after(number);
      away = clock.now() > Date.parse('2026-03-01T12:00:30Z');
    },
  });
  const ledger = await testLedger({ store, clock });
  const results = await ledger.recorder.record([event('1')], INGEST);
  expect(results).toMatchObject([{ outcome: 'retry', reason: 'outcome_unknown' }]);
  away = false;
  const again = await testLedger({ store: ledger.store, clock });
  expect(await again.recorder.record([event('1')], INGEST)).toMatchObject([{ outcome: 'duplicate' }]);
});

test('a batch that took long is marked before anybody is told', async () => {
  const clock = new FakeClock();
  const store = new UnreliableStore(
    new MemoryStore(),
    around(/usage_events\.insert/, { after: () => clock.advance(40_000) }),
  );
  const ledger = await testLedger({ store, clock, config: { intentShared: 60_000 } });
  expect(await ledger.recorder.record([event('1')], INGEST)).toMatchObject([{ outcome: 'accepted' }]);
  expect(await ledger.intents.scan({ index: 'state', equals: ['done'], limit: 9 })).toHaveLength(1);
});

/** A store that does not say what became of inserts into the ledger: half of them are there. */
class HalfSilentStore extends MemoryStore {
  silent = true;

  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await super.collection(spec);
    if (spec.name !== 'usage_events') return inner;
    const insert = async (documents: readonly D[]): Promise<readonly InsertOutcome[]> => {
      if (!this.silent) return inner.insert(documents);
      await inner.insert(documents.slice(0, documents.length / 2));
      return documents.map(() => 'unknown');
    };
    return overlaid(inner, { insert });
  }
}

test('an outcome that is not known is answered retry, and what is there is counted all the same', async () => {
  const store = new HalfSilentStore();
  const ledger = await testLedger({ store });
  const batch = [event('1'), event('2')];
  expect(await ledger.recorder.record(batch, INGEST)).toMatchObject([
    { outcome: 'retry' },
    { outcome: 'retry' },
  ]);
  await settle(ledger);
  expect((await spansOf(store))[`${ACME.tenantId}/ingestion@1/d/2026-03-01T00:00:00.000Z`]).toMatch(
    /^1\/1\//,
  );
  store.silent = false;
  expect(await ledger.recorder.record(batch, INGEST)).toMatchObject([
    { outcome: 'duplicate' },
    { outcome: 'accepted' },
  ]);
});

test('when nothing could be stored the request fails whole, and works again with the store', async () => {
  let away = true;
  const inner: Store = new MemoryStore();
  const store = new UnreliableStore(
    inner,
    around(/usage_events\.insert/, {
      before: () => {
        if (away) throw new StoreUnavailable('away');
      },
    }),
  );
  const ledger = await testLedger({ store });
  await expect(ledger.recorder.record([event('1')], INGEST)).rejects.toThrow(StoreUnavailable);
  away = false;
  expect(await ledger.recorder.record([event('1')], INGEST)).toMatchObject([{ outcome: 'accepted' }]);
});

test('telemetry is told of each meter and outcome once a request, and of the quantity of what was accepted', () => {
  const told: unknown[] = [];
  const billing = {
    tallied: (tally: unknown) => told.push(tally),
    accepted: (one: unknown) => told.push(one),
  };
  const meters = new MeterSet([builtMeter(), builtMeter({ key: 'users', aggregation: 'count' })]);
  const stored = builtEvent({ id: '1', quantity: '15', scale: 1 });
  const now = Date.parse(stored.time) + 2_500;
  tellTelemetry(
    billing,
    [
      { result: { outcome: 'accepted' }, tenantId: 't1', type: 'ingestion', stored },
      { result: { outcome: 'rejected' }, tenantId: undefined, type: 'unknown', stored: undefined },
    ],
    meters,
    now,
  );
  expect(told).toEqual([
    { meter: 'ingestion', quantity: 1.5, delay: 2.5, tenantId: 't1' },
    { meter: 'users', quantity: 1.5, delay: 2.5, tenantId: 't1' },
    { meter: 'ingestion', outcome: 'accepted', events: 1, tenantId: 't1' },
    { meter: 'users', outcome: 'accepted', events: 1, tenantId: 't1' },
    { meter: 'none', outcome: 'rejected', events: 1 },
  ]);
});

test('where writes keep their order, an event whose intent was not stored is not accepted, and counted when it comes again', async () => {
  let away = true;
  const inner = new MemoryStore();
  const fails = around(/usage_intents\.insert/, {
    before: () => {
      if (away) throw new StoreUnavailable('away');
    },
  });
  const ledger = await testLedger({
    store: Object.assign(new UnreliableStore(inner, fails), { writesInOrder: true }),
  });
  expect(await ledger.recorder.record([event('1')], INGEST)).toMatchObject([{ outcome: 'retry' }]);
  away = false;
  expect(await ledger.recorder.record([event('1')], INGEST)).toMatchObject([{ outcome: 'duplicate' }]);
  await settle(ledger);
  expect((await spansOf(inner))[`${ACME.tenantId}/ingestion@1/d/2026-03-01T00:00:00.000Z`]).toMatch(
    /^1\/1\//,
  );
});

test('where writes keep their order, a batch asks for its events right behind its intent', async () => {
  const asked: string[] = [];
  const held = Promise.withResolvers<void>();
  const slow: Between = {
    before: async call => {
      asked.push(call);
      if (/usage_intents\.insert/.test(call)) await held.promise;
      return 0;
    },
    after: () => Promise.resolve(),
    half: () => false,
  };
  const ledger = await testLedger({
    store: Object.assign(new UnreliableStore(new MemoryStore(), slow), { writesInOrder: true }),
  });
  let answered = false;
  const recording = ledger.recorder.record([event('1')], INGEST).finally(() => {
    answered = true;
  });
  await expect
    .poll(() => asked.filter(call => /\.insert/.test(call)).slice(-2))
    .toMatchObject([expect.stringMatching('usage_intents'), expect.stringMatching('usage_events')]);
  expect(answered).toBe(false);
  held.resolve();
  expect(await recording).toMatchObject([{ outcome: 'accepted' }]);
});
