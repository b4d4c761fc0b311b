import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { createContext } from '../create-context.ts';
import { notFound } from '../http/problem.ts';
import { silentLogger } from '../logger.ts';
import { openPlans } from '../plans/open-plans.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { openSubscriptions } from '../subscriptions/open-subscriptions.ts';
import type { Note, SubscriptionService } from '../subscriptions/service.ts';
import { FakeUsage } from './fake-usage.test-support.ts';
import { openEntitlements } from './open-entitlements.ts';
import { type EntitlementService, USAGE_TTL } from './service.ts';
import { STANDING_TTL } from './standing.ts';

const TENANT = uuidv7();
const KNOWN = uuidv7();

let clock: FakeClock;
let usage: FakeUsage;
let store: MemoryStore;
let suspensions: { until?: string }[];
let subscriptions: SubscriptionService;
let service: EntitlementService;

/** A replica of the control plane, as far as entitlements go. */
async function replica(): Promise<{ subscriptions: SubscriptionService; service: EntitlementService }> {
  const context = await createContext({ store, clock, logger: silentLogger });
  const plans = await openPlans(context, async () => true);
  const opened = await openSubscriptions(context, plans.service);
  const entitlements = await openEntitlements(context, {
    subscriptions: opened.service,
    usage,
    suspensionsOf: async tenantId => (tenantId === TENANT || tenantId === KNOWN ? suspensions : undefined),
  });
  const by = { actor: note().actor, requestId: 'r' };
  await plans.service.create('team', aPlanSpec(), 'test', by);
  await plans.service.publish('team', 1, undefined, by);
  return { subscriptions: opened.service, service: entitlements.service };
}

function note(): Note {
  return { actor: { id: 'user:test', name: 'test' }, requestId: 'r', origin: uuidv7() };
}

beforeEach(async () => {
  clock = new FakeClock();
  usage = new FakeUsage(clock);
  store = new MemoryStore();
  suspensions = [];
  ({ subscriptions, service } = await replica());
  await subscriptions.create(TENANT, { planId: 'team' }, note());
  clock.advance(1_000);
});

