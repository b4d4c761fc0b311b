import { z } from 'zod';

/** The last block of a chain. Whoever keeps it can tell later that the tail of a ledger was cut off. */
export const sealHeadSchema = z
  .object({
    chain: z.enum(['usage', 'audit']).meta({ description: 'Whose: of usage, or of the audit record' }),
    tenantId: z
      .string()
      .meta({ description: 'The tenant; `installation` of the audit record that belongs to none' }),
    number: z.int().min(1).meta({ description: 'Number of the block; the first is 1' }),
    hash: z.string().meta({ description: 'SHA-256 of the block, hexadecimal' }),
    keyId: z.string().meta({ description: 'Which key signed it' }),
    signature: z.string().meta({ description: 'Ed25519 over the hash, base64url' }),
    at: z.string().meta({ description: 'When it was sealed' }),
    checkpoint: z
      .object({ number: z.int().min(1), hash: z.string() })
      .optional()
      .meta({ id: 'SealCheckpoint', description: 'The last checkpoint of a ledger that is pruned' }),
  })
  .meta({ id: 'SealHead', description: 'The last block of a sealed chain' });

export const sealHeadPageSchema = z
  .object({ items: z.array(sealHeadSchema), next: z.string().optional() })
  .meta({ id: 'SealHeadPage' });

export const erasureRequestSchema = z
  .strictObject({
    subject: z
      .string()
      .min(1)
      .max(256)
      .meta({ description: 'The subject of the events, exactly as it was sent' }),
    dimensions: z
      .array(z.string().min(1).max(64))
      .max(32)
      .default([])
      .meta({ description: 'Dimensions whose values are personal, too; they become pseudonyms' }),
    reason: z.string().min(1).max(500),
  })
  .meta({ id: 'ErasureRequest' });

export const erasureSchema = z
  .object({
    erasureId: z.uuid(),
    tenantId: z.uuid(),
    state: z.enum(['running', 'done']),
    requestedAt: z.string(),
    doneAt: z.string().optional(),
    erased: z.int().min(0).meta({ description: 'How many entries have lost their personal part' }),
    reason: z.string(),
    prunedBefore: z.string().optional().meta({
      description: 'Events received before this time are pruned: of those nothing is left to erase',
    }),
  })
  .meta({
    id: 'Erasure',
    description: 'The erasure of a person from a tenant’s usage ledger. It names nobody',
  });
