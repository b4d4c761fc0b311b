import { overridesAt, type SubscriptionState, termAt } from '@tenantry/contracts/commercial/subscription';
import type { SubscriptionBody, SubscriptionRecord } from '@tenantry/contracts/commercial/subscription-api';
import type { Principal } from '../access/principal.ts';
import type { Change } from '../storage/aggregates.ts';
import type { InForce } from './service.ts';

export function toSubscription(
  { state, version, plan, period }: InForce,
  times: { readonly effectiveAt: string; readonly recordedAt: string },
  reader: Principal,
): SubscriptionBody {
  const { effectiveAt } = times;
  const { applied: _applied, announcedUntil: _announced, overrides, ...rest } = state;
  const active = overridesAt(state, effectiveAt);
  return {
    ...rest,
    status: statusOf(state, effectiveAt),
    plan: plan ?? null,
    period: period ?? null,
    scheduled: state.terms.find(({ from }) => from > effectiveAt) ?? null,
    overrides: overrides.map(override => ({
      ...(reader.tenantId === undefined ? override : withoutOurs(override)),
      inForce: active.includes(override),
    })),
    ...times,
    version,
  };
}

/** A customer sees what was agreed, and neither who of us wrote it nor why. */
function withoutOurs(
  override: SubscriptionState['overrides'][number],
): SubscriptionState['overrides'][number] {
  return { ...override, reason: '', author: { id: '', name: '' } };
}

function statusOf(state: SubscriptionState, at: string): SubscriptionBody['status'] {
  const term = termAt(state, at);
  if (term === undefined) return 'scheduled';
  if (term.plan === null) return 'ended';
  return state.trialEndsAt !== undefined && at < state.trialEndsAt ? 'trialing' : 'active';
}

export function toRecord(change: Change<SubscriptionState>): SubscriptionRecord {
  const { version, at, actor, action, reason, after } = change;
  return {
    version,
    recordedAt: at,
    actor,
    action,
    ...(reason !== undefined && { reason }),
    terms: after.terms,
    overrides: after.overrides,
    ...(after.trialEndsAt !== undefined && { trialEndsAt: after.trialEndsAt }),
  };
}
