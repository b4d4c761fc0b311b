import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { TestApp } from '../app.test-support.ts';
import {
  aTenant,
  DAY,
  enforceAll,
  HOUR,
  isSuspended,
  pass,
  standing,
  startEnforcing,
  toldOf,
  use,
} from './enforcement.test-support.ts';

let app: TestApp;
let tenantId: string;
let path: string;
const inDays = (days: number) => new Date(app.clock.now() + days * DAY).toISOString();

/** A tenant whose notice was given now, and one suspension in an hour. */
beforeEach(async () => {
  app = await startEnforcing({}, { suspensionsPerHour: 1 });
  tenantId = await aTenant(app, 'sample-acme');
  path = `/v1/enforcement/${tenantId}`;
  await use(app, tenantId, 'timeline', 12_001);
  await enforceAll(app);
});
afterEach(() => app[Symbol.asyncDispose]());

test('customer success gives more notice, and decides nothing else', async () => {
  const cs = app.as('cs');
  const until = inDays(10);
  expect(await cs('POST', `${path}/extend-notice`, { body: { until, reason: 'they asked' } })).toMatchObject({
    status: 200,
    body: { stage: 'notice', grounds: [{ noticeEndsAt: until, secondsLeft: 10 * 86_400 }] },
  });
  const sooner = await cs('POST', `${path}/extend-notice`, { body: { until: inDays(9), reason: 'x' } });
  expect(sooner).toMatchObject({ status: 422, body: { errors: [{ field: '/until' }] } });
  const far = await cs('POST', `${path}/extend-notice`, { body: { until: inDays(91), reason: 'x' } });
  expect(far).toMatchObject({ status: 422 });
  for (const [order, body] of [
    ['approve', {}],
    ['release', { reason: 'x' }],
    ['exempt', { until, reason: 'x' }],
    ['end-exemption', {}],
  ] as const) {
    expect(await cs('POST', `${path}/${order}`, { body })).toMatchObject({ status: 403 });
  }
  await pass(app, 10 * DAY - HOUR);
  expect(await isSuspended(app, tenantId)).toBe(false);
  await pass(app, HOUR);
  expect(await isSuspended(app, tenantId)).toBe(true);
});

test('a tenant that is exempt is released, left alone, and announced anew when that is over', async () => {
  await pass(app, 7 * DAY);
  expect(await isSuspended(app, tenantId)).toBe(true);
  const until = inDays(3);
  expect(
    await app.as('finance')('POST', `${path}/exempt`, { body: { until, reason: 'a talk is under way' } }),
  ).toMatchObject({ status: 200, body: { stage: 'clear', exemption: { until } } });
  expect(await isSuspended(app, tenantId)).toBe(false);
  await pass(app, 3 * DAY - HOUR);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear', next: { step: 'nothing' } });
  await pass(app, HOUR);
  expect(await standing(app, tenantId)).toMatchObject({
    stage: 'notice',
    grounds: [{ secondsLeft: 7 * 86_400 }],
  });
  expect(await isSuspended(app, tenantId)).toBe(false);
});

test('a tenant released by hand is left alone for a week', async () => {
  await pass(app, 7 * DAY);
  const released = await app.as('finance')('POST', `${path}/release`, { body: { reason: 'our mistake' } });
  expect(released).toMatchObject({ status: 200, body: { stage: 'clear', exemption: { until: inDays(7) } } });
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(
    await app.as('finance')('POST', `${path}/end-exemption`, { body: { reason: 'it was none' } }),
  ).toMatchObject({ body: { stage: 'notice', exemption: null } });
  expect(await app.as('finance')('POST', `${path}/end-exemption`, { body: {} })).toMatchObject({
    status: 409,
  });
});

