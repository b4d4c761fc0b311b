import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { planIdSchema, planSpecSchema, planVersionNumberSchema } from './plan.ts';

/** Plans as the API shows them, and what of them may be chosen. */

export const PLAN_STATUSES = ['draft', 'published', 'archived'] as const;
export const planStatusSchema = z.enum(PLAN_STATUSES).meta({
  id: 'PlanStatus',
  description:
    'draft: may change, cannot be bought. published: never changes again. archived: not sold any more; who has it keeps it',
});

const time = (description: string) => z.string().meta({ description, format: 'date-time' });

export const planVersionSchema = z
  .object({
    planId: planIdSchema,
    version: planVersionNumberSchema,
    status: planStatusSchema,
    shipped: z.boolean().meta({ description: 'It came with Tenantry' }),
    spec: planSpecSchema,
    createdAt: time('When the draft was made'),
    publishedAt: time('Since when it never changes').optional(),
    archivedAt: time('Since when it is not sold').optional(),
  })
  .meta({ id: 'PlanVersion', description: 'A version of a plan' });
export type PlanVersion = z.infer<typeof planVersionSchema>;

const versionLineSchema = z
  .object({ version: planVersionNumberSchema, status: planStatusSchema, publishedAt: z.string().optional() })
  .meta({ id: 'PlanVersionLine' });

export const planSchema = z
  .object({
    planId: planIdSchema,
    displayName: z
      .string()
      .meta({ description: 'Of the newest version that is published, or of the newest' }),
    status: planStatusSchema.meta({ description: 'published when any version is' }),
    currentVersion: planVersionNumberSchema.optional().meta({
      description: 'The newest version that is published: what is sold unless settings say otherwise',
    }),
    draftVersion: planVersionNumberSchema.optional(),
    versions: z.array(versionLineSchema).meta({ description: 'From the newest to the oldest' }),
  })
  .meta({ id: 'Plan', description: 'A plan and its versions' });
export type PlanBody = z.infer<typeof planSchema>;

export const planPageSchema = z
  .object({ items: z.array(planSchema), next: nextSchema })
  .meta({ id: 'PlanPage' });
export const planListQuerySchema = z.strictObject(pageQuery);

export const newPlanSchema = z
  .strictObject({ planId: planIdSchema, spec: planSpecSchema })
  .meta({ id: 'NewPlan', description: 'A plan that begins with a draft of version 1' });

export const newDraftSchema = z
  .strictObject({
    spec: planSpecSchema.optional().meta({ description: 'A copy of the newest version, when left out' }),
  })
  .meta({ id: 'NewPlanDraft' });

export const replaceDraftSchema = z.strictObject({ spec: planSpecSchema }).meta({ id: 'PlanDraft' });

export const catalogueSchema = z
  .object({
    defaultPlanId: planIdSchema.optional().meta({ description: 'Taken when nobody chooses' }),
    items: z
      .array(planVersionSchema)
      .meta({ description: 'In the order of the plan selection, then by name' }),
  })
  .meta({ id: 'Catalogue', description: 'The plans that may be chosen now' });

const referencePattern = /^[a-z0-9-]{1,63}(@[1-9]\d{0,6})?$/;

export const comparisonQuerySchema = z.strictObject({
  plans: z
    .string()
    .max(600)
    .transform(text => text.split(','))
    .pipe(
      z
        .array(z.string().regex(referencePattern, 'a plan such as pro, or a version such as pro@2'))
        .min(2)
        .max(8),
    )
    .meta({ description: 'Two to eight plans, separated by commas: `pro,enterprise@2`' }),
});

export const comparisonSchema = z
  .object({
    plans: z.array(
      z
        .object({ planId: planIdSchema, version: planVersionNumberSchema, displayName: z.string() })
        .meta({ id: 'ComparedPlan' }),
    ),
    rows: z.array(
      z
        .object({
          group: z.enum(['plan', 'price', 'minimum', 'allowance', 'overage', 'addOn', 'flag']),
          item: z
            .string()
            .meta({ description: 'The meter, the flag, the add-on, or `month EUR` of a price' }),
          values: z
            .array(z.string().nullable())
            .meta({ description: 'One for each plan, in their order; null where a plan has none' }),
          differs: z.boolean(),
        })
        .meta({ id: 'ComparisonRow' }),
    ),
  })
  .meta({ id: 'PlanComparison', description: 'Plans side by side' });
export type ComparisonBody = z.infer<typeof comparisonSchema>;
