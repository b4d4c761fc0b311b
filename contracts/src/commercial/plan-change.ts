import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { amountMinorSchema, currencySchema } from './money.ts';
import { intervalSchema, planIdSchema, planVersionNumberSchema } from './plan.ts';
import { findingCodeSchema, findingSchema } from './plan-change-preview.ts';
import { labelSchema, tagSchema, tenantIdSchema, timeSchema } from './tenant.ts';

/** Every tenant on one version of a plan is given another. */

const planVersionRefSchema = z
  .strictObject({ planId: planIdSchema, version: planVersionNumberSchema })
  .meta({ id: 'PlanVersionRef' });
export type PlanVersionRef = z.infer<typeof planVersionRefSchema>;

/** Of whoever has the version, only those that all of these say; everybody when none does. */
const planChangeSelectionSchema = z
  .strictObject({
    tenantIds: z.array(tenantIdSchema).min(1).max(1_000).optional(),
    tag: tagSchema.optional(),
    cluster: labelSchema('Those that live there').optional(),
    interval: intervalSchema.optional(),
    currency: currencySchema.optional(),
  })
  .meta({
    id: 'PlanChangeSelection',
    description: 'Of whoever has the version, those whom all of this is true of',
  });
export type PlanChangeSelection = z.infer<typeof planChangeSelectionSchema>;

const batchesSchema = z
  .strictObject({
    size: z
      .int()
      .min(1)
      .max(500)
      .default(100)
      .meta({ description: 'Tenants that are changed one after the other' }),
    pauseSeconds: z
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(0)
      .meta({ description: 'From the last of a batch to the first of the next' }),
  })
  .meta({ id: 'PlanChangeBatches' });

const reasonSchema = z.string().trim().min(3).max(500);
/** How long an order can be undone once it has ended. */
export const UNDO_HOURS = { least: 1, usual: 72, most: 720 } as const;

export const newPlanChangeSchema = z
  .strictObject({
    from: planVersionRefSchema.meta({ description: 'Whoever has this version now' }),
    to: planVersionRefSchema.meta({ description: 'A published version' }),
    when: z.enum(['now', 'periodEnd']).meta({
      description: 'periodEnd: when the month, or the year of a yearly price, of each tenant ends',
    }),
    reason: reasonSchema.meta({ description: 'Why; audit and CS show it' }),
    selection: planChangeSelectionSchema.default({}),
    batches: batchesSchema.prefault({}),
    acceptFindings: z.array(findingCodeSchema).max(50).default([]).meta({
      description: 'Findings that would refuse a tenant and are known of',
    }),
    undoHours: z
      .int()
      .min(UNDO_HOURS.least)
      .max(UNDO_HOURS.most)
      .default(UNDO_HOURS.usual)
      .meta({ description: 'How long it can be undone once it has ended' }),
  })
  .refine(({ from, to }) => from.planId !== to.planId || from.version !== to.version, {
    path: ['to'],
    error: 'another version than the one they have',
  })
  .meta({ id: 'NewPlanChange' });
export type NewPlanChange = z.infer<typeof newPlanChangeSchema>;

const refusalFields = {
  code: z.string().optional().meta({ description: 'Of a refusal; stable' }),
  message: z.string().optional().meta({ description: 'Of a refusal: why' }),
};

const previewItemSchema = z
  .object({
    tenantId: tenantIdSchema,
    slug: z.string().optional(),
    outcome: z.enum(['would_change', 'would_be_refused']),
    ...refusalFields,
    interval: intervalSchema,
    currency: currencySchema,
    beforeMonthlyMinor: amountMinorSchema.meta({
      description: 'Base price and add-ons of a month, a twelfth of a yearly price, agreements taken in',
    }),
    afterMonthlyMinor: amountMinorSchema.optional().meta({ description: 'Absent where it cannot be had' }),
    deltaMonthlyMinor: amountMinorSchema.optional(),
    findings: z.array(findingSchema),
  })
  .meta({ id: 'PlanChangePreviewItem' });
export type PlanChangePreviewItem = z.infer<typeof previewItemSchema>;

/** Items of an answer, and tenants whose findings are looked for; a CSV has all of both. */
export const PREVIEWED = 500;
export const planChangePreviewSchema = z
  .object({
    total: z.int().meta({ description: 'Tenants that have the version now and are selected' }),
    wouldChange: z.int(),
    wouldBeRefused: z.int(),
    totals: z
      .array(
        z
          .object({
            currency: currencySchema,
            tenants: z.int(),
            beforeMonthlyMinor: amountMinorSchema,
            afterMonthlyMinor: amountMinorSchema,
            deltaMonthlyMinor: amountMinorSchema,
          })
          .meta({ id: 'PlanChangeTotal' }),
      )
      .meta({ description: 'Of those that would change, by currency' }),
    findings: z
      .array(
        z
          .object({ code: findingCodeSchema, blocking: z.boolean(), tenants: z.int() })
          .meta({ id: 'PlanChangeFindingCount' }),
      )
      .meta({ description: 'How many tenants each finding is about, of those looked at' }),
    lookedAt: z
      .int()
      .meta({ description: `Tenants whose findings were looked for: the first ${PREVIEWED}; a CSV has all` }),
    items: z.array(previewItemSchema).meta({ description: `Refusals first; at most ${PREVIEWED}` }),
  })
  .meta({ id: 'PlanChangePreview', description: 'What a change would come to now; nothing is stored' });
