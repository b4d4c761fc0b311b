import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { effectivePlanSchema } from './effective-plan.ts';
import { currencySchema } from './money.ts';
import { instantSchema, periodSchema, zoneSchema } from './period.ts';
import { intervalSchema, planIdSchema, planVersionNumberSchema } from './plan.ts';
import { acceptFindingsSchema, addOnChoicesSchema, overrideSchema, termSchema } from './subscription.ts';

/** Subscriptions as the API takes and shows them. */

const reason = z.string().trim().min(1).max(500).meta({ description: 'Why; audit and CS show it' });
const time = (description: string) => z.string().meta({ description, format: 'date-time' });

const choice = {
  planId: planIdSchema,
  version: planVersionNumberSchema
    .optional()
    .meta({ description: 'A published version; the newest when left out' }),
  interval: intervalSchema.optional().meta({ description: 'month, or the one that the plan has' }),
  addOns: addOnChoicesSchema.default([]),
};

export const newSubscriptionSchema = z
  .strictObject({
    ...choice,
    currency: currencySchema
      .optional()
      .meta({ description: "The first of the plan's when left out. It never changes" }),
    zone: zoneSchema.default('UTC').meta({ description: 'Where days and months begin. It never changes' }),
    startsAt: instantSchema.optional().meta({ description: 'At once when left out' }),
    trialDays: z.int().min(0).max(365).optional().meta({ description: "The plan's when left out" }),
    reason: reason.optional(),
  })
  .meta({ id: 'NewSubscription' });

export const planChoiceShape = {
  ...choice,
  interval: intervalSchema.optional().meta({ description: 'That which the tenant has when left out' }),
  addOns: addOnChoicesSchema.optional().meta({
    description:
      'Those that the tenant has when left out, none for []. What it has and the other plan has not is refused, ' +
      'never dropped unsaid',
  }),
};

export const wantedWhenShape = {
  when: z.enum(['now', 'periodEnd', 'at']).meta({
    description:
      'periodEnd: when the month, or the year of a yearly price, ends that is under way. at: at the instant `at`',
  }),
  at: instantSchema.optional().meta({
    description: 'With `when: at` only: an instant of the period under way, or a later one',
  }),
};

/** An instant with `at`, and with nothing else. */
export function isWhenWhole(wanted: { readonly when: string; readonly at?: string | undefined }): boolean {
  return (wanted.when === 'at') === (wanted.at !== undefined);
}
export const WHEN_FAULT = { path: ['at'], error: 'an instant with `when: at`, and only with it' };

export const changeSubscriptionSchema = z
  .strictObject({
    ...planChoiceShape,
    ...wantedWhenShape,
    reason: reason.optional(),
    previewToken: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({
        description:
          'Of a preview of exactly this change: what it said is what comes, or the change is refused. `now` is when it ' +
          'was looked at',
      }),
    acceptFindings: acceptFindingsSchema,
  })
  .refine(isWhenWhole, WHEN_FAULT)
  .meta({ id: 'SubscriptionChange' });

export const extendTrialSchema = z
  .strictObject({
    until: instantSchema.meta({
      description: 'When the trial ends instead: later, and within 365 days of its beginning',
    }),
    reason,
  })
  .meta({ id: 'TrialExtension' });

export const endSubscriptionSchema = z
  .strictObject({ when: z.enum(['now', 'periodEnd']), reason: reason.optional() })
  .meta({ id: 'SubscriptionEnd' });

export const endOverrideSchema = z
  .strictObject({
    until: instantSchema
      .optional()
      .meta({ description: 'The first instant it no longer holds: now when left out' }),
    reason,
  })
  .meta({ id: 'OverrideEnd' });

export const subscriptionQuerySchema = z.strictObject({
  effectiveAt: instantSchema.optional().meta({ description: 'What held then; now when left out' }),
  recordedAt: instantSchema
    .optional()
    .meta({ description: 'What was known then; what is known now when left out' }),
});

export const subscriptionSchema = z
  .object({
    tenantId: z.string(),
    status: z.enum(['scheduled', 'trialing', 'active', 'ended']).meta({ id: 'SubscriptionStatus' }),
    startsAt: time('When it began, or will'),
    anchor: time('Where period 0 begins: the end of the trial as it was agreed at first'),
    zone: zoneSchema,
    currency: currencySchema,
    trialEndsAt: time('When the trial ends').optional(),
    plan: effectivePlanSchema.nullable().meta({ description: 'What the tenant has; null before and after' }),
    period: periodSchema.nullable().meta({ description: 'The month under way; null before and after' }),
    scheduled: termSchema.nullable().meta({ description: 'What comes next, if anything was decided' }),
    terms: z.array(termSchema).meta({ description: 'Which plan from when, oldest first' }),
    overrides: z.array(overrideSchema.extend({ inForce: z.boolean() }).meta({ id: 'SubscriptionOverride' })),
    effectiveAt: time('What is shown held then'),
    recordedAt: time('What is shown was recorded then, and not changed until the time asked for'),
    version: z.int().meta({ description: 'Of the subscription; its ETag' }),
  })
  .meta({ id: 'Subscription', description: 'What a tenant has bought, and since when' });
export type SubscriptionBody = z.infer<typeof subscriptionSchema>;

export const subscriptionPageQuerySchema = z.strictObject(pageQuery);

export const periodPageSchema = z
  .object({ items: z.array(periodSchema), next: nextSchema })
  .meta({ id: 'PeriodPage' });

export const subscriptionHistorySchema = z
  .object({
    items: z.array(
      z
        .object({
          version: z.int(),
          recordedAt: time('When it was recorded'),
          actor: z.object({ id: z.string(), name: z.string() }),
          action: z.string(),
          reason: z.string().optional(),
          terms: z.array(termSchema),
          overrides: z.array(overrideSchema),
          trialEndsAt: time('When the trial was to end, as was known then').optional(),
        })
        .meta({ id: 'SubscriptionRecord', description: 'What was known from a time on' }),
    ),
    next: nextSchema,
  })
  .meta({ id: 'SubscriptionHistory' });
export type SubscriptionRecord = z.infer<typeof subscriptionHistorySchema>['items'][number];

export const PLAN_HISTORY_KINDS = ['began', 'changed', 'scheduled', 'cancelled', 'ended'] as const;

const planHistoryPlanSchema = termSchema.shape.plan;
export const planHistorySchema = z
  .object({
    items: z.array(
      z
        .object({
          version: z.int().meta({ description: 'Of the subscription, once it was changed' }),
          recordedAt: time('When it was decided'),
          kind: z.enum(PLAN_HISTORY_KINDS).meta({
            id: 'PlanHistoryKind',
            description: 'cancelled: what was scheduled does not come',
          }),
          from: time('From when it holds, or would have held'),
          before: planHistoryPlanSchema.meta({ description: 'What was had, or was to come, from then on' }),
          after: planHistoryPlanSchema.meta({
            description: 'What is had from then on instead; null: nothing',
          }),
          actor: z.object({ id: z.string(), name: z.string() }),
          reason: z.string().optional(),
          planChangeId: z.uuidv7().optional().meta({ description: 'Of a change of many tenants' }),
        })
        .meta({ id: 'PlanHistoryItem', description: 'A change of the plan of a tenant' }),
    ),
    next: nextSchema,
  })
  .meta({
    id: 'PlanHistory',
    description: 'Changes of plan alone, oldest first; agreements beside it are none',
  });
export type PlanHistoryItem = z.infer<typeof planHistorySchema>['items'][number];
