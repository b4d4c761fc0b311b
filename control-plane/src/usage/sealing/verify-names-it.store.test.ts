import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FakeClock } from '../../app.test-support.ts';
import { type App, createApp } from '../../app.ts';
import { auditSpec } from '../../audit/entry.ts';
import { silentLogger } from '../../logger.ts';
import { changesSpec } from '../../storage/aggregates.ts';
import { type Collection, type Store, type StoredDocument, scanAll } from '../../storage/documents.ts';
import { openStore } from '../../storage/open-store.ts';
import { INGEST, sent } from '../ledger.test-support.ts';
import { checkpointsSpec } from '../retention/checkpoint.ts';
import { eventDigest, eventDocumentId, eventsSpec, SLOT_MS } from '../stored-event.ts';
import { SPAN_MS } from '../window.ts';
import { blocksSpec } from './block.ts';
import { SETTLE_MS } from './sealer.ts';
import { headKeeper, headsFileOf, keyOfFolder } from './sealing-files.ts';
import { signingKeyFrom } from './signing-key.ts';

/**
 * One stored event changed, removed, or the tail cut off: verify names it; erasure still verifies. On a real SQLite
 * file, with the admin command as a process of its own; and the same of the audit record, and over a pruned ledger.
 */

const TENANT = '0190c0de-0000-7000-8000-000000000001';
const WHO = { actor: { id: 'user:grace', name: 'Grace Hopper' }, requestId: 'r' };
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-names-it-'));
  await makeLedger(join(folder, 'whole'), 0);
  await makeLedger(join(folder, 'pruned'), 45);
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const storeOf = (data: string): Promise<Store> => openStore(`sqlite:${join(data, 'tenantry.db')}`);

/** Three blocks of usage, and the record of what was done to one tenant; some days later a fourth, and what is old is pruned. */
async function makeLedger(data: string, daysLater: number): Promise<void> {
  const clock = new FakeClock();
  const key = signingKeyFrom(await keyOfFolder(data));
  const store = await storeOf(data);
  const app = await createApp({
    store,
    clock,
    logger: silentLogger,
    usage: { retention: 40 * SPAN_MS.day },
    sealing: { key, keepHead: headKeeper(data) },
  });
  const { tenants, usage, retention } = app.domains;
  const contacts = [{ name: 'Ada Lovelace', email: 'ada@example.com', role: 'billing' as const }];
  const origin = 'api' as const;
  const tenant = { slug: 'sample-acme', displayName: 'Acme (sample)', contacts, tags: [], origin };
  await tenants.service.register(TENANT, tenant, WHO);
  for (const batch of ['a', 'b', 'c']) {
    const events = [1, 2].map(number => sent({ id: `${batch}${number}`, tenantId: TENANT, subject: 'ada' }));
    await usage.recorder.record(events, INGEST);
    await sealed(app, clock);
  }
  await tenants.notes.add(
    '0190c0de-0000-7000-8000-00000000000a',
    { tenantId: TENANT, text: 'Ada called', at: '' },
    WHO,
  );
  await sealed(app, clock);
  if (daysLater > 0) {
    clock.advance(daysLater * SPAN_MS.day);
    await usage.recorder.record([sent({ id: 'young', tenantId: TENANT, subject: 'ada' })], INGEST);
    await sealed(app, clock);
    expect(await retention.service.round()).toMatchObject({ removed: 6, held: 0 });
  }
  await app.stop();
  await store.close();
}

async function sealed({ domains, auditChain }: App, clock: FakeClock): Promise<void> {
  await domains.usage.settle();
  clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await domains.sealing.sealer.round();
  await auditChain.sealer.round();
}

/** Puts a hand into a copy of a ledger, and lets the command verify it, with the heads that were kept. */
async function verifyAfter(
  harm: (store: Store) => Promise<unknown>,
  of: 'whole' | 'pruned' = 'whole',
): Promise<{ readonly code: number; readonly summary: unknown; readonly found: readonly string[] }> {
  const data = await mkdtemp(join(folder, 'harmed-'));
  await cp(join(folder, of), data, { recursive: true });
  const store = await storeOf(data);
  await harm(store);
  await store.close();
  const main = join(ROOT, 'control-plane/src/cli/main.ts');
  const env = { ...process.env, TENANTRY_DATA_DIR: data };
  const told = await run(process.execPath, [main, 'verify', '--heads', headsFileOf(data)], {
    cwd: ROOT,
    env,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => failureSchema.parse(error),
  );
  await rm(data, { recursive: true });
  const found = told.stderr.split('\n').filter(line => /^(installation|[0-9a-f-]{36}): \w+: /.test(line));
  return { code: told.code, summary: JSON.parse(told.stdout), found };
}
const failureSchema = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() });

