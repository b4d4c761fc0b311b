import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../app.test-support.ts';
import { type SecuredApp, startSecuredApp } from '../access.test-support.ts';
import { startIssuer, type TestIssuer } from './issuer.test-support.ts';

let issuer: TestIssuer;
let app: SecuredApp;
let now: number;

beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer[Symbol.asyncDispose]());

beforeEach(async () => {
  const clock = new FakeClock(new Date().toISOString());
  now = Math.floor(clock.now() / 1_000);
  // What is looked at here are tokens: nobody is limited.
  const rates = { failedSignIns: { perSecond: 1e6, burst: 1e6 } };
  app = await startSecuredApp({ clock, access: { oidc: issuer.options, rates } });
  return () => app[Symbol.asyncDispose]();
});

const whoami = (token: string) => app.call('GET', '/v1/whoami', { token });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = (more: object = {}) => ({
  iss: issuer.url,
  aud: 'https://tenantry.test/api',
  sub: 'ada',
  iat: now,
  exp: now + 300,
  groups: ['admins'],
  ...more,
});

describe('a token of the issuer', () => {
  test('is whoever the issuer says, with the roles that its groups are mapped to', async () => {
    const token = await issuer.accessToken(['admins', 'strangers', 'constructor', '__proto__']);
    expect(await whoami(token)).toMatchObject({
      status: 200,
      body: { id: `user:${issuer.url}|robot`, roles: ['admin'], by: 'token' },
    });
  });

  test('has no role when nothing of it is mapped', async () => {
    const reply = await whoami(await issuer.accessToken(['strangers']));
    expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await whoami(await issuer.accessToken())).toMatchObject({ status: 403 });
  });

  test('of a customer is bound to the tenant it names, and is nobody without one', async () => {
    const tenant_id = '0198F000-0000-7000-8000-000000000001';
    const bound = await issuer.sign({ groups: ['customers'], tenant_id });
    expect(await whoami(bound)).toMatchObject({
      status: 200,
      body: { roles: ['tenant'], tenantId: tenant_id.toLowerCase() },
    });
    for (const groups of [['customers'], ['robots'], ['customers', 'robots']]) {
      expect(await whoami(await issuer.sign({ groups }))).toMatchObject({ status: 403 });
    }
    for (const tenant_id of ['', '*', 7, { $ne: null }, ['a']]) {
      const wrong = await issuer.sign({ groups: ['admins'], tenant_id });
      expect(await whoami(wrong)).toMatchObject({ status: 403 });
    }
  });

  test('is good within the clocks’ tolerance, and not beyond', async () => {
    const at = async (more: object) => (await whoami(await issuer.sign({ ...claims(), ...more }))).status;
    expect(await at({ exp: now - 29 })).toBe(200);
    expect(await at({ exp: now - 31 })).toBe(401);
    expect(await at({ nbf: now + 29 })).toBe(200);
    expect(await at({ nbf: now + 31 })).toBe(401);
  });
});

