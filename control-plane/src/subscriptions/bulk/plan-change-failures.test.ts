import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { newPlanChangeSchema, planChangeTenantsSchema } from '@tenantry/contracts/commercial/plan-change';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { FakeClock, startTestApp, type TestApp } from '../../app.test-support.ts';
import type { Collection, CollectionSpec, StoredDocument } from '../../storage/documents.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { overlaid } from '../../storage/overlaid.test-support.ts';
import { Interleaving } from '../../usage/interleaving.test-support.ts';
import { type Death, Dying, UnreliableStore } from '../../usage/unreliable-store.test-support.ts';
import { MOST_TRIES } from './batch-run.ts';
import {
  type BulkProcess,
  itemsOf,
  startBulkProcess,
  versionsOf,
  WHO,
  withSubscribers,
} from './bulk-process.test-support.ts';

/** Takes no change of these subscriptions, as a store does for which a document is too large. */
class RefusingStore extends MemoryStore {
  readonly refuses = new Set<string>();
  /** Called before a subscription is changed. */
  beforeChange: (tenantId: string) => Promise<void> = async () => undefined;
  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await super.collection(spec);
    if (spec.name !== 'changes') return inner;
    const insert = async (documents: readonly D[]) => {
      for (const { id } of documents) {
        const [kind, tenantId] = id.split('/');
        if (kind === 'subscription') await this.beforeChange(tenantId ?? '');
      }
      const refused = documents.some(({ id }) =>
        [...this.refuses].some(tenantId => id.startsWith(`subscription/${tenantId}/`)),
      );
      if (refused) throw new RangeError('a secret of the machine');
      return inner.insert(documents);
    };
    return overlaid(inner, { insert });
  }
}

let app: TestApp;
let store: RefusingStore;
const tenants: string[] = [];
const send = (method: string, path: string, body?: unknown) =>
  app.as('finance')(method, path, { ...(body !== undefined && { body }) });

beforeEach(async () => {
  store = new RefusingStore();
  app = await startTestApp({ store });
  await send('POST', '/v1/plans', { planId: 'team', spec: aPlanSpec() });
  await send('POST', '/v1/plans/team/versions/1/publish');
  await send('POST', '/v1/plans/team/versions', { spec: aPlanSpec({ displayName: 'Team 2' }) });
  await send('POST', '/v1/plans/team/versions/2/publish');
  tenants.length = 0;
  for (const slug of ['one', 'two', 'three']) {
    const made = await app.as('admin')('POST', '/v1/tenants', { body: { slug, displayName: slug } });
    const { tenantId } = z.object({ tenantId: z.string() }).parse(made.body);
    await send('POST', `/v1/tenants/${tenantId}/subscription`, { planId: 'team', version: 1 });
    tenants.push(tenantId);
  }
  store.refuses.add(tenants[1] ?? '');
});
afterEach(() => app[Symbol.asyncDispose]());

const ORDER = {
  from: { planId: 'team', version: 1 },
  to: { planId: 'team', version: 2 },
  when: 'now',
  reason: 'version 2 takes its place',
  batches: { size: 2 },
};
const ordered = async (rest: object = {}) => {
  const { body } = await send('POST', '/v1/plan-changes', { ...ORDER, ...rest });
  return z.object({ planChangeId: z.string() }).parse(body).planChangeId;
};
const run = () => app.app.domains.planChanges.runOpen();
const look = async (id: string) => (await send('GET', `/v1/plan-changes/${id}`)).body;
const listed = async (id: string, query = '') =>
  planChangeTenantsSchema.parse((await send('GET', `/v1/plan-changes/${id}/tenants${query}`)).body).items;
const versionOf = async (tenantId: string | undefined) =>
  z
    .object({ plan: z.object({ planVersion: z.int() }) })
    .parse((await send('GET', `/v1/tenants/${tenantId}/subscription`)).body).plan.planVersion;

async function untilGivenUp(): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await run();
    app.clock.advance(400_000);
  }
  await run();
}

test('those that failed are tried again when that is asked for while the last of the others are changed', async () => {
  const id = await ordered();
  store.beforeChange = async tenantId => {
    if (tenantId !== tenants[2]) return;
    store.beforeChange = async () => undefined;
    store.refuses.clear();
    expect(await send('POST', `/v1/plan-changes/${id}/retry`, {})).toMatchObject({ status: 200 });
  };
  await untilGivenUp();
  await run();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 3, failed: 0 });
});

