import { tenantPageSchema, tenantSchema } from '@tenantry/contracts/commercial/tenant';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { tenantHeadsSpec } from './tenant-heads.ts';
import { newTenant, registered } from './tenants.test-support.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const tenantAt = async (tenantId: string) =>
  tenantSchema.parse((await app.as('admin')('GET', `/v1/tenants/${tenantId}`)).body);

test('a registered tenant is read back with an ETag, without a plan', async () => {
  const made = await registered(app, { slug: 'sample-acme', tags: ['eu'] });
  const read = await app.as('viewer')('GET', `/v1/tenants/${made.tenantId}`);
  expect(read.body).toMatchObject({
    slug: 'sample-acme',
    state: 'active',
    plan: { status: 'unassigned' },
    namespace: 't-sample-acme',
    cluster: 'default',
    region: 'local',
  });
  expect(read.headers.get('etag')).toBe('"v1"');
});

test('nobody is told of a change before what follows from it can be read', async () => {
  const { tenantId } = await registered(app);
  const heads = await app.store.collection(tenantHeadsSpec);
  const read: Promise<unknown>[] = [];
  app.app.domains.signal.listen(told => read.push(heads.get(told).then(head => head?.displayName)));
  const patch = { body: { displayName: 'Renamed (sample)' }, headers: { 'if-match': '"v1"' } };
  expect((await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, patch)).status).toBe(200);
  expect(await Promise.all(read)).toEqual(['Renamed (sample)']);
});

test('a slug is one tenant’s, however many ask for it at once', async () => {
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => app.as('admin')('POST', '/v1/tenants', { body: newTenant('same') })),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  const refused = replies.find(({ status }) => status === 409);
  expect(refused?.body).toMatchObject({
    code: 'already_exists',
    errors: [{ field: '/slug', code: 'slug_taken' }],
  });
});

test('a slug that is used again is another tenant', async () => {
  const first = await registered(app, { slug: 'again' });
  const { service, directory } = app.app.domains.tenants;
  await app.as('admin')('POST', `/v1/tenants/${first.tenantId}/schedule-deletion`, {
    body: { at: '2026-03-01T12:00:00Z', confirmSlug: 'again' },
  });
  await service.settleDue(async () => true);
  const second = await registered(app, { slug: 'again' });
  expect(second.tenantId).not.toBe(first.tenantId);
  expect(await directory.bySlug('again')).toMatchObject({ tenantId: second.tenantId });
  expect(await directory.byId(first.tenantId)).toMatchObject({ state: 'deleted' });
});

test('the same Idempotency-Key registers once', async () => {
  const post = () =>
    app.as('admin')('POST', '/v1/tenants', { body: newTenant('once'), headers: { 'idempotency-key': 'k1' } });
  const [first, second] = [await post(), await post()];
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
});

test('a change says which version it read, and another version is refused', async () => {
  const { tenantId } = await registered(app);
  const patch = (headers: Record<string, string>) =>
    app.as('cs')('PATCH', `/v1/tenants/${tenantId}`, { body: { displayName: 'New', crmId: null }, headers });
  expect(await patch({})).toMatchObject({ status: 428 });
  expect(await patch({ 'if-match': '"v7"' })).toMatchObject({
    status: 412,
    body: { code: 'precondition_failed' },
  });
  expect(await patch({ 'if-match': 'nonsense' })).toMatchObject({ status: 412 });
  const changed = await patch({ 'if-match': '"v1"' });
  expect(changed).toMatchObject({ status: 200, body: { displayName: 'New', version: 2 } });
  expect(tenantSchema.parse(changed.body).crmId).toBeUndefined();
  expect(changed.headers.get('etag')).toBe('"v2"');
});

test('a change that changes nothing makes no version', async () => {
  const { tenantId, displayName } = await registered(app);
  const headers = { 'if-match': '"v1"' };
  const reply = await app.as('cs')('PATCH', `/v1/tenants/${tenantId}`, { body: { displayName }, headers });
  expect(reply.headers.get('etag')).toBe('"v1"');
});

