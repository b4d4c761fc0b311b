import { PINNED_VIEWS, SHARED_VIEWS, VIEWS_PER_PERSON } from '@tenantry/contracts/api/console';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, startTestApp, type TestApp } from '../app.test-support.ts';
import { slowStore } from '../storage/slow-store.test-support.ts';
import { listedBy, viewHeadsSpec } from './view.ts';

let app: TestApp;
let jo: Caller;
let max: Caller;
let admin: Caller;
beforeEach(async () => {
  app = await startTestApp();
  jo = app.as({ roles: ['cs'], id: 'user:jo' });
  max = app.as({ roles: ['viewer'], id: 'user:max' });
  admin = app.as({ roles: ['admin'], id: 'user:admin' });
});
afterEach(() => app[Symbol.asyncDispose]());

const VIEWS = '/v1/console/views';
const sample = { name: 'At risk in Europe', page: 'tenants', query: 'health=at_risk&region=eu&sort=-score' };
const viewSchema = z.looseObject({
  viewId: z.string(),
  name: z.string(),
  own: z.boolean(),
  pinned: z.boolean(),
});
const listSchema = z.object({ items: z.array(viewSchema) });

async function saved(caller: Caller, more: object = {}) {
  const answer = await caller('POST', VIEWS, { body: { ...sample, ...more } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return viewSchema.parse(answer.body).viewId;
}
const listed = async (caller: Caller, query = '') =>
  listSchema.parse((await caller('GET', VIEWS + query)).body).items;

test('a view is there again as it was saved, for its owner; once shared, for everybody', async () => {
  const viewId = await saved(jo);
  expect(await listed(jo)).toMatchObject([{ viewId, ...sample, shared: false, own: true, version: 1 }]);
  expect(await listed(max)).toEqual([]);
  expect((await jo('PATCH', `${VIEWS}/${viewId}`, { body: { shared: true } })).status).toBe(200);
  expect(await listed(max)).toMatchObject([{ viewId, ...sample, shared: true, own: false }]);
  expect(await listed(max, '?page=alerts')).toEqual([]);
  expect(await listed(max, '?page=tenants')).toHaveLength(1);
});

test('a shared view is changed and removed by its owner or an admin; others are told that they may not', async () => {
  const viewId = await saved(jo, { shared: true });
  const at = `${VIEWS}/${viewId}`;
  expect(await max('PATCH', at, { body: { name: 'Mine' } })).toMatchObject({ status: 403 });
  expect(await max('DELETE', at)).toMatchObject({ status: 403 });
  expect(await admin('PATCH', at, { body: { name: 'Ours' } })).toMatchObject({
    status: 200,
    body: { name: 'Ours' },
  });
  expect((await jo('DELETE', at)).status).toBe(204);
  expect(await listed(max)).toEqual([]);
  expect((await jo('PATCH', at, { body: { name: 'Back' } })).status).toBe(404);
});

test('a view that is not shared is found by nobody else, admins included', async () => {
  const at = `${VIEWS}/${await saved(jo)}`;
  for (const other of [max, admin]) {
    expect((await other('PATCH', at, { body: { pinned: true } })).status).toBe(404);
    expect((await other('DELETE', at)).status).toBe(404);
  }
});

test('a pin is the pin of whoever set it, and changes no version of the view', async () => {
  const viewId = await saved(jo, { shared: true, pinned: true });
  const at = `${VIEWS}/${viewId}`;
  expect(await listed(jo)).toMatchObject([{ pinned: true }]);
  expect(await listed(max)).toMatchObject([{ pinned: false }]);
  expect((await max('PATCH', at, { body: { pinned: true } })).body).toMatchObject({
    pinned: true,
    version: 1,
  });
  await jo('PATCH', at, { body: { pinned: false } });
  expect(await listed(jo)).toMatchObject([{ pinned: false }]);
  expect((await max('GET', '/v1/console/preferences')).body).toMatchObject({ pinnedViews: [viewId] });
});

test('views that are pinned at once are all pinned', async () => {
  const ids = [await saved(jo), await saved(jo), await saved(jo), await saved(jo)];
  await Promise.all(ids.map(id => jo('PATCH', `${VIEWS}/${id}`, { body: { pinned: true } })));
  expect((await listed(jo)).map(({ pinned }) => pinned)).toEqual([true, true, true, true]);
});

test('a view that is saved is answered as saved, also when others took the last pin meanwhile', async () => {
  await using busy = await startTestApp({ store: slowStore() });
  const caller = busy.as({ roles: ['cs'], id: 'user:jo' });
  const pinnedViews = Array.from(
    { length: PINNED_VIEWS - 1 },
    (_, nth) => `01900000-0000-7000-8000-${String(nth).padStart(12, '0')}`,
  );
  const kept = await caller('PUT', '/v1/console/preferences', { body: { pinnedViews } });
  expect(kept.status).toBe(200);
  const send = () => caller('POST', VIEWS, { body: { ...sample, pinned: true } });
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const pinned = answers.map(({ body }) => viewSchema.parse(body)).filter(view => view.pinned);
  expect(pinned).toHaveLength(1);
  expect((await listed(caller)).filter(view => view.pinned)).toEqual(pinned);
});

test('of two who change one version of a view, the second is told', async () => {
  const at = `${VIEWS}/${await saved(jo, { shared: true })}`;
  const change = (caller: Caller, name: string) =>
    caller('PATCH', at, { body: { name }, headers: { 'if-match': '"v1"' } });
  expect((await change(jo, 'a')).status).toBe(200);
  expect(await change(admin, 'b')).toMatchObject({ status: 412 });
  expect(await jo('DELETE', at, { headers: { 'if-match': '"v1"' } })).toMatchObject({ status: 412 });
});

test('a view is saved once, however often it is sent with one key', async () => {
  const send = () => jo('POST', VIEWS, { body: sample, headers: { 'idempotency-key': 'one' } });
  const [first, again] = [await send(), await send()];
  expect(again.body).toEqual(first.body);
  expect(await listed(jo)).toHaveLength(1);
});

test('a person has no more views, and no more pins, than there are places', async () => {
  const ids: string[] = [];
  for (let nth = 0; nth < VIEWS_PER_PERSON; nth++) ids.push(await saved(jo, { name: `View ${nth}` }));
  expect(await jo('POST', VIEWS, { body: sample })).toMatchObject({ status: 409 });
  await saved(max);
  for (const id of ids.slice(0, PINNED_VIEWS))
    expect((await jo('PATCH', `${VIEWS}/${id}`, { body: { pinned: true } })).status).toBe(200);
  const over = await jo('PATCH', `${VIEWS}/${ids[PINNED_VIEWS]}`, { body: { pinned: true } });
  expect(over).toMatchObject({ status: 409 });
  // Refused as a whole.
  const last = `${VIEWS}/${ids[PINNED_VIEWS]}`;
  const renamed = await jo('PATCH', last, { body: { name: 'Another', pinned: true } });
  expect(renamed).toMatchObject({ status: 409 });
  await jo('DELETE', `${VIEWS}/${ids.at(-1)}`);
  expect(await jo('POST', VIEWS, { body: { ...sample, pinned: true } })).toMatchObject({ status: 409 });
  const names = (await listed(jo)).map(view => Reflect.get(Object(view), 'name'));
  expect(names).toContain(`View ${PINNED_VIEWS}`);
  expect(names).not.toContain('Another');
  expect(names).toHaveLength(VIEWS_PER_PERSON - 1);
});

test('of many that are saved or shared at once, as many stay as there are places, and the others are told', async () => {
  await using busy = await startTestApp({ store: slowStore() });
  const [jo, max] = [busy.as({ roles: ['cs'], id: 'user:jo' }), busy.as({ roles: ['cs'], id: 'user:max' })];
  const heads = await busy.store.collection(viewHeadsSpec);
  const { name, page, query } = sample;
  const fill = async (ownerId: string, shared: boolean, count: number) => {
    const state = { ownerId, page, text: { name, query }, shared, removed: false };
    const base = { version: 1, at: '2026-01-01T00:00:00.000Z', state, ...listedBy.of(state) };
    await heads.insert(
      Array.from({ length: count }, (_, nth) => ({
        ...base,
        id: `01900000-0000-7000-${shared ? 8 : 9}000-${String(nth).padStart(12, '0')}`,
      })),
    );
  };
  await fill('user:jo', false, VIEWS_PER_PERSON - 5);
  await fill('user:other', true, SHARED_VIEWS - 3);
  const refusal = { status: 409, body: { reason: 'too_many_views' } };
  const expectTaken = (answers: Awaited<ReturnType<Caller>>[], count: number) => {
    const refused = answers.filter(({ status }) => status >= 300);
    expect(answers.length - refused.length).toBe(count);
    for (const answer of refused) expect(answer).toMatchObject(refusal);
  };
  const save = (caller: Caller, shared: boolean) => caller('POST', VIEWS, { body: { ...sample, shared } });
  expectTaken(await Promise.all(Array.from({ length: 20 }, () => save(jo, false))), 5);
  const own = (await listed(jo)).filter(view => view.own);
  expect(own).toHaveLength(VIEWS_PER_PERSON);
  const share = (viewId: string) => jo('PATCH', `${VIEWS}/${viewId}`, { body: { shared: true } });
  const ids = own.map(({ viewId }) => viewId).filter(id => !id.startsWith('01900000'));
  expectTaken(await Promise.all([...ids.map(share), ...ids.map(() => save(max, true))]), 3);
  expect(await listed(busy.as({ roles: ['viewer'], id: 'user:nobody' }))).toHaveLength(SHARED_VIEWS);
});

test.each([
  ['without a name', { name: ' ' }],
  ['with a name of several lines', { name: 'a\nb' }],
  ['with a page that is an address', { page: '/tenants' }],
  ['with a question mark', { query: '?a=b' }],
  ['with a fragment', { query: 'a=b#c' }],
  ['with a blank in its query', { query: 'a=b c' }],
  ['with a long query', { query: 'a'.repeat(2_001) }],
  ['with something else', { owner: 'me' }],
])('a view %s is refused', async (_what, more) => {
  expect(await jo('POST', VIEWS, { body: { ...sample, ...more } })).toMatchObject({
    status: 400,
    body: { code: 'invalid_request' },
  });
});

test('the record tells who saved and removed a view, and not what was looked for', async () => {
  const viewId = await saved(jo, { name: 'Jo at Acme', query: 'q=jo.doe' });
  await jo('DELETE', `${VIEWS}/${viewId}`);
  const { body } = await admin('GET', `/v1/audit?target=console_view/${viewId}`);
  const { items } = z.object({ items: z.array(z.looseObject({ action: z.string() })) }).parse(body);
  expect(items.map(({ action }) => action)).toEqual(['console_view.removed', 'console_view.created']);
  expect(JSON.stringify(body)).not.toMatch(/Jo at Acme|jo\.doe/);
});

test('who is erased leaves nothing behind but the views that others share', async () => {
  await jo('PUT', '/v1/console/preferences', { body: { ownerName: 'Jo Doe' } });
  await jo('PUT', '/v1/console/drafts/d', { body: { content: 'words of Jo' } });
  await jo('POST', '/v1/console/visits');
  await saved(jo, { name: 'Own words of Jo' });
  await jo('DELETE', `${VIEWS}/${await saved(jo, { name: 'Removed words of Jo' })}`);
  await jo('DELETE', `${VIEWS}/${await saved(jo, { name: 'Shared words of Jo', shared: true })}`);
  const shared = await saved(jo, { name: 'For everybody', shared: true });
  await max('PUT', '/v1/console/preferences', { body: { theme: 'dark' } });
  const everything = async () =>
    JSON.stringify([
      await app.app.context.changes.scan({ limit: 1_000 }),
      await (await app.store.collection({ name: 'console_kept', indexes: {}, parse: asIs })).scan({
        limit: 1_000,
      }),
      await (await app.store.collection({ name: 'console_view_heads', indexes: {}, parse: asIs })).scan({
        limit: 1_000,
      }),
    ]);
  expect(await everything()).toMatch(/Jo Doe.*words of Jo|words of Jo.*Jo Doe/);
  const asked = await admin('POST', '/v1/audit/erasures', {
    body: { actorId: 'user:jo', reason: 'Jo Doe asked for it' },
  });
  expect(asked.status).toBe(200);
  expect(await everything()).not.toMatch(/Jo Doe|words of Jo/i);
  const again = await admin('POST', '/v1/audit/erasures', { body: { actorId: 'user:jo', reason: 'again' } });
  expect(again.body).toEqual({ erased: 0 });
  expect((await jo('GET', '/v1/console/preferences')).body).toEqual({ version: 0 });
  expect((await jo('GET', '/v1/console/drafts')).body).toEqual({ items: [] });
  expect(await listed(max)).toMatchObject([{ viewId: shared, name: 'For everybody' }]);
  expect((await max('GET', '/v1/console/preferences')).body).toMatchObject({ theme: 'dark' });
});

function asIs(value: unknown): { readonly id: string } {
  return z.looseObject({ id: z.string() }).parse(value);
}
