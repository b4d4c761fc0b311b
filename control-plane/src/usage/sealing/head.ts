import { z } from 'zod';

/** What is sealed: the usage of a tenant, and the record of who did what to it. */
export const CHAINS = ['usage', 'audit'] as const;
export type ChainName = (typeof CHAINS)[number];

/** In the place of a tenant: the chain of what belongs to none. */
export const INSTALLATION = 'installation';

/**
 * The last block of a chain, as it is kept outside the store: whoever has it can tell a tail that was cut off. It is
 * the same in the store's list of heads, in the file of heads and on the wire.
 */
export const headSchema = z.object({
  chain: z.enum(CHAINS).default('usage'),
  tenantId: z.string(),
  number: z.int(),
  hash: z.string(),
  keyId: z.string(),
  signature: z.string(),
  at: z.string(),
  /** The last checkpoint of a ledger whose older entries were pruned. */
  checkpoint: z.object({ number: z.int(), hash: z.string() }).optional(),
});

export type Head = z.infer<typeof headSchema>;
/** What a sealer knows of it. */
export type BlockHead = Omit<Head, 'chain' | 'checkpoint'>;

/** Of chains of usage the tenant itself, as heads were kept before there were others. */
export function headKey({ chain, tenantId }: Pick<Head, 'chain' | 'tenantId'>): string {
  return chain === 'usage' ? tenantId : `${chain}/${tenantId}`;
}

/** Of two heads of one chain what both tell: the later block, and the later checkpoint. */
export function laterHead(known: Head | undefined, next: Head): Head {
  if (known === undefined) return next;
  const { checkpoint: _, ...last } = known.number <= next.number ? next : known;
  const checkpoints = [known.checkpoint, next.checkpoint].filter(checkpoint => checkpoint !== undefined);
  const checkpoint = checkpoints.reduce<Head['checkpoint']>(
    (later, other) => (later === undefined || other.number >= later.number ? other : later),
    undefined,
  );
  return { ...last, ...(checkpoint && { checkpoint }) };
}
