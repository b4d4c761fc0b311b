import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { Problem } from '../http/problem.ts';
import type { Collection, CollectionSpec, Store, StoredDocument } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { FakeUsage } from './fake-usage.test-support.ts';
import { Reservations } from './reservations.ts';
import { capacityOf, heldBy, SLICES, slicesSpec } from './slice.ts';
import type { Standing } from './standing.ts';

const TENANT = '01890000-0000-7000-8000-000000000001';
const METER = 'timeline';
const PERIOD = { index: 0, from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };

let clock: FakeClock;
let usage: FakeUsage;
let store: Store;
let limit: string;

beforeEach(() => {
  clock = new FakeClock();
  usage = new FakeUsage(clock);
  store = new SlowStore(new MemoryStore());
  limit = '100';
});

/** Answers after a moment, each call after another one: whatever can overtake does. */
class SlowStore implements Store {
  readonly kind = 'slow';
  readonly #store: Store;
  constructor(inner: Store) {
    this.#store = inner;
  }
  async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await this.#store.collection(spec);
    return {
      spec,
      insert: async documents => pause().then(() => inner.insert(documents)),
      get: async id => pause().then(() => inner.get(id)),
      find: async ids => pause().then(() => inner.find(ids)),
      scan: async scan => pause().then(() => inner.scan(scan)),
      replace: async document => pause().then(() => inner.replace(document)),
      remove: async ids => pause().then(() => inner.remove(ids)),
    };
  }
  check = () => this.#store.check();
  close = () => this.#store.close();
}

async function pause(): Promise<void> {
  for (let turns = Math.floor(Math.random() * 4); turns >= 0; turns--) await new Promise(setImmediate);
}

function standing(policy: 'hard' | 'soft' = 'hard'): Standing {
  return {
    reason: 'active',
    suspended: false,
    throttled: [],
    plan: {
      planId: 'p',
      planVersion: 1,
      displayName: 'P',
      tier: 'pro',
      supportTier: 'standard',
      interval: 'month',
      currency: 'EUR',
      basePrice: { amount: '1', source: 'plan' },
      addOns: [],
      allowances: [{ meter: METER, quantity: limit, policy, source: 'plan' }],
      featureFlags: {},
    },
    period: PERIOD,
    until: Number.POSITIVE_INFINITY,
  };
}

const replica = (policy?: 'hard' | 'soft') =>
  Reservations.open({ store, clock }, { read: async () => standing(policy) }, usage);

const reserve = (from: Reservations, quantity: bigint, id = uuidv7()) =>
  from.reserve({ id, tenantId: TENANT, meter: METER, quantity, holdMs: 60_000 });

async function refused(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'done';
}

/** Held and used together, over all slices, by their last versions. */
async function taken(): Promise<bigint> {
  const slices = await store.collection(slicesSpec);
  const latest = new Map(
    (await slices.scan({ limit: 1_000_000 })).map(slice => [slice.id.slice(0, -11), slice]),
  );
  return [...latest.values()].reduce(
    (sum, slice) => sum + heldBy(slice, clock.now()) + BigInt(slice.used),
    0n,
  );
}

