import { newPlanChangeSchema } from '@tenantry/contracts/commercial/plan-change';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { FakeClock } from '../../app.test-support.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { Interleaving } from '../../usage/interleaving.test-support.ts';
import { type Death, Dying, UnreliableStore } from '../../usage/unreliable-store.test-support.ts';
import {
  type BulkProcess,
  itemsOf,
  startBulkProcess,
  versionsOf,
  WHO,
  withSubscribers,
} from './bulk-process.test-support.ts';

const TENANTS = Array.from({ length: 2 }, () => uuidv7()).toSorted();
const ORDER = newPlanChangeSchema.parse({
  from: { planId: 'team', version: 1 },
  to: { planId: 'team', version: 2 },
  when: 'now',
  reason: 'version 2 takes its place',
  batches: { size: 1 },
});
const ONCE = TENANTS.map(() => ({ changes: 1, version: 2 }));
const TWICE = TENANTS.map(() => ({ changes: 2, version: 1 }));

async function prepared() {
  const store = new MemoryStore();
  const clock = new FakeClock();
  await withSubscribers(store, clock, TENANTS);
  return { store, clock };
}

async function settled(process: BulkProcess, planChangeId: string): Promise<void> {
  for (let round = 0; round < 6; round++) {
    await process.round();
    if ((await process.planChanges.load(planChangeId)).state.phase === 'completed') return;
  }
  throw new Error('the order is not completed');
}

/** Kills the process at every call of the store, before it and after it; answers how often. Inserts are of one each. */
async function everyDeath(
  life: (process: BulkProcess) => Promise<unknown>,
  afterwards: (process: BulkProcess) => Promise<void>,
  setUp: (process: BulkProcess) => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  let deaths = 0;
  for (const death of ['before', 'after'] satisfies Death[]) {
    for (let call = 0, more = true; more; call++) {
      const { store, clock } = await prepared();
      const healthy = await startBulkProcess(store, clock);
      await setUp(healthy);
      // Its start is no part of what is tried.
      const begun = new Dying(Number.POSITIVE_INFINITY, death);
      await startBulkProcess(new UnreliableStore(store, begun), clock);
      const dying = new Dying(begun.calls + 1 + call, death);
      const process = await startBulkProcess(new UnreliableStore(store, dying), clock);
      await life(process).catch(() => undefined);
      more = dying.dead;
      if (more) deaths++;
      await afterwards(await startBulkProcess(store, clock));
    }
  }
  return deaths;
}

test('whichever call of the store an order dies at, each tenant is changed once, by whoever comes next', async () => {
  const id = uuidv7();
  const create = (process: BulkProcess) => process.planChanges.create(id, ORDER, WHO);
  const deaths = await everyDeath(
    async process => {
      await create(process);
      await process.planChanges.runOpen();
    },
    async process => {
      // As the request does that comes again with its key.
      await create(process);
      await settled(process, id);
      expect(await versionsOf(process, TENANTS)).toEqual(ONCE);
      const items = await itemsOf(process, id);
      expect(items.map(({ tenantId, outcome }) => [tenantId, outcome])).toEqual(
        TENANTS.map(tenantId => [tenantId, 'changed']),
      );
      expect((await process.planChanges.load(id)).state.batch).toMatchObject({ number: 2 });
    },
  );
  expect(deaths).toBeGreaterThan(100);
}, 300_000);

test('whichever call an undo dies at, each tenant is given back what it had, once', async () => {
  const [id, back] = [uuidv7(), uuidv7()];
  const undo = (process: BulkProcess) =>
    process.planChanges.undo(id, back, { reason: 'it was a mistake', when: 'now' }, WHO);
  const deaths = await everyDeath(
    async process => {
      await undo(process);
      await process.planChanges.runOpen();
    },
    async process => {
      await undo(process);
      await settled(process, back);
      expect(await versionsOf(process, TENANTS)).toEqual(TWICE);
      const outcomes = (await itemsOf(process, back)).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(TENANTS.map(() => 'changed'));
      expect((await process.planChanges.load(id)).state.undo).toMatchObject({ made: true });
    },
    async process => {
      await process.planChanges.create(id, ORDER, WHO);
      await settled(process, id);
    },
  );
  expect(deaths).toBeGreaterThan(100);
}, 300_000);

test('two replicas that run one order step by step in any order change each tenant once, in the same batches', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { store, clock } = await prepared();
    const steps = new Interleaving(seed);
    const healthy = await startBulkProcess(store, clock);
    const id = uuidv7();
    await healthy.planChanges.create(id, ORDER, WHO);
    const replicas = steps.run(
      Promise.all(
        [1, 2].map(async () => {
          const replica = await startBulkProcess(new UnreliableStore(store, steps.between()), clock);
          await replica.planChanges.runOpen();
        }),
      ),
    );
    await replicas;
    await settled(healthy, id);
    expect(await versionsOf(healthy, TENANTS)).toEqual(ONCE);
    const { batch } = (await healthy.planChanges.load(id)).state;
    expect(batch).toMatchObject({ number: 2, tenantIds: TENANTS.slice(1) });
  }
}, 300_000);
