import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { isoTime } from '../clock.ts';
import type { Store } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { builtCorrection, builtMeter } from './event-builder.test-support.ts';
import type { Incoming } from './incoming-event.ts';
import { Interleaving } from './interleaving.test-support.ts';
import {
  ACME,
  BETA,
  INGEST,
  sent,
  settle,
  spansOf,
  type TestLedger,
  testLedger,
} from './ledger.test-support.ts';
import { eventDocumentId, eventsSpec, slotOf } from './stored-event.ts';
import { type Death, Dying, ProcessDied, UnreliableStore } from './unreliable-store.test-support.ts';
import { windowsSpec } from './window.ts';

const at = (text: string) => `2026-03-01T${text}Z`;

const BATCHES: readonly (readonly Incoming[])[] = [
  [
    sent({ id: 'a', time: at('11:00:01'), quantity: 5 }),
    sent({ id: 'b', time: at('11:00:59'), quantity: 7 }),
    sent({ id: 'c', time: at('11:01:00'), quantity: 11, tenantId: BETA.tenantId }),
  ],
  [
    sent({ id: 'b', time: at('11:00:59'), quantity: 7 }),
    sent({ id: 'd', time: at('11:00:30'), quantity: 13 }),
    sent({ id: 'e', time: at('09:59:59'), type: 'query' }),
  ],
];
/** What all batches together come to, whatever died and was sent again. */
const TOTALS = {
  [`${ACME.tenantId}/ingestion@1/d`]: '25/3',
  [`${ACME.tenantId}/query@1/d`]: '1/1',
  [`${BETA.tenantId}/ingestion@1/d`]: '11/1',
};

async function days(store: Store): Promise<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(await spansOf(store))
      .filter(([id]) => id.includes('/d/'))
      .map(([id, text]) => [id.slice(0, id.lastIndexOf('/')), text.slice(0, text.lastIndexOf('/'))]),
  );
}

/** The process sends its batches, each time until it is told, and counts in between; it may die at any call. */
async function live(store: Store, clock: FakeClock): Promise<void> {
  const ledger = await testLedger({ store, clock });
  for (const batch of BATCHES) {
    await ledger.recorder.record(batch, INGEST);
    clock.advance(10);
    await ledger.projector.pass();
  }
}

/** After the life of a process that may have died: its sender sends again what it was not told of. */
async function recover(store: Store, clock: FakeClock, told: number): Promise<TestLedger> {
  const ledger = await testLedger({ store, clock });
  for (const batch of BATCHES.slice(told)) await ledger.recorder.record(batch, INGEST);
  await settle(ledger);
  return ledger;
}

async function openIntents(ledger: TestLedger): Promise<number> {
  const [open, done] = await Promise.all(
    ['open', 'done'].map(state => ledger.intents.scan({ index: 'state', equals: [state], limit: 9 })),
  );
  return (open?.length ?? 0) + (done?.length ?? 0);
}

test('events are counted in their minutes, hours and days, of each tenant and meter apart', async () => {
  const ledger = await testLedger();
  await live(ledger.store, ledger.clock);
  expect(await days(ledger.store)).toEqual(TOTALS);
  const spans = await spansOf(ledger.store);
  expect(spans[`${ACME.tenantId}/ingestion@1/m/2026-03-01T11:00:00.000Z`]).toMatch(/^25\/3\//);
  expect(spans[`${ACME.tenantId}/query@1/h/2026-03-01T09:00:00.000Z`]).toMatch(/^1\/1\//);
  expect(await openIntents(ledger)).toBe(0);
});

async function callsOfALife(): Promise<number> {
  const never = new Dying(Number.MAX_SAFE_INTEGER, 'before');
  await live(new UnreliableStore(new MemoryStore(), never), new FakeClock());
  return never.calls + 1;
}

test.each<Death>(['before', 'after', 'half'])(
  'a process that dies %s any call to the store loses nothing and doubles nothing',
  async death => {
    const calls = await callsOfALife();
    expect(calls).toBeGreaterThan(40);
    for (let call = 0; call < calls; call++) {
      const store = new MemoryStore();
      const clock = new FakeClock();
      const dying = new Dying(call, death);
      await live(new UnreliableStore(store, dying), clock).catch(error => {
        if (!(error instanceof ProcessDied)) throw error;
      });
      expect(dying.dead, `call ${call}`).toBe(true);
      const ledger = await recover(store, clock, 0);
      expect(await days(store), `call ${call}`).toEqual(TOTALS);
      expect(await openIntents(ledger), `call ${call}`).toBe(0);
    }
  },
);

test('what was accepted is counted, although its process died before it could say so to anybody', async () => {
  for (const death of ['before', 'after'] as const) {
    for (let call = 0; ; call++) {
      const store = new MemoryStore();
      const clock = new FakeClock();
      const dying = new Dying(call, death);
      const process = await testLedger({ store: new UnreliableStore(store, dying), clock });
      const batch = BATCHES[0] ?? [];
      const told = await process.recorder.record(batch, INGEST).catch(() => undefined);
      const stored = await (await store.collection(eventsSpec)).scan({ limit: 10 });
      const after = await testLedger({ store, clock });
      await settle(after);
      const counted = Object.values(await days(store));
      expect(counted.sort()).toEqual(stored.length === 0 ? [] : ['11/1', '12/2']);
      if (told !== undefined && !dying.dead) break;
    }
  }
});

/** Processes on the same store, one step of one of them at a time. */
function processes(store: Store, clock: FakeClock, order: Interleaving, count: number) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      // Opening takes its collections from the store itself; from then on each call waits for its turn.
      return testLedger({ store: new UnreliableStore(store, order.between()), clock });
    }),
  );
}

