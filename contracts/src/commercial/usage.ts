import { z } from 'zod';
import { dimensionNameSchema, eventTypeSchema } from './meter.ts';

/** Most events of one request. */
export const MAX_EVENTS = 1_000;
/** Bytes of `data`, as JSON. */
export const MAX_DATA_BYTES = 16 * 1024;
/** Bytes of a request, unpacked. */
export const MAX_USAGE_BYTES = 8 * 1024 * 1024;

export const USAGE_MEDIA_TYPES = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  cloudEvent: 'application/cloudevents+json',
  cloudEventBatch: 'application/cloudevents-batch+json',
} as const;

/** Text that UTF-8 can say and that no terminal, log or CSV takes for a command. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const WITHOUT_CONTROLS = /^[^\u0000-\u001f\u007f]*$/;

function text(max: number, description: string) {
  return z
    .string()
    .min(1)
    .max(max)
    .regex(WITHOUT_CONTROLS, 'no control characters')
    .refine(value => value.isWellFormed(), 'text that UTF-8 can say')
    .meta({ description });
}

const jsonValue: z.ZodType = z
  .unknown()
  .meta({ description: `Any JSON, at most ${MAX_DATA_BYTES} bytes; kept as it was sent` });

const identity = {
  id: text(200, 'Together with source, what makes the event one: sent again, it is a duplicate'),
  type: eventTypeSchema,
  time: z
    .string()
    .max(40)
    .meta({ description: 'RFC 3339; the time of receipt when left out', format: 'date-time' })
    .optional(),
  subject: text(256, 'Whom or what it is about, for instance a user').optional(),
};

const dimensionsSchema = z
  .record(dimensionNameSchema, text(256, 'Value'))
  .refine(dimensions => Object.keys(dimensions).length <= 20, 'at most 20 dimensions')
  .meta({ description: 'What meters filter by, and what else is to be told apart' });

const quantitySchema = z.union([z.number(), z.string().max(64)]).meta({
  description: 'How much: not negative, at most 12 decimal places, a string beyond 2^53; 1 when left out',
});

const tenantRef = {
  tenantId: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Whose usage it is; only for keys that are bound to no tenant' }),
  tenant: z.string().max(64).optional().meta({ description: 'The same by slug' }),
};

export const usageEventSchema = z
  .strictObject({
    ...identity,
    source: text(200, 'Where it comes from').default('default'),
    quantity: quantitySchema.optional(),
    dimensions: dimensionsSchema.optional(),
    data: jsonValue.optional(),
    ...tenantRef,
  })
  .meta({ id: 'UsageEvent', description: 'Something that was used' });

/**
 * CloudEvents 1.0 in JSON. Quantity and dimensions are those of `data`, where it is an object that has them; extension
 * attributes are taken and not kept, but for `tenantid` and `tenant`.
 */
export const cloudEventSchema = z
  .looseObject({
    specversion: z.literal('1.0'),
    ...identity,
    source: text(200, 'Where it comes from'),
    datacontenttype: z
      .string()
      .max(100)
      .regex(/^application\/([\w.-]+\+)?json(;.*)?$/i, 'JSON data')
      .optional(),
    data: jsonValue.optional(),
    tenantid: tenantRef.tenantId,
    tenant: tenantRef.tenant,
  })
  .meta({ id: 'UsageCloudEvent', description: 'A CloudEvent 1.0 in JSON format' });

/** What of a CloudEvent's data counts. */
export const cloudEventDataSchema = z.looseObject({
  quantity: quantitySchema.optional(),
  dimensions: dimensionsSchema.optional(),
});

export const EVENT_OUTCOMES = ['accepted', 'duplicate', 'conflict', 'retry', 'rejected'] as const;

