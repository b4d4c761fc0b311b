import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { byHandContext } from '../by-hand-context.test-support.ts';
import { openPlans } from '../plans/open-plans.ts';
import type { Store } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { subscriptionsForTenants } from '../subscriptions/for-tenants.ts';
import { openSubscriptions } from '../subscriptions/open-subscriptions.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import { type Death, Dying, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { scheduleDeletion } from './decisions.ts';
import { openTenants } from './open-tenants.ts';

const WHO = { actor: { id: 'user:test', name: 'test' }, requestId: 'test' };
const TENANT = uuidv7();

/** As far as tenants and what they buy go, a replica, that does its recurring work when it is told to. */
async function startReplica(store: Store, clock: FakeClock) {
  const { context, sweep } = await byHandContext(store, clock);
  const plans = await openPlans(context, async () => true);
  const subscriptions = await openSubscriptions(context, plans.service);
  const tenants = await openTenants(context, {
    subscriptions: subscriptionsForTenants(subscriptions.service, clock),
  });
  return {
    plans,
    subscriptions,
    tenants,
    settle: () => tenants.service.settleDue(async () => true),
    sweep,
  };
}
type Replica = Awaited<ReturnType<typeof startReplica>>;

/** A tenant with a plan now and another one to come, whose deletion is due. */
async function dueForDeletion() {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const { plans, subscriptions, tenants } = await startReplica(store, clock);
  await plans.service.create('team', aPlanSpec(), 'o1', WHO);
  await plans.service.publish('team', 1, undefined, WHO);
  await tenants.service.register(
    TENANT,
    { slug: 'goes', displayName: 'goes', contacts: [], tags: [], origin: 'api' },
    WHO,
  );
  await subscriptions.service.create(TENANT, { planId: 'team' }, { ...WHO, origin: 'begins' });
  await subscriptions.service.changePlan(
    TENANT,
    { planId: 'team', addOns: [{ key: 'volume', quantity: 2 }] },
    'periodEnd',
    { ...WHO, origin: 'grows' },
  );
  const order = { at: '2026-03-02T12:00:00Z', policy: 'Tombstone', confirmSlug: 'goes' } as const;
  await tenants.service.change(TENANT, scheduleDeletion({ ...order, requestedBy: 'test' }), WHO);
  clock.set('2026-03-02T12:00:00Z');
  return { store, clock };
}

async function expectEndedOnce({ tenants, subscriptions }: Replica): Promise<void> {
  expect((await tenants.service.load(TENANT)).state.phase).toBe('deleted');
  const actions = (await subscriptions.service.history(TENANT, 0, 100)).map(({ action }) => action);
  expect(actions).toEqual(['subscription.create', 'subscription.change_plan', 'subscription.end']);
  const { state } = await subscriptions.service.load(TENANT);
  expect(state.terms.slice(1)).toEqual([{ from: '2026-03-02T12:00:00.000Z', plan: null }]);
}

test('whichever call of the store a deletion dies at, the plan is ended once by whoever comes next', async () => {
  let deaths = 0;
  for (const death of ['before', 'after'] satisfies Death[]) {
    for (let call = 0, more = true; more; call++) {
      const { store, clock } = await dueForDeletion();
      const begun = new Dying(Number.POSITIVE_INFINITY, death);
      await startReplica(new UnreliableStore(store, begun), clock);
      const dying = new Dying(begun.calls + 1 + call, death);
      const replica = await startReplica(new UnreliableStore(store, dying), clock);
      await replica.settle().catch(() => undefined);
      more = dying.dead;
      if (more) deaths++;
      const next = await startReplica(store, clock);
      // No tenant is deleted that still pays.
      const { phase } = (await next.tenants.service.load(TENANT)).state;
      const { terms } = (await next.subscriptions.service.load(TENANT)).state;
      if (phase === 'deleted') expect(terms.at(-1)?.plan).toBeNull();
      for (let round = 0; round < 3; round++) {
        clock.advance(10_000);
        await next.sweep();
        await next.settle();
      }
      await expectEndedOnce(next);
      expect(await next.settle()).toBe(0);
    }
  }
  expect(deaths).toBeGreaterThan(40);
}, 120_000);

test('two replicas that delete a tenant step by step in any order end its plan once', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { store, clock } = await dueForDeletion();
    const steps = new Interleaving(seed);
    const replicas = [1, 2].map(async () => {
      const replica = await startReplica(new UnreliableStore(store, steps.between()), clock);
      await replica.settle();
    });
    await steps.run(Promise.all(replicas));
    await expectEndedOnce(await startReplica(store, clock));
  }
}, 120_000);