async function change<D extends StoredDocument, I extends string>(
  collection: Collection<D, I>,
  id: string,
  how: (document: D) => D,
): Promise<void> {
  const document = await collection.get(id);
  if (document === undefined) throw new Error(`${id} was made`);
  await collection.replace(how(document));
}

const idOf = (eventId: string) => eventDocumentId(TENANT, 'test', eventId);
const named = (code: string, what = '') => expect.stringMatching(new RegExp(`: ${code}: .*${what}`));

describe('of usage', () => {
  test('a ledger and a record that are what was sealed verify', async () => {
    const { code, summary, found } = await verifyAfter(() => Promise.resolve());
    expect(found).toEqual([]);
    expect(code).toBe(0);
    expect(summary).toMatchObject({
      tenants: 1,
      blocks: 3,
      entries: 6,
      unsealed: 0,
      findings: 0,
      audit: { unsealed: 0, findings: 0 },
    });
  });

  test('an event that was changed is named', async () => {
    const { code, found } = await verifyAfter(async store =>
      change(await store.collection(eventsSpec), idOf('b1'), event => ({ ...event, quantity: '1000' })),
    );
    expect([code, ...found]).toEqual([1, named('entry_changed', idOf('b1'))]);
  });

  test('an event that was changed together with its digest is named', async () => {
    const { code, found } = await verifyAfter(async store =>
      change(await store.collection(eventsSpec), idOf('b1'), event => {
        const forged = { ...event, quantity: '1000' };
        return { ...forged, digest: eventDigest(forged) };
      }),
    );
    expect(code).toBe(1);
    expect(found).toEqual(expect.arrayContaining([named('entry_removed'), named('entry_added', idOf('b1'))]));
  });

  test('an event that was removed is named', async () => {
    const { code, found } = await verifyAfter(async store =>
      (await store.collection(eventsSpec)).remove([idOf('b1')]),
    );
    expect([code, ...found]).toEqual([1, named('entry_removed')]);
  });

  test('a tail that was cut off, blocks and events, is named by the heads that were kept', async () => {
    const { code, found } = await verifyAfter(async store => {
      await (await store.collection(eventsSpec)).remove(['c1', 'c2'].map(idOf));
      await (await store.collection(blocksSpec)).remove([`${TENANT}/0000000003`]);
    });
    expect([code, ...found]).toEqual([1, named('head_missing', `${TENANT}/3`)]);
  });

  test('after a person was erased it verifies, and events, record and the past of the tenant name them no more', async () => {
    const data = await mkdtemp(join(folder, 'erased-'));
    await cp(join(folder, 'whole'), data, { recursive: true });
    const store = await storeOf(data);
    const key = signingKeyFrom(await keyOfFolder(data));
    const clock = new FakeClock('2026-03-02T00:00:00Z');
    const app = await createApp({
      store,
      clock,
      logger: silentLogger,
      sealing: { key, keepHead: headKeeper(data) },
    });
    expect(await eraseEverywhere(app)).toEqual({ usage: 6, record: 3 });
    await sealed(app, clock);
    const [events, changes, entries] = await Promise.all([
      all(await store.collection(eventsSpec)),
      all(await store.collection(changesSpec)),
      all(await store.collection(auditSpec)),
    ]);
    const past = changes.filter(({ kind }) => kind === 'tenant').slice(0, -1);
    expect(JSON.stringify([events, past, entries])).not.toMatch(/"ada"|Lovelace|ada@example|Hopper/);
    await app.stop();
    await store.close();
    const main = join(ROOT, 'control-plane/src/cli/main.ts');
    const env = { ...process.env, TENANTRY_DATA_DIR: data };
    const { stdout } = await run(process.execPath, [main, 'verify', '--heads', headsFileOf(data)], {
      cwd: ROOT,
      env,
    });
    expect(JSON.parse(stdout)).toMatchObject({ findings: 0, audit: { findings: 0 } });
  });
});

async function all<D extends StoredDocument, I extends string>(collection: Collection<D, I>): Promise<D[]> {
  const documents: D[] = [];
  for await (const document of scanAll(collection, {})) documents.push(document);
  return documents;
}

async function eraseEverywhere({ domains, auditChain }: App): Promise<{ usage: number; record: number }> {
  const request = { tenantId: TENANT, subject: 'ada', dimensions: [], by: 'user:1', reason: 'asked for' };
  const usage = await domains.sealing.erase(request);
  const { eraser } = auditChain;
  const byActor = await eraser.erase({ actorId: 'user:grace', by: 'user:1', reason: 'asked for' });
  await eraser.erase({ target: `tenant/${TENANT}`, by: 'user:1', reason: 'asked for' });
  return { usage, record: byActor };
}