const RACES = 400;

test('two projectors and three writers, in any order of their calls, do no harm', async () => {
  for (let seed = 0; seed < RACES; seed++) {
    const store = new MemoryStore();
    const clock = new FakeClock();
    const order = new Interleaving(seed);
    const [one, two, ...writers] = await processes(store, clock, order, 5);
    let writing = true;
    const project = async (ledger: TestLedger | undefined) => {
      while (writing) await ledger?.projector.pass();
      await ledger?.projector.pass();
    };
    // All write into one minute, and then into the next: what is lost of one is not found again by way of another.
    const write = async (ledger: TestLedger, index: number) => {
      for (const minute of [0, 1, 2, 3]) {
        const time = at(`11:0${minute}:01`);
        await ledger.recorder.record([sent({ id: `${index}-${minute}`, time })], INGEST);
      }
    };
    const written = Promise.all(writers.map(write)).then(() => {
      writing = false;
    });
    await order.run(Promise.all([written, project(one), project(two)]));
    const last = await testLedger({ store, clock });
    // Everybody was told: nobody has to be waited for.
    expect(await openIntents(last), `seed ${seed}`).toBe(0);
    expect(await days(store), `seed ${seed}`).toEqual({ [`${ACME.tenantId}/ingestion@1/d`]: '12/12' });
  }
}, 60_000);

test('a minute that comes in several slots of receipt is counted right, whichever of two projectors counts what of it', async () => {
  for (let seed = 0; seed < RACES; seed++) {
    const store = new MemoryStore();
    const clock = new FakeClock();
    const order = new Interleaving(seed);
    const [one, two, ...writers] = await processes(store, clock, order, 5);
    let writing = true;
    const project = async (ledger: TestLedger | undefined) => {
      while (writing) await ledger?.projector.pass();
      await ledger?.projector.pass();
    };
    const write = async (ledger: TestLedger, index: number) => {
      for (const number of [0, 1, 2, 3]) {
        // All in one minute, received over forty seconds: before anybody who wrote is given up.
        clock.advance(3_400);
        await ledger.recorder.record([sent({ id: `${index}-${number}`, time: at('11:00:01') })], INGEST);
      }
    };
    const written = Promise.all(writers.map(write)).then(() => {
      writing = false;
    });
    await order.run(Promise.all([written, project(one), project(two)]));
    const last = await testLedger({ store, clock });
    expect(await openIntents(last), `seed ${seed}`).toBe(0);
    expect(await days(store), `seed ${seed}`).toEqual({ [`${ACME.tenantId}/ingestion@1/d`]: '12/12' });
  }
}, 60_000);

