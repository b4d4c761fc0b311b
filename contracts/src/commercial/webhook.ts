import { z } from 'zod';
import { idSchema } from '../api/access.ts';
import { nextSchema, pageQuery } from '../api/list.ts';
import { EVENTS, publishedEventSchema } from './event.ts';
import { tenantIdSchema, timeSchema } from './tenant.ts';

/**
 * Webhooks: events of the table EVENTS, sent to an address that an admin gave, after the Standard Webhooks
 * specification (https://www.standardwebhooks.com).
 */

/** Waits between attempts, in milliseconds, before jitter: the first attempt is made at once. */
export const WEBHOOK_RETRIES = [
  5_000,
  5 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  5 * 3_600_000,
  10 * 3_600_000,
  14 * 3_600_000,
  20 * 3_600_000,
  24 * 3_600_000,
] as const;

/** How long deliveries, and so the log, are kept. */
export const WEBHOOK_LOG_DAYS = 30;
export const WEBHOOK_TEST_EVENT = 'webhook.test';

const AREAS = new Set(Object.keys(EVENTS).map(name => name.split('.')[0]));

/** `tenant.suspended`, or `tenant.*` for all of an area. */
const webhookEventFilterSchema = z
  .string()
  .max(100)
  .refine(
    text => Object.hasOwn(EVENTS, text) || (text.endsWith('.*') && AREAS.has(text.slice(0, -2))),
    'a name of the table of events such as tenant.suspended, or tenant.* for all of an area',
  );

/** Whether a filter of event names takes an event; an empty one takes all. */
export function takesEvent(filters: readonly string[], name: string): boolean {
  if (filters.length === 0) return true;
  const area = `${name.split('.')[0]}.*`;
  return filters.includes(name) || filters.includes(area);
}

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'no control characters')
  .meta({ description: 'What it is for, for people' });

const urlSchema = z
  .string()
  .max(2_000)
  .meta({ description: 'Where events are sent by POST: https, and a place of the public internet' });

const eventsSchema = z
  .array(webhookEventFilterSchema)
  .max(100)
  .meta({ description: 'Names such as `tenant.suspended`, or `tenant.*`; empty: all' });

const tenantFilterSchema = tenantIdSchema.nullable().meta({ description: 'Only events of this tenant' });

export const newWebhookSchema = z
  .strictObject({
    name: nameSchema,
    url: urlSchema,
    events: eventsSchema.default([]),
    tenantId: tenantFilterSchema.default(null),
  })
  .meta({ id: 'NewWebhook' });
export type NewWebhook = z.infer<typeof newWebhookSchema>;

export const webhookUpdateSchema = z
  .strictObject({
    name: nameSchema.optional(),
    url: urlSchema.optional(),
    events: eventsSchema.optional(),
    tenantId: tenantFilterSchema.optional(),
  })
  .refine(update => Object.values(update).some(value => value !== undefined), 'something to change')
  .meta({ id: 'WebhookUpdate', description: 'What is left out stays' });
export type WebhookUpdate = z.infer<typeof webhookUpdateSchema>;

export const WEBHOOK_DISABLED_BY = ['person', 'gone', 'failing'] as const;

export const webhookSchema = z
  .object({
    webhookId: z.uuidv7(),
    name: nameSchema,
    url: urlSchema,
    events: z.array(z.string()),
    tenantId: tenantIdSchema.nullable(),
    state: z.enum(['enabled', 'disabled']).meta({
      id: 'WebhookState',
      description: 'disabled: nothing is sent; deliveries that wait go on when it is enabled',
    }),
    disabledBy: z.enum(WEBHOOK_DISABLED_BY).optional().meta({
      description: 'gone: the receiver answered 410. failing: nothing was delivered for days',
    }),
    createdAt: timeSchema('When it was made'),
    secrets: z
      .array(
        z.object({
          since: timeSchema('When it was made'),
          until: timeSchema('Until when deliveries are signed with it, too').optional(),
        }),
      )
      .meta({ description: 'The newest first. Every delivery is signed with each of them' }),
    version: z.int(),
  })
  .meta({ id: 'Webhook', description: 'An address that events are sent to, without its secrets' });
export type Webhook = z.infer<typeof webhookSchema>;

export const shownWebhookSchema = z
  .object({
    webhook: webhookSchema,
    secret: z.string().nullable().meta({
      description: '`whsec_…`, for the library that verifies. Shown once: null ever after',
    }),
  })
  .meta({ id: 'ShownWebhook' });

export const webhookPageSchema = z
  .object({ items: z.array(webhookSchema), next: nextSchema })
  .meta({ id: 'WebhookPage', description: 'The newest first' });

