import { sessionSchema } from '@tenantry/contracts/api/access';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Reply } from '../../app.test-support.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { type SecuredApp, startSecuredApp } from '../access.test-support.ts';
import { SESSION_TIMES } from './session.ts';

const MINUTE = 60_000;
const CSRF = { 'x-tenantry-csrf': '1' };

let app: SecuredApp;
beforeEach(async () => {
  app = await startSecuredApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const NAME = 'tenantry-session';

function setCookies(reply: Reply): string[] {
  return reply.headers.getSetCookie();
}

/** The value that an answer sets the session cookie to. */
function valueSet(reply: Reply, name = NAME): string | undefined {
  const line = setCookies(reply).findLast(one => one.startsWith(`${name}=`));
  return line?.slice(name.length + 1).split(';')[0];
}

async function signIn(token = app.admin): Promise<string> {
  const reply = await app.call('POST', '/v1/session', { token });
  expect(reply.status).toBe(201);
  return z.string().length(43).parse(valueSet(reply));
}

const get = (value: string, path = '/v1/session') =>
  app.call('GET', path, { headers: { cookie: `${NAME}=${value}` } });
const send = (value: string, headers: Record<string, string>, body: object = { name: 'k', roles: ['cs'] }) =>
  app.call('POST', '/v1/keys', { body, headers: { cookie: `${NAME}=${value}`, ...headers } });

describe('a session', () => {
  test('is given for a key, does what the key may do, and says so', async () => {
    const value = await signIn(await app.key({ name: 'Cleo', roles: ['cs'] }));
    const reply = await get(value);
    expect(sessionSchema.parse(reply.body)).toMatchObject({
      caller: { name: 'Cleo', roles: ['cs'], by: 'session' },
      idleSeconds: 3_600,
    });
    expect(await send(value, CSRF)).toMatchObject({ status: 403 });
  });

  test('keeps the tenant and the operations of its key', async () => {
    const tenantId = '0198f000-0000-7000-8000-000000000001';
    const operations = ['startSession', 'getSession'];
    const value = await signIn(await app.key({ roles: ['tenant'], tenantId, operations }));
    expect(sessionSchema.parse((await get(value)).body).caller).toMatchObject({
      tenantId,
      operations: operations.toSorted(),
    });
    expect(await get(value, '/v1/keys')).toMatchObject({ status: 403 });
  });

  test('has a cookie that no script can read and, but for this machine, only TLS carries', async () => {
    const [local] = setCookies(await app.call('POST', '/v1/session', { token: app.admin }));
    expect(local).toMatch(/^tenantry-session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/);
    await using remote = await startSecuredApp({ access: { publicUrl: new URL('https://console.test') } });
    const [secure] = setCookies(await remote.call('POST', '/v1/session', { token: remote.admin }));
    expect(secure).toMatch(
      /^__Host-tenantry-session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test('is in the store as a hash only, and no answer shows its value', async () => {
    const store = new MemoryStore();
    await using own = await startSecuredApp({ store });
    const reply = await own.call('POST', '/v1/session', { token: own.admin });
    const value = z.string().parse(valueSet(reply));
    const parse = (one: unknown) => z.looseObject({ id: z.string() }).parse(one);
    for (const name of ['session_tickets', 'changes']) {
      const kept = await (await store.collection({ name, indexes: {}, parse })).scan({ limit: 100 });
      expect(kept.length).toBeGreaterThan(0);
      expect(JSON.stringify(kept)).not.toContain(value);
    }
    expect(JSON.stringify(reply.body)).not.toContain(value);
  });

  test('is not given for another session', async () => {
    const value = await signIn();
    const headers = { cookie: `${NAME}=${value}`, ...CSRF };
    expect(await app.call('POST', '/v1/session', { headers })).toMatchObject({ status: 403 });
  });

  test.each([
    ['nothing', ''],
    ['another value', `${NAME}=${'a'.repeat(43)}`],
    ['an operator', `${NAME}={"$ne":null}`],
    ['an operator in brackets', `${NAME}[$ne]=x`],
    ['a JSON cookie', `${NAME}=j:{"$gt":""}`],
    ['two values', `${NAME}=${'a'.repeat(43)}; ${NAME}=${'b'.repeat(43)}`],
    ['8 kB', `${NAME}=${'a'.repeat(8_000)}`],
  ])('is nobody’s with %s in the cookie', async (_what, cookie) => {
    expect(await app.call('GET', '/v1/session', { headers: { cookie } })).toMatchObject({ status: 401 });
  });
});

describe('the end of a session', () => {
  test('comes by signing out, at once and for every value the cookie has had', async () => {
    const first = await signIn();
    app.clock.advance(SESSION_TIMES.rotate);
    const second = z.string().parse(valueSet(await get(first)));
    const headers = { cookie: `${NAME}=${second}`, ...CSRF };
    const out = await app.call('DELETE', '/v1/session', { headers });
    expect(out.status).toBe(204);
    expect(valueSet(out)).toBe('');
    expect(setCookies(out).at(-1)).toContain('Max-Age=0');
    for (const value of [first, second]) expect(await get(value)).toMatchObject({ status: 401 });
  });

  test('told late, takes away no cookie that was set by another sign-in meanwhile', async () => {
    const ended = await signIn();
    await app.call('DELETE', '/v1/session', { headers: { cookie: `${NAME}=${ended}`, ...CSRF } });
    const next = await signIn();
    const late = await get(ended);
    expect([late.status, setCookies(late)]).toEqual([401, []]);
    expect(await get(next)).toMatchObject({ status: 200 });
  });

  test('comes with the key that made it', async () => {
    const reply = await app.call('POST', '/v1/keys', {
      token: app.admin,
      body: { name: 'k', roles: ['cs'] },
    });
    const { key, secret } = z
      .object({ key: z.object({ id: z.string() }), secret: z.string() })
      .parse(reply.body);
    const value = await signIn(secret);
    expect(await get(value)).toMatchObject({ status: 200 });
    await app.call('DELETE', `/v1/keys/${key.id}`, { token: app.admin });
    expect(await get(value)).toMatchObject({ status: 401 });
  });

  test('comes when the key expires', async () => {
    const expiresAt = new Date(app.clock.now() + 30 * MINUTE).toISOString();
    const value = await signIn(await app.key({ roles: ['cs'], expiresAt }));
    expect(sessionSchema.parse((await get(value)).body).expiresAt).toBe(expiresAt);
    app.clock.advance(30 * MINUTE);
    expect(await get(value)).toMatchObject({ status: 401 });
  });

  test('comes after an hour without a request', async () => {
    const value = await signIn();
    app.clock.advance(60 * MINUTE - 1);
    expect(await get(value)).toMatchObject({ status: 200 });
    const idle = await signIn();
    app.clock.advance(60 * MINUTE);
    expect(await get(idle)).toMatchObject({ status: 401 });
  });

  test('does not come while it is used, however short the time is that it may be idle', async () => {
    await using short = await startSecuredApp({ access: { sessions: { idle: MINUTE } } });
    const started = await short.call('POST', '/v1/session', { token: short.admin });
    let value = valueSet(started);
    for (let seconds = 0; seconds < 600; seconds += 30) {
      short.clock.advance(30_000);
      const reply = await short.call('GET', '/v1/session', { headers: { cookie: `${NAME}=${value}` } });
      expect(reply.status).toBe(200);
      value = valueSet(reply) ?? value;
    }
  });

  test('does not come while it is used, until twelve hours are over', async () => {
    let value = await signIn();
    const values = new Set([value]);
    const statuses: number[] = [];
    for (let minutes = 0; minutes < 13 * 60; minutes += 20) {
      app.clock.advance(20 * MINUTE);
      const reply = await get(value, '/v1/keys');
      statuses.push(reply.status);
      value = valueSet(reply) ?? value;
      if (reply.status === 200) values.add(value);
    }
    expect(statuses.filter(status => status === 200)).toHaveLength(35);
    expect(statuses.at(-1)).toBe(401);
    expect(values.size).toBe(36);
  });
});

describe('the value of the cookie', () => {
  test('changes as it is used, once for requests that come at once, and the one before ends a minute later', async () => {
    const first = await signIn();
    expect(valueSet(await get(first))).toBeUndefined();
    app.clock.advance(SESSION_TIMES.rotate);
    const replies = await Promise.all(Array.from({ length: 10 }, () => get(first)));
    const next = new Set(replies.map(reply => valueSet(reply)));
    expect(next.size).toBe(1);
    const second = z
      .string()
      .length(43)
      .parse([...next][0]);
    expect(second).not.toBe(first);
    expect(await get(second)).toMatchObject({ status: 200 });
    expect(await get(first)).toMatchObject({ status: 200 });
  });

  test('lost on its way signs nobody out', async () => {
    const first = await signIn();
    app.clock.advance(SESSION_TIMES.rotate);
    await get(first);
    app.clock.advance(30 * MINUTE);
    const reply = await get(first);
    expect(reply.status).toBe(200);
    expect(valueSet(reply)).toHaveLength(43);
  });

  test('that was replaced and comes back was copied, and ends the session for everybody', async () => {
    const stolen = await signIn();
    app.clock.advance(SESSION_TIMES.rotate);
    const second = z.string().parse(valueSet(await get(stolen)));
    await get(second);
    app.clock.advance(SESSION_TIMES.overlap);
    expect(await get(second)).toMatchObject({ status: 200 });
    expect(await get(stolen)).toMatchObject({ status: 401 });
    expect(await get(second)).toMatchObject({ status: 401 });
  });

  test('is forgotten when it is good no longer', async () => {
    await signIn();
    app.clock.advance(60 * MINUTE + 1);
    expect(await app.app.access.sessions.prune()).toBe(1);
    expect(await app.app.access.sessions.prune()).toBe(0);
  });
});

describe('a page of another site', () => {
  test('changes nothing, whatever it can make a browser send', async () => {
    const value = await signIn();
    const host = new URL(app.url).host;
    for (const headers of [
      {},
      { origin: 'https://evil.test' },
      { origin: 'null', ...CSRF },
      { origin: 'https://evil.test', ...CSRF },
      { origin: `http://${host}.evil.test`, ...CSRF },
      { 'sec-fetch-site': 'cross-site', ...CSRF },
      { 'sec-fetch-site': 'same-site', ...CSRF },
      { 'x-tenantry-csrf': '' },
    ]) {
      expect(await send(value, headers)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    for (const headers of [
      CSRF,
      { origin: app.url, ...CSRF },
      { 'sec-fetch-site': 'same-origin', ...CSRF },
    ]) {
      expect(await send(value, headers)).toMatchObject({ status: 201 });
    }
  });

  test('gains nothing by a key of its own, which is sent by no browser unasked', async () => {
    const reply = await app.call('POST', '/v1/session', {
      token: app.admin,
      headers: { origin: 'https://evil.test' },
    });
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });
});