test('of a minute that has been counted, only the slots are read again that its writers named', async () => {
  const ledger = await testLedger();
  const record = async (id: string, time = at('11:00:01')) => {
    const results = await ledger.recorder.record([sent({ id, time })], INGEST);
    await ledger.projector.pass();
    return results;
  };
  const read: string[] = [];
  const { counted } = ledger.entries;
  const scan = counted.scan.bind(counted);
  counted.scan = async range => {
    read.push(`${range.index} ${range.index === 'slot' ? range.from : ''}`.trim());
    return scan(range);
  };
  const slot = slotOf(ledger.clock.now());
  await record('a');
  ledger.clock.advance(10_000);
  await record('b');
  await record('c');
  expect(read).toEqual(['time', `slot ${slot + 1}`, `slot ${slot + 1}`]);
  // A correction counts together with what it corrects; a duplicate is in a slot that nobody named.
  read.length = 0;
  const [event] = await ledger.events.find([eventDocumentId(ACME.tenantId, 'test', 'a')]);
  if (event === undefined) throw new Error('it was stored');
  await ledger.events.insert([{ ...builtCorrection(event, 1), slot: slot + 1 }]);
  ledger.clock.advance(10_000);
  expect(await record('a')).toMatchObject([{ outcome: 'duplicate' }]);
  expect(read[0]).toBe('time');
  expect(await days(ledger.store)).toEqual({ [`${ACME.tenantId}/ingestion@1/d`]: '2/4' });
});

test('a later version never holds less than an earlier one, whoever counts', async () => {
  for (let seed = 0; seed < RACES; seed++) {
    const inner = new MemoryStore();
    const clock = new FakeClock();
    const seen = new Map<string, number[]>();
    const order = new Interleaving(seed);
    const ledgers = await processes(inner, clock, order, 3);
    const look = async () => {
      for (const { id, summary } of await (await inner.collection(windowsSpec)).scan({ limit: 500 })) {
        const version = Number(id.slice(-8));
        const versions = seen.get(id.slice(0, -8)) ?? [];
        versions[version] = summary.entries;
        seen.set(id.slice(0, -8), versions);
      }
    };
    await order.run(
      Promise.all(
        ledgers.map(async (ledger, index) => {
          const one = sent({ id: `x${index}`, time: at('11:00:01') });
          await ledger.recorder.record([one], INGEST);
          await ledger.projector.pass();
          await look();
        }),
      ),
    );
    await look();
    for (const versions of seen.values()) {
      const entries = versions.filter(count => count !== undefined);
      expect(entries, `seed ${seed}`).toEqual([...entries].sort((a, b) => a - b));
    }
  }
}, 60_000);

test('a huge window rests in proportion to the time that its count took, and is not lost meanwhile', async () => {
  const ledger = await testLedger({ config: { restAtLeast: 1_000 } });
  await ledger.recorder.record([sent({ id: '1', time: at('11:00:01') })], INGEST);
  expect(await ledger.projector.pass()).toMatchObject({ counted: 1, finished: 1 });
  await ledger.recorder.record([sent({ id: '2', time: at('11:00:02') })], INGEST);
  expect(await ledger.projector.pass()).toMatchObject({ counted: 0, resting: 1, finished: 0 });
  ledger.clock.advance(1_001);
  expect(await ledger.projector.pass()).toMatchObject({ counted: 1, resting: 0, finished: 1 });
  expect(await days(ledger.store)).toEqual({ [`${ACME.tenantId}/ingestion@1/d`]: '2/2' });
});

