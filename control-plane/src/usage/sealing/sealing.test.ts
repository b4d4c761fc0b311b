import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../app.test-support.ts';
import { isoTime } from '../../clock.ts';
import { StoreUnavailable } from '../../storage/documents.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { overlaid } from '../../storage/overlaid.test-support.ts';
import { SilentStore } from '../../storage/silent-store.test-support.ts';
import { type CountedCollection, countedSpec } from '../counted-entry.ts';
import { ACME, INGEST, sent, testLedger } from '../ledger.test-support.ts';
import { type CheckpointCollection, checkpointsSpec } from '../retention/checkpoint.ts';
import {
  commitmentTo,
  type DigestedFields,
  type EventCollection,
  eventDigest,
  eventDocumentId,
  eventsSpec,
  SLOT_MS,
  type StoredEvent,
  slotOf,
} from '../stored-event.ts';
import { type WindowCollection, windowsSpec } from '../window.ts';
import { type BlockCollection, blockHash, blocksSpec, lastBlock } from './block.ts';
import { eraseSubject } from './erase.ts';
import { ErasureLog } from './erasure-log.ts';
import { ErasureRequests } from './erasure-requests.ts';
import type { BlockHead, Head } from './head.ts';
import { SETTLE_MS, Sealer, slotEvents } from './sealer.ts';
import { SealsDue } from './seals-due.ts';
import { generateSigningKey, signingKeyFrom, verifierOf } from './signing-key.ts';
import { verifyTenant } from './verify.ts';

const TENANT = '0190c0de-0000-7000-8000-000000000001';
const key = signingKeyFrom(generateSigningKey());
const verifier = verifierOf([key.publicKeyPem]);

let clock: FakeClock;
let store: MemoryStore;
let events: EventCollection;
let counted: CountedCollection;
let blocks: BlockCollection;
let due: SealsDue;
let erasures: ErasureLog;
let checkpoints: CheckpointCollection;
let windows: WindowCollection;
let heads: BlockHead[];

beforeEach(async () => {
  clock = new FakeClock();
  store = new MemoryStore();
  events = await store.collection(eventsSpec);
  counted = await store.collection(countedSpec);
  blocks = await store.collection(blocksSpec);
  checkpoints = await store.collection(checkpointsSpec);
  windows = await store.collection(windowsSpec);
  due = await SealsDue.open(store);
  erasures = await ErasureLog.open(store);
  heads = [];
});

const sealer = (signingKey = key, on: BlockCollection = blocks) =>
  new Sealer({
    clock,
    members: (tenantId, slot) => slotEvents(counted, tenantId, slot),
    blocks: on,
    due,
    erasures,
    key: signingKey,
    exportHead: head => Promise.resolve(void heads.push(head)),
  });

const verify = (options: { head?: Head } = {}) =>
  verifyTenant(TENANT, { events, blocks, checkpoints, windows, verifier, ...options });
const codes = async (options: { head?: Head } = {}) =>
  (await verify(options)).findings.map(({ code }) => code);

function anEvent(eventId: string, received = clock.now(), subject = 'somebody'): StoredEvent {
  const payload = { subject, dimensions: { region: 'north' } };
  const salt = `salt of ${eventId}`;
  const fields: DigestedFields = {
    tenantId: TENANT,
    entry: 'usage',
    type: 'query',
    source: 'test',
    eventId,
    quantity: '1',
    scale: 0,
    time: isoTime(received),
    timed: 'sender',
    received: isoTime(received),
    commitment: commitmentTo(salt, payload),
  };
  const id = eventDocumentId(TENANT, 'test', eventId);
  return { ...fields, id, slot: slotOf(received), payload, salt, digest: eventDigest(fields) };
}

async function take(...taken: StoredEvent[]): Promise<void> {
  for (const { slot } of taken) await due.mark(TENANT, slot);
  await events.insert(taken);
}

async function sealAll(): Promise<void> {
  clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await sealer().round();
}

