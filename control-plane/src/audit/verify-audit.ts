import type { ChangeCollection } from '../storage/aggregates.ts';
import { canonicalJson, digestOf } from '../storage/canonical.ts';
import { changeDigest, commitmentHolds, isErased, personalText } from '../storage/change-seal.ts';
import { type Collection, scanAll } from '../storage/documents.ts';
import type { BlockCollection } from '../usage/sealing/block.ts';
import { type Chain, walkChain } from '../usage/sealing/chain-walk.ts';
import type { Found, Verification } from '../usage/sealing/findings.ts';
import type { Head } from '../usage/sealing/head.ts';
import type { SignatureVerifier } from '../usage/sealing/signing-key.ts';
import { collector, groupedBySlot, walkMembers } from '../usage/sealing/verify.ts';
import type { AuditErasures } from './audit-erasures.ts';
import { type AuditIndex, auditChain, entryOfChange, type StoredAuditEntry, shownEntry } from './entry.ts';
import { personalText as personalOfStatement, statementHolds } from './statement-seal.ts';

export interface VerifyAuditOptions {
  readonly entries: Collection<StoredAuditEntry, AuditIndex>;
  readonly changes: ChangeCollection;
  readonly blocks: BlockCollection;
  readonly erasures: AuditErasures;
  readonly verifier: SignatureVerifier;
  readonly head?: Head | undefined;
}

/** An entry that has its place in a chain. */
type SealedEntry = StoredAuditEntry & { readonly slot: number; readonly digest: string };

/**
 * Holds the audit record of a tenant, or of what belongs to none, against its chain; and what was done against the
 * changes that did it, which are sealed by the same digests.
 */
export async function verifyAudit(owner: string, options: VerifyAuditOptions): Promise<Verification> {
  const name = auditChain(owner);
  const { findings, found } = collector(owner);
  const { blocks, verifier, head, entries } = options;
  const chain = await walkChain(name, { blocks, verifier, head }, found);
  const counted = await walkMembers(chain, groupedBySlot(sealedEntries(entries, name)), {
    check: entry => checkEntry(entry, chain, options, found),
    found,
  });
  return { tenantId: owner, blocks: chain.blocks, ...counted, pruned: 0, findings };
}

async function* sealedEntries(
  entries: VerifyAuditOptions['entries'],
  chain: string,
): AsyncGenerator<SealedEntry> {
  for await (const entry of scanAll(entries, { index: 'slot', equals: [chain] }, 500)) {
    const { slot, digest } = entry;
    if (slot !== undefined) yield { ...entry, slot, digest: digest ?? '' };
  }
}

async function checkEntry(
  entry: SealedEntry,
  chain: Chain,
  { changes, erasures }: VerifyAuditOptions,
  found: Found,
): Promise<void> {
  const checkErasure = async (left: string) => {
    const id = erasureId(entry.id, left);
    // One that is logged and not sealed yet is sealed at the next look.
    if (entry.slot >= chain.beforeSlot || chain.erasures.has(id) || (await erasures.has(id))) return;
    found(
      'erasure_not_sealed',
      entry.id,
      'what was personal is gone, and there is no erasure that left this',
    );
  };
  if (entry.seal !== undefined) {
    if (!statementHolds(entry)) found('entry_changed', entry.id, 'it is not what its digest says');
    if (entry.seal.salt === undefined) await checkErasure(personalOfStatement(entry));
    return;
  }
  const change = await changes.get(entry.id);
  if (change === undefined) {
    found('change_removed', entry.id, 'the change that the record tells of is not there');
    return;
  }
  if (!commitmentHolds(change) || changeDigest(change) !== entry.digest) {
    found('change_changed', entry.id, 'the change is not what was sealed');
  } else if (canonicalJson(shownEntry(entryOfChange(change))) !== canonicalJson(shownEntry(entry))) {
    found('entry_changed', entry.id, 'it does not tell what its change did');
  }
  if (isErased(change)) await checkErasure(personalText(change));
}

/** What a block has of an erasure in the record: what was erased, and what was left of it. */
export function erasureId(entryId: string, left: string): string {
  return `${entryId}#${digestOf('tenantry audit remnant 1', left)}`;
}
