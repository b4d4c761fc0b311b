import { DELIVERY_FAULTS, DELIVERY_STATES } from '@tenantry/contracts/commercial/webhook';
import { z } from 'zod';
import { digestOf } from '../storage/canonical.ts';
import type { Collection, CollectionSpec } from '../storage/documents.ts';

const resultSchema = z.object({
  status: z.int().optional(),
  fault: z.enum(DELIVERY_FAULTS).optional(),
  milliseconds: z.int(),
  excerpt: z.string().optional(),
  /** When it shall be tried again, decided with the result, so that whoever finds the result finds this, too. */
  retryAt: z.string().optional(),
});
export type AttemptResult = z.infer<typeof resultSchema>;

const deliverySchema = z.object({
  /** `<webhookId>/<deliveryId>`, which follows from the event: an event is given to a webhook once. */
  id: z.string(),
  webhookId: z.string(),
  deliveryId: z.string(),
  /** Id of the event: the header `webhook-id`. */
  event: z.string(),
  /** Its place in the outbox. */
  number: z.int(),
  position: z.int(),
  type: z.string(),
  tenantId: z.string().optional(),
  tenantSequence: z.int().optional(),
  state: z.enum(DELIVERY_STATES),
  createdAt: z.string(),
  /** Attempts whose end is known. */
  attempts: z.int(),
  /** The webhook, while it waits for an attempt. */
  waitingFor: z.string().optional(),
  dueAt: z.string().optional(),
  /** The webhook, once it arrived. */
  deliveredTo: z.string().optional(),
  endedAt: z.string().optional(),
  last: resultSchema.optional(),
  /** Somebody asked for it. */
  replay: z.boolean(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const webhookDeliveriesSpec: CollectionSpec<Delivery, 'due' | 'log' | 'state' | 'delivered' | 'age'> =
  {
    name: 'webhook_deliveries',
    indexes: {
      due: ['waitingFor', 'dueAt'],
      log: ['webhookId', 'createdAt'],
      state: ['webhookId', 'state', 'createdAt'],
      delivered: ['deliveredTo', 'endedAt'],
      age: ['createdAt'],
    },
    parse: value => deliverySchema.parse(value),
  };
export type Deliveries = Collection<Delivery, 'due' | 'log' | 'state' | 'delivered' | 'age'>;

const attemptSchema = z.object({
  /** `<id of the delivery>/<number>`: whoever inserts it makes the attempt. */
  id: z.string(),
  number: z.int(),
  at: z.string(),
  /** Missing while it is under way, and for ever when its process died. */
  result: resultSchema.optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const webhookAttemptsSpec: CollectionSpec<Attempt> = {
  name: 'webhook_attempts',
  indexes: {},
  parse: value => attemptSchema.parse(value),
};
export type Attempts = Collection<Attempt>;

/** An attempt without a result is taken for dead when it is this old. */
export const ATTEMPT_LEASE = 60_000;
const ATTEMPT_DIGITS = 4;

export function attemptId(delivery: string, number: number): string {
  return `${delivery}/${String(number).padStart(ATTEMPT_DIGITS, '0')}`;
}

/** Of the event, and of the replay when it is one. */
export function deliveryIdOf(event: string, replayId?: string): string {
  const id = digestOf('webhook event', event).slice(0, 32);
  return replayId === undefined ? id : `${id}.${replayId}`;
}

const workSchema = z.object({ id: z.string(), dueAt: z.string() });
/** By webhook, when something of it is due at the earliest: a hint. */
export type Work = z.infer<typeof workSchema>;

export const webhookWorkSpec: CollectionSpec<Work, 'due'> = {
  name: 'webhook_work',
  indexes: { due: ['dueAt'] },
  parse: value => workSchema.parse(value),
};
export type Works = Collection<Work, 'due'>;

const placeSchema = z.object({ id: z.string(), number: z.int(), position: z.int() });
/** How far the outbox has been read for all webhooks: a hint that is never ahead. */
export const webhookPlacesSpec: CollectionSpec<z.infer<typeof placeSchema>> = {
  name: 'webhook_places',
  indexes: {},
  parse: value => placeSchema.parse(value),
};
export type Places = Collection<z.infer<typeof placeSchema>>;
