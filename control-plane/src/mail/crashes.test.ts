import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import {
  type Between,
  type Death,
  Dying,
  ProcessDied,
  UnreliableStore,
} from '../usage/unreliable-store.test-support.ts';
import {
  CountingServer,
  contentsOf,
  levelOf,
  mustHold,
  reading,
  startReplica,
} from './replica.test-support.ts';
import type { Letter } from './smtp.ts';

/** Longer than a change may wait for its projections, and than an attempt may take. */
const LEASE = 6 * 60_000;
/** Whatever a dead one has left: its projections, and its letters. */
async function finish(store: MemoryStore, clock: FakeClock, letters: Letter[]): Promise<void> {
  const next = await startReplica(store, clock, new CountingServer(letters));
  for (let round = 0; round < 3; round++) {
    clock.advance(LEASE);
    await next.sweep();
    while ((await next.sendDue()) > 0);
  }
}

/** Raises an alert and tells of it, while the process dies at a call; undefined when there is no such call. */
async function crashAt(at: number, death: Death) {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const letters: Letter[] = [];
  const dying = new Dying(at, death);
  const around = async (send: () => void) => {
    const call = await dying.before();
    send();
    await dying.after(call);
  };
  // Opening is no part of it.
  const first = await startReplica(
    new UnreliableStore(store, dying),
    clock,
    new CountingServer(letters, around),
  );
  const run = async () => {
    await first.observe(reading('acme', 85, clock));
    await first.sendDue();
    clock.advance(1_000);
    await first.observe(reading('acme', 120, clock));
    await first.sendDue();
  };
  const end = await run().then(
    () => 'done',
    (error: unknown) => error,
  );
  if (end !== 'done') expect(end).toBeInstanceOf(ProcessDied);
  if (dying.calls < at) return undefined;
  // The next one sees what it sees, and has no memory of the first.
  const next = await startReplica(store, clock, new CountingServer(letters));
  await next.observe(reading('acme', 120, clock));
  await finish(store, clock, letters);
  return { contents: await contentsOf(store), letters };
}

test('a process that dies before, after or amid any call leaves each transition recorded once, and told to everybody', async () => {
  let crashes = 0;
  let twice = 0;
  for (const death of ['before', 'after', 'half'] as const satisfies readonly Death[]) {
    for (let at = 0; ; at++, crashes++) {
      const outcome = await crashAt(at, death);
      if (outcome === undefined) break;
      const { contents, letters } = outcome;
      const name = `${death} call ${at}`;
      mustHold(contents, letters, name);
      const levels = contents.changes.map(levelOf);
      // Whoever died ahead of the warning is followed by one who sees an alarm.
      expect([['warning', 'alarm'], ['alarm']], name).toContainEqual(levels);
      if (letters.length > contents.deliveries.length) twice++;
    }
  }
  expect(crashes).toBeGreaterThan(100);
  // Otherwise no letter was out when its process died, and nothing was shown.
  expect(twice).toBeGreaterThan(0);
}, 60_000);

const ALERTS = 4;
/** Each is a change of level for whoever is at the one before; the last recovers. */
const VALUES = [85, 120, 85, 120, 10];
const ROUNDS = 500;
const HOLD = 600_000;

/** Interleaves with others, and dies at a call; never when none is given. */
function mortal(between: Between, at: number): Between {
  const dying = new Dying(at, 'after');
  return {
    before: async call => {
      await between.before(call);
      return dying.before();
    },
    after: async number => {
      await between.after(number);
      await dying.after(number);
    },
    half: () => false,
  };
}

test('two replicas in any order of their calls, and one that is killed, record 10,000 transitions once each', async () => {
  let transitions = 0;
  let deaths = 0;
  let raced = 0;
  for (let seed = 0; seed < ROUNDS; seed++) {
    const store = new MemoryStore();
    const clock = new FakeClock();
    const letters: Letter[] = [];
    const order = new Interleaving(seed);
    const server = new CountingServer(letters);
    const start = (between: Between) => startReplica(new UnreliableStore(store, between), clock, server);
    // Every third round one of the two is killed at some call, and its successor does what it left.
    const killed = seed % 3 === 0 ? (seed * 7) % 300 : Number.POSITIVE_INFINITY;
    const replicas = await order.run(
      Promise.all([start(mortal(order.between(), killed)), start(order.between())]).catch(async error => {
        if (!(error instanceof ProcessDied)) throw error;
        deaths++;
        return Promise.all([start(order.between()), start(order.between())]);
      }),
    );
    const tenants = Array.from({ length: ALERTS }, (_, at) => `t${at}`);
    let recorded = 0;
    for (const value of VALUES) {
      const step = replicas.map(async (replica, which) => {
        const act = async (one: typeof replica) => {
          for (const tenantId of tenants) if (await one.observe(reading(tenantId, value, clock))) recorded++;
          await one.sendDue();
        };
        await act(replica).catch(async error => {
          if (!(error instanceof ProcessDied)) throw error;
          deaths++;
          const successor = await start(order.between());
          replicas[which] = successor;
          await act(successor);
        });
      });
      await order.run(Promise.all(step));
      clock.advance(HOLD);
    }
    await finish(store, clock, letters);
    const contents = await contentsOf(store);
    mustHold(contents, letters, `seed ${seed}`);
    const histories = Map.groupBy(contents.changes, ({ aggregateId }) => aggregateId);
    expect(histories.size).toBe(ALERTS);
    for (const changes of histories.values()) {
      expect(changes.map(levelOf), `seed ${seed}`).toEqual(['warning', 'alarm', 'warning', 'alarm', 'ok']);
    }
    transitions += contents.changes.length;
    raced += contents.changes.length - recorded;
  }
  expect(transitions).toBe(ROUNDS * ALERTS * VALUES.length);
  expect(transitions).toBe(10_000);
  expect(deaths).toBeGreaterThan(ROUNDS / 6);
  // What a process decided and died over, nobody was told of.
  expect(raced).toBeLessThanOrEqual(deaths);
}, 240_000);
