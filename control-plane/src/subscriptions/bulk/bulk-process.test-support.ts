import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import type { FakeClock } from '../../app.test-support.ts';
import { byHandContext } from '../../by-hand-context.test-support.ts';
import { RunningPreviews } from '../../cluster/running-preview.ts';
import { Tiers } from '../../cluster/tiers.ts';
import { createContext } from '../../create-context.ts';
import { silentLogger } from '../../logger.ts';
import { openPlans } from '../../plans/open-plans.ts';
import { type Store, scanAll } from '../../storage/documents.ts';
import { tenantAggregate } from '../../tenants/tenant.ts';
import { openSubscriptions, type Subscriptions } from '../open-subscriptions.ts';
import { PreviewTokens } from '../preview/preview-token.ts';
import { SubscriptionChanges } from '../preview/subscription-changes.ts';
import { PlanChanges } from './plan-changes.ts';

export const WHO = { actor: { id: 'user:test', name: 'test' }, requestId: 'test' };

/** One process with subscriptions and orders, without HTTP, that does its recurring work when it is told to. */
export interface BulkProcess {
  readonly subscriptions: Subscriptions;
  readonly planChanges: PlanChanges;
  /** What a process finds to do that comes after one that died. */
  round(): Promise<void>;
}

export async function startBulkProcess(store: Store, clock: FakeClock): Promise<BulkProcess> {
  const { context, sweep } = await byHandContext(store, clock);
  const plans = await openPlans(context, async () => true);
  const subscriptions = await openSubscriptions(context, plans.service);
  const changes = new SubscriptionChanges({
    subscriptions: subscriptions.service,
    plans: plans.service,
    tenants: { load: async tenantId => ({ version: 1, at: '', state: aTenant(tenantId) }) },
    running: new RunningPreviews({ tiers: new Tiers(), provisionerOf: () => undefined, clock }),
    tokens: await PreviewTokens.open(context),
    rate: () => Promise.reject(new Error('nobody asks for prices')),
    used: async () => 0n,
    clock,
  });
  const planChanges = await PlanChanges.open(context, {
    subscriptions: subscriptions.service,
    heads: subscriptions.heads,
    plans: plans.service,
    changes,
    factsOf: () => undefined,
  });
  return {
    subscriptions,
    planChanges,
    round: async () => {
      // Longer than what makes a change count as abandoned.
      clock.advance(10_000);
      await sweep();
      await planChanges.runOpen();
    },
  };
}

function aTenant(tenantId: string) {
  return tenantAggregate.state.parse({
    tenantId,
    slug: `s${tenantId.slice(-4)}`,
    phase: 'live',
    origin: 'api',
    displayName: 'sample',
    contacts: [],
    tags: [],
    cluster: 'local',
    region: 'local',
    quota: {},
    featureFlags: {},
    components: {},
    owners: [],
    suspensions: [],
    specVersion: 1,
    createdAt: '2026-03-01T12:00:00.000Z',
  });
}

/** A store with a plan in two versions, and tenants on the first. */
export async function withSubscribers(
  store: Store,
  clock: FakeClock,
  tenants: readonly string[],
): Promise<void> {
  const running = await createContext({ store, clock, logger: silentLogger });
  const { service } = await openPlans(running, async () => true);
  await service.create('team', aPlanSpec(), 'o1', WHO);
  await service.publish('team', 1, undefined, WHO);
  await service.draft('team', aPlanSpec({ displayName: 'Team 2' }), 'o2', WHO);
  await service.publish('team', 2, undefined, WHO);
  const subscriptions = await openSubscriptions(running, service);
  for (const tenantId of tenants) {
    const origin = `begin-${tenantId}`;
    await subscriptions.service.create(tenantId, { planId: 'team', version: 1 }, { ...WHO, origin });
  }
}

/** How often each tenant was given a plan, and which version it has. */
export async function versionsOf({ subscriptions }: BulkProcess, tenants: readonly string[]) {
  return Promise.all(
    tenants.map(async tenantId => {
      const changes = await subscriptions.service.history(tenantId, 0, 100);
      const { state } = await subscriptions.service.load(tenantId);
      const last = state.terms.at(-1)?.plan;
      return { changes: changes.length - 1, version: last?.version };
    }),
  );
}

export async function itemsOf({ planChanges }: BulkProcess, planChangeId: string) {
  const items = [];
  const range = { from: `${planChangeId}/`, before: `${planChangeId}0` };
  for await (const item of scanAll(planChanges.items, range)) items.push(item);
  return items;
}
