import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseKeyToken } from '../access/key-token.ts';
import { FakeClock, startTestApp } from '../app.test-support.ts';
import { exitCodeOf } from '../cli/exit-codes.ts';
import { ImportMarks } from '../migrations/import-marks.ts';
import { changesSpec } from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { erasuresSpec } from '../usage/sealing/erasure-log.ts';
import { generateSigningKey, signingKeyFrom } from '../usage/sealing/signing-key.ts';
import { eventsSpec } from '../usage/stored-event.ts';
import { CHUNK_BYTES } from './sealed-stream.ts';
import { everyAnswer, exported, fill, SECRET, sealed, tenantry } from './transfer.test-support.ts';
import { UnreliableStore } from './unreliable-target.test-support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-transfer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(bytes: Uint8Array): string {
  const path = join(folder, `${Math.random()}.tnx`);
  writeFileSync(path, bytes);
  return path;
}

/** A filled control plane and its export, from which every test takes. */
async function filled() {
  const clock = new FakeClock();
  const store = new MemoryStore();
  const key = signingKeyFrom(generateSigningKey());
  const app = await startTestApp({ store, clock, sealing: { key } });
  await fill(app);
  return { app, clock, store, key, bytes: await exported(store, clock) };
}

describe('an export that is imported into an empty store', () => {
  test('answers every question as before, and its ledger verifies with the old key', async () => {
    const { app, clock, key, bytes } = await filled();
    const before = await everyAnswer(app);
    expect(Object.keys(before).length).toBeGreaterThan(40);
    await app[Symbol.asyncDispose]();
    const target = new MemoryStore();
    const said = await tenantry(target, ['import', '--from', fileOf(bytes)], { clock, key });
    expect(said).toMatchObject({ revokedKeys: 1, passes: { usage_events: expect.any(Number) } });
    await using served = await startTestApp({ store: target, clock, sealing: { key } });
    expect(await everyAnswer(served)).toEqual(before);
    const found = await tenantry(target, ['verify'], { clock, key });
    expect(found).toMatchObject({ findings: 0 });
    // What was not sealed in the old place is sealed in the new one.
    expect(found).toMatchObject({ unsealed: expect.any(Number) });
    await sealed(served);
    expect(await tenantry(target, ['verify'], { clock, key })).toMatchObject({ findings: 0, unsealed: 0 });
  });

  test('lets nobody in who got in before', async () => {
    const { app, clock, bytes, store } = await filled();
    const made = await app.as('admin')('POST', '/v1/keys', { body: { name: 'two', roles: ['admin'] } });
    const { secret } = z.object({ secret: z.string() }).parse(made.body);
    const parsed = parseKeyToken(secret);
    if (parsed === undefined) throw new Error('a key was made');
    expect(await app.app.access.keys.principalOf(parsed)).toMatchObject({ roles: ['admin'] });
    const target = new MemoryStore();
    const file = fileOf(await exported(store, clock));
    await tenantry(target, ['import', '--from', file], { clock });
    await using served = await startTestApp({ store: target, clock });
    expect(await served.app.access.keys.principalOf(parsed)).toBeUndefined();
    const listed = await served.as('admin')('GET', '/v1/keys');
    const { items } = z.object({ items: z.array(z.object({ status: z.string() })) }).parse(listed.body);
    expect(items.map(({ status }) => status)).toEqual(items.map(() => 'revoked'));
    const hashes: string[] = [];
    for await (const change of scanAll(await target.collection(changesSpec), {})) {
      expect(change.kind).not.toBe('session');
      const { secrets = [] } = z
        .looseObject({ secrets: z.array(z.object({ hash: z.string() })).optional() })
        .parse(change.after);
      hashes.push(...secrets.map(({ hash }) => hash));
    }
    expect(new Set(hashes)).toEqual(new Set(['']));
    expect(bytes.includes('secrets')).toBe(false);
    await app[Symbol.asyncDispose]();
  });

  test('is refused by a store that has something in it, and by one that has it already', async () => {
    const { app, clock, bytes, store } = await filled();
    await app[Symbol.asyncDispose]();
    const file = fileOf(bytes);
    await expect(tenantry(store, ['import', '--from', file], { clock })).rejects.toMatchObject({
      code: 'store_not_empty',
    });
    expect(await (await ImportMarks.open(store, clock)).unfinished()).toBeUndefined();
    const target = new MemoryStore();
    await tenantry(target, ['import', '--from', file], { clock });
    const again = await tenantry(target, ['import', '--from', file], { clock }).catch(
      (error: unknown) => error,
    );
    expect(exitCodeOf(again)).toBe(7);
  });

  test('that breaks off anywhere is gone on with by the same import, and by no other one', async () => {
    const { app, clock, key, bytes, store } = await filled();
    const before = await everyAnswer(app);
    const other = fileOf(await exported(store, clock));
    await app[Symbol.asyncDispose]();
    const file = fileOf(bytes);
    let broken = 0;
    for (let calls = 3; ; calls = Math.ceil(calls * 1.9)) {
      const memory = new MemoryStore();
      const target = new UnreliableStore(memory, calls);
      const first = await tenantry(target, ['import', '--from', file], { clock, key }).catch(
        (error: unknown) => error,
      );
      if (!(first instanceof Error)) break;
      broken++;
      const marks = await ImportMarks.open(memory, clock);
      if ((await marks.unfinished()) !== undefined) {
        const refused = await tenantry(memory, ['import', '--from', other], { clock, key }).catch(
          (error: unknown) => error,
        );
        expect(exitCodeOf(refused)).toBe(7);
      }
      await tenantry(memory, ['import', '--from', file], { clock, key });
      await using served = await startTestApp({ store: memory, clock, sealing: { key } });
      expect(await everyAnswer(served), `broken off after ${calls} writes`).toEqual(before);
    }
    expect(broken).toBeGreaterThan(6);
  }, 120_000);
});

