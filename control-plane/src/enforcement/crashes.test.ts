import { describe, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { resume } from '../tenants/decisions.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import { type Death, Dying, ProcessDied, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { DAY, HOUR } from './enforcement.test-support.ts';
import { ENFORCEMENT } from './enforcer.ts';
import {
  type Found,
  find,
  goLive,
  Outside,
  type Replica,
  register,
  startReplica,
} from './replica.test-support.ts';
import { enforcementSlotsSpec } from './slots.ts';

/** Until then, after a crash, record and Tenant say the same again. */
const WITHIN = 30_000;
const STEP = 5_000;

interface World {
  readonly store: MemoryStore;
  readonly clock: FakeClock;
  readonly outside: Outside;
  readonly first: Replica;
  readonly tenantIds: readonly string[];
}

/** Tenants whose notice is over now. */
async function atTheEndOfNotice(count: number, perHour = 10): Promise<World> {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const outside = new Outside(clock);
  const first = await startReplica(store, clock, outside);
  await goLive(first, perHour);
  const tenantIds: string[] = [];
  for (let n = 0; n < count; n++) tenantIds.push(await register(first, `sample-${n}`));
  for (const tenantId of tenantIds) {
    outside.used.set(tenantId, 130n);
    await first.enforcement.rounds.look(tenantId);
  }
  for (let hour = 0; hour < 24; hour++) {
    clock.advance(HOUR);
    await first.enforcement.enforcer.conditions(true);
  }
  return { store, clock, outside, first, tenantIds };
}

/** No tenant is suspended without a record that says so, and no record says so without. */
function agrees({ record, suspended }: Found): boolean {
  const { phase } = record.suspension ?? {};
  return suspended ? phase === 'suspended' : phase !== 'suspended';
}

/** What other replicas do in the time that record and Tenant may differ. */
async function recover({ store, clock, outside }: World): Promise<Replica> {
  const next = await startReplica(store, clock, outside);
  for (let passed = 0; passed < WITHIN; passed += STEP) {
    clock.advance(STEP);
    await next.settle();
  }
  return next;
}

async function dieAt(world: World, at: number, death: Death, then: (replica: Replica) => Promise<unknown>) {
  const between = { current: new Dying(Number.POSITIVE_INFINITY, death) };
  const store = new UnreliableStore(world.store, {
    before: () => between.current.before(),
    after: number => between.current.after(number),
    half: number => between.current.half(number),
  });
  const replica = await startReplica(store, world.clock, world.outside);
  // Opening is no part of it.
  between.current = new Dying(at, death);
  await then(replica).catch(error => {
    if (!(error instanceof ProcessDied)) throw error;
  });
  return between.current.dead;
}

describe('a process that dies at any call of the store', () => {
  test.each(['before', 'after', 'half'] as const)(
    '(%s) while it suspends leaves what others finish within 30 seconds, once',
    async death => {
      let calls = 0;
      for (let died = true; died; calls++) {
        const world = await atTheEndOfNotice(1);
        const [tenantId = ''] = world.tenantIds;
        died = await dieAt(world, calls, death, ({ enforcement }) => enforcement.rounds.look(tenantId));
        const next = await recover(world);
        const found = await find(next, tenantId);
        expect(agrees(found), `${death} at ${calls}: ${found.stage}`).toBe(true);
        expect(found, `${death} at ${calls}`).toMatchObject({ stage: 'suspended', suspended: true });
        const slots = await (await world.store.collection(enforcementSlotsSpec)).scan({ limit: 10 });
        expect(slots, `${death} at ${calls}`).toHaveLength(1);
        expect(await actionsOf(next, tenantId), `${death} at ${calls}`).toEqual([
          'enforcement.give_notice',
          'enforcement.suspend',
          'enforcement.suspended',
        ]);
      }
      expect(calls).toBeGreaterThan(20);
    },
    120_000,
  );

  test.each(['before', 'after'] as const)(
    '(%s) while it releases leaves what others finish within 30 seconds, once',
    async death => {
      let calls = 0;
      for (let died = true; died; calls++) {
        const world = await atTheEndOfNotice(1);
        const [tenantId = ''] = world.tenantIds;
        await world.first.enforcement.rounds.look(tenantId);
        expect(await find(world.first, tenantId)).toMatchObject({ stage: 'suspended', suspended: true });
        world.outside.limit = '1000';
        died = await dieAt(world, calls, death, ({ enforcement }) => enforcement.rounds.look(tenantId));
        // An upgrade is told by its change; here, by the sweep.
        const next = await startReplica(world.store, world.clock, world.outside);
        await next.enforcement.rounds.runSweep();
        await recover(world);
        const found = await find(next, tenantId);
        expect(found, `${death} at ${calls}`).toMatchObject({ stage: 'clear', suspended: false });
        expect((await actionsOf(next, tenantId)).slice(3), `${death} at ${calls}`).toEqual([
          'enforcement.release',
          'enforcement.released',
        ]);
      }
      expect(calls).toBeGreaterThan(10);
    },
    120_000,
  );
});

describe('two replicas at once', () => {
  test('suspend no more in an hour than the bound, whoever is first; the others wait for a person', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const world = await atTheEndOfNotice(5, 2);
      const order = new Interleaving(seed);
      const replicas = [
        await startReplica(world.store, world.clock, world.outside),
        await startReplica(world.store, world.clock, world.outside),
      ];
      const slow = await Promise.all(
        replicas.map(() =>
          order.run(
            startReplica(new UnreliableStore(world.store, order.between()), world.clock, world.outside),
          ),
        ),
      );
      await order.run(
        Promise.all(
          slow.map(async ({ enforcement }, at) => {
            const ids = at === 0 ? world.tenantIds : world.tenantIds.toReversed();
            for (const tenantId of ids) await enforcement.rounds.look(tenantId);
          }),
        ),
      );
      const next = await recover(world);
      const found = await Promise.all(world.tenantIds.map(tenantId => find(next, tenantId)));
      expect(found.filter(agrees), `seed ${seed}`).toHaveLength(5);
      expect(
        found.filter(({ suspended }) => suspended),
        `seed ${seed}`,
      ).toHaveLength(2);
      expect(
        found.filter(({ stage }) => stage === 'awaiting_approval'),
        `seed ${seed}`,
      ).toHaveLength(3);
      const waiting = world.tenantIds[found.findIndex(({ suspended }) => !suspended)] ?? '';
      await next.enforcement.byHand.approve(waiting, 'they were called', ENFORCEMENT);
      await next.enforcement.rounds.look(waiting);
      expect(await find(next, waiting), `seed ${seed}`).toMatchObject({
        stage: 'suspended',
        suspended: true,
      });
    }
  }, 120_000);

  test('one that suspends while the other sees that it is upgraded leave it released', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const world = await atTheEndOfNotice(1);
      const [tenantId = ''] = world.tenantIds;
      const order = new Interleaving(seed);
      const [one, two] = await order.run(
        Promise.all([
          startReplica(new UnreliableStore(world.store, order.between()), world.clock, world.outside),
          startReplica(new UnreliableStore(world.store, order.between()), world.clock, world.outside),
        ]),
      );
      await order.run(
        Promise.all([
          one.enforcement.rounds.look(tenantId),
          (async () => {
            for (let n = 0; n < seed % 8; n++) await two.enforcement.records.load(tenantId);
            world.outside.limit = '1000';
            await two.enforcement.rounds.look(tenantId);
          })(),
        ]),
      );
      const next = await recover(world);
      await next.enforcement.rounds.runSweep();
      const found = await find(next, tenantId);
      expect(found, `seed ${seed}`).toMatchObject({ stage: 'clear', suspended: false });
    }
  }, 120_000);

  test('a suspension that its intent does not ask for any more is lifted', async () => {
    const world = await atTheEndOfNotice(1);
    const [tenantId = ''] = world.tenantIds;
    await world.first.enforcement.rounds.look(tenantId);
    // As a process leaves it that stopped for a while between reading the intent and carrying it out.
    const { suspensions } = (await world.first.tenants.service.load(tenantId)).state;
    world.outside.limit = '1000';
    await world.first.enforcement.rounds.look(tenantId);
    expect(await find(world.first, tenantId)).toMatchObject({ stage: 'clear', suspended: false });
    await world.first.tenants.service.change(
      tenantId,
      tenant => ({ state: { ...tenant, suspensions }, action: 'tenant.suspend', events: [] }),
      ENFORCEMENT,
    );
    await recover(world);
    await world.first.enforcement.rounds.runChanged();
    expect(await find(world.first, tenantId)).toMatchObject({ stage: 'clear', suspended: false });
  });

  test('a suspension that somebody lifts elsewhere is not put back: a new notice is given', async () => {
    const world = await atTheEndOfNotice(1);
    const [tenantId = ''] = world.tenantIds;
    await world.first.enforcement.rounds.look(tenantId);
    await world.first.tenants.service.change(tenantId, resume({ by: 'billing' }), ENFORCEMENT);
    await world.first.enforcement.rounds.look(tenantId);
    const found = await find(world.first, tenantId);
    expect(found).toMatchObject({ stage: 'notice', suspended: false });
    expect(found.record.grounds[0]?.notice?.endsAt).toBe(new Date(world.clock.now() + DAY).toISOString());
  });
});

async function actionsOf({ enforcement }: Replica, tenantId: string): Promise<string[]> {
  return (await enforcement.records.history(tenantId, 0, 100)).map(({ action }) => action);
}