test('one of an earlier batch that fails again when it is tried again has all its tries', async () => {
  const id = await ordered();
  await untilGivenUp();
  expect(await look(id)).toMatchObject({ state: 'completed' });
  await send('POST', `/v1/plan-changes/${id}/retry`, {});
  await run();
  expect(await look(id)).toMatchObject({ state: 'running' });
  store.refuses.clear();
  app.clock.advance(400_000);
  await run();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 3, failed: 0 });
});

test('one whose change always fails is tried again at growing distances, given up with its reason, and the others are changed', async () => {
  const id = await ordered();
  await run();
  expect(await listed(id)).toMatchObject([
    { tenantId: tenants[0], outcome: 'changed' },
    {
      tenantId: tenants[1],
      outcome: 'begun',
      tries: 1,
      code: 'internal',
      againAt: '2026-03-01T12:00:05.000Z',
    },
  ]);
  await run();
  app.clock.advance(5_000);
  await run();
  expect(await listed(id, '?outcome=begun')).toMatchObject([
    { tries: 2, againAt: '2026-03-01T12:00:15.000Z' },
  ]);
  await untilGivenUp();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 2, refused: 0, failed: 1 });
  const [failed, ...rest] = await listed(id, '?outcome=failed&limit=1');
  expect(rest).toEqual([]);
  expect(failed).toMatchObject({ tenantId: tenants[1], code: 'internal', tries: MOST_TRIES });
  expect(failed?.message).not.toContain('secret');
  expect(failed).not.toHaveProperty('againAt');
  expect(await Promise.all(tenants.map(versionOf))).toEqual([2, 1, 2]);
});

test('one that fails for a while is changed when it can be', async () => {
  const id = await ordered();
  await run();
  store.refuses.clear();
  app.clock.advance(5_000);
  await run();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 3, failed: 0 });
  const items = await listed(id);
  expect(items.flatMap(item => Object.keys(item)).filter(key => key === 'code' || key === 'tries')).toEqual(
    [],
  );
});

test('a cancellation waits for nobody whose change fails', async () => {
  const id = await ordered({ batches: { size: 2, pauseSeconds: 60 } });
  await run();
  await send('POST', `/v1/plan-changes/${id}/cancel`, {});
  await run();
  expect(await look(id)).toMatchObject({ state: 'cancelled', changed: 1, failed: 1 });
  expect(await send('POST', `/v1/plan-changes/${id}/retry`, {})).toMatchObject({ status: 409 });
});

test('an undo gives back what was changed, and leaves out whoever failed, who is named', async () => {
  const id = await ordered();
  await untilGivenUp();
  const undone = await send('POST', `/v1/plan-changes/${id}/undo`, { reason: 'it was a mistake' });
  expect(undone).toMatchObject({ status: 202, body: { total: 2 } });
  await run();
  const back = z.object({ planChangeId: z.string() }).parse(undone.body).planChangeId;
  expect(await look(back)).toMatchObject({ state: 'completed', changed: 2, refused: 0, failed: 0 });
  expect(await listed(id, '?outcome=failed')).toMatchObject([{ tenantId: tenants[1] }]);
  expect(await Promise.all(tenants.map(versionOf))).toEqual([1, 1, 1]);
  expect(await send('POST', `/v1/plan-changes/${id}/retry`, {})).toMatchObject({
    status: 409,
    body: { errors: [{ code: 'undone' }] },
  });
});

test('those that failed can be tried again, and nobody else is begun by that', async () => {
  const id = await ordered({ selection: { tenantIds: tenants.slice(0, 2) } });
  await untilGivenUp();
  const retry = () => send('POST', `/v1/plan-changes/${id}/retry`, { reason: 'it is mended' });
  expect(await retry()).toMatchObject({ status: 200, body: { state: 'running', failed: 1 } });
  await untilGivenUp();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 1, failed: 1 });
  store.refuses.clear();
  await send('POST', `/v1/tenants/${tenants[0]}/subscription/changes`, {
    planId: 'team',
    version: 1,
    when: 'now',
  });
  await retry();
  await run();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 2, failed: 0 });
  expect(await Promise.all(tenants.map(versionOf))).toEqual([1, 2, 1]);
  expect(await retry()).toMatchObject({ status: 200, body: { state: 'completed' } });
});