/** Why an event was not taken. A code never changes its meaning. */
export const EVENT_REASONS = {
  malformed: 'It is no event: a field is missing, unknown or of the wrong form',
  quantity_malformed: 'The quantity is no number',
  quantity_negative: 'The quantity is negative: take usage back by a correction',
  quantity_imprecise: 'The quantity is a JSON number beyond 2^53: send it as a string',
  quantity_too_precise: 'The quantity has more decimal places than the meter',
  quantity_overflow: 'The quantity is more than an int64 at the scale of the meter',
  data_too_large: 'The data is more than 16 KB of JSON',
  time_malformed: 'The time is not RFC 3339, or no such day exists',
  time_in_future: 'The time is further in the future than is allowed',
  time_too_old: 'The time is before the backfill window',
  unknown_type: 'No meter counts events of this type',
  tenant_required: 'The key is bound to no tenant, and the event names none',
  tenant_not_found: 'There is no such tenant, or not for this key',
  tenant_ambiguous: 'tenantId and tenant name two different ones',
  tenant_gone: 'The tenant is deleted',
  same_id_other_content: 'An event of this source and id is stored, and says something else',
  outcome_unknown: 'The store did not say whether it has it: send it again',
} as const;

export type EventReason = keyof typeof EVENT_REASONS;
const reasons = Object.keys(EVENT_REASONS).filter((reason): reason is EventReason => reason in EVENT_REASONS);
export const eventReasonSchema = z
  .enum(reasons)
  .meta({ id: 'EventReason', description: 'Why an event was not taken; stable' });

export const eventOutcomeSchema = z.enum(EVENT_OUTCOMES).meta({
  id: 'EventOutcome',
  description:
    'accepted: stored now, and will be counted. duplicate: it was stored before. conflict: another event has its ' +
    'source and id. retry: it is not known; send it again. rejected: it was not stored, and never will be as it is',
});

export const eventResultSchema = z
  .object({
    id: z.string().optional().meta({ description: "The event's id, when it had one" }),
    outcome: eventOutcomeSchema,
    reason: eventReasonSchema.optional(),
    field: z.string().optional().meta({ description: 'JSON pointer into the event: what is wrong' }),
    message: z.string().optional().meta({ description: 'What is wrong and what would be right' }),
  })
  .meta({ id: 'UsageEventResult', description: 'What became of one event' });
export type EventResult = z.infer<typeof eventResultSchema>;

export const usageReceiptSchema = z
  .object({
    items: z
      .array(eventResultSchema)
      .meta({ description: 'One for each event, in the order they were sent' }),
    counts: z
      .object({
        accepted: z.int(),
        duplicate: z.int(),
        conflict: z.int(),
        retry: z.int(),
        rejected: z.int(),
      })
      .meta({ description: 'How many events had which outcome' }),
  })
  .meta({ id: 'UsageReceipt', description: 'What became of the events of a request' });
export type UsageReceipt = z.infer<typeof usageReceiptSchema>;

export const rejectedEventSchema = z
  .object({
    rejectedId: z.string(),
    tenantId: z
      .string()
      .optional()
      .meta({ description: 'Absent where the event names no tenant that exists' }),
    at: z.string().meta({ description: 'When it was rejected', format: 'date-time' }),
    reason: eventReasonSchema,
    field: z.string().optional(),
    message: z.string().optional(),
    event: z.string().meta({ description: 'The event as JSON, cut off after 2,000 characters' }),
  })
  .meta({ id: 'RejectedEvent', description: 'An event that was rejected' });

export const rejectedPageSchema = z
  .object({ items: z.array(rejectedEventSchema), next: z.string().optional() })
  .meta({ id: 'RejectedEventPage' });

const quantityText = z.string().regex(/^\d+$/).meta({
  description: 'Whole number of 10^-scale units of the meter, as a string; for sums it may pass an int64',
});
const time = (description: string) => z.string().meta({ description, format: 'date-time' });
const asOf = time('Everything that was accepted before this time is in it');
const meterFields = {
  meter: z.string().meta({ description: 'Key of the meter' }),
  meterVersion: z.int(),
  unit: z.string(),
  scale: z.int().meta({ description: 'Decimal places of the quantity' }),
};

