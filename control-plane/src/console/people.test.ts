import { DRAFT_BYTES, DRAFTS_PER_PERSON } from '@tenantry/contracts/api/console';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { FakeClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { slowStore } from '../storage/slow-store.test-support.ts';
import { type Between, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { KeptForPeople, keptSpec } from './kept.ts';
import { seenAgain } from './visits.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const jo = () => app.as({ roles: ['cs'], id: 'user:jo' });
const max = () => app.as({ roles: ['cs'], id: 'user:max' });
/** Versions that have something in them. */
const kept = async () => {
  const all = await (await app.store.collection(keptSpec)).scan({ limit: 1_000 });
  return all.filter(({ gone }) => !gone);
};
const MINUTE = 60_000;

test('what somebody prefers is there again for that person, and for nobody else', async () => {
  expect((await jo()('GET', '/v1/console/preferences')).body).toEqual({ version: 0 });
  const body = {
    theme: 'dark',
    locale: 'de',
    density: 'compact',
    ownerName: 'Jo Doe',
    columns: { tenants: ['name', 'health'] },
  };
  const put = await jo()('PUT', '/v1/console/preferences', { body });
  expect(put).toMatchObject({ status: 200, body: { ...body, version: 1 } });
  const read = await jo()('GET', '/v1/console/preferences');
  expect(read.body).toEqual(put.body);
  expect(read.headers.get('etag')).toBe('"v1"');
  expect((await max()('GET', '/v1/console/preferences')).body).toEqual({ version: 0 });
});

test.each(['tenant', 'ingest'] as const)(
  'somebody who is bound to a tenant as %s keeps preferences and visits of its own, and sees those of no other',
  async role => {
    const bound = (tenantId: string) => app.as({ roles: [role], tenantId, id: `key:${tenantId}` });
    const body = { theme: 'dark' };
    expect((await bound('a')('PUT', '/v1/console/preferences', { body })).status).toBe(200);
    expect((await bound('a')('POST', '/v1/console/visits')).status).toBe(200);
    expect((await bound('b')('GET', '/v1/console/preferences')).body).toEqual({ version: 0 });
    expect((await bound('b')('GET', '/v1/console/visits')).body).toEqual({});
    expect((await bound('a')('PUT', '/v1/console/drafts/x', { body: { content: '' } })).status).toBe(403);
    expect((await bound('a')('GET', '/v1/console/views')).status).toBe(403);
  },
);

test('of two browsers that change the preferences of one version, the second is told', async () => {
  const put = (theme: string, etag: string) =>
    jo()('PUT', '/v1/console/preferences', { body: { theme }, headers: { 'if-match': etag } });
  expect((await put('dark', '"v0"')).status).toBe(200);
  expect(await put('light', '"v0"')).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
  expect((await put('light', '"v1"')).status).toBe(200);
});

test('many changes at once of what is kept leave one version, which one of them wrote', async () => {
  const put = (name: string) =>
    jo()('PUT', '/v1/console/preferences', { body: { ownerName: name }, headers: { 'if-match': '"v0"' } });
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map(put));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  expect(await kept()).toHaveLength(1);
});

test.each([
  ['a field that there is not', { colour: 'red' }],
  ['a theme that there is not', { theme: 'pink' }],
  ['columns of a page with an odd name', { columns: { $where: ['a'] } }],
  ['too many columns', { columns: { tenants: Array.from({ length: 41 }, (_, at) => `c${at}`) } }],
  ['a name of several lines', { ownerName: 'Jo\nDoe' }],
  ['a zone that leads elsewhere', { timeZone: '../../etc/passwd' }],
  ['no object', []],
])('preferences with %s are refused', async (_what, body) => {
  expect(await jo()('PUT', '/v1/console/preferences', { body })).toMatchObject({ status: 400 });
});

test('preferences that an older or newer version kept lose what is not known, and nothing else', async () => {
  await jo()('PUT', '/v1/console/preferences', { body: { theme: 'dark' } });
  const collection = await app.store.collection(keptSpec);
  const [document] = await kept();
  if (document === undefined) throw new Error('nothing was kept');
  await collection.replace({ ...document, text: '{"theme":"dark","density":"airy","scent":"rose"}' });
  expect((await jo()('GET', '/v1/console/preferences')).body).toMatchObject({ theme: 'dark', version: 1 });
});

test('a visit goes on while somebody is there, and what is new stays new until the next one', async () => {
  const visit = async () => (await jo()('POST', '/v1/console/visits')).body;
  const first = await visit();
  expect(first).toEqual({ startedAt: '2026-03-01T12:00:00.000Z', seenAt: '2026-03-01T12:00:00.000Z' });
  app.clock.advance(20 * MINUTE);
  expect(await visit()).toMatchObject({ startedAt: '2026-03-01T12:00:00.000Z' });
  app.clock.advance(29 * MINUTE);
  expect(await visit()).not.toHaveProperty('since');
  app.clock.advance(30 * MINUTE);
  const second = { since: '2026-03-01T12:49:00.000Z', startedAt: '2026-03-01T13:19:00.000Z' };
  expect(await visit()).toMatchObject(second);
  app.clock.advance(10 * MINUTE);
  expect(await visit()).toMatchObject(second);
  expect((await jo()('GET', '/v1/console/visits')).body).toMatchObject(second);
});

test('a page that tells of itself every second writes a visit down once in five minutes', async () => {
  const writes = new Set<unknown>();
  for (let second = 0; second < 299; second++) {
    await jo()('POST', '/v1/console/visits');
    writes.add(JSON.stringify(await kept()));
    app.clock.advance(1_000);
  }
  expect(writes.size).toBe(1);
});

test('a clock that goes back begins no visit', () => {
  const visit = { startedAt: '2026-03-01T12:00:00.000Z', seenAt: '2026-03-01T12:00:00.000Z' };
  expect(seenAgain(visit, Date.parse('2026-03-01T09:00:00Z'))).toEqual(visit);
});

test('a draft is there again on another device, word for word, for its writer alone', async () => {
  const content = '{"note":"half a ßentence 🙂","$where":1}';
  const saved = await jo()('PUT', '/v1/console/drafts/note-1', { body: { content } });
  expect(saved).toMatchObject({ status: 200, body: { draftId: 'note-1', content } });
  expect((await jo()('GET', '/v1/console/drafts/note-1')).body).toEqual(saved.body);
  const { items } = z
    .object({ items: z.array(z.looseObject({ draftId: z.string() })) })
    .parse((await jo()('GET', '/v1/console/drafts')).body);
  expect(items.map(({ draftId, content: text }) => [draftId, text])).toEqual([['note-1', undefined]]);
  expect((await max()('GET', '/v1/console/drafts/note-1')).status).toBe(404);
  expect((await max()('DELETE', '/v1/console/drafts/note-1')).status).toBe(404);
  expect((await jo()('DELETE', '/v1/console/drafts/note-1')).status).toBe(204);
  expect((await jo()('GET', '/v1/console/drafts/note-1')).status).toBe(404);
  expect(await kept()).toEqual([]);
});

test('of many drafts that are begun at once, as many stay as there are places, and the others are told', async () => {
  await using busy = await startTestApp({ store: slowStore() });
  const caller = busy.as({ roles: ['cs'], id: 'user:jo' });
  const nths = Array.from({ length: DRAFTS_PER_PERSON * 4 }, (_, nth) => nth);
  const answers = await Promise.all(
    nths.map(nth => caller('PUT', `/v1/console/drafts/d-${nth}`, { body: { content: `${nth}` } })),
  );
  const taken = nths.filter(nth => answers[nth]?.status === 200);
  const { items } = z
    .object({ items: z.array(z.looseObject({ draftId: z.string() })) })
    .parse((await caller('GET', '/v1/console/drafts')).body);
  expect(items.map(({ draftId }) => draftId).sort()).toEqual(taken.map(nth => `d-${nth}`).sort());
  expect(taken).toHaveLength(DRAFTS_PER_PERSON);
  for (const nth of nths.filter(one => !taken.includes(one)))
    expect(answers[nth]).toMatchObject({ status: 409, body: { reason: 'too_many_drafts' } });
});

test('a draft that somebody saved meanwhile, or wrote anew, is not overwritten unseen', async () => {
  const save = (content: string, etag?: string | null) =>
    jo()('PUT', '/v1/console/drafts/d', {
      body: { content },
      ...(etag && { headers: { 'if-match': etag } }),
    });
  const first = (await save('a')).headers.get('etag');
  const second = (await save('b', first)).headers.get('etag');
  expect(await save('c', first)).toMatchObject({ status: 412 });
  expect((await save('c', second)).status).toBe(200);
  await jo()('DELETE', '/v1/console/drafts/d');
  // Versions count on by one: so much time goes by for each.
  app.clock.advance(1_000);
  await save('another one');
  expect(await save('d', first)).toMatchObject({ status: 412 });
  expect(await save('d', second)).toMatchObject({ status: 412 });
});

test('a draft that is thrown away while it is saved elsewhere is not there again by that', async () => {
  const save = (etag: string) =>
    jo()('PUT', '/v1/console/drafts/d', { body: { content: 'b' }, headers: { 'if-match': etag } });
  const etag = (await jo()('PUT', '/v1/console/drafts/d', { body: { content: 'a' } })).headers.get('etag');
  await jo()('DELETE', '/v1/console/drafts/d');
  expect(await save(etag ?? '')).toMatchObject({ status: 412 });
  expect((await jo()('GET', '/v1/console/drafts/d')).status).toBe(404);
  expect((await jo()('GET', '/v1/console/drafts')).body).toEqual({ items: [] });
  expect((await jo()('PUT', '/v1/console/drafts/d', { body: { content: '' } })).status).toBe(200);
  expect((await jo()('GET', '/v1/console/drafts/d')).body).toMatchObject({ content: '' });
});

test('a draft has a bound, counted in bytes, and so has their number', async () => {
  const save = (draftId: string, content: string) =>
    jo()('PUT', `/v1/console/drafts/${draftId}`, { body: { content } });
  expect((await save('big', 'a'.repeat(DRAFT_BYTES))).status).toBe(200);
  expect((await save('big', 'a'.repeat(DRAFT_BYTES + 1))).status).toBe(400);
  expect((await save('big', 'ß'.repeat(DRAFT_BYTES / 2 + 1))).status).toBe(400);
  for (let nth = 1; nth < DRAFTS_PER_PERSON; nth++) expect((await save(`d${nth}`, '')).status).toBe(200);
  expect(await save('one-more', '')).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await save('d1', 'again')).status).toBe(200);
  expect(await kept()).toHaveLength(DRAFTS_PER_PERSON);
});

