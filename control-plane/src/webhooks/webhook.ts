import { WEBHOOK_DISABLED_BY } from '@tenantry/contracts/commercial/webhook';
import { z } from 'zod';
import type { AggregateSpec } from '../storage/aggregates.ts';
import type { Collection } from '../storage/documents.ts';
import { headsSpec } from '../storage/heads.ts';

const secretSchema = z.object({
  /** Of the request that made it: made again, it is not made twice. */
  id: z.string(),
  /** By {@link SecretBox}. */
  sealed: z.string(),
  at: z.string(),
  /** Signed with until then. */
  until: z.string().optional(),
});
export type WebhookSecret = z.infer<typeof secretSchema>;

/**
 *   enabled ──person, 410, days of failures──▶ disabled ──person──▶ enabled
 *      └────────────────── delete ─────────────────┴──▶ deleted
 */
const stateSchema = z.object({
  webhookId: z.string(),
  name: z.string(),
  url: z.string(),
  /** Names, or areas such as `tenant.*`; none: all. */
  events: z.array(z.string()),
  tenantId: z.string().nullable(),
  phase: z.enum(['enabled', 'disabled', 'deleted']),
  disabledBy: z.enum(WEBHOOK_DISABLED_BY).optional(),
  createdAt: z.string(),
  /** The newest first. */
  secrets: z.array(secretSchema),
  /** Events behind this one are taken: the one that told of its creation, or of its being enabled. */
  opened: z.string(),
  /** And none behind this one, which told that it is not any more. */
  closed: z.string().optional(),
});
export type WebhookState = z.infer<typeof stateSchema>;

export const webhookAggregate: AggregateSpec<WebhookState> = { kind: 'webhook', state: stateSchema };

/** None for those that were deleted: they are in no list. */
const fieldsSchema = z.object({ createdAt: z.string().optional() });
type Fields = z.infer<typeof fieldsSchema>;

export const webhookHeadsSpec = headsSpec<WebhookState, Fields, 'created'>(webhookAggregate, fieldsSchema, {
  created: ['createdAt'],
});
export type WebhookHeads = Collection<ReturnType<typeof webhookHeadsSpec.parse>, 'created'>;

export function headFieldsOf({ createdAt, phase }: WebhookState): Fields {
  return phase === 'deleted' ? {} : { createdAt };
}

/** With which deliveries are signed now, the newest first. */
export function secretsInUse({ secrets }: WebhookState, now: string): readonly WebhookSecret[] {
  return secrets.filter(({ until }) => until === undefined || until > now);
}