const totalFields = {
  ...meterFields,
  quantity: quantityText,
  events: z.int().meta({ description: 'Events that count: neither voided nor filtered out' }),
};

export const usageTotalSchema = z
  .object({
    tenantId: z.string(),
    from: time('First instant of the interval'),
    to: time('First instant after it'),
    ...totalFields,
    asOf,
  })
  .meta({ id: 'UsageTotal', description: 'What a tenant used of a meter in an interval' });

export const usageSnapshotSchema = z
  .object({
    tenantId: z.string(),
    from: time('First instant of the period'),
    to: time('First instant after it'),
    asOf,
    meters: z.array(
      z.object({
        ...totalFields,
        entries: z.int().meta({ description: 'Entries of the ledger behind it, corrections included' }),
        hash: z
          .string()
          .meta({ description: 'Of these entries, in whatever order; the same for the same ones' }),
      }),
    ),
  })
  .meta({ id: 'UsageSnapshot', description: 'What a tenant used of every meter in a period' });

export const SERIES_STEPS = ['minute', 'hour', 'day'] as const;
/** Most points of a series. */
export const MAX_POINTS = 2_000;

export const usageSeriesSchema = z
  .object({
    tenantId: z.string(),
    ...meterFields,
    step: z.enum(SERIES_STEPS),
    asOf,
    points: z.array(z.object({ from: time('First instant of the step'), quantity: quantityText })),
  })
  .meta({ id: 'UsageSeries', description: 'Usage over time, one point for each step' });

export const topTenantsSchema = z
  .object({
    ...meterFields,
    period: z.string(),
    items: z.array(z.object({ tenantId: z.string(), slug: z.string().optional(), quantity: quantityText })),
  })
  .meta({ id: 'TopTenants', description: 'Who used most of a meter; a few seconds behind' });

export const ledgerEntrySchema = z
  .object({
    entry: z.enum(['usage', 'void', 'amend']),
    source: z.string(),
    id: z.string(),
    type: z.string(),
    time: time('When it happened'),
    received: time('When it was taken in'),
    quantity: z.string().meta({ description: 'Decimal, as sent' }),
    subject: z.string().optional(),
    dimensions: z.record(z.string(), z.string()).optional(),
    data: jsonValue.optional(),
    erased: z.boolean().optional().meta({ description: 'Its personal data was erased' }),
    correction: z
      .object({ number: z.int(), reason: z.string(), by: z.string() })
      .optional()
      .meta({ description: 'Of a correction; source and id are those of the event that it corrects' }),
  })
  .meta({ id: 'LedgerEntry', description: 'An entry of the usage ledger' });

export const ledgerPageSchema = z
  .object({ items: z.array(ledgerEntrySchema), next: z.string().optional() })
  .meta({ id: 'LedgerEntryPage' });

export const newCorrectionSchema = z
  .strictObject({
    source: text(200, 'Source of the event').default('default'),
    id: text(200, 'Its id'),
    action: z
      .enum(['void', 'amend'])
      .meta({ description: 'void: it counts no more. amend: with this quantity' }),
    quantity: quantitySchema.optional(),
    reason: text(400, 'Why; kept for ever, so without personal data'),
  })
  .refine(({ action, quantity }) => (action === 'amend') === (quantity !== undefined), {
    path: ['quantity'],
    error: 'goes with amend, and only with it',
  })
  .meta({ id: 'NewUsageCorrection', description: 'A correction of an event: a new entry that names it' });

export const correctionSchema = z
  .object({
    correctionId: z.string(),
    tenantId: z.string(),
    source: z.string(),
    id: z.string(),
    number: z.int().meta({ description: 'Which correction of the event it is; the last one holds' }),
    action: z.enum(['void', 'amend']),
    quantity: z.string(),
    type: z.string(),
    time: time('When the event happened'),
    reason: z.string(),
    at: time('When it was corrected'),
  })
  .meta({ id: 'UsageCorrection', description: 'A correction that was recorded' });