test.each(['../x', 'A', 'a%2Fb', 'a'.repeat(81), '%7B%22%24ne%22%3A1%7D'])(
  '%s is the address of no draft',
  async draftId => {
    const answer = await jo()('PUT', `/v1/console/drafts/${draftId}`, { body: { content: '' } });
    expect(answer.status).toBe(404);
  },
);

test('a draft that nobody saved for thirty days is gone, and so is what was kept of it', async () => {
  await jo()('PUT', '/v1/console/drafts/old', { body: { content: 'x' } });
  app.clock.advance(29 * 24 * 60 * MINUTE);
  await jo()('PUT', '/v1/console/drafts/new', { body: { content: 'y' } });
  expect((await jo()('GET', '/v1/console/drafts/old')).status).toBe(200);
  app.clock.advance(2 * 24 * 60 * MINUTE);
  expect((await jo()('GET', '/v1/console/drafts/old')).status).toBe(404);
  expect(JSON.stringify((await jo()('GET', '/v1/console/drafts')).body)).not.toContain('"old"');
  app.app.start();
  const documents = async () => (await app.store.collection(keptSpec)).scan({ limit: 1_000 });
  await expect.poll(async () => (await documents()).length).toBe(1);
});

test('what is kept of a key or a person who was not here for a year is gone, and of whoever comes it stays', async () => {
  const DAY = 24 * 60 * MINUTE;
  await jo()('PUT', '/v1/console/preferences', { body: { theme: 'dark' } });
  await jo()('POST', '/v1/console/visits');
  await max()('PUT', '/v1/console/preferences', { body: { theme: 'light' } });
  await max()('POST', '/v1/console/visits');
  app.clock.advance(200 * DAY);
  await jo()('POST', '/v1/console/visits');
  app.clock.advance(166 * DAY);
  expect((await jo()('GET', '/v1/console/preferences')).body).toMatchObject({ theme: 'dark' });
  expect((await max()('GET', '/v1/console/preferences')).body).toEqual({ version: 0 });
  expect((await max()('GET', '/v1/console/visits')).body).toEqual({});
  app.app.start();
  // Of Jo the preferences and the visit.
  await expect.poll(async () => (await kept()).length).toBe(2);
});