describe('a check', () => {
  test('answers what was used, what is left, why, and when it begins anew', async () => {
    usage.use(TENANT, 'query', 110n);
    expect(await service.check(TENANT, 'query', 10n)).toEqual({
      meter: 'query',
      allowed: true,
      reason: 'overage',
      policy: 'grace',
      quantity: '10',
      used: '110',
      held: '0',
      limit: '100',
      ceiling: '120',
      remaining: '10',
      period: { index: 0, from: '2026-03-01T12:00:00.000Z', to: '2026-04-01T12:00:00.000Z' },
      reset: '2026-04-01T12:00:00.000Z',
      asOf: '2026-03-01T12:00:01.000Z',
    });
    expect(await service.check(TENANT, 'query', 11n)).toMatchObject({
      allowed: false,
      reason: 'limit_reached',
    });
    expect(await service.check(TENANT, 'signup', 1n)).toMatchObject({ reason: 'not_limited', limit: null });
  });

  test('lets pass at most what is used in the lag of the ledger and of the cache', async () => {
    usage.lag = 2_000;
    let passed = 0;
    // One timeline each 100 ms, 10 allowed.
    for (let tick = 0; tick < 200; tick++) {
      if ((await service.check(TENANT, 'timeline', 1n)).allowed) {
        passed++;
        usage.use(TENANT, 'timeline', 1n);
      }
      clock.advance(100);
    }
    expect(passed).toBeGreaterThanOrEqual(10);
    expect(passed).toBeLessThanOrEqual(10 + (usage.lag + USAGE_TTL) / 100 + 1);
  });

  test('asks the ledger once for many checks of a moment', async () => {
    await Promise.all(Array.from({ length: 500 }, () => service.check(TENANT, 'query', 1n)));
    expect(usage.reads).toBe(1);
    clock.advance(USAGE_TTL);
    await service.check(TENANT, 'query', 1n);
    expect(usage.reads).toBe(2);
  });

  test('begins anew with the period', async () => {
    usage.use(TENANT, 'timeline', 10n);
    expect(await service.check(TENANT, 'timeline', 1n)).toMatchObject({ allowed: false });
    clock.set('2026-04-01T11:59:59.999Z');
    expect(await service.check(TENANT, 'timeline', 1n)).toMatchObject({ allowed: false });
    clock.set('2026-04-01T12:00:00.000Z');
    expect(await service.check(TENANT, 'timeline', 1n)).toMatchObject({ allowed: true, used: '0' });
  });

  test('knows a change at once where it was made, and elsewhere within the stated time', async () => {
    const other = await replica();
    const flag = (from: EntitlementService) => from.flag(TENANT, 'beta');
    expect([await flag(service), await flag(other.service)]).toMatchObject([{ on: false }, { on: false }]);
    const change = { kind: 'flag', flag: 'beta', on: true } as const;
    await subscriptions.addOverride(TENANT, { change, reason: 'asked' }, note());
    expect(await flag(service)).toEqual({ flag: 'beta', on: true, reason: 'override' });
    clock.advance(STANDING_TTL);
    expect(await flag(other.service)).toMatchObject({ on: true });
  });

  test('knows what time changes at that very instant', async () => {
    const change = { kind: 'flag', flag: 'beta', on: true } as const;
    const until = '2026-03-01T12:00:02.000Z';
    await subscriptions.addOverride(TENANT, { change, reason: 'asked', until }, note());
    expect(await service.flag(TENANT, 'beta')).toMatchObject({ on: true });
    clock.set(until);
    expect(await service.flag(TENANT, 'beta')).toMatchObject({ on: false, reason: 'not_in_plan' });
  });

  test('cuts off who has no plan any more, and not who never had one', async () => {
    expect(await service.check(KNOWN, 'query', 1n)).toMatchObject({
      allowed: true,
      reason: 'plan_unassigned',
    });
    expect(await service.flag(KNOWN, 'timeline')).toMatchObject({ on: false, reason: 'plan_unassigned' });
    await subscriptions.end(TENANT, 'now', note());
    expect(await service.check(TENANT, 'query', 1n)).toMatchObject({ allowed: false, reason: 'ended' });
    expect(await service.flag(TENANT, 'timeline')).toMatchObject({ on: false, reason: 'ended' });
    await expect(service.check(uuidv7(), 'query', 1n)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('lets a suspended tenant use nothing, until the very instant that its suspension ends', async () => {
    usage.use(TENANT, 'timeline', 3n);
    suspensions = [{ until: '2026-02-01T00:00:00.000Z' }, { until: '2026-03-01T12:00:05.000Z' }];
    expect(await service.check(TENANT, 'timeline', 1n)).toMatchObject({
      allowed: false,
      reason: 'suspended',
      used: '3',
      remaining: '7',
    });
    expect(await service.check(KNOWN, 'timeline', 1n)).toMatchObject({ allowed: false, reason: 'suspended' });
    expect(await service.flag(TENANT, 'timeline')).toMatchObject({ on: false, reason: 'suspended' });
    clock.set('2026-03-01T12:00:05.000Z');
    expect(await service.check(TENANT, 'timeline', 1n)).toMatchObject({ allowed: true });
    expect(await service.check(KNOWN, 'timeline', 1n)).toMatchObject({ allowed: true });
  });

  test('of everything lists the meters and flags of the plan', async () => {
    const all = await service.all(TENANT);
    expect(all.planId).toBe('team');
    expect(all.meters.map(({ meter }) => meter)).toEqual(['ingestion', 'timeline', 'query']);
    expect(all.flags).toEqual([
      { flag: 'bulk-export', on: false, reason: 'plan' },
      { flag: 'timeline', on: true, reason: 'plan' },
    ]);
  });

  test('names a meter of the plan that nobody counts, and answers for the others', async () => {
    const change = { kind: 'allowance', meter: 'typo', quantity: '5', policy: 'hard' } as const;
    await subscriptions.addOverride(TENANT, { change, reason: 'asked' }, note());
    const total = usage.total.bind(usage);
    usage.total = (tenantId, meter, interval) =>
      meter === 'typo' ? Promise.reject(notFound('meter typo')) : total(tenantId, meter, interval);
    const { meters } = await service.all(TENANT);
    expect(meters.find(({ meter }) => meter === 'typo')).toMatchObject({
      allowed: true,
      reason: 'unmetered',
      used: '0',
      limit: '5',
    });
    expect(meters).toHaveLength(4);
    expect(await service.check(TENANT, 'typo', 6n)).toMatchObject({
      allowed: false,
      reason: 'limit_reached',
    });
  });

  test('is no ledger’s failure in disguise', async () => {
    usage.total = () => Promise.reject(new Error('down'));
    await expect(service.check(TENANT, 'query', 1n)).rejects.toThrow('down');
    usage.total = FakeUsage.prototype.total;
    expect(await service.check(TENANT, 'query', 1n)).toMatchObject({ allowed: true });
  });
});
