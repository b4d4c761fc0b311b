import { z } from 'zod';

const prunedSchema = z
  .object({
    entries: z.int().min(0).meta({ description: 'How many entries of the ledger' }),
    hash: z
      .string()
      .meta({ description: 'The sum of their digests modulo 2^256, hexadecimal: in any order the same' }),
  })
  .meta({ id: 'PrunedEntries' });

const totalSchema = z
  .object({
    meter: z.string().meta({ description: 'Key and version of the meter: `query@1`' }),
    entries: z.int().min(0).meta({ description: 'Entries of the ledger, corrections included' }),
    hash: z.string().meta({ description: 'The sum of their digests modulo 2^256, hexadecimal' }),
    count: z.string().meta({ description: 'Events that count' }),
    sum: z.string().meta({ description: 'The sum of their quantities, in units of the meter’s scale' }),
  })
  .meta({ id: 'PrunedTotal' });

export const usageCheckpointSchema = z
  .object({
    tenantId: z.uuid(),
    number: z.int().min(1).meta({ description: 'The first is 1; none is missing' }),
    at: z.string().meta({ description: 'When it was made' }),
    block: z.int().min(1).meta({ description: 'The entries of all sealed blocks up to this one are pruned' }),
    blockHash: z.string().meta({ description: 'Hash of that block: the head of the chain at that point' }),
    receivedBefore: z
      .string()
      .meta({ description: 'What was received and sealed before this time is pruned' }),
    countedBefore: z.string().meta({
      description:
        'What happened before this time is counted for ever: it can be neither added to nor corrected',
    }),
    pruned: prunedSchema,
    prunedInAll: prunedSchema,
    totals: z.array(totalSchema).meta({ description: 'Of everything before `countedBefore`' }),
    hash: z.string().meta({ description: 'SHA-256 of the checkpoint, hexadecimal' }),
    keyId: z.string().meta({ description: 'Which key signed it' }),
    signature: z.string().meta({ description: 'Ed25519 over the hash, base64url' }),
  })
  .meta({ id: 'UsageCheckpoint', description: 'What stands for usage that was pruned' });
export type UsageCheckpoint = z.infer<typeof usageCheckpointSchema>;

export const usageCheckpointPageSchema = z
  .object({ items: z.array(usageCheckpointSchema), next: z.string().optional() })
  .meta({ id: 'UsageCheckpointPage' });

export const usageRetentionSchema = z
  .object({
    retentionDays: z.int().optional().meta({ description: 'Absent: usage is kept for ever' }),
    horizon: z.string().optional().meta({
      description: 'What happened before this time is pruned, or will be at the next look',
    }),
    held: z
      .array(
        z
          .object({
            tenantId: z.string(),
            at: z.string(),
            code: z.string().meta({ description: 'A finding, as `tenantry verify` names them' }),
            subject: z.string(),
            message: z.string(),
          })
          .meta({ id: 'PruningHold' }),
      )
      .meta({
        description: 'Tenants whose usage is not pruned, because it is not what was sealed; the first 100',
      }),
  })
  .meta({ id: 'UsageRetention' });
