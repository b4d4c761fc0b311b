import { auditPageSchema } from '@tenantry/contracts/api/audit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { changesSpec } from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';
import { Relay } from '../storage/relay.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { INSTALLATION } from '../usage/sealing/head.ts';
import { SETTLE_MS } from '../usage/sealing/sealer.ts';
import { SLOT_MS } from '../usage/stored-event.ts';
import { forgotten } from './forgotten.ts';

let app: TestApp;
let tenantId: string;
beforeEach(async () => {
  app = await startTestApp();
  const contacts = [{ name: 'Ada Lovelace', email: 'ada@example.com' }];
  tenantId = (await registered(app, { slug: 'sample-acme', contacts })).tenantId;
  await app.as({ roles: ['admin'], id: 'user:grace' })('PATCH', `/v1/tenants/${tenantId}`, {
    body: { contacts: [] },
    headers: { 'if-match': '"v1"' },
  });
  await app.as('admin')('POST', '/v1/keys', { body: { name: 'one', roles: ['viewer'] } });
  await sealed();
});
afterEach(() => app[Symbol.asyncDispose]());

async function sealed(): Promise<void> {
  app.clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await app.app.auditChain.sealer.round();
}

const codesOf = async (owner: string) =>
  (await app.app.auditChain.verify(owner)).findings.map(({ code }) => code);
const entriesOf = async (query: string) =>
  auditPageSchema.parse((await app.as('admin')('GET', `/v1/audit?limit=200&${query}`)).body).items;

test('the record of a tenant is sealed in its own chain, and the rest in that of the installation', async () => {
  const owners = [];
  for await (const owner of app.app.auditChain.owners()) owners.push(owner);
  expect(owners.sort()).toEqual([tenantId, INSTALLATION].sort());
  for (const owner of owners) {
    const { entries, unsealed, findings } = await app.app.auditChain.verify(owner);
    expect(entries).toBeGreaterThan(0);
    expect({ unsealed, findings }).toEqual({ unsealed: 0, findings: [] });
  }
});

test('a refusal is sealed, too, and named when it is removed', async () => {
  await app.as('cs')('GET', '/v1/audit');
  await app.app.refusals.settled();
  await sealed();
  expect(await codesOf(INSTALLATION)).toEqual([]);
  const [refused] = await entriesOf('outcome=refused');
  await app.app.audit.entries.remove([refused?.id ?? '']);
  expect(await codesOf(INSTALLATION)).toEqual(['entry_removed']);
});

test('an entry that is made anew of its change, after the record was lost, is what was sealed', async () => {
  const { entries } = app.app.audit;
  for await (const { id } of scanAll(entries, {})) await entries.remove([id]);
  expect(await codesOf(tenantId)).toContain('entry_removed');
  await app.app.rebuild(() => undefined);
  await sealed();
  expect(await codesOf(tenantId)).toEqual([]);
});

test('an entry that was written long after its change is sealed in a later block', async () => {
  const changes = await app.store.collection(changesSpec);
  const [entry] = await entriesOf(`target=tenant/${tenantId}`);
  const change = await changes.get(entry?.id ?? '');
  if (change === undefined) throw new Error('the tenant was made');
  const late = {
    ...change,
    id: `${change.id.slice(0, -1)}9`,
    version: change.version + 9,
    pending: change.at,
  };
  const { seal: _, ...unsealed } = late;
  await changes.insert([unsealed]);
  app.clock.advance(60_000);
  app.app.start();
  await expect.poll(async () => (await changes.get(late.id))?.pending).toBeUndefined();
  await sealed();
  expect(await codesOf(tenantId)).toEqual([]);
});

test('a person is erased from the history, who is current stays, and the seals still hold', async () => {
  const erase = (body: object) => app.as('admin')('POST', '/v1/audit/erasures', { body });
  const reason = 'asked for';
  expect(await erase({ target: `tenant/${tenantId}`, reason })).toMatchObject({
    status: 200,
    body: { erased: 3 },
  });
  expect(await erase({ actorId: 'user:grace', reason })).toMatchObject({ body: { erased: 1 } });
  expect(await erase({ actorId: 'user:grace', reason })).toMatchObject({ body: { erased: 0 } });
  const changes = await app.store.collection(changesSpec);
  const history = [];
  for await (const change of scanAll(changes, {})) if (change.kind === 'tenant') history.push(change);
  expect(JSON.stringify(history)).not.toMatch(/Lovelace|ada@/);
  expect((await entriesOf('actor=user:grace')).map(({ actorName }) => actorName)).toEqual(['erased']);
  await sealed();
  expect(await codesOf(tenantId)).toEqual([]);
  expect((await app.as('admin')('GET', `/v1/tenants/${tenantId}`)).status).toBe(200);
});

test('whoever ends the projections of a change late brings nobody back who was erased meanwhile', async () => {
  const changes = await app.store.collection(changesSpec);
  // As processes that died have left them.
  for await (const change of scanAll(changes, {})) await changes.replace({ ...change, pending: change.at });
  const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const late = new Relay(changes, app.clock, [
    async () => {
      reached.resolve();
      await held.promise;
    },
  ]).sweep();
  await reached.promise;
  await new Relay(changes, app.clock, []).sweep();
  const body = { target: `tenant/${tenantId}`, reason: 'asked for' };
  expect(await app.as('admin')('POST', '/v1/audit/erasures', { body })).toMatchObject({
    body: { erased: 3 },
  });
  held.resolve();
  await late;
  for await (const change of scanAll(changes, {}))
    expect(JSON.stringify(change)).not.toMatch(/Lovelace|ada@/);
});

test('an erasure that was cut short between a change and what the record shows of it is finished when it is asked for again', async () => {
  const { entries } = app.app.audit;
  const before = await entries.scan({ index: 'actor', equals: ['user:grace'], limit: 10 });
  const erase = () =>
    app.as('admin')('POST', '/v1/audit/erasures', { body: { actorId: 'user:grace', reason: 'asked for' } });
  expect(await erase()).toMatchObject({ body: { erased: 1 } });
  for (const entry of before) await entries.replace(entry);
  expect(await erase()).toMatchObject({ body: { erased: 1 } });
  expect((await entriesOf('actor=user:grace')).map(({ actorName }) => actorName)).toEqual(['erased']);
  expect(await erase()).toMatchObject({ body: { erased: 0 } });
  await sealed();
  expect(await codesOf(tenantId)).toEqual([]);
});

test('what went without an erasure is named', async () => {
  const changes = await app.store.collection(changesSpec);
  const [entry] = await entriesOf(`target=tenant/${tenantId}`);
  const change = await changes.get(entry?.id ?? '');
  if (change?.seal === undefined) throw new Error('the tenant was made');
  const { commitment } = change.seal;
  await changes.replace({ ...change, actor: { id: change.actor.id, name: 'nobody' }, seal: { commitment } });
  expect(await codesOf(tenantId)).toEqual(expect.arrayContaining(['erasure_not_sealed']));
});

test('an erasure has to say whose or of what', async () => {
  const reply = await app.as('admin')('POST', '/v1/audit/erasures', { body: { reason: 'asked for' } });
  expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});

test('a state without its people can still be read', () => {
  const state = {
    name: 'Pro',
    contacts: [{ name: 'Ada' }],
    accountOwner: 'Bob',
    owner: { email: 'a@b.c', age: 3 },
  };
  expect(forgotten(state)).toEqual({
    name: 'Pro',
    contacts: [],
    accountOwner: 'erased',
    owner: { email: 'erased@erased.invalid', age: 3 },
  });
});
