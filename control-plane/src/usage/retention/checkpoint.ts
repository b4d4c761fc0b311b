import { z } from 'zod';
import { canonicalJson, digestOf } from '../../storage/canonical.ts';
import type { Collection, CollectionSpec } from '../../storage/documents.ts';
import type { Anchor } from '../sealing/chain-walk.ts';
import { storedSummarySchema } from '../summary.ts';

/**
 * What stays of usage that was pruned. A checkpoint is inserted before anything is removed, so whoever inserts it has
 * decided; it is signed like a block, names the last block whose members go, and holds what they were and what they
 * came to.
 *
 *   block 1 … block 7 │ block 8 ◀── block 9          members of blocks 1 … 7: gone, 7 itself stays as the end to hold on to
 *        checkpoint 1 ┘                              windows before `beforeTime`: counted for the last time
 */

const sumSchema = z.object({
  /** A meter and its version: {@link meterRef}. */
  meter: z.string(),
  /** Entries of the ledger, corrections included, and the order-free hash of them: see Summary. */
  entries: z.int().min(0),
  hash: z.string(),
  /** Events that count, and the sum of their quantities at the meter's scale. */
  count: z.string(),
  sum: z.string(),
});
export type CheckpointTotal = z.infer<typeof sumSchema>;

const daySchema = z.object({
  meter: z.string(),
  /** Its beginning, RFC 3339. */
  day: z.string(),
  /** As counted. Never with members: what stands here can not be erased, and they stand for people. */
  summary: storedSummarySchema,
});
export type CheckpointDay = z.infer<typeof daySchema>;

const prunedSchema = z.object({
  entries: z.int().min(0),
  /** The sum of their digests modulo 2^256, hexadecimal. */
  hash: z.string(),
});

const checkpointSchema = z.object({
  /** `<tenantId>/<number, ten digits>`: whoever inserts it has decided. */
  id: z.string(),
  tenantId: z.string(),
  number: z.int().min(1),
  at: z.string(),
  /** The members of all blocks up to this one are pruned; and its hash, the chain's head at that point. */
  block: z.int().min(1),
  blockHash: z.string(),
  /** Every slot that those blocks list is before this one. */
  beforeSlot: z.int(),
  /** Windows that begin before this time (a day, UTC) are counted for the last time: there is less to count them from. */
  beforeTime: z.string(),
  /** What this checkpoint prunes, and what all of them have pruned. */
  pruned: prunedSchema,
  prunedInAll: prunedSchema,
  /** Every day with usage between the `beforeTime` of the checkpoint before and this one's. */
  days: z.array(daySchema),
  /** Of everything before `beforeTime`. */
  totals: z.array(sumSchema),
  /** Erasures that pruned blocks have, of entries that are kept. */
  erasures: z.array(z.object({ event: z.string(), remnant: z.string() })),
  /** Hash of the checkpoint before; empty in the first. */
  previous: z.string(),
  hash: z.string(),
  keyId: z.string(),
  /** Ed25519 over `hash`, base64url. */
  signature: z.string(),
});

export type Checkpoint = z.infer<typeof checkpointSchema>;
export type CheckpointContent = Omit<Checkpoint, 'hash' | 'keyId' | 'signature'>;
export type CheckpointCollection = Collection<Checkpoint>;

export const checkpointsSpec: CollectionSpec<Checkpoint> = {
  name: 'usage_checkpoints',
  indexes: {},
  parse: value => checkpointSchema.parse(value),
};

const NUMBER_DIGITS = 10;

export function checkpointId(tenantId: string, number: number): string {
  return `${tenantId}/${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** SHA-256 over its canonical JSON (RFC 8785) without hash, keyId and signature. */
export function checkpointHash(checkpoint: CheckpointContent & Partial<Checkpoint>): string {
  const { hash: _hash, keyId: _keyId, signature: _signature, ...content } = checkpoint;
  return digestOf('tenantry usage checkpoint 1', canonicalJson(content));
}

/** The last checkpoint of a tenant; a read that decides. */
export async function lastCheckpoint(
  checkpoints: CheckpointCollection,
  tenantId: string,
): Promise<Checkpoint | undefined> {
  const [last] = await checkpoints.scan({
    from: checkpointId(tenantId, 0),
    before: `${tenantId}0`,
    descending: true,
    limit: 1,
  });
  return last;
}

/** Where the chain of blocks begins to be whole. */
export function anchorOf(checkpoint: Checkpoint | undefined): Anchor | undefined {
  if (checkpoint === undefined) return undefined;
  const { block, blockHash, beforeSlot, erasures } = checkpoint;
  return { block, blockHash, beforeSlot, erasures };
}
