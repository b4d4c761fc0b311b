import { rankOf } from '@tenantry/contracts/commercial/alert';
import { type Alert, alertAggregate } from '../alerts/alert.ts';
import { TRANSITIONS } from '../alerts/decisions.ts';
import type { Clock } from '../clock.ts';
import { enforcementAggregate } from '../enforcement/records.ts';
import type { Change } from '../storage/aggregates.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import type { Projection } from '../storage/relay.ts';
import { type Deliveries, type Delivery, deliveryIdOf } from './delivery.ts';
import { noticesIn } from './notices.ts';
import type { Recipients, Told } from './recipients.ts';

/** What is projected anew after longer than this is history, and nobody's news. */
const NEWS_MS = 3 * 86_400_000;

/**
 * Decides, of every change of level and every step against a tenant, who is told: one delivery for each, under an id that says which. Projected again
 * by whoever mends what a process left behind, the same ids are there already.
 */
export function deliveryIntents(parts: {
  readonly deliveries: Deliveries;
  readonly recipients: Pick<Recipients, 'toldOf' | 'toldOfEnforcement'>;
  readonly clock: Clock;
  /** Where Message-IDs are from. */
  readonly domain: string;
}): Projection {
  const { deliveries, recipients, clock, domain } = parts;
  const decide = async (told: readonly Told[], change: Change<unknown>, about: About): Promise<void> => {
    if (told.length === 0) return;
    const outcomes = await deliveries.insert(told.map(one => deliveryFor(one, change, about, domain)));
    if (outcomes.includes('unknown')) throw new StoreUnavailable('whether somebody is told is not known');
  };
  const tellOfEnforcement = async (change: Change<unknown>): Promise<void> => {
    const { tenantId } = change;
    if (tenantId === undefined || noticesIn(change).length === 0) return;
    const about = { about: 'enforcement', aboutId: change.aggregateId, tenantId } as const;
    await decide(await recipients.toldOfEnforcement(tenantId), change, about);
  };
  return async change => {
    if (clock.now() - Date.parse(change.at) > NEWS_MS) return;
    if (change.kind === enforcementAggregate.kind) return tellOfEnforcement(change);
    if (change.kind !== alertAggregate.kind || !TRANSITIONS.includes(change.action)) return;
    const after = alertAggregate.state.parse(change.after);
    const before = change.before === null ? undefined : alertAggregate.state.parse(change.before);
    if (isSnoozed(before, after, change.at)) return;
    const { rule, tenantId, level } = after;
    const told = await recipients.toldOf({ rule, tenantId, from: before?.level ?? 'ok', to: level });
    const about = { about: 'alert', aboutId: after.alertId, alertId: after.alertId, level } as const;
    await decide(told, change, { ...about, ...(tenantId !== undefined && { tenantId }) });
  };
}

function isSnoozed(before: Alert | undefined, after: Alert, at: string): boolean {
  const snoozed = before?.snoozed;
  return snoozed !== undefined && at < snoozed.until && rankOf(after.level) <= rankOf(snoozed.level);
}

type About = Pick<Delivery, 'about' | 'aboutId' | 'alertId' | 'tenantId' | 'level'>;

function deliveryFor(told: Told, change: Change<unknown>, about: About, domain: string): Delivery {
  const id = deliveryIdOf(about.aboutId, change.version, told.recipientId);
  return {
    ...about,
    id,
    version: change.version,
    recipient: told.recipientId,
    audience: told.audience,
    messageId: `<${id}@${domain}>`,
    state: 'pending',
    attempts: 0,
    createdAt: change.at,
    dueAt: change.at,
  };
}
