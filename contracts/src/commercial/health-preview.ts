import { z } from 'zod';
import { healthStateSchema } from './health.ts';
import { healthStateCountsSchema } from './health-api.ts';
import { tenantIdSchema } from './tenant.ts';

/** So many customers are reckoned at most: enough to see what settings do, and done in seconds. */
export const HEALTH_PREVIEW_SAMPLE = 500;
/** So many of those whose state would change are named. */
export const HEALTH_PREVIEW_NAMED = 100;

export const healthSettingsPreviewSchema = z
  .object({
    tenants: z.int().meta({ description: 'How many customers there are' }),
    evaluated: z.int().meta({
      description: `How many of them were reckoned: all, or an even sample of at most ${HEALTH_PREVIEW_SAMPLE}`,
    }),
    changed: z.int().meta({ description: 'Whose state would be another one, of those that were reckoned' }),
    before: healthStateCountsSchema,
    after: healthStateCountsSchema,
    changes: z
      .array(
        z.object({
          tenantId: tenantIdSchema,
          displayName: z.string(),
          before: healthStateSchema,
          after: healthStateSchema,
          scoreBefore: z.int().nullable(),
          scoreAfter: z.int().nullable(),
        }),
      )
      .meta({ description: `The worst first, at most ${HEALTH_PREVIEW_NAMED}` }),
  })
  .meta({
    id: 'HealthSettingsPreview',
    description:
      'What settings would make of the customers there are: both reckoned now, from the same facts',
  });
export type HealthSettingsPreview = z.infer<typeof healthSettingsPreviewSchema>;
