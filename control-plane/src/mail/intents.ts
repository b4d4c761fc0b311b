import { rankOf } from '@tenantry/contracts/commercial/alert';
import { type Alert, alertAggregate } from '../alerts/alert.ts';
import { TRANSITIONS } from '../alerts/decisions.ts';
import type { Clock } from '../clock.ts';
import type { Change } from '../storage/aggregates.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import type { Projection } from '../storage/relay.ts';
import { type Deliveries, type Delivery, deliveryIdOf } from './delivery.ts';
import type { Recipients, Told } from './recipients.ts';

/** What is projected anew after longer than this is history, and nobody's news. */
const NEWS_MS = 3 * 86_400_000;

/**
 * Decides, of every change of level, who is told: one delivery for each, under an id that says which. Projected again
 * by whoever mends what a process left behind, the same ids are there already.
 */
export function deliveryIntents(parts: {
  readonly deliveries: Deliveries;
  readonly recipients: Pick<Recipients, 'toldOf'>;
  readonly clock: Clock;
  /** Where Message-IDs are from. */
  readonly domain: string;
}): Projection {
  const { deliveries, recipients, clock, domain } = parts;
  return async change => {
    if (change.kind !== alertAggregate.kind || !TRANSITIONS.includes(change.action)) return;
    if (clock.now() - Date.parse(change.at) > NEWS_MS) return;
    const after = alertAggregate.state.parse(change.after);
    const before = change.before === null ? undefined : alertAggregate.state.parse(change.before);
    if (isSnoozed(before, after, change.at)) return;
    const { rule, tenantId, level } = after;
    const told = await recipients.toldOf({ rule, tenantId, from: before?.level ?? 'ok', to: level });
    if (told.length === 0) return;
    const outcomes = await deliveries.insert(told.map(one => deliveryFor(one, change, after, domain)));
    if (outcomes.includes('unknown')) throw new StoreUnavailable('whether somebody is told is not known');
  };
}

function isSnoozed(before: Alert | undefined, after: Alert, at: string): boolean {
  const snoozed = before?.snoozed;
  return snoozed !== undefined && at < snoozed.until && rankOf(after.level) <= rankOf(snoozed.level);
}

function deliveryFor(told: Told, change: Change<unknown>, alert: Alert, domain: string): Delivery {
  const { alertId, tenantId, level } = alert;
  const id = deliveryIdOf(alertId, change.version, told.recipientId);
  return {
    id,
    alertId,
    ...(tenantId !== undefined && { tenantId }),
    version: change.version,
    level,
    recipient: told.recipientId,
    audience: told.audience,
    messageId: `<${id}@${domain}>`,
    state: 'pending',
    attempts: 0,
    createdAt: change.at,
    dueAt: change.at,
  };
}