describe('a file that is not what was written', () => {
  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -1), 'altered'],
    [
      'cut where a chunk ends',
      (bytes: Buffer) => bytes.subarray(0, headOf(bytes) + CHUNK_BYTES + 16),
      'altered',
    ],
    ['without its chunks', (bytes: Buffer) => bytes.subarray(0, headOf(bytes)), 'altered'],
    ['gone on with', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('more')]), 'altered'],
    ['with a bit changed', (bytes: Buffer) => flipped(bytes, bytes.length - 40), 'altered'],
    ['with its first chunks in another order', swapped, 'altered'],
    ['with its head changed', otherHead, 'wrong_key'],
    [
      'with the guard of its head changed',
      (bytes: Buffer) => flipped(bytes, headOf(bytes) - 10),
      'wrong_key',
    ],
    ['that is nothing', () => Buffer.alloc(0), 'not_an_export'],
    ['that is something else', () => Buffer.from('PK\u0003\u0004'.repeat(2_000)), 'not_an_export'],
    [
      'of a format to come',
      (bytes: Buffer) => Buffer.concat([Buffer.from('tenantry-export/9\n'), bytes.subarray(18)]),
      'newer_format',
    ],
  ])('%s is refused before anything is written', async (_, spoil, code) => {
    const clock = new FakeClock();
    const bytes = await bigExport(clock);
    expect(bytes.length).toBeGreaterThan(3 * CHUNK_BYTES);
    const target = new MemoryStore();
    const error = await tenantry(target, ['import', '--from', fileOf(spoil(bytes))], { clock }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'ExportRefused', code });
    expect(exitCodeOf(error)).toBe(6);
    expect(await (await ImportMarks.open(target, clock)).unfinished()).toBeUndefined();
    expect(await (await target.collection(eventsSpec)).scan({ limit: 1 })).toEqual([]);
  });

  test('is refused with another passphrase, or a key in place of one', async () => {
    const clock = new FakeClock();
    const bytes = await exported(new MemoryStore(), clock);
    const wrong = [{ passphrase: 'correct horse battery stapler' }, { key: Buffer.alloc(32) }];
    for (const secret of wrong) {
      await expect(
        tenantry(new MemoryStore(), ['import', '--check', '--from', fileOf(bytes)], { secret }),
      ).rejects.toMatchObject({ code: 'wrong_key' });
    }
    expect(await tenantry(new MemoryStore(), ['import', '--check', '--from', fileOf(bytes)])).toMatchObject({
      documents: 0,
    });
    const key = { key: Buffer.alloc(32, 7) };
    const locked = fileOf(await exported(new MemoryStore(), clock, key));
    expect(
      await tenantry(new MemoryStore(), ['import', '--check', '--from', locked], { secret: key }),
    ).toBeTruthy();
  });
});

