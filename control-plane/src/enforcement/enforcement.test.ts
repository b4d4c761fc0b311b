import { expect, test } from 'vitest';
import { startTestApp } from '../app.test-support.ts';
import { ClusterUnavailable, type Provisioner } from '../cluster/provisioner.ts';
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

test('use that passes 80 %, 100 %, the grace and the notice suspends, and a larger plan releases', async () => {
  await using app = await startEnforcing();
  const tenantId = await aTenant(app, 'sample-acme');
  await use(app, tenantId, 'timeline', 7_999);
  await enforceAll(app);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear', grounds: [] });

  await use(app, tenantId, 'timeline', 1);
  await enforceAll(app);
  expect(await standing(app, tenantId)).toMatchObject({
    stage: 'notified',
    grounds: [{ ground: 'usage:timeline', level: 80 }],
  });
  await use(app, tenantId, 'timeline', 2_000);
  await enforceAll(app);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'notified', grounds: [{ level: 100 }] });
  await use(app, tenantId, 'timeline', 2_000);
  await enforceAll(app);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'notified' });
  await use(app, tenantId, 'timeline', 1);
  await enforceAll(app);
  expect(await standing(app, tenantId)).toMatchObject({
    stage: 'notice',
    grounds: [{ secondsLeft: 7 * 86_400 }],
  });

  await pass(app, 7 * DAY - HOUR);
  expect(await isSuspended(app, tenantId)).toBe(false);
  const own = app.as({ roles: ['tenant'], tenantId });
  expect(await own('GET', `/v1/tenants/${tenantId}/enforcement`)).toMatchObject({
    body: { stage: 'notice', grounds: [{ secondsLeft: 3_600 }], ends: ['upgrade', 'next_period'] },
  });
  await pass(app, HOUR);
  expect(await isSuspended(app, tenantId)).toBe(true);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'suspended', next: { step: 'nothing' } });
  expect(await app.app.domains.tenants.service.suspensionsOf(tenantId)).toMatchObject([
    { by: 'billing', reason: 'AllowanceExceeded', until: '2026-04-01T12:00:00.000Z' },
  ]);
  const check = `/v1/tenants/${tenantId}/entitlements/meters/timeline`;
  expect(await app.as('cs')('GET', check)).toMatchObject({ body: { allowed: false, reason: 'suspended' } });

  await app.as('finance')('POST', `/v1/tenants/${tenantId}/change-plan`, {
    body: { planId: 'enterprise' },
  });
  await enforceAll(app);
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear', grounds: [] });
  expect(await toldOf(app, tenantId)).toEqual([
    'enforcement.notified',
    'enforcement.notified',
    'enforcement.notice_given',
    'enforcement.suspended',
    'enforcement.released',
  ]);
});

test('a new period releases what was suspended for use of the old one', async () => {
  await using app = await startEnforcing();
  const tenantId = await aTenant(app, 'sample-acme');
  await use(app, tenantId, 'timeline', 12_001);
  await pass(app, 8 * DAY);
  expect(await isSuspended(app, tenantId)).toBe(true);
  await pass(app, 14 * DAY);
  app.clock.set('2026-04-01T11:59:00Z');
  await enforceAll(app);
  expect(await isSuspended(app, tenantId)).toBe(true);
  app.clock.set('2026-04-01T12:00:00Z');
  await enforceAll(app);
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear' });
});

test('a fresh installation records what it would do, tells nobody and does nothing', async () => {
  await using app = await startTestApp();
  const tenantId = await aTenant(app, 'sample-acme');
  await use(app, tenantId, 'timeline', 12_001);
  await pass(app, 8 * DAY, 5 * HOUR);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'suspended', rehearsal: true });
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(new Set(await toldOf(app, tenantId))).toEqual(new Set(['enforcement.rehearsed']));
  const own = app.as({ roles: ['tenant'], tenantId });
  expect(await own('GET', `/v1/tenants/${tenantId}/enforcement`)).toMatchObject({
    body: { stage: 'clear', grounds: [] },
  });
  await app.as('finance')('PUT', '/v1/enforcement/settings', {
    headers: { 'if-match': '"v0"' },
    body: { mode: 'live', suspensionsPerHour: 10, ledgerLagMinutes: 15, unwatchedMinutes: 20_000 },
  });
  await pass(app, HOUR);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'notice', rehearsal: false });
  expect(await toldOf(app, tenantId)).toContain('enforcement.notice_given');
});

