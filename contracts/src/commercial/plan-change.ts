import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { planIdSchema, planVersionNumberSchema } from './plan.ts';
import { tenantIdSchema, timeSchema } from './tenant.ts';

/** Every tenant on one version of a plan is given another. */

const planVersionRefSchema = z
  .strictObject({ planId: planIdSchema, version: planVersionNumberSchema })
  .meta({ id: 'PlanVersionRef' });
export type PlanVersionRef = z.infer<typeof planVersionRefSchema>;

export const newPlanChangeSchema = z
  .strictObject({
    from: planVersionRefSchema.meta({ description: 'Whoever has this version now' }),
    to: planVersionRefSchema.meta({ description: 'A published version' }),
    when: z.enum(['now', 'periodEnd']).meta({
      description: 'periodEnd: when the month, or the year of a yearly price, of each tenant ends',
    }),
    reason: z.string().trim().min(3).max(500).meta({ description: 'Why; audit and CS show it' }),
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
    outcome: z.enum(['would_change', 'would_be_refused']),
    ...refusalFields,
  })
  .meta({ id: 'PlanChangePreviewItem' });
export type PlanChangePreviewItem = z.infer<typeof previewItemSchema>;

export const PREVIEWED = 500;
export const planChangePreviewSchema = z
  .object({
    total: z.int().meta({ description: 'Tenants that have the version now' }),
    wouldChange: z.int(),
    wouldBeRefused: z.int(),
    items: z.array(previewItemSchema).meta({ description: `Refusals first; at most ${PREVIEWED}` }),
  })
  .meta({ id: 'PlanChangePreview', description: 'What a change would come to now; nothing is stored' });

export const PLAN_CHANGE_STATES = ['running', 'cancelling', 'cancelled', 'completed'] as const;

export const planChangeSchema = z
  .object({
    planChangeId: z.uuidv7(),
    from: planVersionRefSchema,
    to: planVersionRefSchema,
    when: z.enum(['now', 'periodEnd']),
    reason: z.string(),
    state: z.enum(PLAN_CHANGE_STATES).meta({
      id: 'PlanChangeState',
      description: 'cancelling: no further tenant is begun, and those that were are brought to their end',
    }),
    by: z.string().meta({ description: 'Name of who ordered it' }),
    createdAt: timeSchema('When it was ordered'),
    endedAt: timeSchema('When it was completed or cancelled').optional(),
    changed: z.int().meta({ description: 'Tenants that have the other version, or will have it' }),
    refused: z.int().meta({ description: 'Tenants that stay as they are; each says why' }),
  })
  .meta({ id: 'PlanChange', description: 'A change of plan of many tenants, one after the other' });
export type PlanChangeBody = z.infer<typeof planChangeSchema>;

export const planChangePageSchema = z
  .object({ items: z.array(planChangeSchema.omit({ changed: true, refused: true })), next: nextSchema })
  .meta({ id: 'PlanChangePage' });

export const planChangeTenantsSchema = z
  .object({
    items: z.array(
      z
        .object({
          tenantId: tenantIdSchema,
          outcome: z.enum(['begun', 'changed', 'refused']),
          at: timeSchema('When'),
          ...refusalFields,
        })
        .meta({ id: 'PlanChangeTenant', description: 'What became of one tenant' }),
    ),
    next: nextSchema,
  })
  .meta({ id: 'PlanChangeTenantPage' });

export const cancelPlanChangeSchema = z
  .strictObject({ reason: z.string().trim().min(3).max(500).optional().meta({ description: 'Why' }) })
  .meta({ id: 'CancelPlanChange' });

export const planChangeListQuerySchema = z.strictObject(pageQuery);
