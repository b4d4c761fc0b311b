import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { suspend } from '../tenants/decisions.ts';
import { UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { DAY, HOUR } from './enforcement.test-support.ts';
import { holdOf } from './enforcer.ts';
import { find, goLive, Outside, type Replica, register, startReplica, WHO } from './replica.test-support.ts';

let clock: FakeClock;
let store: MemoryStore;
let outside: Outside;
let replica: Replica;
let tenantId: string;

/** A tenant whose notice, of a day, was given now. */
beforeEach(async () => {
  clock = new FakeClock();
  store = new MemoryStore();
  outside = new Outside(clock);
  replica = await startReplica(store, clock, outside);
  await goLive(replica);
  tenantId = await register(replica, 'sample-acme');
  outside.used.set(tenantId, 130n);
  await replica.enforcement.rounds.look(tenantId);
  expect((await find(replica, tenantId)).stage).toBe('notice');
});

async function watch(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= HOUR) {
    clock.advance(Math.min(left, HOUR));
    await replica.enforcement.enforcer.conditions(true);
  }
}

/** Looks, and says why nothing was done; nobody may be suspended. */
async function heldBy(): Promise<string | undefined> {
  const outcome = await replica.enforcement.rounds.look(tenantId);
  expect(await find(replica, tenantId)).toMatchObject({ stage: 'notice', suspended: false });
  return holdOf(outcome);
}

const isSuspended = async () => {
  await replica.enforcement.rounds.look(tenantId);
  return (await find(replica, tenantId)).suspended;
};

describe('nobody is suspended', () => {
  test('before the notice is over, and when it is over somebody is', async () => {
    await watch(DAY - 1_000);
    expect(await heldBy()).toBeUndefined();
    await watch(1_000);
    expect(await isSuspended()).toBe(true);
  });

  test('while the ledger is behind, answers nothing, or has lost the period', async () => {
    await watch(DAY);
    outside.lag = 16 * 60_000;
    expect(await heldBy()).toBe('ledger_lagging');
    outside.lag = 0;
    outside.ledger = 'fails';
    expect(await heldBy()).toBe('usage_unavailable');
    outside.ledger = 'counts anew';
    expect(await heldBy()).toBe('usage_unavailable');
    outside.ledger = 'answers';
    outside.used.clear();
    expect(await heldBy()).toBe('ledger_empty');
    outside.used.set(tenantId, 130n);
    expect(await isSuspended()).toBe(true);
  });

  test('while the cluster does not answer', async () => {
    await watch(DAY);
    outside.cluster = { is: 'unavailable', message: 'no route to host' };
    expect(await heldBy()).toBe('cluster_unreachable');
    outside.cluster = { is: 'applied' };
    expect(await isSuspended()).toBe(true);
  });

  test('for what is overdue while the ledger that the statement came from is empty', async () => {
    outside.limit = '1000';
    const overdueSince = new Date(clock.now() - 3 * DAY).toISOString();
    outside.billing.set(tenantId, { currency: 'EUR', openMinor: 500n, overdueMinor: 500n, overdueSince });
    await replica.enforcement.rounds.look(tenantId);
    await watch(DAY);
    outside.used.clear();
    expect(await heldBy()).toBe('ledger_empty');
    outside.used.set(tenantId, 130n);
    expect(await isSuspended()).toBe(true);
  });

  test('by a person’s suspension that enforcement would take over', async () => {
    await replica.tenants.service.change(tenantId, suspend({ by: 'billing', reason: 'AskedByPhone' }), WHO);
    await watch(DAY);
    const outcome = await replica.enforcement.rounds.look(tenantId);
    expect(holdOf(outcome)).toBe('suspended_by_hand');
    expect((await find(replica, tenantId)).stage).toBe('notice');
  });

  test('who ends what was held against them while the cluster is asked', async () => {
    await watch(DAY);
    outside.meanwhile = async () => void outside.used.set(tenantId, 50n);
    const { steps } = await replica.enforcement.rounds.look(tenantId);
    expect(steps).not.toContain('suspend');
    expect((await find(replica, tenantId)).suspended).toBe(false);
  });

  test('over a suspension that a person writes while the cluster is asked', async () => {
    await watch(DAY);
    const byHand = suspend({ by: 'billing', reason: 'AskedByPhone' });
    let asked = 0;
    outside.meanwhile = async () => {
      // Once for what the record is to say, and once more for the tenant itself.
      if (++asked === 2) await replica.tenants.service.change(tenantId, byHand, WHO);
    };
    await replica.enforcement.rounds.look(tenantId);
    expect(asked).toBeGreaterThanOrEqual(2);
    expect(await replica.tenants.service.suspensionsOf(tenantId)).toMatchObject([
      { by: 'billing', reason: 'AskedByPhone' },
    ]);
  });

  test('when the store fails at any call of the last step, and once it answers somebody is', async () => {
    await watch(DAY);
    const broken = replica.tenants.service.load;
    replica.tenants.service.load = () => Promise.reject(new Error('the store does not answer'));
    const outcome = await replica.enforcement.rounds.look(tenantId);
    expect(holdOf(outcome)).toBe('store_unavailable');
    replica.tenants.service.load = broken;
    expect(await isSuspended()).toBe(true);
  });
});