test('a throttled meter is refused with its reason, and no other is', async () => {
  await using app = await startEnforcing();
  const admin = app.as('admin');
  const spec = {
    displayName: 'Throttled',
    tier: 'pro',
    prices: [{ interval: 'month', currency: 'EUR', amount: '1' }],
    allowances: [
      {
        meter: 'query',
        quantity: '100',
        policy: 'soft',
        overage: [{ currency: 'EUR', tiers: [{ unitPrice: '0.1' }] }],
        enforcement: { action: 'throttle', atPercent: 150 },
      },
      { meter: 'timeline', quantity: '100', policy: 'hard' },
    ],
    supportTier: 'standard',
  };
  await admin('POST', '/v1/plans', { body: { planId: 'throttled', spec } });
  await admin('POST', '/v1/plans/throttled/versions/1/publish', {
    headers: { 'if-match': '*' },
    body: {},
  });
  const tenantId = await aTenant(app, 'sample-acme', 'throttled');
  await use(app, tenantId, 'query', 151);
  await enforceAll(app);
  const meters = `/v1/tenants/${tenantId}/entitlements/meters`;
  expect(await admin('GET', `${meters}/query`)).toMatchObject({
    body: { allowed: false, reason: 'throttled', used: '151' },
  });
  expect(await admin('GET', `${meters}/timeline`)).toMatchObject({ body: { allowed: true } });
  expect(await admin('POST', `${meters}/query/reservations`, { body: { quantity: '1' } })).toMatchObject({
    status: 409,
    body: { code: 'allowance_exhausted' },
  });
  expect(await toldOf(app, tenantId)).toEqual(['enforcement.throttled']);
});

/** A cluster that can be lost. */
class LosableCluster implements Provisioner {
  readonly kind = 'recording';
  lost = false;
  apply = async () => {
    if (this.lost) throw new ClusterUnavailable('no route to host');
    return { is: 'applied' as const };
  };
  remove = async () => true;
  observe = async () => undefined;
  lastHeard = () => 0;
}

test('with a lost cluster nobody is suspended, and once it answers somebody is', async () => {
  const cluster = new LosableCluster();
  const clusters = {
    places: [{ name: 'default', region: 'local' }],
    provisioners: new Map([['default', cluster]]),
  };
  await using app = await startEnforcing({ clusters });
  const tenantId = await aTenant(app, 'sample-acme');
  await use(app, tenantId, 'timeline', 12_001);
  await enforceAll(app);
  cluster.lost = true;
  await pass(app, 8 * DAY);
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(app.app.domains.enforcement.rounds.lastLook(tenantId)?.last).toMatchObject({
    step: 'held',
    reason: 'cluster_unreachable',
  });
  expect(await app.as('cs')('GET', '/v1/enforcement')).toMatchObject({
    body: { items: [{ slug: 'sample-acme', held: { reason: 'cluster_unreachable', step: 'suspend' } }] },
  });
  cluster.lost = false;
  await pass(app, HOUR);
  expect(await isSuspended(app, tenantId)).toBe(true);
});

test('a clock that jumps over all notices suspends nobody, and is told of', async () => {
  await using app = await startEnforcing({}, { unwatchedMinutes: 360 });
  const tenantId = await aTenant(app, 'sample-acme');
  await use(app, tenantId, 'timeline', 12_001);
  await enforceAll(app);
  app.clock.advance(20 * DAY);
  await enforceAll(app);
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(await app.as('cs')('GET', '/v1/enforcement/status')).toMatchObject({
    body: { clock: { fault: 'clock_unsettled', unwatched: [{}] } },
  });
  await pass(app, 6 * DAY, HOUR);
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'notice' });
  await pass(app, DAY, HOUR);
  expect(await isSuspended(app, tenantId)).toBe(true);
  // Set right again: what was written meanwhile is of the future, until a person says which time it is.
  app.clock.advance(-20 * DAY);
  await enforceAll(app);
  const confirmed = await app.as('admin')('POST', '/v1/enforcement/confirm-clock', {
    body: { reason: 'the time server is mended' },
  });
  expect(confirmed).toMatchObject({ status: 200, body: { clock: { fault: null } } });
});
