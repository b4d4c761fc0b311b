import { describe, expect, test } from 'vitest';
import { startSecuredApp } from './access.test-support.ts';

const unknownKey = (n: number) => `tny_${n.toString(16).padStart(32, '0')}_${'a'.repeat(43)}`;
const FEW = { perSecond: 0.1, burst: 5 };

describe('failed sign-ins from one address', () => {
  test('are answered 429 with Retry-After after a few, whatever they send', async () => {
    await using app = await startSecuredApp({ access: { rates: { failedSignIns: FEW } } });
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++) {
      const reply = await app.call('GET', '/v1/whoami', { token: unknownKey(n) });
      statuses.push(reply.status);
      if (reply.status === 429) {
        expect(reply.body).toMatchObject({ code: 'rate_limited' });
        expect(Number(reply.headers.get('retry-after'))).toBe(10);
      }
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    for (const headers of [{ authorization: 'Basic x' }, { cookie: `tenantry-session=${'a'.repeat(43)}` }]) {
      expect(await app.call('GET', '/v1/whoami', { headers })).toMatchObject({ status: 429 });
    }
    app.clock.advance(10_000);
    expect(await app.call('GET', '/v1/whoami', { token: unknownKey(99) })).toMatchObject({ status: 401 });
    expect(await app.call('GET', '/v1/whoami', { token: unknownKey(99) })).toMatchObject({ status: 429 });
  });

  test('cost the store no look once the address is limited', async () => {
    await using app = await startSecuredApp({ access: { rates: { failedSignIns: FEW } } });
    for (let n = 0; n < 100; n++) await app.call('GET', '/v1/whoami', { token: unknownKey(n) });
    expect(app.app.access.keys.cached).toBeLessThanOrEqual(6);
  });

  test('shut out nobody whose key was good there before, nor requests that are open', async () => {
    await using app = await startSecuredApp({ access: { rates: { failedSignIns: FEW } } });
    const session = await app.call('POST', '/v1/session', { token: app.admin });
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await app.call('GET', '/v1/session', { headers: { cookie } })).toMatchObject({ status: 200 });
    for (let n = 0; n < 10; n++) await app.call('GET', '/v1/whoami', { token: unknownKey(n) });
    app.clock.advance(6_000);
    expect(await app.call('GET', '/v1/whoami', { token: app.admin })).toMatchObject({ status: 200 });
    expect(await app.call('GET', '/v1/session', { headers: { cookie } })).toMatchObject({ status: 200 });
    expect(await app.call('GET', '/livez')).toMatchObject({ status: 200 });
  });

  test('are limited, too, when they name a key that is known', async () => {
    await using app = await startSecuredApp({ access: { rates: { failedSignIns: FEW } } });
    await app.call('GET', '/v1/whoami', { token: app.admin });
    const wrong = app.admin.slice(0, -1) + (app.admin.endsWith('a') ? 'b' : 'a');
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await app.call('GET', '/v1/whoami', { token: wrong })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(await app.call('GET', '/v1/whoami', { token: app.admin })).toMatchObject({ status: 200 });
  });

  test('are counted by the address that a trusted proxy tells, and by no other', async () => {
    const forged = async (trustedProxies: string[]) => {
      await using app = await startSecuredApp({ access: { trustedProxies, rates: { failedSignIns: FEW } } });
      const statuses: number[] = [];
      for (let n = 0; n < 8; n++) {
        const headers = { 'x-forwarded-for': `203.0.113.${n}` };
        statuses.push((await app.call('GET', '/v1/whoami', { token: unknownKey(n), headers })).status);
      }
      return statuses.filter(status => status === 429).length;
    };
    expect(await forged([])).toBe(3);
    expect(await forged(['loopback'])).toBe(0);
  });
});

describe('requests of one key', () => {
  test('are answered 429 with Retry-After when they are too many, and those of another key are not', async () => {
    const rates = { perPrincipal: { perSecond: 1, burst: 3 } };
    await using app = await startSecuredApp({ access: { rates } });
    const other = await app.key({ roles: ['cs'] });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++)
      statuses.push((await app.call('GET', '/v1/whoami', { token: app.admin })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const limited = await app.call('GET', '/v1/whoami', { token: app.admin });
    expect(limited.headers.get('retry-after')).toBe('1');
    expect(await app.call('GET', '/v1/whoami', { token: other })).toMatchObject({ status: 200 });
    app.clock.advance(1_000);
    expect(await app.call('GET', '/v1/whoami', { token: app.admin })).toMatchObject({ status: 200 });
  });

  test('are counted together with those of its sessions', async () => {
    const rates = { perPrincipal: { perSecond: 1, burst: 3 } };
    await using app = await startSecuredApp({ access: { rates } });
    const reply = await app.call('POST', '/v1/session', { token: app.admin });
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const get = () => app.call('GET', '/v1/session', { headers: { cookie } });
    expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([200, 200, 429]);
  });
});