/** Three blocks of two entries each. */
async function threeBlocks(): Promise<void> {
  for (const name of ['a', 'b', 'c']) {
    await take(anEvent(`${name}1`), anEvent(`${name}2`));
    await sealAll();
  }
}

test('seals what has settled, block after block, and verifies', async () => {
  await threeBlocks();
  expect(await verify()).toEqual({
    tenantId: TENANT,
    blocks: 3,
    entries: 6,
    unsealed: 0,
    pruned: 0,
    findings: [],
  });
  expect(heads.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('leaves a slot alone until no write of it can be under way', async () => {
  await take(anEvent('a'));
  clock.advance(SETTLE_MS - SLOT_MS);
  expect(await sealer().round()).toBe(0);
  expect(await verify()).toMatchObject({ blocks: 0, unsealed: 1, findings: [] });
});

test('makes no block where nothing is new', async () => {
  await take(anEvent('a'));
  await sealAll();
  await sealAll();
  expect((await lastBlock(blocks, TENANT))?.number).toBe(1);
});

test('names a changed entry', async () => {
  await threeBlocks();
  const event = anEvent('b1', Date.parse('2026-03-01T12:02:20Z'));
  const [stored] = (await events.find([event.id])).values();
  await events.replace({ ...(stored ?? event), quantity: '2' });
  const { findings } = await verify();
  expect(findings).toMatchObject([{ code: 'entry_changed', subject: event.id }]);
});

test('names an entry that was changed with a digest that fits', async () => {
  await take(anEvent('a'), anEvent('b'));
  await sealAll();
  const [stored] = await events.find([anEvent('a').id]);
  if (stored === undefined) throw new Error('it was taken');
  const forged = { ...stored, quantity: '1000' };
  await events.replace({ ...forged, digest: eventDigest(forged) });
  expect(new Set(await codes())).toEqual(new Set(['entry_removed', 'entry_added']));
});

test('names a removed entry by its slot and digest', async () => {
  await threeBlocks();
  const { id, digest } = anEvent('a1', Date.parse('2026-03-01T12:00:00Z'));
  await events.remove([id]);
  const { findings } = await verify();
  expect(findings).toMatchObject([
    { code: 'entry_removed', message: expect.stringContaining(digest.slice(0, 16)) },
  ]);
});

test('names every entry of a slot that was emptied', async () => {
  await take(anEvent('a'), anEvent('b'));
  await sealAll();
  await events.remove([anEvent('a', Date.parse('2026-03-01T12:00:00Z')).id, anEvent('b').id]);
  expect(await codes()).toEqual(['entry_removed', 'entry_removed']);
});

test('names an entry that was put into a sealed slot, and one put into a sealed time without a slot', async () => {
  const start = clock.now();
  await take(anEvent('a'));
  await sealAll();
  const sneaked = anEvent('sneaked', start);
  const older = anEvent('older', start - 100 * SLOT_MS);
  await events.insert([sneaked, older]);
  const { findings } = await verify();
  expect(findings.map(({ code, subject }) => [code, subject])).toEqual(
    expect.arrayContaining([
      ['entry_added', sneaked.id],
      ['entry_added', older.id],
    ]),
  );
});

test('names a block that was changed, removed, or signed by another key', async () => {
  await threeBlocks();
  const [first, second] = await blocks.scan({ limit: 2 });
  if (first === undefined || second === undefined) throw new Error('there are three');
  await blocks.replace({ ...second, beforeSlot: second.beforeSlot + 1 });
  expect(await codes()).toEqual(['block_changed']);
  const { hash: _hash, ...content } = { ...second, beforeSlot: second.beforeSlot + 1 };
  const hash = blockHash(content);
  const other = signingKeyFrom(generateSigningKey());
  await blocks.replace({ ...content, hash, keyId: other.keyId, signature: other.sign(hash) });
  expect(await codes()).toEqual(expect.arrayContaining(['signature_wrong', 'block_changed']));
  await blocks.remove([second.id]);
  expect(await codes()).toContain('block_missing');
});

test('tells a tail that was cut off by the head that was kept elsewhere', async () => {
  await threeBlocks();
  const head = heads.at(-1);
  if (head === undefined) throw new Error('a head was exported');
  const last = await lastBlock(blocks, TENANT);
  await blocks.remove([last?.id ?? '']);
  const tail = await events.scan({ index: 'slot', equals: [TENANT], descending: true, limit: 2 });
  await events.remove(tail.map(({ id }) => id));
  expect(await codes()).toEqual([]);
  expect(await codes({ head: { chain: 'usage', ...head } })).toEqual(['head_missing']);
});

test('seals a straggler in a later block, and still names one that nobody announced', async () => {
  const start = clock.now();
  await take(anEvent('a'));
  await sealAll();
  const straggler = anEvent('straggler', start);
  await events.insert([straggler]);
  await due.markAgain(TENANT, straggler.slot);
  await sealAll();
  expect(await verify()).toMatchObject({ blocks: 2, entries: 2, findings: [] });
  await events.remove([straggler.id]);
  expect(await codes()).toEqual(['entry_removed']);
});

test('does not lose the mark of a straggler that comes while its slot is being sealed', async () => {
  const start = clock.now();
  await take(anEvent('a'));
  const straggler = anEvent('straggler', start);
  const interrupted = overlaid(blocks, {
    insert: async documents => {
      await events.insert([straggler]);
      await due.markAgain(TENANT, straggler.slot);
      return blocks.insert(documents);
    },
  });
  clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await sealer(key, interrupted).round();
  expect(await codes()).toEqual(['entry_added']);
  await sealer().round();
  expect(await codes()).toEqual([]);
});

test('the head of a block comes out, also when it could not at first', async () => {
  await take(anEvent('a'));
  let full = true;
  const exportHead = async (head: BlockHead) => {
    if (full) throw new Error('no room on the disk');
    heads.push(head);
  };
  clock.advance(SETTLE_MS + 2 * SLOT_MS);
  const members = (tenantId: string, slot: number) => slotEvents(counted, tenantId, slot);
  const one = new Sealer({ clock, members, blocks, due, erasures, key, exportHead });
  await expect(one.round()).rejects.toThrow('no room');
  full = false;
  await one.round();
  expect(heads).toMatchObject([{ tenantId: TENANT, number: 1 }]);
});

test('what is accepted is sealed, also where the store did not say what became of a mark', async () => {
  const silent = new SilentStore();
  due = await SealsDue.open(silent);
  const ledger = await testLedger({ store: silent, clock, sealsDue: due });
  const record = () => ledger.recorder.record([sent({ id: 'e1' })], INGEST);
  silent.silentAbout = 'usage_seals_due';
  await expect(record()).rejects.toThrow(StoreUnavailable);
  expect(await record()).toMatchObject([{ outcome: 'accepted' }]);
  clock.advance(SETTLE_MS + 2 * SLOT_MS);
  expect(await due.due(slotOf(clock.now()), 10)).toMatchObject([{ tenantId: ACME.tenantId }]);
});

test('of two sealers one makes the block, and the chain stays one chain', async () => {
  for (let round = 0; round < 20; round++) {
    await take(anEvent(`${round}a`), anEvent(`${round}b`));
    clock.advance(SETTLE_MS + 2 * SLOT_MS);
    await Promise.all([sealer().round(), sealer().round(), sealer().round()]);
  }
  expect(await verify()).toMatchObject({ blocks: 20, entries: 40, unsealed: 0, findings: [] });
});

test('one tenant whose ledger cannot be read is told of, and keeps nobody else from being sealed', async () => {
  const damaged = '0190c0de-0000-7000-8000-000000000000';
  const unreadable = { ...anEvent('x'), tenantId: damaged, digest: 'none' };
  await events.insert([{ ...unreadable, id: eventDocumentId(damaged, 'test', 'x') }]);
  // So much of it that a round has room for nothing else.
  for (let back = 0; back < 5_000; back++) await due.mark(damaged, unreadable.slot - back);
  clock.advance(SLOT_MS);
  await take(anEvent('a1'));
  await expect(sealAll()).rejects.toThrow();
  expect(await verify()).toMatchObject({ blocks: 1, unsealed: 0, findings: [] });
});

test('erases a person, and the chain still verifies', async () => {
  await take(
    anEvent('a', clock.now(), 'ada'),
    anEvent('b', clock.now(), 'ada'),
    anEvent('c', clock.now(), 'bob'),
  );
  await sealAll();
  const request = {
    tenantId: TENANT,
    subject: 'ada',
    dimensions: ['region'],
    by: 'user:1',
    reason: 'asked for',
    pseudonymKey: Buffer.from('thrown away'),
  };
  expect(await eraseSubject(request, { clock, events, erasures, blocks, checkpoints })).toBe(2);
  const text = JSON.stringify(await events.scan({ limit: 10 }));
  expect(text).not.toContain('ada');
  expect(text).toContain('bob');
  const left = (await events.scan({ limit: 10 })).flatMap(({ remnant }) => (remnant ? [remnant] : []));
  expect(new Set(left.map(({ subject }) => subject)).size).toBe(1);
  await sealAll();
  expect(await codes()).toEqual([]);
});

test('names a payload that went without a sealed erasure', async () => {
  await take(anEvent('a'));
  await sealAll();
  const [stored] = await events.scan({ limit: 1 });
  if (stored === undefined) throw new Error('it was taken');
  const { payload: _payload, salt: _salt, ...kept } = stored;
  await events.replace({
    ...kept,
    remnant: { erasedAt: isoTime(clock.now()), dimensions: { region: 'south' } },
  });
  expect(await codes()).toEqual(['erasure_not_sealed']);
});

test('ends an erasure that was cut short with what it began with', async () => {
  await take(anEvent('a', clock.now(), 'ada'), anEvent('b', clock.now(), 'ada'));
  await sealAll();
  const [first] = await events.scan({ limit: 1 });
  if (first === undefined) throw new Error('it was taken');
  const remnant = { erasedAt: isoTime(clock.now()), subject: 'erased:first' };
  await erasures.record(first, remnant, { at: isoTime(clock.now()), by: 'user:1', reason: 'asked for' });
  const request = {
    tenantId: TENANT,
    subject: 'ada',
    dimensions: [],
    by: 'user:1',
    reason: 'asked for',
    pseudonymKey: Buffer.from('another'),
  };
  await eraseSubject(request, { clock, events, erasures, blocks, checkpoints });
  expect(await events.get(first.id)).toMatchObject({ remnant });
  await sealAll();
  expect(await codes()).toEqual([]);
});

test('ends an erasure that a dead process has begun, also behind one that cannot be ended', async () => {
  const damaged = '0190c0de-0000-7000-8000-000000000000';
  const id = eventDocumentId(damaged, 'test', 'x');
  const unreadable = { ...anEvent('x'), id, tenantId: damaged };
  await events.insert([Object.assign(unreadable, { quantity: 1 })]);
  await take(anEvent('a1'));
  const requests = await ErasureRequests.open(store, { clock, events, erasures, blocks, checkpoints });
  const asked = { subject: 'somebody', dimensions: [], by: 'user:test', reason: 'asked for' };
  await requests.request('1', { ...asked, tenantId: damaged });
  clock.advance(1_000);
  await requests.request('2', { ...asked, tenantId: TENANT });
  clock.advance(120_000);
  await expect(requests.resume()).rejects.toThrow();
  expect(await requests.get('2')).toMatchObject({ erased: 1, doneAt: isoTime(clock.now()) });
});

test('refuses a signing key that is no Ed25519 key', () => {
  expect(() => signingKeyFrom('nonsense')).toThrow();
});