test('image overrides and owners are changed by an admin alone', async () => {
  const { tenantId } = await registered(app);
  const headers = { 'if-match': '*' };
  const send = (role: 'admin' | 'cs', body: object) =>
    app.as(role)('PATCH', `/v1/tenants/${tenantId}`, { body, headers });
  const image = { components: { api: { image: 'registry.example/evil:1' } } };
  const owners = { owners: [{ kind: 'Group', name: 'acme' }] };
  expect(await send('cs', image)).toMatchObject({
    status: 403,
    body: { errors: [{ field: '/components' }] },
  });
  expect(await send('cs', owners)).toMatchObject({ status: 403, body: { errors: [{ field: '/owners' }] } });
  expect(await send('admin', { ...image, ...owners })).toMatchObject({ status: 200 });
  // What an admin set may be sent back as it is, and must not be taken away.
  expect(await send('cs', { components: { api: { ...image.components.api, replicas: 2 } } })).toMatchObject({
    status: 200,
  });
  expect(await send('cs', { components: {} })).toMatchObject({ status: 403 });
  expect(await send('cs', { owners: [] })).toMatchObject({ status: 403 });
});

test.each([
  ['a system owner', { owners: [{ kind: 'User', name: 'system:admin' }] }],
  ['a negative quota', { quota: { pods: '-1' } }],
  ['a quota that is none', { quota: { pods: 'many' } }],
  ['a date that is none', { renewalDate: '2026-02-30' }],
  ['money as a number', { contractValue: { amountMinor: 5, currency: 'EUR' } }],
  ['a field nobody knows', { tier: 'enterprise' }],
  ['control characters', { displayName: 'a\u0000b' }],
  ['half a character', { displayName: 'a\ud800' }],
  ['too many tags', { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }],
])('%s is refused with a field', async (_what, body) => {
  const { tenantId } = await registered(app);
  const reply = await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, {
    body,
    headers: { 'if-match': '*' },
  });
  expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request', errors: [{}] } });
});

test('each author lifts its own suspension, and the tenant goes on when none is left', async () => {
  const { tenantId } = await registered(app);
  const post = (role: 'admin' | 'finance' | 'cs', verb: string, body: object) =>
    app.as(role)('POST', `/v1/tenants/${tenantId}/${verb}`, { body });
  await post('finance', 'suspend', { reason: 'PaymentOverdue' });
  await post('admin', 'suspend', { reason: 'Abuse', by: 'security' });
  expect(await post('cs', 'resume', { by: 'billing' })).toMatchObject({ status: 403 });
  expect(await post('cs', 'resume', {})).toMatchObject({ status: 200, body: { state: 'suspended' } });
  expect(await post('finance', 'resume', {})).toMatchObject({ body: { state: 'suspended' } });
  expect(await post('admin', 'resume', { by: 'security' })).toMatchObject({ body: { state: 'active' } });
});

test('a suspension ends by itself when its time is over', async () => {
  const { tenantId } = await registered(app);
  const until = '2026-03-02T13:00:00+01:00';
  const body = { reason: 'Maintenance', until };
  expect(await app.as('admin')('POST', `/v1/tenants/${tenantId}/suspend`, { body })).toMatchObject({
    body: { state: 'suspended', suspensions: [{ by: 'admin', until: '2026-03-02T12:00:00.000Z' }] },
  });
  app.clock.set('2026-03-02T12:00:00Z');
  expect(await tenantAt(tenantId)).toMatchObject({ state: 'active', suspensions: [] });
  const { service } = app.app.domains.tenants;
  await service.settleDue(async () => true);
  expect((await service.load(tenantId)).state.suspensions).toEqual([]);
  expect(await service.settleDue(async () => true)).toBe(0);
});

test('a deletion that was scheduled and is sent again is the same one, also when its time is past; another one is not', async () => {
  const { tenantId, slug } = await registered(app);
  const schedule = (at: string) =>
    app.as('admin')('POST', `/v1/tenants/${tenantId}/schedule-deletion`, { body: { at, confirmSlug: slug } });
  const first = await schedule('2026-03-05T00:00:00Z');
  app.clock.set('2026-03-05T00:00:01Z');
  expect(await schedule('2026-03-05T00:00:00Z')).toMatchObject({ status: 200, body: first.body });
  expect(await schedule('2026-03-04T00:00:00Z')).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/at' }] },
  });
});

