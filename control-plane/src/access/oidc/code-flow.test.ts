import { sessionSchema } from '@tenantry/contracts/api/access';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FakeClock } from '../../app.test-support.ts';
import { type SecuredApp, startSecuredApp } from '../access.test-support.ts';
import { startIssuer, type TestIssuer } from './issuer.test-support.ts';

const PUBLIC = 'https://console.test';
const CSRF = { 'x-tenantry-csrf': '1' };

let issuer: TestIssuer;
let app: SecuredApp;

beforeAll(async () => {
  issuer = await startIssuer(`${PUBLIC}/v1/session/oidc/callback`);
});
afterAll(() => issuer[Symbol.asyncDispose]());

beforeEach(async () => {
  issuer.account = { sub: 'ada', claims: { groups: ['care'], preferred_username: 'Ada' } };
  app = await startSecuredApp({
    clock: new FakeClock(new Date().toISOString()),
    access: { oidc: issuer.consoleOptions, publicUrl: new URL(PUBLIC) },
  });
  return () => app[Symbol.asyncDispose]();
});

/** A browser: keeps cookies by origin, and goes where it is sent, one step at a time. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  async get(
    address: string,
    method = 'GET',
    headers = {},
  ): Promise<{ status: number; location: string; body: unknown }> {
    const { origin } = new URL(address);
    const cookies = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, cookies);
    const response = await fetch(address.replace(PUBLIC, app.url), {
      method,
      redirect: 'manual',
      headers: { cookie: [...cookies].map(pair => pair.join('=')).join('; '), ...headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (line.includes('Max-Age=0')) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      location: location === null ? '' : new URL(location, address).href,
      body: json ? JSON.parse(text) : text,
    };
  }

  cookies(origin = PUBLIC): ReadonlyMap<string, string> {
    return this.#cookies.get(origin) ?? new Map();
  }

  /** Signs in at the issuer; answers the address that it sends the browser back to. */
  async toCallback(returnTo = '/'): Promise<string> {
    let step = await this.get(`${PUBLIC}/v1/session/oidc/start?returnTo=${encodeURIComponent(returnTo)}`);
    for (let n = 0; n < 6 && !step.location.startsWith(PUBLIC); n++) {
      expect([302, 303]).toContain(step.status);
      step = await this.get(step.location);
    }
    return step.location;
  }
}

const SESSION = '__Host-tenantry-session';

describe('signing in at the issuer', () => {
  test('gives a session with the roles that the person’s groups are mapped to', async () => {
    const browser = new Browser();
    const back = await browser.toCallback('/tenants?sort=name');
    const done = await browser.get(back);
    expect(done).toMatchObject({ status: 302, location: `${PUBLIC}/tenants?sort=name` });
    expect([...browser.cookies().keys()]).toEqual([SESSION]);
    const session = sessionSchema.parse((await browser.get(`${PUBLIC}/v1/session`)).body);
    expect(session.caller).toMatchObject({
      id: `user:${issuer.url}|ada`,
      name: 'Ada',
      roles: ['cs', 'viewer'],
      by: 'session',
    });
  });

  test('asks with PKCE, state and nonce, each new every time', async () => {
    const asked = await Promise.all(
      [1, 2].map(async () => {
        const { location } = await new Browser().get(`${PUBLIC}/v1/session/oidc/start`);
        return new URL(location).searchParams;
      }),
    );
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[0]?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(asked[0]?.get(name)).not.toBe(asked[1]?.get(name));
    }
    expect(asked[0]?.get('code_challenge_method')).toBe('S256');
    expect(asked[0]?.get('redirect_uri')).toBe(`${PUBLIC}/v1/session/oidc/callback`);
  });

  test('is refused to whoever has no role here', async () => {
    issuer.account = { sub: 'eve', claims: { groups: ['strangers'] } };
    const browser = new Browser();
    expect(await browser.get(await browser.toCallback())).toMatchObject({ status: 403 });
    expect(browser.cookies().has(SESSION)).toBe(false);
  });

  test('is refused in a browser that did not begin it, and once it is used', async () => {
    const browser = new Browser();
    const back = await browser.toCallback();
    expect(await new Browser().get(back)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    const other = new Browser();
    await other.get(`${PUBLIC}/v1/session/oidc/start`);
    expect(await other.get(back)).toMatchObject({ status: 401 });
    expect(await browser.get(back)).toMatchObject({ status: 302 });
    expect(await browser.get(back)).toMatchObject({ status: 401 });
  });

  test('is refused with another state, another code, none, an error, or an answer of another issuer', async () => {
    for (const change of [
      (url: URL) => url.searchParams.set('state', 'a'.repeat(43)),
      (url: URL) => url.searchParams.delete('state'),
      (url: URL) => url.searchParams.set('code', 'forged'),
      (url: URL) => url.searchParams.delete('code'),
      (url: URL) => url.searchParams.set('iss', 'https://evil.test'),
      (url: URL) => url.searchParams.set('error', 'access_denied'),
    ]) {
      const browser = new Browser();
      const url = new URL(await browser.toCallback());
      change(url);
      expect(await browser.get(url.href)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(browser.cookies().has(SESSION)).toBe(false);
    }
  });

  test('is refused when the nonce or the PKCE verifier of the browser is another', async () => {
    for (const field of ['nonce', 'verifier']) {
      const browser = new Browser();
      const back = await browser.toCallback();
      const cookie = browser.cookies().get('__Host-tenantry-sign-in') ?? '';
      const kept = z
        .record(z.string(), z.string())
        .parse(JSON.parse(Buffer.from(cookie, 'base64url').toString()));
      const forged = Buffer.from(JSON.stringify({ ...kept, [field]: 'f'.repeat(43) })).toString('base64url');
      const headers = { cookie: `__Host-tenantry-sign-in=${forged}` };
      expect(await app.call('GET', back.slice(PUBLIC.length), { headers })).toMatchObject({ status: 401 });
    }
  });

  test.each([
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/a\nb',
    '/a\\b',
    '',
  ])('never sends the browser to %j', async returnTo => {
    const reply = await app.call('GET', `/v1/session/oidc/start?returnTo=${encodeURIComponent(returnTo)}`);
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ field: 'query.returnTo' }] } });
  });

  test('is 503 while the issuer is down', async () => {
    const browser = new Browser();
    const back = await browser.toCallback();
    issuer.down = true;
    try {
      expect(await browser.get(back)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      await using fresh = await startSecuredApp({
        clock: app.clock,
        access: { oidc: issuer.consoleOptions, publicUrl: new URL(PUBLIC) },
      });
      expect(await fresh.call('GET', '/v1/session/oidc/start')).toMatchObject({ status: 503 });
    } finally {
      issuer.down = false;
    }
  });

  test('writes nothing into the store before the issuer has vouched', async () => {
    const before = await app.app.context.changes.scan({ limit: 1_000 });
    for (let n = 0; n < 20; n++) await new Browser().get(`${PUBLIC}/v1/session/oidc/start`);
    expect(await app.app.context.changes.scan({ limit: 1_000 })).toEqual(before);
  });

  test('is not there without an issuer, and says so', async () => {
    await using plain = await startSecuredApp();
    expect(await plain.call('GET', '/v1/session/ways')).toMatchObject({ body: { key: true, oidc: false } });
    expect(await app.call('GET', '/v1/session/ways')).toMatchObject({ body: { key: true, oidc: true } });
    expect(await plain.call('GET', '/v1/session/oidc/start')).toMatchObject({ status: 404 });
  });
});

