import { z } from 'zod';
import { idSchema } from './access.ts';
import { nextSchema, pageQuery } from './list.ts';

const timeSchema = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });
const wordSchema = z.string().min(1).max(300);

export const fieldChangeSchema = z
  .object({
    field: z.string().meta({ description: 'A JSON pointer into the state' }),
    before: z.json().optional().meta({ description: 'Absent: there was none' }),
    after: z.json().optional().meta({ description: 'Absent: there is none any more' }),
  })
  .meta({ id: 'FieldChange' });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: timeSchema,
    actorId: z.string().meta({ description: '`user:<issuer>|<subject>`, `key:<id>` or `system:<what>`' }),
    actorName: z.string(),
    action: z.string().meta({ description: 'What was done or tried, such as `api_key.created`' }),
    outcome: z.enum(['done', 'refused']),
    target: z.string().optional().meta({ description: '`<kind>/<id>` of what it was done to' }),
    tenantId: z.string().optional(),
    requestId: z.string(),
    reason: z.string().optional(),
    network: z.string().optional().meta({ description: 'Of refused sign-ins: where from, coarsely' }),
    changes: z.array(fieldChangeSchema).meta({
      description: 'What changed, field by field; secrets and personal data are only said to have changed',
    }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditFilter = {
  actor: wordSchema.optional().meta({
    description: 'Who did it, as entries have it: `key:<keyId>`, `user:<issuer>|<subject>`, `system:<name>`',
  }),
  action: wordSchema.optional(),
  tenantId: idSchema.optional(),
  target: wordSchema.optional().meta({ description: '`<kind>/<id>`' }),
  outcome: z.enum(['done', 'refused']).optional(),
  from: timeSchema.optional().meta({ description: 'At or after this time' }),
  before: timeSchema.optional().meta({ description: 'Before this time' }),
};

export const auditFilterSchema = z.strictObject(auditFilter);
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditQuerySchema = z.strictObject({ ...auditFilter, ...pageQuery });

export const auditPageSchema = z.object({ items: z.array(auditEntrySchema), next: nextSchema }).meta({
  id: 'AuditPage',
  description: 'Newest first. A page may have fewer items than asked for, even none, while there is a `next`',
});

export const auditErasureRequestSchema = z
  .strictObject({
    actorId: wordSchema
      .optional()
      .meta({ description: 'The whole id of somebody: what they did or tried loses their name and reasons' }),
    target: wordSchema.optional().meta({
      description:
        '`<kind>/<id>`, such as `tenant/<tenantId>`: its past loses who is named in it; with a tenant, that of the onboarding forms it came by',
    }),
    reason: z.string().min(1).max(500),
  })
  .refine(({ actorId, target }) => actorId !== undefined || target !== undefined, {
    path: ['actorId'],
    message: 'an actor, a target, or both',
  })
  .meta({ id: 'AuditErasureRequest' });

export const auditErasedSchema = z
  .object({ erased: z.int().min(0).meta({ description: 'How many entries lost their personal part' }) })
  .meta({ id: 'AuditErased' });
