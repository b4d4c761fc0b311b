import type { FakeClock } from '../app.test-support.ts';
import { byHandContext } from '../by-hand-context.test-support.ts';
import { openClusters } from '../cluster/open-clusters.ts';
import { recordedTenantsSpec } from '../cluster/recording-provisioner.ts';
import { openPlans } from '../plans/open-plans.ts';
import { type Change, changesSpec } from '../storage/aggregates.ts';
import { type CollectionSpec, type Store, scanAll } from '../storage/documents.ts';
import { subscriptionsForTenants } from '../subscriptions/for-tenants.ts';
import { openSubscriptions } from '../subscriptions/open-subscriptions.ts';
import { openTenants } from '../tenants/open-tenants.ts';
import { tenantHeadsSpec } from '../tenants/tenant-heads.ts';
import { openUsage } from '../usage/open-usage.ts';
import { eventsSpec } from '../usage/stored-event.ts';
import { type Onboarding, openOnboarding } from './open-onboarding.ts';
import { statusOf, submissionHeadsSpec } from './submission.ts';

/** One process of the control plane, without HTTP, that does its recurring work when it is told to. */
export interface World {
  readonly onboarding: Onboarding;
  /** Every recurring task once, a while later. */
  round(): Promise<void>;
}

export async function startWorld(store: Store, clock: FakeClock): Promise<World> {
  const { context, sweep, tasks } = await byHandContext(store, clock);
  const plans = await openPlans(context, async () => true);
  const subscriptions = await openSubscriptions(context, plans.service);
  const tenants = await openTenants(context, {
    subscriptions: subscriptionsForTenants(subscriptions.service, clock),
  });
  const { workloads } = await openClusters(context, tenants);
  const usage = await openUsage(context, { tenants: tenants.directory, periodAt: async () => undefined });
  const onboarding = await openOnboarding(context, {
    tenants,
    workloads,
    usage: usage.signups,
    defaultPlan: () => Promise.resolve('community'),
  });
  return {
    onboarding,
    round: async () => {
      // Longer than any back-off and than what makes a change count as abandoned.
      clock.advance(400_000);
      for (const task of [sweep, ...tasks]) await task().catch(() => undefined);
    },
  };
}

/** All that matters of what is stored, without ids and times, which differ from run to run. */
export async function outcomeOf(store: Store): Promise<unknown> {
  const changes: Change<unknown>[] = [];
  for await (const change of scanAll(await store.collection(changesSpec), {})) changes.push(change);
  const kinds = ['onboarding', 'subscription', 'tenant'];
  const ours = changes.filter(({ kind }) => kinds.includes(kind));
  const list = async <D extends { id: string }, I extends string>(spec: CollectionSpec<D, I>) => {
    const found: D[] = [];
    for await (const document of scanAll(await store.collection(spec), {})) found.push(document);
    return found;
  };
  return {
    aggregates: kinds.map(
      kind => new Set(ours.filter(change => change.kind === kind).map(c => c.aggregateId)).size,
    ),
    actions: ours.map(({ kind, version, action }) => `${kind} ${version} ${action}`),
    events: ours.flatMap(({ events }) => events.map(({ type }) => type)),
    pending: changes.filter(({ pending }) => pending !== undefined).length,
    tenants: (await list(tenantHeadsSpec)).map(({ slug, phase, plan, origin }) => ({
      slug,
      phase,
      plan,
      origin,
    })),
    submissions: (await list(submissionHeadsSpec)).map(({ state }) => [
      statusOf(state),
      Object.keys(state.done),
    ]),
    recorded: (await list(recordedTenantsSpec)).map(({ id, spec }) => ({ id, spec })),
    signups: (await list(eventsSpec)).map(({ type, source }) => ({ type, source })),
  };
}