test('any order, with duplicates, lateness and corrections, comes to the same', async () => {
  const meters = [builtMeter(), builtMeter({ key: 'users', aggregation: 'unique', uniqueBy: 'subject' })];
  const event = fc.record({
    id: fc.integer({ min: 0, max: 12 }),
    batch: fc.integer({ min: 0, max: 4 }),
    void: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), async list => {
      const ledger = await testLedger({ meters });
      const expected = new Map<number, bigint>();
      for (const batch of [0, 1, 2, 3, 4]) {
        const mine = list.filter(item => item.batch === batch);
        await ledger.recorder.record(
          mine.map(({ id }) =>
            sent({
              id: String(id),
              quantity: id,
              subject: `user-${id % 3}`,
              time: at(`1${id % 2}:0${id % 7}:30`),
            }),
          ),
          INGEST,
        );
        for (const { id } of mine) if (!expected.has(id)) expected.set(id, BigInt(id));
        for (const { id } of mine.filter(item => item.void)) {
          const [original] = await ledger.events.find([eventDocumentId(ACME.tenantId, 'test', String(id))]);
          if (original === undefined) throw new Error('it was stored');
          await ledger.events.insert([builtCorrection(original, 1)]);
          await ledger.recorder.record([sent({ id: 'tick', time: original.time, quantity: 0 })], INGEST);
          expected.set(id, 0n);
        }
        await ledger.projector.pass();
      }
      await ledger.auditor.rebuild();
      const sum = [...expected.values()].reduce((total, quantity) => total + quantity, 0n);
      const [total = '0/0'] = Object.values(await days(ledger.store));
      expect(total.split('/')[0]).toBe(String(sum));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('whoever deletes every window and builds them anew gets the same', async () => {
  const ledger = await testLedger();
  await live(ledger.store, ledger.clock);
  const before = await spansOf(ledger.store);
  await ledger.windows.remove((await ledger.windows.scan({ limit: 500 })).map(({ id }) => id));
  expect(await spansOf(ledger.store)).toEqual({});
  await ledger.auditor.rebuild();
  expect(await spansOf(ledger.store)).toEqual(before);
});

test('the auditor finds what a process left that was stopped in mid-write for an hour, and says so', async () => {
  const ledger = await testLedger();
  await live(ledger.store, ledger.clock);
  await settle(ledger);
  const [event] = await ledger.events.scan({ limit: 1 });
  if (event === undefined) throw new Error('there is one');
  await ledger.events.insert([{ ...event, id: `${event.tenantId}/straggler` }]);
  ledger.clock.advance(3_600_000);
  expect(await ledger.auditor.step(100)).toBeGreaterThan(0);
  expect(ledger.mended()).toBeGreaterThan(0);
  const mended = ledger.mended();
  expect(await ledger.auditor.step(100)).toBe(0);
  expect(ledger.mended()).toBe(mended);
});

test('what the auditor mends is in hours and days, too, also before a minute that cannot be read', async () => {
  const ledger = await testLedger();
  await live(ledger.store, ledger.clock);
  await settle(ledger);
  const [event] = await ledger.events.scan({ limit: 1 });
  if (event === undefined) throw new Error('there is one');
  const before = await days(ledger.store);
  await ledger.events.insert([{ ...event, id: `${event.tenantId}/straggler` }]);
  const later = isoTime(Date.parse(event.time) + 3_600_000);
  await ledger.events.insert([{ ...event, id: `${event.tenantId}/damaged`, time: later, digest: 'none' }]);
  ledger.clock.advance(3 * 3_600_000);
  await expect(ledger.auditor.step(100)).rejects.toThrow('no entry of the ledger');
  expect(ledger.mended()).toBeGreaterThan(0);
  expect(await days(ledger.store)).not.toEqual(before);
});

test('a writer that was given up is looked after: what it inserts later is found without the auditor', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const stopped = await testLedger({ store, clock });
  const batch = [sent({ id: 'late', time: at('11:00:01') })];
  const hold = await stopped.intentLog.open([
    { tenantId: ACME.tenantId, type: 'ingestion', start: Date.parse(at('11:00:00')) },
  ]);
  const ledger = await testLedger({ store, clock });
  await settle(ledger);
  expect(await openIntents(ledger)).toBe(0);
  // It goes on after more than a minute, and dies before it can mark its intent.
  const scratch = await testLedger({ clock });
  await scratch.recorder.record(batch, INGEST);
  await ledger.events.insert(await scratch.events.scan({ limit: 1 }));
  expect(hold.held).toHaveLength(1);
  await ledger.projector.pass();
  expect(await days(store)).toEqual({});
  clock.advance(600_000);
  await ledger.projector.pass();
  expect(await days(store)).toEqual({ [`${ACME.tenantId}/ingestion@1/d`]: '1/1' });
  expect(ledger.mended()).toBe(1);
});

test('what is not counted yet is told, as a number and as the time up to which all is counted', async () => {
  const ledger = await testLedger();
  const begun = ledger.clock.now();
  await ledger.recorder.record(BATCHES[0] ?? [], INGEST);
  ledger.clock.advance(5_000);
  expect(await ledger.pending.backlog()).toEqual({ events: 3, intents: 1, lagMs: 5_000 });
  expect(isoTime(await ledger.pending.asOf(ACME.tenantId))).toBe(isoTime(begun));
  expect(await ledger.pending.asOf('somebody else')).toBe(ledger.clock.now());
  await ledger.projector.pass();
  ledger.clock.advance(5_000);
  expect(await ledger.pending.backlog()).toEqual({ events: 0, intents: 0, lagMs: 0 });
  expect(await ledger.pending.asOf(ACME.tenantId)).toBe(ledger.clock.now());
});