export type PlanChangePreviewBody = z.infer<typeof planChangePreviewSchema>;

export const PLAN_CHANGE_STATES = ['running', 'paused', 'cancelling', 'cancelled', 'completed'] as const;

export const planChangeSchema = z
  .object({
    planChangeId: z.uuidv7(),
    from: planVersionRefSchema,
    to: planVersionRefSchema,
    when: z.enum(['now', 'periodEnd']),
    reason: z.string(),
    selection: planChangeSelectionSchema,
    batches: batchesSchema,
    acceptFindings: z.array(z.string()),
    state: z.enum(PLAN_CHANGE_STATES).meta({
      id: 'PlanChangeState',
      description:
        'paused: no further tenant is begun until it is resumed. cancelling: no further tenant is begun, and those that ' +
        'were are brought to their end',
    }),
    by: z.string().meta({ description: 'Name of who ordered it' }),
    createdAt: timeSchema('When it was ordered'),
    endedAt: timeSchema('When it was completed or cancelled').optional(),
    undoUntil: timeSchema('Until when it can be undone, once it has ended').optional(),
    undoes: z.uuidv7().optional().meta({ description: 'The order that this one takes back' }),
    undoneBy: z.uuidv7().optional().meta({ description: 'The order that takes this one back' }),
    total: z.int().optional().meta({ description: 'Tenants that were to be changed when it was ordered' }),
    batch: z.int().meta({ description: 'Number of the batch under way, or of the last; 0 before the first' }),
    changed: z.int().meta({ description: 'Tenants that have the other version, or will have it' }),
    refused: z.int().meta({ description: 'Tenants that stay as they are; each says why' }),
    failed: z.int().meta({
      description:
        'Tenants that stay as they are since their change failed again and again; a retry tries them once more',
    }),
  })
  .meta({ id: 'PlanChange', description: 'A change of plan of many tenants, batch by batch' });
export type PlanChangeBody = z.infer<typeof planChangeSchema>;

export const planChangePageSchema = z
  .object({
    items: z.array(planChangeSchema.omit({ changed: true, refused: true, failed: true })),
    next: nextSchema,
  })
  .meta({ id: 'PlanChangePage' });

const outcomeSchema = z.enum(['begun', 'changed', 'refused', 'failed']).meta({
  id: 'PlanChangeOutcome',
  description:
    'refused: it cannot have it so, or somebody must say that it may. failed: it was tried again and again in vain',
});

export const planChangeTenantsSchema = z
  .object({
    items: z.array(
      z
        .object({
          tenantId: tenantIdSchema,
          outcome: outcomeSchema,
          at: timeSchema('When'),
          code: z.string().optional().meta({
            description:
              'Of a refusal or a failure; stable. That of a finding, or of a problem; `cancelled`: the order was cancelled before its turn had ended',
          }),
          message: z.string().optional().meta({ description: 'Of a refusal or a failure: why' }),
          tries: z.int().optional().meta({ description: 'How often it was tried in vain' }),
          againAt: timeSchema('When it is tried again').optional(),
        })
        .meta({ id: 'PlanChangeTenant', description: 'What became of one tenant' }),
    ),
    next: nextSchema,
  })
  .meta({ id: 'PlanChangeTenantPage' });

export const cancelPlanChangeSchema = z
  .strictObject({ reason: reasonSchema.optional().meta({ description: 'Why' }) })
  .meta({ id: 'CancelPlanChange' });
export const holdPlanChangeSchema = z
  .strictObject({ reason: reasonSchema.optional().meta({ description: 'Why' }) })
  .meta({ id: 'HoldPlanChange' });
export const retryPlanChangeSchema = z
  .strictObject({ reason: reasonSchema.optional().meta({ description: 'Why' }) })
  .meta({ id: 'RetryPlanChange' });
export const undoPlanChangeSchema = z
  .strictObject({
    reason: reasonSchema.meta({ description: 'Why' }),
    when: z
      .enum(['now', 'periodEnd'])
      .default('now')
      .meta({ description: 'When those that have the other version are given back what they had' }),
  })
  .meta({ id: 'UndoPlanChange' });

export const planChangeListQuerySchema = z.strictObject(pageQuery);
export const planChangeTenantsQuerySchema = z.strictObject({
  ...pageQuery,
  outcome: outcomeSchema.optional().meta({ description: 'Only those of whom this became' }),
});
