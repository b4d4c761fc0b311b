import { alertLevelSchema } from '@tenantry/contracts/commercial/alert';
import { DELIVERY_ERRORS, DELIVERY_STATES } from '@tenantry/contracts/commercial/alert-mail';
import { z } from 'zod';
import type { Collection, CollectionSpec } from '../storage/documents.ts';

/**
 * An e-mail that is to reach somebody, inserted before anything is sent. Its address is not in it: it is looked up among
 * the recipients when it is sent, so that whoever is taken off the list gets nothing more.
 *
 *   pending ──taken by the mail server──▶ sent
 *      │ ▲ └──never to be taken──▶ refused     after days ──▶ given_up     no recipient any more ──▶ withdrawn
 *      └─┘ tried again, later each time
 */
const deliverySchema = z.object({
  /** `<what it is about>.<version of its change>.<recipient>`: the insert decides that it is sent. */
  id: z.string(),
  /** Kind and id of the aggregate whose change it tells of. */
  about: z.enum(['alert', 'enforcement']),
  aboutId: z.string(),
  /** Of one about an alert. */
  alertId: z.string().optional(),
  tenantId: z.string().optional(),
  version: z.int(),
  level: alertLevelSchema.optional(),
  recipient: z.string(),
  audience: z.enum(['staff', 'customer']),
  messageId: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  error: z.enum(DELIVERY_ERRORS).optional(),
  createdAt: z.string(),
  /** While it is pending. */
  dueAt: z.string().optional(),
  sentAt: z.string().optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;
export type DeliveryIndex = 'due' | 'created' | 'state' | 'alert';

export const deliveriesSpec: CollectionSpec<Delivery, DeliveryIndex> = {
  name: 'mail_deliveries',
  indexes: {
    due: ['dueAt'],
    created: ['createdAt'],
    state: ['state', 'createdAt'],
    alert: ['alertId', 'createdAt'],
  },
  parse: value => deliverySchema.parse(value),
};
export type Deliveries = Collection<Delivery, DeliveryIndex>;

const attemptSchema = z.object({ id: z.string(), at: z.string() });
/** `<delivery>/<which attempt>`: the insert decides who sends. One that is old belongs to a process that died. */
export type Attempt = z.infer<typeof attemptSchema>;

export const attemptsSpec: CollectionSpec<Attempt, 'age'> = {
  name: 'mail_attempts',
  indexes: { age: ['at'] },
  parse: value => attemptSchema.parse(value),
};
export type Attempts = Collection<Attempt, 'age'>;

export function deliveryIdOf(aboutId: string, version: number, recipientId: string): string {
  return `${aboutId}.${version}.${recipientId}`;
}
