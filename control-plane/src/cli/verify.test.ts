import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { isoTime } from '../clock.ts';
import { ConfigError } from '../config.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { blocksSpec } from '../usage/sealing/block.ts';
import type { Head } from '../usage/sealing/head.ts';
import { SETTLE_MS } from '../usage/sealing/sealer.ts';
import { generateSigningKey, signingKeyFrom } from '../usage/sealing/signing-key.ts';
import { eventsSpec, SLOT_MS } from '../usage/stored-event.ts';
import { createProgram } from './program.ts';
import { partOfWorld } from './world.test-support.ts';

const key = signingKeyFrom(generateSigningKey());
const clock = new FakeClock();
let store: MemoryStore;
let folder: string;
let heads: Head[];

beforeEach(async () => {
  store = new MemoryStore();
  folder = await mkdtemp(join(tmpdir(), 'tenantry-verify-cli-'));
  heads = [];
  await sealSomething();
});
afterEach(() => rm(folder, { recursive: true }));

const anApp = () =>
  createApp({
    store,
    clock,
    logger: silentLogger,
    sealing: { key, keepHead: head => Promise.resolve(void heads.push(head)) },
  });

/** Two sign-ups of one tenant, taken in by the ledger itself, in one sealed block. */
async function sealSomething(): Promise<void> {
  const app = await anApp();
  const who = { actor: { id: 'system:test', name: 'test' }, requestId: 'r' };
  const { tenants, usage, sealing } = app.domains;
  const made = await tenants.service.register(
    '0190c0de-0000-7000-8000-000000000001',
    { slug: 'sample-acme', displayName: 'Acme (sample)', contacts: [], tags: [], origin: 'api' },
    who,
  );
  for (const submission of ['a', 'b']) {
    const at = isoTime(clock.now());
    await usage.signups.recordSignup({ tenantId: made.state.tenantId, submissionId: submission, at });
  }
  clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await sealing.sealer.round();
  await app.stop();
}

async function verify(...args: string[]) {
  const said = { out: '', notes: '', error: undefined as unknown };
  const program = createProgram(
    partOfWorld({
      withApp: async use => {
        const app = await anApp();
        return use(app).finally(() => app.stop());
      },
      out: line => {
        said.out += line;
      },
      note: line => {
        said.notes += `${line}\n`;
      },
    }),
  );
  await program.parseAsync(['verify', ...args], { from: 'user' }).catch(error => {
    said.error = error;
  });
  return { ...said, summary: said.out === '' ? undefined : JSON.parse(said.out) };
}

test('finds nothing in a ledger that is what was sealed', async () => {
  const { summary, error } = await verify();
  expect(error).toBeUndefined();
  expect(summary).toMatchObject({ tenants: 1, blocks: 1, entries: 2, unsealed: 0, pruned: 0, findings: 0 });
});

test('names an entry that was changed, and fails', async () => {
  const events = await store.collection(eventsSpec);
  const [event] = await events.scan({ limit: 1 });
  if (event === undefined) throw new Error('two were recorded');
  await events.replace({ ...event, quantity: '9' });
  const { summary, notes, error } = await verify();
  expect(summary).toMatchObject({ findings: 1 });
  expect(notes).toContain(`entry_changed: ${event.id}`);
  expect(error).toMatchObject({ message: 'the ledger or the record is not what was sealed' });
});

test('tells by the kept heads that a whole ledger was removed', async () => {
  const file = join(folder, 'heads.jsonl');
  await writeFile(file, heads.map(head => `${JSON.stringify(head)}\n`).join(''));
  store = new MemoryStore();
  expect((await verify()).summary).toMatchObject({ tenants: 0, findings: 0 });
  const { notes, summary } = await verify('--heads', file);
  expect(summary).toMatchObject({ tenants: 1, findings: 1 });
  expect(notes).toContain('head_missing');
});

test.each([
  ['a file of heads that is not there', ['--heads', '/nowhere/heads.jsonl']],
  ['a file without a head', ['--heads', '/dev/null']],
  ['a tenant that nobody knows', ['--tenant', 'nope']],
])('%s proves nothing, and is refused', async (_what, args) => {
  const { summary, error } = await verify(...args);
  expect(summary).toBeUndefined();
  expect(error).toBeInstanceOf(ConfigError);
});

test('entries of a tenant without a seal are counted as unsealed, and held against their digests', async () => {
  const blocks = await store.collection(blocksSpec);
  await blocks.remove((await blocks.scan({ limit: 100 })).map(({ id }) => id));
  expect((await verify()).summary).toMatchObject({
    tenants: 1,
    blocks: 0,
    entries: 2,
    unsealed: 2,
    findings: 0,
  });
  const events = await store.collection(eventsSpec);
  const [event] = await events.scan({ limit: 1 });
  if (event === undefined) throw new Error('two were recorded');
  await events.replace({ ...event, quantity: '9' });
  expect((await verify()).notes).toContain(`entry_changed: ${event.id}`);
});
