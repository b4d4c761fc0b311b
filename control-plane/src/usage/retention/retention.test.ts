import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../app.test-support.ts';
import { Problem } from '../../http/problem.ts';
import { scanAll } from '../../storage/documents.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { Interleaving } from '../interleaving.test-support.ts';
import { ACME, BETA } from '../ledger.test-support.ts';
import { blocksSpec } from '../sealing/block.ts';
import { eraseSubject } from '../sealing/erase.ts';
import { type Head, laterHead } from '../sealing/head.ts';
import { generateSigningKey, signingKeyFrom } from '../sealing/signing-key.ts';
import { eventDocumentId } from '../stored-event.ts';
import {
  type Between,
  type Death,
  Dying,
  ProcessDied,
  UnreliableStore,
} from '../unreliable-store.test-support.ts';
import { DEFAULT_USAGE_CONFIG } from '../usage-config.ts';
import { SPAN_MS, windowsSpec } from '../window.ts';
import { checkpointHash, checkpointsSpec, lastCheckpoint } from './checkpoint.ts';
import {
  answersOf,
  eventIds,
  findingsOf,
  type PrunedLedger,
  prunedLedger,
  removeAll,
  take,
  usageOfSomeTime,
} from './retention.test-support.ts';
import { checkRetention, shortestRetention } from './retention-policy.ts';

const OLD = ['a0', 'a1', 'a2', 'b0', 'b1', 'b2', 'q0', 'q1', 'q2', 'z0', 'z1', 'z2'];
const KEPT = ['late', 'young'];

let world: PrunedLedger;
beforeEach(async () => {
  world = await prunedLedger();
  await usageOfSomeTime(world);
});

const codes = async () => (await findingsOf(world)).map(({ code }) => code);
const checkpointsOf = async (tenantId = ACME.tenantId) => {
  const found = await (await world.store.collection(checkpointsSpec)).scan({ limit: 10 });
  return found.filter(checkpoint => checkpoint.tenantId === tenantId);
};

