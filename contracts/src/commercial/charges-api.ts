import { z } from 'zod';

import { amountMinorSchema, currencySchema } from './money.ts';
import { instantSchema, periodSchema } from './period.ts';
import { ratedLineSchema } from './rating.ts';

export const chargesQuerySchema = z.strictObject({
  at: instantSchema.optional().meta({
    description: 'Of the period that this instant lies in (RFC 3339, UTC): the one of now when left out',
  }),
});

export const chargesPreviewSchema = z
  .object({
    tenantId: z.string(),
    period: periodSchema,
    currency: currencySchema,
    lines: z.array(ratedLineSchema),
    totalMinor: amountMinorSchema,
    asOf: z.string().meta({ description: 'Every event that was accepted before is in it' }),
  })
  .meta({
    id: 'ChargesPreview',
    description:
      'What a period comes to by what is known now. Nothing is owed by it: usage goes on, and plans may be changed',
  });
export type ChargesPreviewBody = z.infer<typeof chargesPreviewSchema>;