test('none of it is in the record of who did what', async () => {
  await jo()('PUT', '/v1/console/preferences', { body: { theme: 'dark' } });
  await jo()('PUT', '/v1/console/drafts/d', { body: { content: 'x' } });
  await jo()('POST', '/v1/console/visits');
  const { body } = await app.as('admin')('GET', '/v1/audit?actor=user:jo');
  expect(body).toEqual({ items: [] });
  expect(JSON.stringify(await kept())).not.toContain('user:jo');
});

test('what was removed does not come back when what was kept of it could not be emptied', async () => {
  const clock = new FakeClock();
  let away = false;
  const between: Between = {
    before: async call => {
      if (away && call.endsWith('.replace')) throw new StoreUnavailable('away');
      return 0;
    },
    after: async () => undefined,
    half: () => false,
  };
  const people = await KeptForPeople.open(new UnreliableStore(new MemoryStore(), between), clock);
  const endsAt = new Date(clock.now() + 60 * MINUTE).toISOString();
  await people.put('user:jo', 'ends', () => 'a', { endsAt });
  await people.put('user:jo', 'stays', () => 'b');
  away = true;
  expect(await people.remove('user:jo', 'ends', undefined)).toBe(true);
  expect(await people.remove('user:jo', 'stays', undefined)).toBe(true);
  away = false;
  for (let minute = 0; minute < 120; minute += 15) {
    await people.prune();
    expect(await people.load('user:jo', 'ends')).toBeUndefined();
    expect(await people.load('user:jo', 'stays')).toBeUndefined();
    clock.advance(15 * MINUTE);
  }
});