test('an entry that was erased behind the walk over the ledger is erased in the new store', async () => {
  const { app, clock, store } = await filled();
  const events = await store.collection(eventsSpec);
  const [event] = (await events.scan({ limit: 500 })).filter(
    ({ payload }) => payload?.subject === 'person-1',
  );
  if (event === undefined) throw new Error('there is one');
  // As the cut would have it: the log says that it is erased, and the entry was read before.
  const remnant = { erasedAt: '2026-03-01T12:00:00.000Z', subject: 'erased:x' };
  const note = { at: remnant.erasedAt, by: 'key:1', reason: 'asked' };
  await (await store.collection(erasuresSpec)).insert([
    { id: event.id, tenantId: event.tenantId, remnant, ...note },
  ]);
  const target = new MemoryStore();
  await tenantry(target, ['import', '--from', fileOf(await exported(store, clock))], { clock });
  const imported = await (await target.collection(eventsSpec)).get(event.id);
  expect(imported).toMatchObject({ remnant, digest: event.digest });
  expect(imported).not.toHaveProperty('payload');
  await app[Symbol.asyncDispose]();
});

test('a kind of change that is not known is no reason to leave it out in silence', async () => {
  const { app, clock, store } = await filled();
  const changes = await store.collection(changesSpec);
  const [change] = await changes.scan({ limit: 1 });
  if (change === undefined) throw new Error('there is one');
  await changes.insert([{ ...change, id: 'invoice/1/0000000001', kind: 'invoice' }]);
  await expect(exported(store, clock)).rejects.toThrow('invoice');
  await app[Symbol.asyncDispose]();
});

/** Where the chunks begin. */
function headOf(bytes: Buffer): number {
  let at = -1;
  for (let line = 0; line < 3; line++) at = bytes.indexOf(0x0a, at + 1);
  return at + 1;
}

/** Still a head, with another salt in it. */
function otherHead(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const at = changed.indexOf('"salt":"') + '"salt":"'.length;
  changed.write(changed.toString('latin1', at, at + 1) === 'A' ? 'B' : 'A', at, 'latin1');
  return changed;
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function swapped(bytes: Buffer): Buffer {
  const size = CHUNK_BYTES + 16;
  const begin = headOf(bytes);
  const chunk = (n: number) => bytes.subarray(begin + n * size, begin + (n + 1) * size);
  return Buffer.concat([bytes.subarray(0, begin), chunk(1), chunk(0), bytes.subarray(begin + 2 * size)]);
}

/** Of several chunks: what is random does not get smaller. */
async function bigExport(clock: FakeClock): Promise<Buffer> {
  const store = new MemoryStore();
  await using app = await startTestApp({ store, clock });
  const made = await app.as('admin')('POST', '/v1/tenants', { body: { slug: 'acme', displayName: 'Acme' } });
  const { tenantId } = z.object({ tenantId: z.string() }).parse(made.body);
  const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(3_000))).toString('base64');
  const body = Array.from({ length: 100 }, (_, at) => ({
    id: `${at}`,
    type: 'query',
    tenantId,
    data: random(),
  }));
  const sent = await app.as('admin')('POST', '/v1/usage/events', { body });
  expect(sent.status).toBe(200);
  return exported(store, clock, SECRET);
}
