import { z } from 'zod';
import { planIdSchema, planVersionNumberSchema } from './plan.ts';

/** What holds for the whole installation and is changed while it runs. */

export const planSelectionSchema = z
  .strictObject({
    planId: planIdSchema,
    offered: z.boolean().default(true).meta({ description: 'false: nobody may choose it any more' }),
    version: planVersionNumberSchema
      .optional()
      .meta({ description: 'Offer this published version, and not the newest' }),
    reason: z.string().trim().max(500).optional(),
  })
  .meta({
    id: 'PlanSelection',
    description: 'What the catalogue offers of a plan, other than its newest version',
  });
export type PlanSelection = z.infer<typeof planSelectionSchema>;

export const settingsInputSchema = z
  .strictObject({
    defaultPlanId: planIdSchema.meta({ description: 'The plan of whoever is onboarded without a choice' }),
    planSelection: z
      .array(planSelectionSchema)
      .max(200)
      .default([])
      .refine(list => new Set(list.map(({ planId }) => planId)).size === list.length, 'each plan once')
      .meta({
        description: 'In the order in which the catalogue shows them; plans that are not here come after',
      }),
  })
  .meta({ id: 'SettingsInput' });
export type SettingsInput = z.infer<typeof settingsInputSchema>;

export const settingsSchema = z
  .object({
    ...settingsInputSchema.shape,
    store: z.object({ kind: z.string().meta({ description: 'sqlite, mongodb' }) }).meta({
      id: 'StoreInUse',
      description: 'Where everything is kept, usage too. Set by the configuration',
    }),
    updatedAt: z
      .string()
      .optional()
      .meta({ format: 'date-time', description: 'Absent while nobody changed them' }),
  })
  .meta({ id: 'Settings' });
