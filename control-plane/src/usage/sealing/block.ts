import { z } from 'zod';
import { canonicalJson, digestOf } from '../../storage/canonical.ts';
import type { Collection, CollectionSpec } from '../../storage/documents.ts';
import type { StoredEvent } from '../stored-event.ts';

/**
 * A tenant's ledger is sealed in blocks. A block says of each slot (ten seconds of receipt) which entries it holds,
 * names the hash of the block before it, and is signed with a key that is not in the store: whoever changes, removes
 * or adds an entry in the store, or a block, cannot make the chain say the same again.
 *
 *   block 1 ◀──previous── block 2 ◀──previous── block 3   ◀── its hash, exported: the head
 *   slots 10–15           slots 16–40           slots 41–41, and a straggler of slot 12
 */

/** Of each member, this much of its digest is kept, so that a lost or added one can be named. */
const PREFIX_BYTES = 8;

const sealedSlotSchema = z.object({
  slot: z.int(),
  count: z.int().min(1),
  /** Over the whole digests of the members, in their order. */
  root: z.string(),
  /** The first eight bytes of each member's digest, in their order; base64url. */
  members: z.string(),
});

export type SealedSlot = z.infer<typeof sealedSlotSchema>;

const sealedErasureSchema = z.object({
  /** The entry whose payload was erased. */
  event: z.string(),
  /** {@link remnantDigest} of what was left in its place. */
  remnant: z.string(),
});

const blockSchema = z.object({
  /** `<tenantId>/<number, ten digits>`: whoever inserts it has sealed. */
  id: z.string(),
  tenantId: z.string(),
  number: z.int().min(1),
  at: z.string(),
  /** Every slot before this one is sealed, by this block or an earlier one; greater than that of the block before. */
  beforeSlot: z.int(),
  /** Slots that no earlier block had, ascending. A slot without entries is not listed. */
  slots: z.array(sealedSlotSchema),
  /** Entries that came into slots which were sealed already: their writer had been stopped in the middle. */
  late: z.array(sealedSlotSchema),
  erasures: z.array(sealedErasureSchema),
  /** Hash of the block before; empty in block 1. */
  previous: z.string(),
  hash: z.string(),
  keyId: z.string(),
  /** Ed25519 over `hash`, base64url. */
  signature: z.string(),
});

export type Block = z.infer<typeof blockSchema>;
export type BlockContent = Omit<Block, 'hash' | 'keyId' | 'signature'>;
export type BlockCollection = Collection<Block, 'coverage'>;

export const blocksSpec: CollectionSpec<Block, 'coverage'> = {
  name: 'usage_blocks',
  indexes: { coverage: ['tenantId', 'beforeSlot'] },
  parse: value => blockSchema.parse(value),
};

const NUMBER_DIGITS = 10;

export function blockId(tenantId: string, number: number): string {
  return `${tenantId}/${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** SHA-256 over the block's canonical JSON (RFC 8785) without hash, keyId and signature. */
export function blockHash(content: BlockContent): string {
  const { id, tenantId, number, at, beforeSlot, slots, late, erasures, previous } = content;
  const fields = { id, tenantId, number, at, beforeSlot, slots, late, erasures, previous };
  return digestOf('tenantry usage block 1', canonicalJson(fields));
}

/** What a block says of the entries of one slot; their order in the store does not matter. */
export function sealSlot(slot: number, events: readonly Pick<StoredEvent, 'digest'>[]): SealedSlot {
  const digests = events.map(({ digest }) => digest).sort();
  const prefixes = digests.map(digest => Buffer.from(digest, 'hex').subarray(0, PREFIX_BYTES));
  return {
    slot,
    count: digests.length,
    root: digestOf('tenantry usage slot 1', String(slot), ...digests),
    members: Buffer.concat(prefixes).toString('base64url'),
  };
}

/** The prefixes that a sealed slot lists, in hexadecimal. */
export function memberPrefixes(sealed: SealedSlot): string[] {
  const bytes = Buffer.from(sealed.members, 'base64url');
  return Array.from({ length: bytes.length / PREFIX_BYTES }, (_, at) =>
    bytes.subarray(at * PREFIX_BYTES, (at + 1) * PREFIX_BYTES).toString('hex'),
  );
}

export function prefixOf(digest: string): string {
  return digest.slice(0, PREFIX_BYTES * 2);
}

export function remnantDigest(remnant: object): string {
  return digestOf('tenantry usage remnant 1', canonicalJson(remnant));
}

/** The last block of a tenant. */
export async function lastBlock(blocks: BlockCollection, tenantId: string): Promise<Block | undefined> {
  const [last] = await blocks.scan({
    from: blockId(tenantId, 0),
    before: `${tenantId}0`,
    descending: true,
    limit: 1,
  });
  return last;
}