test('two replicas that try one in vain in any order give it up after as many tries, and end the order', async () => {
  const ids = Array.from({ length: 2 }, () => uuidv7()).toSorted();
  for (let seed = 1; seed <= 5; seed++) {
    const shared = new RefusingStore();
    const clock = new FakeClock();
    await withSubscribers(shared, clock, ids);
    shared.refuses.add(ids[0] ?? '');
    const steps = new Interleaving(seed);
    const healthy = await startBulkProcess(shared, clock);
    const id = uuidv7();
    await healthy.planChanges.create(id, newPlanChangeSchema.parse({ ...ORDER, batches: { size: 1 } }), WHO);
    const replicas = [1, 2].map(async () => {
      const replica = await startBulkProcess(new UnreliableStore(shared, steps.between()), clock);
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        await replica.planChanges.runOpen();
        clock.advance(400_000);
      }
    });
    await steps.run(Promise.all(replicas));
    for (let round = 0; round < MOST_TRIES; round++) {
      clock.advance(400_000);
      await healthy.round();
    }
    expect((await healthy.planChanges.load(id)).state.phase).toBe('completed');
    const [failed, changed] = await itemsOf(healthy, id);
    expect(failed).toMatchObject({ outcome: 'failed', tries: MOST_TRIES });
    expect(changed).toMatchObject({ outcome: 'changed' });
    expect(await versionsOf(healthy, ids)).toMatchObject([
      { changes: 0, version: 1 },
      { changes: 1, version: 2 },
    ]);
  }
}, 120_000);

/** A process that dies at a call of the store, and who comes after it. */
async function everyDeath(
  prepare: () => Promise<{ shared: RefusingStore; clock: FakeClock }>,
  life: (process: BulkProcess) => Promise<unknown>,
  afterwards: (process: BulkProcess) => Promise<unknown>,
): Promise<number> {
  let deaths = 0;
  for (const death of ['before', 'after'] satisfies Death[]) {
    for (let call = 0, more = true; more; call++) {
      const { shared, clock } = await prepare();
      const begun = new Dying(Number.POSITIVE_INFINITY, death);
      await startBulkProcess(new UnreliableStore(shared, begun), clock);
      const dying = new Dying(begun.calls + 1 + call, death);
      const process = await startBulkProcess(new UnreliableStore(shared, dying), clock);
      await life(process).catch(() => undefined);
      more = dying.dead;
      if (more) deaths++;
      const next = await startBulkProcess(shared, clock);
      for (let round = 0; round <= MOST_TRIES + 1; round++) {
        clock.advance(400_000);
        await next.round();
      }
      await afterwards(next);
    }
  }
  return deaths;
}

const IDS = Array.from({ length: 2 }, () => uuidv7()).toSorted();
const PARSED = newPlanChangeSchema.parse(ORDER);
const outcomesOf = async (process: BulkProcess, id: string) =>
  (await itemsOf(process, id)).map(({ outcome }) => outcome);

async function refusing() {
  const shared = new RefusingStore();
  const clock = new FakeClock();
  await withSubscribers(shared, clock, IDS);
  shared.refuses.add(IDS[0] ?? '');
  return { shared, clock };
}

test('whichever call of the store a try in vain dies at, the order ends with one failed and the other changed once', async () => {
  const id = uuidv7();
  const deaths = await everyDeath(
    async () => {
      const prepared = await refusing();
      const healthy = await startBulkProcess(prepared.shared, prepared.clock);
      await healthy.planChanges.create(id, PARSED, WHO);
      return prepared;
    },
    process => process.planChanges.runOpen(),
    async process => {
      expect((await process.planChanges.load(id)).state.phase).toBe('completed');
      expect(await outcomesOf(process, id)).toEqual(['failed', 'changed']);
      expect(await versionsOf(process, IDS)).toEqual([
        { changes: 0, version: 1 },
        { changes: 1, version: 2 },
      ]);
    },
  );
  expect(deaths).toBeGreaterThan(50);
}, 300_000);

test('whichever call a retry dies at, whoever failed is changed once by whoever comes next', async () => {
  const id = uuidv7();
  const deaths = await everyDeath(
    async () => {
      const { shared, clock } = await refusing();
      const healthy = await startBulkProcess(shared, clock);
      await healthy.planChanges.create(id, PARSED, WHO);
      for (let round = 0; round <= MOST_TRIES; round++) {
        clock.advance(400_000);
        await healthy.round();
      }
      shared.refuses.clear();
      return { shared, clock };
    },
    async process => {
      await process.planChanges.retry(id, undefined, WHO);
      await process.planChanges.runOpen();
    },
    async process => {
      // As whoever asked does, who was not answered.
      await process.planChanges.retry(id, undefined, WHO);
      await process.round();
      expect((await process.planChanges.load(id)).state.phase).toBe('completed');
      expect(await outcomesOf(process, id)).toEqual(['changed', 'changed']);
      const once = { changes: 1, version: 2 };
      expect(await versionsOf(process, IDS)).toEqual([once, once]);
    },
  );
  expect(deaths).toBeGreaterThan(20);
}, 300_000);