test('the second of an hour waits for a person, also when the hour is over, and says so', async () => {
  const second = await aTenant(app, 'sample-later');
  await use(app, second, 'timeline', 12_001);
  await enforceAll(app);
  await pass(app, 7 * DAY + HOUR);
  const found = await Promise.all([tenantId, second].map(id => isSuspended(app, id)));
  expect(found.filter(Boolean)).toHaveLength(1);
  const waiting = found[0] === true ? second : tenantId;
  await pass(app, 5 * HOUR, HOUR);
  expect(await standing(app, waiting)).toMatchObject({
    stage: 'awaiting_approval',
    next: { step: 'nothing' },
  });
  expect(await toldOf(app, waiting)).toContain('enforcement.approval_needed');
  const approve = () => app.as('finance')('POST', `/v1/enforcement/${waiting}/approve`, { body: {} });
  expect(await approve()).toMatchObject({ status: 200, body: { stage: 'suspended' } });
  expect(await isSuspended(app, waiting)).toBe(true);
  expect(await approve()).toMatchObject({ status: 200 });
  const status = z
    .object({ suspensionsThisHour: z.int(), clock: z.object({ fault: z.string().nullable() }) })
    .parse((await app.as('cs')('GET', '/v1/enforcement/status')).body);
  expect(status.clock.fault).toBeNull();
});

describe('what is shown', () => {
  test('is a list of those that anything is held against, with what is left, page by page', async () => {
    const second = await aTenant(app, 'sample-later');
    await use(app, second, 'timeline', 8_000);
    await aTenant(app, 'sample-quiet');
    await enforceAll(app);
    const page = z.object({
      items: z.array(z.looseObject({ slug: z.string(), stage: z.string() })),
      next: z.string().optional(),
    });
    const list = async (query = '') =>
      page.parse((await app.as('cs')('GET', `/v1/enforcement${query}`)).body);
    expect((await list()).items.map(({ slug }) => slug).sort()).toEqual(['sample-acme', 'sample-later']);
    expect((await list('?stage=notice')).items).toMatchObject([{ slug: 'sample-acme' }]);
    const first = await list('?limit=1');
    const rest = await list(`?limit=1&cursor=${first.next}`);
    expect(new Set([...first.items, ...rest.items].map(({ slug }) => slug)).size).toBe(2);
    expect(rest.next).toBeUndefined();
  });

  test('is every step with who took it, and to a tenant its own standing alone', async () => {
    const history = await app.as('cs')('GET', `${path}/history`);
    expect(history).toMatchObject({
      body: { items: [{ action: 'enforcement.give_notice', by: 'system:enforcement', stage: 'notice' }] },
    });
    const own = app.as({ roles: ['tenant'], tenantId });
    expect(await own('GET', `/v1/tenants/${tenantId}/enforcement`)).toMatchObject({ status: 200 });
    const other = await aTenant(app, 'sample-other');
    expect(await own('GET', `/v1/tenants/${other}/enforcement`)).toMatchObject({ status: 404 });
    for (const hidden of [path, `${path}/history`, '/v1/enforcement', '/v1/enforcement/settings'])
      expect([403, 404], hidden).toContain((await own('GET', hidden)).status);
    const nobody = '01890000-0000-7000-8000-000000000001';
    expect(await app.as('cs')('GET', `/v1/enforcement/${nobody}`)).toMatchObject({ status: 404 });
    expect(await app.as('cs')('GET', '/v1/enforcement/nobody')).toMatchObject({ status: 404 });
  });

  test('are settings that are changed by the version that was read', async () => {
    const finance = app.as('finance');
    const read = await finance('GET', '/v1/enforcement/settings');
    const etag = read.headers.get('etag') ?? '';
    const body = { mode: 'dry_run', suspensionsPerHour: 3, ledgerLagMinutes: 20, unwatchedMinutes: 60 };
    const put = (tag: string) =>
      finance('PUT', '/v1/enforcement/settings', { body, headers: { 'if-match': tag } });
    expect(await put('"v9"')).toMatchObject({ status: 412 });
    expect(await put(etag)).toMatchObject({ status: 200, body });
    expect(await put(etag)).toMatchObject({ status: 412 });
    expect(
      await app.as('cs')('PUT', '/v1/enforcement/settings', { body, headers: { 'if-match': '*' } }),
    ).toMatchObject({ status: 403 });
    // What runs is neither taken back nor gone on with.
    await pass(app, 8 * DAY, HOUR / 2);
    expect(await isSuspended(app, tenantId)).toBe(false);
    expect(await standing(app, tenantId)).toMatchObject({
      stage: 'notice',
      next: { held: { reason: 'dry_run', step: 'suspend' } },
    });
  }, 60_000);
});
