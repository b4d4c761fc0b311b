import type { EventName } from '@tenantry/contracts/commercial/event';
import {
  type SubscriptionState,
  subscriptionStateSchema,
  termAt,
} from '@tenantry/contracts/commercial/subscription';
import { z } from 'zod';
import type { AggregateSpec, DomainEvent } from '../storage/aggregates.ts';
import { headsSpec } from '../storage/heads.ts';

/** One subscription for each tenant: the aggregate's id is the tenant's. */
export const subscriptionAggregate: AggregateSpec<SubscriptionState> = {
  kind: 'subscription',
  state: subscriptionStateSchema,
};

const headFieldsSchema = z.object({
  /** `pro@3`: which version the tenant has; absent before and after. */
  plan: z.string().optional(),
  /** When time changes something next. */
  dueAt: z.string().optional(),
});
type HeadFields = z.infer<typeof headFieldsSchema>;

export const subscriptionHeads = headsSpec(subscriptionAggregate, headFieldsSchema, {
  plan: ['plan'],
  due: ['dueAt'],
});

export type SubscriptionHead = ReturnType<typeof subscriptionHeads.parse>;

export function headFieldsOf(state: SubscriptionState): HeadFields {
  const plan = termAt(state, state.announcedUntil)?.plan;
  const dueAt = dueAfter(state, state.announcedUntil);
  return {
    ...(plan && { plan: `${plan.planId}@${plan.version}` }),
    ...(dueAt !== undefined && { dueAt }),
  };
}

/** The next instant at which something begins or ends by itself. */
export function dueAfter(state: SubscriptionState, at: string): string | undefined {
  return [
    ...state.terms.map(({ from }) => from),
    ...state.overrides.flatMap(({ from, until }) => [from, until]),
    state.trialEndsAt,
  ]
    .filter(instant => instant !== undefined)
    .filter(instant => instant > at)
    .toSorted()[0];
}

/** What others are told of a change: what is otherwise now than it was when they were told last. */
export function eventsOf(before: SubscriptionState | null, after: SubscriptionState): DomainEvent[] {
  const { tenantId } = after;
  const then = before?.announcedUntil ?? '';
  const now = after.announcedUntil;
  const had = before === null ? null : (termAt(before, then)?.plan ?? null);
  const has = termAt(after, now)?.plan ?? null;
  const events: DomainEvent[] = [];
  const tell = (type: EventName, data: DomainEvent['data'] = {}) =>
    events.push({ type, data: { tenantId, ...Object(data) } });
  if (before === null) tell('subscription.created', { plan: has?.planId ?? null });
  if (JSON.stringify(had) !== JSON.stringify(has)) {
    if (has === null) tell('subscription.ended');
    else tell('subscription.plan_changed', { planId: has.planId, version: has.version });
  }
  if (scheduled(before, then) !== scheduled(after, now)) tell('subscription.schedule_changed');
  if (inForce(before, then) !== inForce(after, now)) tell('subscription.overrides_changed');
  const { trialEndsAt } = after;
  if (before?.trialEndsAt !== undefined && trialEndsAt !== undefined && before.trialEndsAt < trialEndsAt) {
    tell('subscription.trial_extended', { until: trialEndsAt });
  }
  if (trialEndsAt !== undefined && then < trialEndsAt && trialEndsAt <= now) tell('subscription.trial_ended');
  return events;
}

function scheduled(state: SubscriptionState | null, at: string): string {
  return JSON.stringify(state?.terms.filter(({ from }) => from > at) ?? []);
}

function inForce(state: SubscriptionState | null, at: string): string {
  const ids = state?.overrides
    .filter(({ from, until }) => from <= at && (until === undefined || at < until))
    .map(({ id }) => id);
  return (ids ?? []).join();
}