describe('of the audit record', () => {
  const recordOf = async (store: Store) => {
    const entries = await store.collection(auditSpec);
    const [entry] = await entries.scan({ index: 'action', equals: ['tenant.add_note'], limit: 1 });
    if (entry === undefined) throw new Error('a note was added');
    return { entries, entry, changes: await store.collection(changesSpec) };
  };

  test('an entry that was changed is named', async () => {
    const { code, found } = await verifyAfter(async store => {
      const { entries, entry } = await recordOf(store);
      await entries.replace({ ...entry, actorName: 'somebody else' });
    });
    expect([code, ...found]).toEqual([1, named('entry_changed', 'tenant_note/')]);
  });

  test('an entry that was removed is named', async () => {
    const { code, found } = await verifyAfter(async store => {
      const { entries, entry } = await recordOf(store);
      await entries.remove([entry.id]);
    });
    expect([code, ...found]).toEqual([1, named('entry_removed')]);
  });

  test('a change that was changed, or removed, behind a record that was left as it is, is named', async () => {
    const changed = await verifyAfter(async store => {
      const { entry, changes } = await recordOf(store);
      await change(changes, entry.id, document => ({ ...document, after: { text: 'Ada never called' } }));
    });
    expect([changed.code, ...changed.found]).toEqual([1, named('change_changed', 'tenant_note/')]);
    const removed = await verifyAfter(async store => {
      const { entry, changes } = await recordOf(store);
      await changes.remove([entry.id]);
    });
    expect([removed.code, ...removed.found]).toEqual([1, named('change_removed', 'tenant_note/')]);
  });

  test('a tail that was cut off, blocks, entries and changes, is named by the heads that were kept', async () => {
    const { code, found } = await verifyAfter(async store => {
      const { entries, entry, changes } = await recordOf(store);
      await changes.remove([entry.id]);
      await entries.remove([entry.id]);
      const blocks = await store.collection({ ...blocksSpec, name: 'audit_blocks' });
      const chain = `audit:${TENANT}`;
      const [last] = await blocks.scan({
        from: `${chain}/`,
        before: `${chain}0`,
        descending: true,
        limit: 1,
      });
      await blocks.remove([last?.id ?? '']);
    });
    expect([code, ...found]).toEqual([1, named('head_missing', `audit:${TENANT}/`)]);
  });
});

describe('over a pruned ledger', () => {
  test('what is left verifies, and says how much is pruned', async () => {
    const { code, summary } = await verifyAfter(() => Promise.resolve(), 'pruned');
    expect(code).toBe(0);
    expect(summary).toMatchObject({ entries: 1, pruned: 6, findings: 0 });
  });

  test('a checkpoint that was changed is named', async () => {
    const { code, found } = await verifyAfter(
      async store =>
        change(await store.collection(checkpointsSpec), `${TENANT}/0000000001`, checkpoint => ({
          ...checkpoint,
          prunedInAll: { ...checkpoint.prunedInAll, entries: 5 },
        })),
      'pruned',
    );
    expect([code, ...found]).toEqual([1, named('checkpoint_changed')]);
  });

  test('an event that is missing behind the checkpoint is named', async () => {
    const { code, found } = await verifyAfter(
      async store => (await store.collection(eventsSpec)).remove([idOf('young')]),
      'pruned',
    );
    expect([code, ...found]).toEqual([1, named('entry_removed')]);
  });

  test('events that were removed as if they were pruned, without a checkpoint, are named', async () => {
    const { code, found } = await verifyAfter(async store => {
      await (await store.collection(eventsSpec)).remove(['a1', 'a2'].map(idOf));
      await (await store.collection(blocksSpec)).remove([`${TENANT}/0000000001`]);
    });
    expect(code).toBe(1);
    expect(found).toContainEqual(named('block_missing'));
  });

  test('a tail that was cut off is named by the heads that were kept', async () => {
    const { code, found } = await verifyAfter(async store => {
      await (await store.collection(eventsSpec)).remove([idOf('young')]);
      await (await store.collection(blocksSpec)).remove([`${TENANT}/0000000004`]);
    }, 'pruned');
    expect([code, ...found]).toEqual([1, named('head_missing', `${TENANT}/4`)]);
  });
});

test('the heads that were kept name every chain, and the checkpoint', async () => {
  const lines = (await readFile(headsFileOf(join(folder, 'pruned')), 'utf8')).trim().split('\n');
  const heads = lines.map(line =>
    z.object({ chain: z.string(), checkpoint: z.unknown().optional() }).parse(JSON.parse(line)),
  );
  expect(new Set(heads.map(({ chain }) => chain))).toEqual(new Set(['usage', 'audit']));
  expect(heads.some(({ checkpoint }) => checkpoint !== undefined)).toBe(true);
});
