import { apiKeyPageSchema, shownApiKeySchema } from '@tenantry/contracts/api/access';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { type SecuredApp, startSecuredApp } from './access.test-support.ts';
import { KEY_CACHE_MS } from './keys.ts';

const ACME = '0198f000-0000-7000-8000-000000000001';
const GLOBEX = '0198f000-0000-7000-8000-000000000002';
const DAY = 86_400_000;

let app: SecuredApp;
beforeEach(async () => {
  app = await startSecuredApp();
  for (const tenantId of [ACME, GLOBEX]) await app.tenant(tenantId);
});
afterEach(() => app[Symbol.asyncDispose]());

const make = async (token: string, body: object, headers = {}) => {
  const reply = await app.call('POST', '/v1/keys', { token, body: { name: 'k', ...body }, headers });
  return { ...reply, made: reply.status === 201 ? shownApiKeySchema.parse(reply.body) : undefined };
};
const made = async (token: string, body: object) => {
  const { made, status } = await make(token, body);
  if (made === undefined) throw new Error(`answered ${status}`);
  return { id: made.key.id, secret: z.string().parse(made.secret) };
};
const whoami = (token: string) => app.call('GET', '/v1/whoami', { token });

async function keptIn(store: MemoryStore, names: readonly string[]): Promise<string> {
  const parse = (value: unknown) => z.looseObject({ id: z.string() }).parse(value);
  const collections = await Promise.all(names.map(name => store.collection({ name, indexes: {}, parse })));
  return JSON.stringify(await Promise.all(collections.map(one => one.scan({ limit: 1_000 }))));
}

describe('who is let in', () => {
  test('a key is whoever it was made for', async () => {
    const { id, secret } = await made(app.admin, { name: 'billing job', roles: ['finance'] });
    expect(secret).toMatch(/^tny_[0-9a-f]{32}_[A-Za-z0-9]{43}$/);
    expect(await whoami(secret)).toMatchObject({
      status: 200,
      body: { id: `key:${id}`, name: 'billing job', roles: ['finance'], by: 'key' },
    });
  });

  test.each([
    ['nothing', undefined],
    ['no scheme', 'tny_0'],
    ['another scheme', 'Basic YTpi'],
    ['no key', 'Bearer hello'],
    ['an operator in place of a key', 'Bearer {"$ne":null}'],
    ['half a key', 'Bearer tny_0198f000000070008000000000000001'],
    ['a key nobody made', `Bearer tny_0198f000000070008000000000000001_${'a'.repeat(43)}`],
    ['a key of 8 kB', `Bearer tny_${'0'.repeat(8_200)}`],
  ])('%s is answered 401', async (_what, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const reply = await app.call('GET', '/v1/whoami', { headers });
    expect(reply).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
  });

  test('the id of one key with the secret of another is answered 401', async () => {
    const one = await made(app.admin, { roles: ['viewer'] });
    const other = await made(app.admin, { roles: ['admin'] });
    const mixed = other.secret.slice(0, 37) + one.secret.slice(37);
    expect(await whoami(mixed)).toMatchObject({ status: 401 });
  });

  test('a key that has ended is answered 401, though it was looked up just before', async () => {
    const expiresAt = new Date(app.clock.now() + 1_000).toISOString();
    const { secret } = await made(app.admin, { roles: ['viewer'], expiresAt });
    expect(await whoami(secret)).toMatchObject({ status: 200, body: { expiresAt } });
    app.clock.advance(1_000);
    expect(await whoami(secret)).toMatchObject({ status: 401 });
  });

  test('a key lives a year unless said otherwise', async () => {
    const { secret } = await made(app.admin, { roles: ['viewer'] });
    const forEver = await made(app.admin, { roles: ['viewer'], expiresAt: null });
    app.clock.advance(365 * DAY);
    expect(await whoami(secret)).toMatchObject({ status: 401 });
    expect(await whoami(forEver.secret)).toMatchObject({ status: 200 });
  });

  test('an operations scope leaves a key those operations only', async () => {
    const { secret } = await made(app.admin, { roles: ['admin'], operations: ['listApiKeys'] });
    expect(await app.call('GET', '/v1/keys', { token: secret })).toMatchObject({ status: 200 });
    expect(await whoami(secret)).toMatchObject({ status: 403 });
    expect(await make(secret, { roles: ['viewer'] })).toMatchObject({ status: 403 });
  });
});