describe('reservations', () => {
  test('of many claimers in many replicas are exactly the limit, and never more', async () => {
    const replicas = await Promise.all([replica(), replica(), replica(), replica()]);
    const outcomes = await Promise.all(
      Array.from({ length: 160 }, (_, at) => refused(reserve(replicas[at % 4] ?? replicas[0], 1n))),
    );
    expect(outcomes.filter(outcome => outcome === 'done')).toHaveLength(100);
    expect(outcomes.filter(outcome => outcome === 'allowance_exhausted')).toHaveLength(60);
    expect(await taken()).toBe(100n);
  });

  test('of any size, committed in part, released or left alone, never pass the limit', async () => {
    const replicas = await Promise.all([replica(), replica(), replica()]);
    let used = 0n;
    const customer = async (at: number) => {
      const from = replicas[at % 3] ?? replicas[0];
      const quantity = BigInt(1 + Math.floor(Math.random() * 12));
      const made = await reserve(from, quantity).catch(() => undefined);
      expect((await taken()) <= 100n).toBe(true);
      if (made === undefined) return;
      const fate = Math.random();
      if (fate < 0.4) {
        const part = quantity / 2n + 1n;
        await from.commit(TENANT, made.id, part);
        used += part;
      } else if (fate < 0.8) await from.release(TENANT, made.id);
    };
    for (let round = 0; round < 6; round++) {
      await Promise.all(Array.from({ length: 30 }, (_, at) => customer(at)));
      expect((await taken()) <= 100n).toBe(true);
      clock.advance(61_000);
    }
    expect(used <= 100n).toBe(true);
    expect(await taken()).toBe(used);
  });

  test('take the last of a limit from several slices', async () => {
    const one = await replica();
    const all = await reserve(one, 100n);
    expect(all.parts).toHaveLength(SLICES);
    expect(await refused(reserve(one, 1n))).toBe('allowance_exhausted');
    await one.release(TENANT, all.id);
    expect(await refused(reserve(one, 101n))).toBe('allowance_exhausted');
    expect(await taken()).toBe(0n);
    await reserve(one, 99n);
  });

  test('are free again when they run out, and a commit after others took them is refused', async () => {
    const one = await replica();
    const first = await reserve(one, 100n);
    clock.advance(60_001);
    await reserve(one, 100n);
    expect(await refused(one.commit(TENANT, first.id, undefined))).toBe('conflict');
    expect(await taken()).toBe(100n);
  });

  test('may be committed late, as long as nobody took them', async () => {
    const one = await replica();
    const made = await reserve(one, 10n);
    clock.advance(60_001);
    await one.commit(TENANT, made.id, 4n);
    expect(await taken()).toBe(4n);
  });

  test('are settled once: the same word again is no change, and another is refused', async () => {
    const one = await replica();
    const made = await reserve(one, 10n);
    const settle = () => one.commit(TENANT, made.id, 7n);
    await Promise.all([settle(), settle(), settle()]);
    await settle();
    expect(await taken()).toBe(7n);
    expect(await refused(one.release(TENANT, made.id))).toBe('conflict');
    expect(await refused(one.commit(TENANT, made.id, 8n))).toBe('conflict');
    expect(await refused(one.commit(TENANT, made.id, 11n))).toBe('invalid_state');
    expect(await taken()).toBe(7n);
  });

  test('are committed or released, whichever was first, when both are said at once', async () => {
    const one = await replica();
    for (let round = 0; round < 20; round++) {
      const made = await reserve(one, 5n);
      const before = await taken();
      const [committed] = await Promise.all([
        refused(one.commit(TENANT, made.id, undefined)),
        refused(one.release(TENANT, made.id)),
      ]);
      expect(await taken()).toBe(committed === 'done' ? before : before - 5n);
    }
  });

  test('are the same when the request comes again', async () => {
    const one = await replica();
    const id = uuidv7();
    const first = await reserve(one, 60n, id);
    expect(await reserve(one, 60n, id)).toEqual(first);
    expect(await taken()).toBe(60n);
  });

  test('that a dying server left half made are gone on with by the same request', async () => {
    const id = uuidv7();
    const one = await replica();
    await reserve(one, 60n, id);
    // The record was not written yet.
    const records = await store.collection({
      name: 'reservations',
      indexes: {},
      parse: value => Object(value),
    });
    await records.remove([id]);
    const resumed = await reserve(one, 60n, id);
    expect(resumed.quantity).toBe('60');
    expect(await taken()).toBe(60n);
  });

  test('count what others used without reserving, as far as the ledger knows', async () => {
    const one = await replica();
    usage.use(TENANT, METER, 95n);
    clock.advance(1);
    expect(await refused(reserve(one, 6n))).toBe('allowance_exhausted');
    await reserve(one, 5n);
  });

  test('need no slice where nothing is refused', async () => {
    const soft = await replica('soft');
    const made = await reserve(soft, 1_000_000n);
    expect(made.parts).toEqual([]);
    expect(await soft.commit(TENANT, made.id, undefined)).toMatchObject({ outcome: { used: '1000000' } });
    expect(await taken()).toBe(0n);
  });

  test('go on to a limit that was raised, and hold back at one that was lowered', async () => {
    const one = await replica();
    await reserve(one, 100n);
    limit = '150';
    await reserve(one, 50n);
    limit = '120';
    expect(await refused(reserve(one, 1n))).toBe('allowance_exhausted');
  });

  test('of another tenant are not found', async () => {
    const one = await replica();
    const made = await reserve(one, 1n);
    expect(await refused(one.commit('another', made.id, 1n))).toBe('not_found');
    expect(await refused(one.release(TENANT, uuidv7()))).toBe('not_found');
  });

  test('are forgotten a day after their period', async () => {
    const one = await replica();
    await reserve(one, 3n);
    expect(await one.prune()).toBe(0);
    clock.set('2026-04-02T00:00:01Z');
    expect(await one.prune()).toBe(2);
  });
});

test('the slices of a limit are the limit together, whatever its size', () => {
  for (const size of [0n, 1n, 7n, 8n, 9n, 100n, 12_345n, 2n ** 63n - 1n]) {
    const parts = Array.from({ length: SLICES }, (_, slice) => capacityOf(size, slice));
    expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(size);
  }
});