export const webhookStandingSchema = z
  .object({
    ...webhookSchema.shape,
    lastDeliveredAt: timeSchema('When a delivery last arrived').optional(),
    waitingSince: timeSchema('When the oldest delivery that waits was begun').optional(),
    nextAttemptAt: timeSchema('When the next attempt is due').optional(),
  })
  .meta({ id: 'WebhookStanding', description: 'A webhook, and how it does' });

export const rotateWebhookSecretSchema = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(30 * 86_400)
      .default(86_400)
      .meta({ description: 'How long deliveries are signed with the old secret, too: a day when left out' }),
  })
  .meta({ id: 'RotateWebhookSecret' });

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export const DELIVERY_FAULTS = ['timeout', 'connection', 'refused', 'lost'] as const;

const attemptSchema = z
  .object({
    number: z.int(),
    at: timeSchema('When it was begun'),
    status: z.int().optional().meta({ description: 'What the receiver answered' }),
    fault: z.enum(DELIVERY_FAULTS).optional().meta({
      description:
        'Why there is no answer. connection: none, or cut off. refused: the address may not be reached. lost: the process ended meanwhile, so it may have arrived',
    }),
    milliseconds: z.int().optional().meta({ description: 'Until the answer, or the fault' }),
    excerpt: z.string().optional().meta({ description: 'The beginning of an answer that was no success' }),
  })
  .meta({ id: 'WebhookAttempt' });
export type WebhookAttempt = z.infer<typeof attemptSchema>;

export const webhookDeliverySchema = z
  .object({
    deliveryId: z.string(),
    eventId: z
      .string()
      .meta({ description: 'The header `webhook-id`: the same for every attempt and replay' }),
    type: z.string(),
    tenantId: z.string().optional(),
    tenantSequence: z.int().optional(),
    state: z.enum(DELIVERY_STATES).meta({ id: 'WebhookDeliveryState' }),
    attempts: z.int(),
    createdAt: timeSchema('When it was begun'),
    nextAttemptAt: timeSchema('When the next attempt is due').optional(),
    endedAt: timeSchema('When it was delivered, or given up').optional(),
    lastStatus: z.int().optional(),
    lastFault: z.enum(DELIVERY_FAULTS).optional(),
    replay: z.boolean().meta({ description: 'Somebody had the event sent again' }),
  })
  .meta({ id: 'WebhookDelivery', description: 'An event on its way to an address' });
export type WebhookDeliveryBody = z.infer<typeof webhookDeliverySchema>;

export const webhookDeliveryPageSchema = z
  .object({ items: z.array(webhookDeliverySchema), next: nextSchema })
  .meta({ id: 'WebhookDeliveryPage', description: 'The newest first' });

export const webhookDeliveryDetailSchema = z
  .object({ ...webhookDeliverySchema.shape, log: z.array(attemptSchema) })
  .meta({ id: 'WebhookDeliveryDetail', description: 'With every attempt, the first one first' });

export const webhookDeliveriesQuerySchema = z.strictObject({
  ...pageQuery,
  state: z.enum(DELIVERY_STATES).optional().meta({ description: 'Only these' }),
});

export const webhookReplaySchema = z
  .strictObject({
    from: z.iso.datetime().meta({ description: 'Events decided at or after this time' }),
    until: z.iso.datetime().meta({ description: 'and before this one' }),
    only: z.enum(['undelivered', 'all']).default('undelivered').meta({
      description: 'undelivered: those that have not arrived, or were never sent',
    }),
  })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'later than `from`',
  })
  .meta({ id: 'WebhookReplay', description: 'Sends what happened in a time again, or at last' });
export type WebhookReplay = z.infer<typeof webhookReplaySchema>;

export const webhookReplayStateSchema = z
  .object({
    replayId: idSchema,
    from: z.string(),
    until: z.string(),
    only: z.enum(['undelivered', 'all']),
    state: z.enum(['running', 'done']).meta({ id: 'WebhookReplayState' }),
    events: z.int().meta({ description: 'Deliveries begun so far' }),
  })
  .meta({ id: 'WebhookReplayProgress' });

export const webhookTestSchema = z
  .object({ delivered: z.boolean(), attempt: attemptSchema })
  .meta({ id: 'WebhookTest', description: 'What the receiver answered to an event that says nothing' });

/** The body of a delivery. */
export const webhookMessageSchema = z
  .object({
    ...publishedEventSchema.shape,
    tenantsequence: z.int().optional().meta({
      description: 'Counts the events of the tenant, without a gap; of two the greater is the later',
    }),
  })
  .meta({ id: 'WebhookMessage', description: 'A CloudEvent 1.0, as `GET /v1/events` tells it' });
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;