describe('a clock that is wrong suspends nobody', () => {
  test('when it jumps ahead: the notice runs as much longer, and all of it is watched', async () => {
    await watch(HOUR);
    clock.advance(20 * DAY);
    expect(await heldBy()).toBe('clock_ahead');
    clock.advance(60_000);
    expect(await heldBy()).toBe('clock_unsettled');
    await watch(22 * HOUR);
    expect(await heldBy()).toBeUndefined();
    await watch(2 * HOUR);
    expect(await isSuspended()).toBe(true);
  });

  test('when it is set back, until it is where it was', async () => {
    await watch(2 * HOUR);
    clock.advance(-90 * 60_000);
    expect(await heldBy()).toBe('clock_behind');
    await watch(DAY);
    expect(await isSuspended()).toBe(true);
  });

  test('when it was ahead for a while, until a person says that it is right now', async () => {
    await watch(2 * DAY);
    clock.advance(-2 * DAY);
    expect(await heldBy()).toBe('clock_behind');
    await replica.enforcement.clockWatch.confirm('the time server is mended', WHO);
    expect((await replica.enforcement.enforcer.conditions(true)).fault).toBeUndefined();
    expect(await heldBy()).toBeUndefined();
  });

  test('as a clock that nobody sets shows it, however small the jump, and two that see it count it once', async () => {
    let steady = 0;
    const seeing = [
      await startReplica(store, clock, outside, () => steady),
      await startReplica(store, clock, outside, () => steady),
    ].map(({ enforcement }) => enforcement.enforcer);
    const tick = (milliseconds: number, shown: number) => {
      steady += milliseconds;
      clock.advance(shown);
    };
    for (const enforcer of seeing) expect((await enforcer.conditions(true)).fault).toBeUndefined();
    tick(HOUR, HOUR);
    for (const enforcer of seeing) expect((await enforcer.conditions(true)).fault).toBeUndefined();
    tick(60_000, 11 * 60_000);
    expect((await seeing[0]?.conditions(true))?.fault).toBe('clock_ahead');
    await seeing[1]?.conditions(true);
    tick(60_000, 60_000);
    const verdict = await seeing[0]?.conditions(true);
    expect(verdict?.fault).toBe('clock_unsettled');
    expect(verdict?.unwatched.map(({ from, to }) => to - from)).toEqual([10 * 60_000]);
  });

  test('also when the store fails as the jump is seen, and for each of two that look at once', async () => {
    let steady = 0;
    let away = false;
    const failing = new UnreliableStore(store, {
      before: async () => {
        if (away) throw new StoreUnavailable('away');
        return 0;
      },
      after: async () => undefined,
      half: () => false,
    });
    const { enforcement } = await startReplica(failing, clock, outside, () => steady);
    const look = () => enforcement.enforcer.conditions(true);
    expect((await look()).fault).toBeUndefined();
    steady += 60_000;
    clock.advance(HOUR);
    away = true;
    await expect(look()).rejects.toThrow('away');
    away = false;
    const [first, second] = await Promise.all([look(), look()]);
    expect([first?.fault, second?.fault]).toEqual(['clock_ahead', 'clock_ahead']);
    steady += 60_000;
    clock.advance(60_000);
    const { fault, unwatched } = await look();
    expect(fault).toBe('clock_unsettled');
    expect(unwatched.map(({ from, to }) => to - from)).toEqual([HOUR - 60_000]);
  });
});
