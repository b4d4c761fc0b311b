import { manualOverrideSchema } from '@tenantry/contracts/commercial/health';
import { z } from 'zod';
import type { AggregateSpec } from '../storage/aggregates.ts';

const sentimentEntrySchema = z.object({
  rating: z.int(),
  /** When it was said. */
  at: z.string(),
  source: z.string(),
  note: z.string().optional(),
  author: z.string(),
});
export type SentimentEntry = z.infer<typeof sentimentEntrySchema>;

const supportEntrySchema = z.object({
  openTickets: z.int(),
  criticalTickets: z.int(),
  satisfactionPercent: z.int().optional(),
  /** When it was counted. */
  at: z.string(),
  source: z.string(),
  author: z.string(),
});
export type SupportEntry = z.infer<typeof supportEntrySchema>;

/** What people say of a tenant's health: the last of each; what was said before is in the history. */
const healthRecordSchema = z.object({
  tenantId: z.string(),
  sentiment: sentimentEntrySchema.optional(),
  support: supportEntrySchema.optional(),
  override: manualOverrideSchema.optional(),
});
export type HealthRecord = z.infer<typeof healthRecordSchema>;

/** One for each tenant, under the tenant's id. */
export const healthRecordAggregate: AggregateSpec<HealthRecord> = {
  kind: 'health_record',
  state: healthRecordSchema,
};