describe('refused, though signed with the issuer’s own key:', () => {
  test.each<[string, Record<string, unknown>]>([
    ['another audience', { aud: 'https://other.test' }],
    ['no audience', { aud: undefined }],
    ['an operator as audience', { aud: { $ne: null } }],
    ['another issuer', { iss: 'https://evil.test' }],
    ['no issuer', { iss: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['no end', { exp: undefined }],
    ['no beginning', { iat: undefined }],
    ['an end that is a text', { exp: '9999999999' }],
  ])('%s', async (_what, more) => {
    expect(await whoami(await issuer.sign({ ...claims(), ...more }))).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
  });
});

test('an issuer whose name only begins alike is another issuer', async () => {
  const token = await issuer.sign(claims({ iss: `${issuer.url}.evil.test` }));
  expect(await whoami(token)).toMatchObject({ status: 401 });
});

describe('refused, as forged:', () => {
  test('no signature (alg none, in any spelling)', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      const body = encode(claims());
      expect(await whoami(`${encode({ alg, kid: 'one' })}.${body}.`)).toMatchObject({ status: 401 });
      expect(await whoami(`${encode({ alg, kid: 'one' })}.${body}.AAAA`)).toMatchObject({ status: 401 });
    }
  });

  test('the public key used as a shared secret (key confusion)', async () => {
    const key = await importJWK(issuer.publicKey, 'RS256');
    if (key instanceof Uint8Array) throw new Error('no key');
    const pem = await exportSPKI(key);
    for (const alg of ['HS256', 'HS384', 'HS512']) {
      for (const secret of [pem, pem.trimEnd(), JSON.stringify(issuer.publicKey), issuer.publicKey.n ?? '']) {
        const signed = `${encode({ alg, kid: 'one', typ: 'JWT' })}.${encode(claims())}`;
        const mac = createHmac(alg.replace('HS', 'sha'), secret).update(signed).digest('base64url');
        expect(await whoami(`${signed}.${mac}`)).toMatchObject({ status: 401 });
      }
    }
  });

  test('a key that the token brings along', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const jwk = publicKey.export({ format: 'jwk' });
    for (const header of [
      { jwk },
      { jwk, kid: 'one' },
      { jku: 'https://evil.test/jwks', kid: 'one' },
      { x5u: 'https://evil.test/x', kid: 'one' },
    ]) {
      const signed = `${encode({ alg: 'RS256', ...header })}.${encode(claims())}`;
      const signature = createSign('sha256').update(signed).sign(privateKey).toString('base64url');
      expect(await whoami(`${signed}.${signature}`)).toMatchObject({ status: 401 });
    }
  });

  test('another kind of key under the id of one that is known', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(privateKey);
    expect(await whoami(token)).toMatchObject({ status: 401 });
  });

  test('an algorithm that is not on the list, though the key is right', async () => {
    const token = await issuer.sign(claims(), { alg: 'RS256' });
    await using strict = await startSecuredApp({
      clock: app.clock,
      access: { oidc: { ...issuer.options, algorithms: ['ES256'] } },
    });
    expect(await strict.call('GET', '/v1/whoami', { token })).toMatchObject({ status: 401 });
    expect(await whoami(token)).toMatchObject({ status: 200 });
  });

  test('a changed claim, a critical header nobody knows, a detached body, an encrypted token, no token at all', async () => {
    const [head = '', , signature = ''] = (await issuer.sign(claims({ groups: ['care'] }))).split('.');
    for (const token of [
      `${head}.${encode(claims())}.${signature}`,
      `${encode({ alg: 'RS256', kid: 'one', crit: ['magic'], magic: 1 })}.${encode(claims())}.${signature}`,
      `${head}..${signature}`,
      `${encode({ alg: 'dir', enc: 'A128GCM' })}..AAAA.AAAA.AAAA`,
      'a.b.c',
      '..',
      'e30.e30.e30',
    ]) {
      expect(await whoami(token)).toMatchObject({ status: 401 });
    }
  });
});

describe('the issuer’s keys', () => {
  test('a thousand tokens with unknown key ids make them be fetched once', async () => {
    await whoami(await issuer.sign(claims()));
    issuer.asked.clear();
    for (let n = 0; n < 100; n++) {
      const forged = await Promise.all(
        Array.from({ length: 10 }, (_, at) => issuer.sign(claims(), { kid: `k${n}-${at}` })),
      );
      const replies = await Promise.all(forged.map(whoami));
      expect(replies.every(({ status }) => status === 401)).toBe(true);
    }
    expect(issuer.asked.get('/jwks') ?? 0).toBeLessThanOrEqual(1);
  });

  test('an issuer that is down is 503 with Retry-After, is asked gently, and is taken again when it is back', async () => {
    const token = await issuer.sign(claims());
    issuer.down = true;
    issuer.asked.clear();
    try {
      for (let n = 0; n < 20; n++) {
        const reply = await whoami(token);
        expect(reply).toMatchObject({ status: 503, body: { code: 'unavailable' } });
        expect(reply.headers.get('retry-after')).toBe('10');
      }
      expect([...issuer.asked.values()].reduce((a, b) => a + b, 0)).toBe(1);
      expect(await whoami(app.admin)).toMatchObject({ status: 200 });
    } finally {
      issuer.down = false;
    }
    app.clock.advance(10_000);
    expect(await whoami(token)).toMatchObject({ status: 200 });
  });
});
