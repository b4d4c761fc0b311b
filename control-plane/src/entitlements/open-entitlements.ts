import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import { entitlementRoutes } from './http.ts';
import { Reservations } from './reservations.ts';
import { EntitlementService } from './service.ts';
import { Standings, type SuspensionsOf, type ThrottledOf } from './standing.ts';
import type { UsageReader } from './usage-port.ts';

const PRUNE_EVERY = 600_000;

export interface Entitlements {
  readonly service: EntitlementService;
  readonly reservations: Reservations;
  readonly routes: readonly Route[];
}

export interface EntitlementParts {
  readonly subscriptions: SubscriptionService;
  readonly usage: UsageReader;
  /** As the store has them, those whose time is over too; undefined when there is no such tenant. */
  readonly suspensionsOf: SuspensionsOf;
  /** Meters of which more is refused, by enforcement of the plan. */
  readonly throttledOf?: ThrottledOf;
}

export async function openEntitlements(context: Context, parts: EntitlementParts): Promise<Entitlements> {
  const { subscriptions, usage, suspensionsOf, throttledOf } = parts;
  const standings = new Standings(subscriptions, context.clock, suspensionsOf, throttledOf);
  context.addProjection(standings.projection);
  const reservations = await Reservations.open(context, standings, usage);
  const service = new EntitlementService(context, standings, usage, reservations);
  context.every('forget old reservations', PRUNE_EVERY, () => reservations.prune());
  return { service, reservations, routes: entitlementRoutes(service, reservations, context.clock) };
}