describe('secrets', () => {
  test('the store holds no secret, and no answer but the first shows one', async () => {
    const store = new MemoryStore();
    await using own = await startSecuredApp({ store });
    const token = own.admin;
    const body = { name: 'k', roles: ['viewer'] };
    const headers = { 'idempotency-key': 'once' };
    const first = await own.call('POST', '/v1/keys', { token, body, headers });
    const { secret, key } = shownApiKeySchema.parse(first.body);
    const again = await own.call('POST', '/v1/keys', { token, body, headers });
    expect(again).toMatchObject({ status: 201, body: { key: { id: key.id }, secret: null } });
    const hidden = z.string().parse(secret).slice(-43);
    const kept = await keptIn(store, ['changes', 'api_key_heads', 'idempotency']);
    expect(kept).toContain(key.id);
    expect(kept).not.toContain(hidden);
    for (const path of ['/v1/keys', `/v1/keys/${key.id}`]) {
      const { status, body: shown } = await own.call('GET', path, { token });
      expect(status).toBe(200);
      expect(JSON.stringify(shown)).not.toMatch(/hash|secret|[0-9a-f]{64}/);
    }
  });
});

describe('making keys', () => {
  test.each([
    ['ingest without a tenant', { roles: ['ingest'] }, '/tenantId'],
    ['tenant without a tenant', { roles: ['tenant'] }, '/tenantId'],
    ['tenant said to be unbound', { roles: ['tenant'], unbound: true }, '/tenantId'],
    ['bound and unbound at once', { roles: ['ingest'], unbound: true, tenantId: ACME }, '/tenantId'],
    ['no role', { roles: [] }, '/roles'],
    ['a role twice', { roles: ['cs', 'cs'] }, '/roles'],
    ['a role that is none', { roles: ['root'] }, '/roles/0'],
    [
      'an operation that is none',
      { roles: ['cs'], operations: ['whoami', 'rootEverything'] },
      '/operations/1',
    ],
    ['an end in the past', { roles: ['cs'], expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    ['an end beyond all dates', { roles: ['cs'], expiresAt: '+999999-01-01T00:00:00Z' }, '/expiresAt'],
    ['an operator as a name', { roles: ['cs'], name: { $gt: '' } }, '/name'],
    ['an operator as a tenant', { roles: ['ingest'], tenantId: { $ne: null } }, '/tenantId'],
    ['a control character in a name', { roles: ['cs'], name: 'a\u0000b' }, '/name'],
  ])('%s is refused', async (_what, body, field) => {
    expect(await make(app.admin, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ field }] },
    });
  });

  test('ingest may serve every tenant when that is said', async () => {
    const { secret } = await made(app.admin, { roles: ['ingest'], unbound: true });
    expect(await whoami(secret)).toMatchObject({ status: 200, body: { roles: ['ingest'] } });
  });

  test('nobody but an admin gives a role that it has not', async () => {
    const token = await app.key({ roles: ['onboarding'] });
    expect(await make(token, { roles: ['onboarding'] })).toMatchObject({ status: 201 });
    for (const role of ['admin', 'finance', 'viewer']) {
      expect(await make(token, { roles: ['onboarding', role] })).toMatchObject({
        status: 403,
        body: { code: 'forbidden', errors: [{ field: '/roles' }] },
      });
    }
  });

  test('a key is bound to a tenant that is there, or not made', async () => {
    const nobody = '0198f000-0000-7000-8000-00000000dead';
    const asked = await make(app.admin, { roles: ['tenant'], tenantId: nobody });
    expect(asked).toMatchObject({
      status: 422,
      body: { code: 'invalid_state', errors: [{ field: '/tenantId', code: 'not_found' }] },
    });
    await app.tenant(nobody);
    expect(await make(app.admin, { roles: ['tenant'], tenantId: nobody })).toMatchObject({ status: 201 });
  });

  test('a key of one tenant makes keys of that tenant only', async () => {
    const token = await app.key({ roles: ['tenant', 'ingest'], tenantId: ACME });
    expect(await make(token, { roles: ['tenant'] })).toMatchObject({
      status: 201,
      made: { key: { tenantId: ACME } },
    });
    expect(await make(token, { roles: ['tenant'], tenantId: GLOBEX })).toMatchObject({ status: 403 });
    expect(await make(token, { roles: ['ingest'], unbound: true })).toMatchObject({ status: 403 });
  });

  test('a key of some operations makes keys of no others', async () => {
    const token = await app.key({ roles: ['admin'], operations: ['createApiKey', 'whoami'] });
    expect(await make(token, { roles: ['cs'], operations: ['whoami'] })).toMatchObject({ status: 201 });
    expect(await make(token, { roles: ['cs'] })).toMatchObject({ status: 403 });
    expect(await make(token, { roles: ['cs'], operations: ['whoami', 'listApiKeys'] })).toMatchObject({
      status: 403,
      body: { errors: [{ field: '/operations' }] },
    });
  });

  test('a key that ends makes none that outlives it', async () => {
    const expiresAt = new Date(app.clock.now() + DAY).toISOString();
    const token = await app.key({ roles: ['admin'], expiresAt });
    expect(await make(token, { roles: ['cs'] })).toMatchObject({
      status: 201,
      made: { key: { expiresAt } },
    });
    expect(await make(token, { roles: ['cs'], expiresAt: null })).toMatchObject({
      status: 403,
      body: { errors: [{ field: '/expiresAt' }] },
    });
  });

  test('of 50 equal requests with one Idempotency-Key one makes a key', async () => {
    const init = {
      token: app.admin,
      body: { name: 'one', roles: ['cs'] },
      headers: { 'idempotency-key': 'x' },
    };
    const replies = await Promise.all(Array.from({ length: 50 }, () => app.call('POST', '/v1/keys', init)));
    const shown = replies.flatMap(({ status, body }) =>
      status === 201 ? [shownApiKeySchema.parse(body)] : [],
    );
    expect(shown.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect(new Set(shown.map(({ key }) => key.id)).size).toBe(1);
    expect(replies.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });
});

describe('rotating', () => {
  const rotate = (token: string, id: string, body: object = {}, headers = {}) =>
    app.call('POST', `/v1/keys/${id}/rotate`, { token, body, headers });

  test('the old secret stays good for the overlap, and not longer', async () => {
    const { id, secret } = await made(app.admin, { roles: ['cs'] });
    const reply = await rotate(app.admin, id, { overlapSeconds: 60 });
    const rotated = shownApiKeySchema.parse(reply.body);
    const fresh = z.string().parse(rotated.secret);
    expect(rotated.key.previousValidUntil).toBe(new Date(app.clock.now() + 60_000).toISOString());
    expect([(await whoami(secret)).status, (await whoami(fresh)).status]).toEqual([200, 200]);
    app.clock.advance(60_000);
    expect([(await whoami(secret)).status, (await whoami(fresh)).status]).toEqual([401, 200]);
  });

  test('an overlap of nothing ends the old secret at once, and none is made longer by rotating again', async () => {
    const { id, secret } = await made(app.admin, { roles: ['cs'] });
    await rotate(app.admin, id, { overlapSeconds: 60 });
    await rotate(app.admin, id, { overlapSeconds: 600 });
    app.clock.advance(60_000);
    expect(await whoami(secret)).toMatchObject({ status: 401 });
    const last = shownApiKeySchema.parse((await rotate(app.admin, id, { overlapSeconds: 0 })).body);
    expect(last.key.previousValidUntil).toBeUndefined();
    expect(await whoami(z.string().parse(last.secret))).toMatchObject({ status: 200 });
  });

  test('the same Idempotency-Key rotates once, and shows its secret once', async () => {
    const { id } = await made(app.admin, { roles: ['cs'] });
    const headers = { 'idempotency-key': 'r1' };
    const first = shownApiKeySchema.parse((await rotate(app.admin, id, {}, headers)).body);
    const again = shownApiKeySchema.parse((await rotate(app.admin, id, {}, headers)).body);
    expect(first.secret).not.toBeNull();
    expect(again).toEqual({ key: first.key, secret: null });
  });

  test('a request that is resumed after a crash rotates once, and one that made a key makes no other', async () => {
    const { keys } = app.app.access;
    const asked = { principal: { id: 'user:a', name: 'a', roles: ['admin' as const] }, requestId: 'r' };
    const { id } = await made(app.admin, { roles: ['cs'] });
    const first = await keys.rotate(asked, id, 'request-1', 60);
    const again = await keys.rotate(asked, id, 'request-1', 60);
    expect(first.token).not.toBeNull();
    expect(again).toEqual({ ...first, token: null });
    const newId = '0198f000-0000-7000-8000-00000000000a';
    const one = await keys.create(asked, newId, { name: 'k', roles: ['cs'] });
    const other = await keys.create(asked, newId, { name: 'k', roles: ['cs'] });
    expect(one.token).not.toBeNull();
    expect(other).toEqual({ ...one, token: null });
  });

  test('the secrets that are good at once are few', async () => {
    const { id } = await made(app.admin, { roles: ['cs'] });
    const statuses = [];
    for (let n = 0; n < 5; n++) statuses.push((await rotate(app.admin, id)).status);
    expect(statuses).toEqual([200, 200, 200, 409, 409]);
  });

  test('nobody rotates a key that reaches beyond its own scope: it would be given that key', async () => {
    const { id } = await made(app.admin, { roles: ['admin'] });
    const bound = await made(app.admin, { roles: ['tenant'], tenantId: GLOBEX });
    const onboarding = await app.key({ roles: ['onboarding'] });
    const tenant = await app.key({ roles: ['tenant'], tenantId: ACME });
    const scoped = await app.key({ roles: ['admin'], operations: ['rotateApiKey', 'revokeApiKey'] });
    for (const [token, target] of [
      [onboarding, id],
      [tenant, bound.id],
      [scoped, id],
    ] as const) {
      expect(await rotate(token, target)).toMatchObject({ status: 404 });
      expect(await app.call('DELETE', `/v1/keys/${target}`, { token })).toMatchObject({ status: 404 });
    }
  });
});

describe('revoking', () => {
  test('a revoked key is nobody at once where it was revoked, and cannot be brought back', async () => {
    const { id, secret } = await made(app.admin, { roles: ['cs'] });
    expect(await whoami(secret)).toMatchObject({ status: 200 });
    expect(await app.call('DELETE', `/v1/keys/${id}`, { token: app.admin })).toMatchObject({ status: 204 });
    expect(await whoami(secret)).toMatchObject({ status: 401 });
    expect(await app.call('DELETE', `/v1/keys/${id}`, { token: app.admin })).toMatchObject({ status: 204 });
    const rotate = await app.call('POST', `/v1/keys/${id}/rotate`, { token: app.admin, body: {} });
    expect(rotate).toMatchObject({ status: 409 });
    expect(await app.call('GET', `/v1/keys/${id}`, { token: app.admin })).toMatchObject({
      body: { status: 'revoked' },
    });
  });

  test('another replica takes a revoked key for five seconds at most', async () => {
    const store = new MemoryStore();
    await using one = await startSecuredApp({ store });
    await using two = await startSecuredApp({ store, clock: one.clock });
    const token = await one.key({ roles: ['cs'] });
    expect(await two.call('GET', '/v1/whoami', { token })).toMatchObject({ status: 200 });
    const id = z.object({ id: z.string() }).parse((await one.call('GET', '/v1/whoami', { token })).body).id;
    await one.call('DELETE', `/v1/keys/${id.replace('key:', '')}`, { token: one.admin });
    expect(await one.call('GET', '/v1/whoami', { token })).toMatchObject({ status: 401 });
    one.clock.advance(KEY_CACHE_MS);
    expect(await two.call('GET', '/v1/whoami', { token })).toMatchObject({ status: 401 });
  });
});

describe('listing', () => {
  test('pages meet every key of the own scope once, newest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) ids.unshift((await made(app.admin, { roles: ['cs'], name: `k${n}` })).id);
    const met: string[] = [];
    let cursor = '';
    do {
      const reply = await app.call('GET', `/v1/keys?limit=3${cursor}`, { token: app.admin });
      const page = apiKeyPageSchema.parse(reply.body);
      met.push(...page.items.map(({ id }) => id));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(met.slice(0, 7)).toEqual(ids);
    expect(new Set(met).size).toBe(8);
  });

  test('shows to a tenant and to a role only what they could have made', async () => {
    await made(app.admin, { roles: ['tenant'], tenantId: GLOBEX });
    const own = await made(app.admin, { roles: ['tenant'], tenantId: ACME });
    await made(app.admin, { roles: ['finance'], tenantId: ACME });
    const reply = await app.call('GET', '/v1/keys', { token: own.secret });
    expect(apiKeyPageSchema.parse(reply.body).items.map(({ id }) => id)).toEqual([own.id]);
    const onboarding = await app.key({ roles: ['onboarding'] });
    const theirs = apiKeyPageSchema.parse((await app.call('GET', '/v1/keys', { token: onboarding })).body);
    expect(theirs.items.map(({ roles }) => roles)).toEqual([['onboarding']]);
  });

  test.each([
    ['limit=0', 'query.limit'],
    ['limit=201', 'query.limit'],
    ['limit=1e2', 'query.limit'],
    ['limit[$gt]=1', 'query'],
    ['cursor=forged', 'query.cursor'],
    [`cursor=${Buffer.from('["x",[{"$gt":""}]]').toString('base64url')}`, 'query.cursor'],
  ])('refuses %s', async (query, field) => {
    expect(await app.call('GET', `/v1/keys?${query}`, { token: app.admin })).toMatchObject({
      status: 400,
      body: { errors: [{ field }] },
    });
  });
});

describe('the first key', () => {
  const token = `tny_${'0a'.repeat(16)}_${'b'.repeat(43)}`;

  test('the key of the configuration is an admin from the start, with any number of replicas', async () => {
    const store = new MemoryStore();
    const replicas = await Promise.all(
      [1, 2, 3].map(() => startSecuredApp({ store, access: { bootstrapKey: `${token}\n` } })),
    );
    for (const replica of replicas) {
      expect(await replica.call('GET', '/v1/whoami', { token })).toMatchObject({
        body: { roles: ['admin'] },
      });
      await replica[Symbol.asyncDispose]();
    }
  });

  test('stays revoked when the server starts again', async () => {
    const store = new MemoryStore();
    const id = '0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a';
    {
      await using first = await startSecuredApp({ store, access: { bootstrapKey: token } });
      expect(await first.call('DELETE', `/v1/keys/${id}`, { token })).toMatchObject({ status: 204 });
    }
    await using second = await startSecuredApp({ store, access: { bootstrapKey: token } });
    expect(await second.call('GET', '/v1/whoami', { token })).toMatchObject({ status: 401 });
  });

  test('of another form it stops the start, and is not printed', async () => {
    const start = startSecuredApp({ access: { bootstrapKey: 'changeme' } });
    await expect(start).rejects.toThrow(/tny_<32/);
    await expect(start).rejects.not.toThrow(/changeme/);
  });
});
