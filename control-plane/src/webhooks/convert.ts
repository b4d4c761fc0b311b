import type { Webhook, WebhookAttempt, WebhookDeliveryBody } from '@tenantry/contracts/commercial/webhook';
import type { Versioned } from '../storage/aggregates.ts';
import { ATTEMPT_LEASE, type Attempt, type Delivery } from './delivery.ts';
import type { Replay } from './replay.ts';
import { secretsInUse, type WebhookState } from './webhook.ts';

export function toWebhook({ state, version }: Versioned<WebhookState>, now: string): Webhook {
  const { webhookId, name, url, events, tenantId, phase, disabledBy, createdAt } = state;
  return {
    webhookId,
    name,
    url,
    events,
    tenantId,
    state: phase === 'enabled' ? 'enabled' : 'disabled',
    ...(disabledBy !== undefined && { disabledBy }),
    createdAt,
    secrets: secretsInUse(state, now).map(({ at, until }) => ({
      since: at,
      ...(until !== undefined && { until }),
    })),
    version,
  };
}

export function toDelivery(delivery: Delivery): WebhookDeliveryBody {
  const { deliveryId, event, type, tenantId, tenantSequence, state, attempts, createdAt } = delivery;
  const { dueAt, endedAt, last, replay } = delivery;
  return {
    deliveryId,
    eventId: event,
    type,
    ...(tenantId !== undefined && { tenantId }),
    ...(tenantSequence !== undefined && { tenantSequence }),
    state,
    attempts,
    createdAt,
    ...(dueAt !== undefined && { nextAttemptAt: dueAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(last?.status !== undefined && { lastStatus: last.status }),
    ...(last?.fault !== undefined && { lastFault: last.fault }),
    replay,
  };
}

export function toAttempt({ number, at, result }: Attempt, now: number): WebhookAttempt {
  if (result === undefined) {
    const lost = Date.parse(at) + ATTEMPT_LEASE <= now;
    return { number, at, ...(lost && { fault: 'lost' }) };
  }
  const { status, fault, milliseconds, excerpt } = result;
  return {
    number,
    at,
    ...(status !== undefined && { status }),
    ...(fault !== undefined && { fault }),
    milliseconds,
    ...(excerpt !== undefined && { excerpt }),
  };
}

export function toReplay({ replayId, from, until, only, open, events }: Replay) {
  return {
    replayId,
    from,
    until,
    only,
    state: open === undefined ? ('done' as const) : ('running' as const),
    events,
  };
}