test('a deletion asks for the slug, can be cancelled until it comes, and then cannot', async () => {
  const { tenantId, slug } = await registered(app);
  const { service } = app.app.domains.tenants;
  const schedule = (confirmSlug: string) =>
    app.as('admin')('POST', `/v1/tenants/${tenantId}/schedule-deletion`, {
      body: { at: '2026-03-05T00:00:00Z', confirmSlug, reason: 'contract ended' },
    });
  const cancel = () => app.as('admin')('POST', `/v1/tenants/${tenantId}/cancel-deletion`, { body: {} });
  expect(await schedule('other')).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/confirmSlug' }] },
  });
  expect(await schedule(slug)).toMatchObject({ body: { state: 'deletion_scheduled' } });
  expect(await cancel()).toMatchObject({ body: { state: 'active' } });
  await schedule(slug);
  app.clock.set('2026-03-05T00:00:00Z');
  await service.settleDue(async () => false);
  expect(await tenantAt(tenantId)).toMatchObject({ state: 'deleting' });
  expect(await cancel()).toMatchObject({ status: 409 });
  await service.settleDue(async () => true);
  expect(await tenantAt(tenantId)).toMatchObject({ state: 'deleted' });
});

test('a changed plan is in the list at once', async () => {
  const { tenantId } = await registered(app);
  const change = (plan: string) =>
    app.as('finance')('POST', `/v1/tenants/${tenantId}/change-plan`, { body: { planId: plan } });
  expect(await change('no-such-plan')).toMatchObject({ status: 404 });
  expect(await change('pro')).toMatchObject({
    status: 200,
    body: { plan: { status: 'assigned', tier: 'pro' } },
  });
  const listed = await app.as('cs')('GET', '/v1/tenants?plan=pro');
  expect(listed.body).toMatchObject({ total: 1, items: [{ tenantId }] });
  expect(await app.as('cs')('GET', '/v1/tenants?plan=unassigned')).toMatchObject({ body: { total: 0 } });
});

test('a tenant’s own key sees its tenant without what we think of it, and no other', async () => {
  const mine = await registered(app, { slug: 'mine', accountOwner: 'Jo', tags: ['difficult'], crmId: 'c-1' });
  const other = await registered(app, { slug: 'other' });
  const own = app.as({ roles: ['tenant'], tenantId: mine.tenantId });
  const read = await own('GET', `/v1/tenants/${mine.tenantId}`);
  expect(read.body).toMatchObject({ slug: 'mine', tags: [] });
  expect(Object.keys(tenantSchema.parse(read.body))).not.toContain('accountOwner');
  expect(await own('GET', `/v1/tenants/${other.tenantId}`)).toMatchObject({ status: 404 });
  expect(await own('GET', '/v1/tenants')).toMatchObject({ status: 403 });
});

test('notes are written once, listed newest first by pages, and removed', async () => {
  const { tenantId } = await registered(app);
  const path = `/v1/tenants/${tenantId}/notes`;
  for (const text of ['one', 'two', 'three']) {
    app.clock.advance(1_000);
    await app.as('cs')('POST', path, { body: { text } });
  }
  const first = await app.as('cs')('GET', `${path}?limit=2`);
  expect(first.body).toMatchObject({ items: [{ text: 'three' }, { text: 'two' }] });
  const { next } = tenantPageSchema.partial().parse({ next: Reflect.get(Object(first.body), 'next') });
  const second = await app.as('cs')('GET', `${path}?limit=2&cursor=${next}`);
  expect(second.body).toMatchObject({ items: [{ text: 'one' }] });
  const noteId: unknown = Reflect.get(Object(Reflect.get(Object(second.body), 'items')[0]), 'noteId');
  expect(await app.as('cs')('DELETE', `${path}/${noteId}`)).toMatchObject({ status: 204 });
  expect(await app.as('cs')('DELETE', `${path}/${noteId}`)).toMatchObject({ status: 404 });
  expect((await app.as('cs')('GET', path)).body).toMatchObject({
    items: [{ text: 'three' }, { text: 'two' }],
  });
});