describe('pruning', () => {
  test('removes what is behind the horizon, and no answer and no seal changes', async () => {
    expect(await eventIds(world.store)).toEqual([...OLD, ...KEPT].sort());
    const before = await answersOf(world);
    expect(await world.retention.service.round()).toMatchObject({ removed: 12, held: 0 });
    expect(await eventIds(world.store)).toEqual(KEPT);
    expect(await answersOf(world)).toEqual(before);
    expect(await findingsOf(world)).toEqual([]);
    const { pruned, entries } = await world.sealing.verify(ACME.tenantId);
    expect({ pruned, entries }).toEqual({ pruned: 9, entries: 2 });
  });

  test('leaves a signed checkpoint of what was pruned and what it came to, and a head that names it', async () => {
    await world.retention.service.round();
    const [checkpoint] = await checkpointsOf();
    expect(checkpoint).toMatchObject({
      number: 1,
      block: 3,
      beforeTime: '2026-03-04T00:00:00.000Z',
      prunedInAll: { entries: 9 },
      totals: [
        { meter: 'ingestion@1', entries: 7, count: '7', sum: '1036' },
        { meter: 'query@1', entries: 3, count: '3', sum: '3' },
      ],
    });
    const { number, hash } = checkpoint ?? {};
    expect(world.kept.get(ACME.tenantId)).toMatchObject({ checkpoint: { number, hash } });
  });

  test('goes on from the checkpoint before, and sealing from the last block', async () => {
    await world.retention.service.round();
    world.clock.advance(20 * SPAN_MS.day);
    await take(world, { id: 'next', quantity: 1 });
    const before = await answersOf(world);
    await world.retention.service.round();
    expect(await eventIds(world.store)).toEqual(['next', 'young']);
    world.clock.advance(60 * SPAN_MS.day);
    await world.retention.service.round();
    expect(await eventIds(world.store)).toEqual([]);
    world.clock.set('2026-05-10T12:00:00Z');
    expect(before).toBeDefined();
    world.clock.advance(90 * SPAN_MS.day);
    await take(world, { id: 'after all was pruned', quantity: 1 });
    expect(await findingsOf(world)).toEqual([]);
    expect((await checkpointsOf()).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('of nothing that is old enough does nothing', async () => {
    await world.retention.service.round();
    const rows = await checkpointsOf();
    expect(await world.retention.service.round()).toMatchObject({ removed: 0, held: 0 });
    expect(await checkpointsOf()).toEqual(rows);
  });

  test.each<Death>(['before', 'after', 'half'])(
    'that dies %s any call to the store is ended by another, and loses nothing',
    async death => {
      const calls = await callsOfARound();
      expect(calls).toBeGreaterThan(60);
      for (let call = 0; call < calls; call++) {
        const { store, clock, kept, answers } = await aged();
        const dying = new Dying(call, death);
        const dead = await prunedLedger({ store: new UnreliableStore(store, dying), clock, kept });
        await dead.retention.service.round().catch(error => {
          if (!(error instanceof ProcessDied)) throw error;
        });
        expect(dying.dead, `call ${call}`).toBe(true);
        world = await prunedLedger({ store, clock, kept });
        expect(await findingsOf(world), `call ${call}, before it is gone on with`).toEqual([]);
        await world.retention.service.round();
        expect(await eventIds(store), `call ${call}`).toEqual(KEPT);
        expect(await answersOf(world), `call ${call}`).toEqual(answers);
        expect(await findingsOf(world), `call ${call}`).toEqual([]);
        expect((await checkpointsOf()).at(-1), `call ${call}`).toMatchObject({ prunedInAll: { entries: 9 } });
      }
    },
    120_000,
  );

  test('by two replicas, while an auditor counts and a person is erased, harms nothing in any order', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const { store, clock, kept, answers } = await aged();
      const order = new Interleaving(seed);
      const [one, two, other] = await Promise.all(
        [0, 1, 2].map(() =>
          prunedLedger({ store: new UnreliableStore(store, order.between()), clock, kept }),
        ),
      );
      if (one === undefined || two === undefined || other === undefined) throw new Error('three were made');
      await order.run(
        Promise.all([
          one.retention.service.round(),
          two.retention.service.round(),
          other.ledger.auditor.step(100),
          eraseAda(other),
        ]),
      );
      world = await prunedLedger({ store, clock, kept });
      clock.advance(10_000);
      await world.sealing.sealer.round();
      await world.retention.service.round();
      expect(await eventIds(store), `seed ${seed}`).toEqual(KEPT);
      expect(await answersOf(world), `seed ${seed}`).toEqual(answers);
      expect(await findingsOf(world), `seed ${seed}`).toEqual([]);
    }
  }, 120_000);
});

/** Lets something happen before a call to the store, counted from 0; `calls` is how many there were. */
class Happening implements Between {
  readonly #at: number;
  readonly #happen: () => Promise<unknown>;
  calls = 0;

  constructor(at: number, happen: () => Promise<unknown>) {
    this.#at = at;
    this.#happen = happen;
  }

  async before(): Promise<number> {
    if (this.calls++ === this.#at) await this.#happen();
    return this.calls;
  }

  after(): Promise<void> {
    return Promise.resolve();
  }

  half(): boolean {
    return false;
  }
}

/** Does something, once for each of its calls to the store, ahead of which everything old is pruned by another. */
async function prunedMeanwhile(work: (process: PrunedLedger) => Promise<unknown>): Promise<void> {
  for (let call = 0; ; call++) {
    const { store, clock, kept, answers } = await aged();
    world = await prunedLedger({ store, clock, kept });
    const happening = new Happening(call, () => world.retention.service.round());
    const process = await prunedLedger({ store: new UnreliableStore(store, happening), clock, kept });
    await work(process);
    if (happening.calls <= call) return;
    expect(await eventIds(store), `call ${call}`).toEqual(KEPT);
    expect(await answersOf(world), `call ${call}`).toEqual(answers);
    expect(await findingsOf(world), `call ${call}`).toEqual([]);
  }
}

test('a count that began before its entries were pruned makes nothing less', async () => {
  await prunedMeanwhile(async ({ ledger }) => {
    await ledger.auditor.step(100);
  });
}, 120_000);

test('an answer that began before entries were pruned is whole, or is refused', async () => {
  const from = Date.parse('2026-03-01T12:00:03Z');
  const interval = { from, to: from + 2 * SPAN_MS.day };
  const answers = new Set<string>();
  await prunedMeanwhile(async ({ ledger }) => {
    const total = ledger.reader.total(ACME.tenantId, 'ingestion', interval);
    answers.add(
      await total.then(
        ({ quantity }) => String(quantity),
        error => (error instanceof Problem ? error.code : String(error)),
      ),
    );
  });
  expect([...answers].sort()).toEqual(['1019', 'history_pruned']);
});

async function aged(): Promise<PrunedLedger & { readonly answers: unknown }> {
  const fresh = await prunedLedger({ store: new MemoryStore(), clock: new FakeClock() });
  await usageOfSomeTime(fresh);
  return { ...fresh, answers: await answersOf(fresh) };
}

async function callsOfARound(): Promise<number> {
  const never = new Dying(Number.MAX_SAFE_INTEGER, 'before');
  const { store, clock, kept } = await aged();
  const counted = await prunedLedger({ store: new UnreliableStore(store, never), clock, kept });
  await counted.retention.service.round();
  return never.calls + 1;
}

async function eraseAda({ ledger, sealing, clock, store }: PrunedLedger): Promise<number> {
  const request = {
    tenantId: ACME.tenantId,
    subject: 'ada',
    dimensions: [],
    by: 'user:1',
    reason: 'asked for',
    pseudonymKey: Buffer.from('thrown away'),
  };
  const { blocks, erasures } = sealing.parts;
  const checkpoints = await store.collection(checkpointsSpec);
  return eraseSubject(request, { clock, events: ledger.events, erasures, blocks, checkpoints });
}

const idOf = (eventId: string) => eventDocumentId(ACME.tenantId, 'test', eventId);

describe('what was changed is not pruned away', () => {
  test.each([
    ['removed', async () => world.ledger.events.remove([idOf('a1')]), 'entry_removed'],
    [
      'changed',
      async () => {
        const event = await world.ledger.events.get(idOf('a1'));
        if (event === undefined) throw new Error('it was taken');
        await world.ledger.events.replace({ ...event, quantity: '500' });
      },
      'entry_changed',
    ],
  ] as const)(
    'an event that was %s without a checkpoint holds the pruning of its tenant',
    async (_, harm, code) => {
      await harm();
      expect(await world.retention.service.round()).toMatchObject({ removed: 3, held: 1 });
      expect(await checkpointsOf()).toEqual([]);
      expect(await codes()).toEqual([code]);
      const { holds } = await world.retention.service.status();
      expect(holds).toMatchObject([{ id: ACME.tenantId, code }]);
    },
  );

  test('a hold ends when what was wrong is mended', async () => {
    const event = await world.ledger.events.get(idOf('a1'));
    if (event === undefined) throw new Error('it was taken');
    await world.ledger.events.remove([event.id]);
    await world.retention.service.round();
    await world.ledger.events.insert([event]);
    expect(await world.retention.service.round()).toMatchObject({ removed: 9, held: 0 });
    expect((await world.retention.service.status()).holds).toEqual([]);
  });

  test('a count that was changed is counted once more before its events go', async () => {
    const answers = await answersOf(world);
    await removeAll(world.ledger.windows);
    await world.ledger.auditor.rebuild(BETA.tenantId);
    await world.retention.service.round();
    await world.ledger.auditor.rebuild();
    expect(await answersOf(world)).toEqual(answers);
  });
});

describe('over a pruned ledger verify names', () => {
  beforeEach(async () => {
    await world.retention.service.round();
    expect(await codes()).toEqual([]);
  });

  test('a checkpoint that was changed, also by whoever makes the hash anew', async () => {
    const checkpoints = await world.store.collection(checkpointsSpec);
    const last = await lastCheckpoint(checkpoints, ACME.tenantId);
    if (last === undefined) throw new Error('there is one');
    await checkpoints.replace({ ...last, pruned: { ...last.pruned, entries: 1 } });
    expect(await codes()).toEqual(['checkpoint_changed']);
    const { hash: _, ...content } = { ...last, pruned: { ...last.pruned, entries: 1 } };
    await checkpoints.replace({ ...last, ...content, hash: checkpointHash(content) });
    expect(await codes()).toEqual(['signature_wrong', 'head_differs']);
    const other = signingKeyFrom(generateSigningKey());
    const hash = checkpointHash(content);
    await checkpoints.replace({ ...content, hash, keyId: other.keyId, signature: other.sign(hash) });
    expect(await codes()).toContain('signature_wrong');
  });

  test('a checkpoint that was removed', async () => {
    const checkpoints = await world.store.collection(checkpointsSpec);
    const last = await lastCheckpoint(checkpoints, ACME.tenantId);
    await checkpoints.remove([last?.id ?? '']);
    expect(await codes()).toEqual(expect.arrayContaining(['checkpoint_missing', 'block_missing']));
  });

  test('an event that is missing after the checkpoint', async () => {
    await world.ledger.events.remove([idOf('young')]);
    expect(await codes()).toEqual(['entry_removed']);
  });

  test('an event that is missing though it is from a time that is counted for ever', async () => {
    await world.ledger.events.remove([idOf('late')]);
    expect(await codes()).toEqual(['entry_removed']);
  });

  test('an event that was put into the pruned past', async () => {
    const young = await world.ledger.events.get(idOf('young'));
    if (young === undefined) throw new Error('it was taken');
    await world.ledger.events.insert([
      { ...young, id: `${ACME.tenantId}/sneaked`, slot: young.slot - 400_000 },
    ]);
    expect(await codes()).toContain('entry_added');
  });

  test('a tail that was cut off, by the head that was kept', async () => {
    const blocks = await world.store.collection(blocksSpec);
    const all = await blocks.scan({ from: `${ACME.tenantId}/`, before: `${ACME.tenantId}0`, limit: 100 });
    expect(all.map(({ number }) => number)).toEqual([3, 4, 5]);
    await blocks.remove([all.at(-1)?.id ?? '']);
    await world.ledger.events.remove([idOf('young')]);
    expect(await codes()).toEqual(['head_missing']);
  });

  test('the block to which the checkpoint holds on, when it is gone', async () => {
    const blocks = await world.store.collection(blocksSpec);
    const [third] = await blocks.scan({ from: `${ACME.tenantId}/`, before: `${ACME.tenantId}0`, limit: 1 });
    await blocks.remove([third?.id ?? '']);
    expect(await codes()).toEqual(['block_missing']);
  });

  test('a count of the pruned past that was changed, and rebuilding puts back what the checkpoint has', async () => {
    const answers = await answersOf(world);
    const windows = await world.store.collection(windowsSpec);
    for await (const window of scanAll(windows, {})) {
      if (!window.id.includes('ingestion@1/d/2026-03-02')) continue;
      await windows.replace({ ...window, summary: { ...window.summary, sum: '1' } });
    }
    expect(await codes()).toEqual(['total_changed', 'total_changed']);
    expect(await answersOf(world)).not.toEqual(answers);
    expect(await world.ledger.auditor.rebuild()).toBe(0);
    expect(await world.retention.restore()).toBe(2);
    expect(await codes()).toEqual([]);
    expect(await answersOf(world)).toEqual(answers);
  });
});

test('after every window was lost, the totals of the pruned past are restored, and finer ones are refused', async () => {
  const { reader, auditor, windows } = world.ledger;
  const past = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-04-30T00:00:00Z') };
  const before = await reader.total(ACME.tenantId, 'ingestion', past);
  await world.retention.service.round();
  await removeAll(windows);
  await auditor.rebuild();
  await world.retention.restore();
  expect({ ...(await reader.total(ACME.tenantId, 'ingestion', past)), asOf: 0 }).toEqual({
    ...before,
    asOf: 0,
  });
  const hour = { from: past.from + 12 * SPAN_MS.hour, to: past.to };
  await expect(reader.total(ACME.tenantId, 'ingestion', hour)).rejects.toMatchObject({
    code: 'history_pruned',
  });
  await expect(reader.series(ACME.tenantId, 'ingestion', past, 'hour')).rejects.toMatchObject({
    code: 'history_pruned',
  });
});

test('a part of a minute of the pruned past is refused, and a whole minute is answered', async () => {
  await world.retention.service.round();
  const { reader } = world.ledger;
  const from = Date.parse('2026-03-01T12:00:00Z');
  const to = from + SPAN_MS.minute;
  expect(await reader.total(ACME.tenantId, 'ingestion', { from, to })).toMatchObject({ quantity: 12n });
  await expect(reader.total(ACME.tenantId, 'ingestion', { from: from + 1, to })).rejects.toMatchObject({
    code: 'history_pruned',
  });
});

test('erasing a person whose events are pruned finds nothing of them, and what is left still verifies', async () => {
  await world.retention.service.round();
  expect(await eraseAda(world)).toBe(1);
  world.clock.advance(10_000);
  await world.sealing.sealer.round();
  expect(await codes()).toEqual([]);
});

test('an erasure that a pruned block has of an event that is kept is carried on', async () => {
  const early = await prunedLedger({ store: new MemoryStore(), clock: new FakeClock() });
  world = early;
  await take(early, { id: 'one', subject: 'ada' });
  // Erased before it is sealed itself: the block that has the erasure is older than the block that has the event.
  await early.ledger.recorder.record(
    [
      {
        event: { id: 'two', source: 'test', type: 'ingestion', tenantId: ACME.tenantId, subject: 'ada' },
        raw: {},
      },
    ],
    { id: 'key:ingest', name: 'ingest', roles: ['ingest'] },
  );
  await eraseAda(early);
  await early.sealing.sealer.round();
  early.clock.advance(10 * SPAN_MS.day);
  await take(early, { id: 'three' });
  early.clock.advance(36 * SPAN_MS.day);
  expect(await codes()).toEqual([]);
  await early.retention.service.round();
  expect(await codes()).toEqual([]);
});

test('of two heads of a chain the later block and the later checkpoint are kept', () => {
  const head = (number: number, checkpoint?: number): Head => ({
    chain: 'usage',
    tenantId: 'a',
    number,
    hash: String(number),
    keyId: 'k',
    signature: 's',
    at: '2026-03-01T00:00:00.000Z',
    ...(checkpoint !== undefined && { checkpoint: { number: checkpoint, hash: 'c' } }),
  });
  expect(laterHead(head(3, 1), head(2))).toEqual(head(3, 1));
  expect(laterHead(head(2, 1), head(3))).toEqual(head(3, 1));
  expect(laterHead(head(3, 1), head(3, 2))).toEqual(head(3, 2));
});

test('a retention that is not longer than what may still come is refused', () => {
  const policy = DEFAULT_USAGE_CONFIG;
  const least = shortestRetention(policy);
  expect(least).toBeGreaterThan(policy.backfillWindow + policy.grace + policy.longestOperation + 120_000);
  expect(() => checkRetention({ ...policy, retention: least - 1 })).toThrow('must be at least 38 days');
  expect(() => checkRetention({ ...policy, retention: least })).not.toThrow();
  expect(() => checkRetention(policy)).not.toThrow();
});
