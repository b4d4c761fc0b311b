import { z } from 'zod';
import { nextSchema } from './list.ts';
import { roleSchema } from './roles.ts';

const timeSchema = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });
export const idSchema = z.guid().toLowerCase();

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'no control characters')
  .meta({ description: 'What it is for, for people' });

const rolesSchema = z
  .array(roleSchema)
  .min(1)
  .max(7)
  .refine(roles => new Set(roles).size === roles.length, 'each role once')
  .meta({ description: 'What the key may do; roles do not include one another' });

const operationsSchema = z
  .array(z.string().regex(/^[a-z][A-Za-z0-9]{0,79}$/, 'the name of an operation'))
  .min(1)
  .max(100)
  .meta({ description: 'Only these operations; all that the roles allow when left out' });

export const apiKeySchema = z
  .object({
    id: idSchema,
    name: nameSchema,
    prefix: z.string().meta({ description: 'How the key begins: enough to find it, not enough to use it' }),
    roles: rolesSchema,
    tenantId: idSchema.optional().meta({ description: 'The one tenant that the key may know of' }),
    operations: operationsSchema.optional(),
    status: z.enum(['active', 'expired', 'revoked']),
    createdAt: timeSchema,
    createdBy: z.string(),
    expiresAt: timeSchema.optional().meta({ description: 'Absent: never' }),
    rotatedAt: timeSchema.optional(),
    previousValidUntil: timeSchema
      .optional()
      .meta({ description: 'Until then the secret before the last rotation is good, too' }),
    revokedAt: timeSchema.optional(),
  })
  .meta({ id: 'ApiKey', description: 'An API key, without its secret' });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const createApiKeySchema = z
  .strictObject({
    name: nameSchema,
    roles: rolesSchema,
    tenantId: idSchema.optional().meta({
      description:
        'Binds the key to a tenant. Keys with the role `ingest` need it, or `unbound`; `tenant` always',
    }),
    unbound: z
      .boolean()
      .optional()
      .meta({ description: 'Said when a key with the role `ingest` is to serve every tenant' }),
    operations: operationsSchema.optional(),
    expiresAt: timeSchema.nullish().meta({ description: 'A year from now when left out; null: never' }),
  })
  .meta({ id: 'CreateApiKey' });
export type CreateApiKey = z.infer<typeof createApiKeySchema>;

export const shownApiKeySchema = z
  .object({
    key: apiKeySchema,
    secret: z.string().nullable().meta({
      description: 'The whole key, to send as `Authorization: Bearer`. Shown once: null ever after',
    }),
  })
  .meta({ id: 'ShownApiKey' });

export const rotateApiKeySchema = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(30 * 86_400)
      .default(86_400)
      .meta({ description: 'How long the old secret stays good: a day when left out, at most 30' }),
  })
  .meta({ id: 'RotateApiKey' });
export type RotateApiKey = z.infer<typeof rotateApiKeySchema>;

export const apiKeyPageSchema = z
  .object({ items: z.array(apiKeySchema), next: nextSchema })
  .meta({ id: 'ApiKeyPage' });

export const whoamiSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(roleSchema),
    tenantId: idSchema.optional(),
    operations: z
      .array(z.string())
      .meta({ description: 'Every operation that this caller may call, by the policy table' }),
    by: z.enum(['key', 'token', 'session', 'other']).meta({ description: 'How the caller signed in' }),
    expiresAt: timeSchema.optional(),
  })
  .meta({ id: 'Whoami', description: 'Who asks, as the control plane knows it' });
export type Whoami = z.infer<typeof whoamiSchema>;

export const sessionSchema = z
  .object({
    caller: whoamiSchema,
    startedAt: timeSchema,
    expiresAt: timeSchema.meta({ description: 'The end, however much the session is used' }),
    idleSeconds: z.int().meta({ description: 'Without a request for this long it is over' }),
    streamPlace: z.string().optional().meta({
      description:
        'Where the live stream is: as `lastEventId` of `/v1/stream` nothing is missed of what is read from now on',
    }),
  })
  .meta({ id: 'Session', description: 'A session of the console; its secret is in a cookie' });
export type SessionBody = z.infer<typeof sessionSchema>;

export const signInWaysSchema = z
  .object({
    key: z.literal(true).meta({ description: 'An API key can be exchanged for a session' }),
    oidc: z.boolean().meta({ description: 'People can sign in at the issuer' }),
  })
  .meta({ id: 'SignInWays' });

export const userAccessSchema = z
  .strictObject({
    issuer: z.string().min(1).max(500),
    subject: z.string().min(1).max(255),
    blocked: z.boolean().meta({ description: 'Keeps the user out until this is said to be false' }),
  })
  .meta({ id: 'UserAccess', description: 'A user of the issuer: as `user:<issuer>|<subject>` in audit' });

export const userAccessStateSchema = z
  .object({ ...userAccessSchema.shape, signedOutAt: timeSchema })
  .meta({ id: 'UserAccessState' });