describe('a user who is sent away', () => {
  const access = (blocked: boolean, subject = 'ada') =>
    app.call('POST', '/v1/users/access', {
      token: app.admin,
      body: { issuer: issuer.url, subject, blocked },
      headers: CSRF,
    });

  test('has no session any more, may sign in anew, and may not while blocked', async () => {
    const browser = new Browser();
    await browser.get(await browser.toCallback());
    expect(await access(false)).toMatchObject({ status: 200, body: { blocked: false } });
    expect(await browser.get(`${PUBLIC}/v1/session`)).toMatchObject({ status: 401 });

    app.clock.advance(1_000);
    await browser.get(await browser.toCallback());
    expect(await browser.get(`${PUBLIC}/v1/session`)).toMatchObject({ status: 200 });

    await access(true);
    expect(await browser.get(`${PUBLIC}/v1/session`)).toMatchObject({ status: 401 });
    app.clock.advance(1_000);
    expect(await browser.get(await browser.toCallback())).toMatchObject({ status: 403 });
    await access(false, 'somebody-else');
    expect(await browser.get(await browser.toCallback())).toMatchObject({ status: 403 });
  });

  test('has no token any more', async () => {
    const now = Math.floor(app.clock.now() / 1_000);
    const old = await issuer.sign({ groups: ['care'], iat: now - 10 });
    const whoami = (token: string) => app.call('GET', '/v1/whoami', { token });
    expect(await whoami(old)).toMatchObject({ status: 200 });
    await access(false);
    expect(await whoami(old)).toMatchObject({ status: 401 });
    app.clock.advance(2_000);
    const fresh = await issuer.sign({ groups: ['care'], iat: now + 2 });
    expect(await whoami(fresh)).toMatchObject({ status: 200 });
    await access(true);
    const later = await issuer.sign({ groups: ['care'], iat: now + 20 });
    for (const token of [fresh, later]) expect(await whoami(token)).toMatchObject({ status: 401 });
  });
});

test('a session of a user is over when its issuer is configured no longer', async () => {
  const browser = new Browser();
  await browser.get(await browser.toCallback());
  const cookie = `${SESSION}=${browser.cookies().get(SESSION)}`;
  const { store } = app.app.context;
  await using without = await startSecuredApp({
    store,
    clock: app.clock,
    access: { publicUrl: new URL(PUBLIC) },
  });
  expect(await without.call('GET', '/v1/session', { headers: { cookie } })).toMatchObject({ status: 401 });
});

test('a sign-in that fails shows a page to a browser, with nothing in it that came with the request', async () => {
  const evil = '<script>alert(1)</script>"onload=x';
  const query = new URLSearchParams({
    error: evil,
    error_description: evil,
    state: evil,
    code: evil,
    iss: evil,
  });
  const ask = (accept: string) =>
    fetch(`${app.url}/v1/session/oidc/callback?${query}`, {
      redirect: 'manual',
      headers: {
        accept,
        'x-request-id': evil.slice(0, 8),
        cookie: `__Host-tenantry-sign-in=${'x'.repeat(50)}`,
      },
    });
  const page = await ask('text/html,application/xhtml+xml,*/*;q=0.8');
  const text = await page.text();
  expect([page.status, page.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).toContain('You are not signed in');
  expect(text).toContain('<a href="/v1/session/oidc/start">Try again</a>');
  expect(text).toContain('unauthenticated');
  expect(text).not.toMatch(/script|alert|onload/);
  const problem = await ask('*/*');
  expect(problem.headers.get('content-type')).toContain('application/problem+json');
  expect(await problem.text()).not.toMatch(/script|alert|onload/);
});
