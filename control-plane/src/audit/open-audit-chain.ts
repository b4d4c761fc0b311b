import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { scanAll } from '../storage/documents.ts';
import { blocksSpec, lastBlock } from '../usage/sealing/block.ts';
import type { Verification } from '../usage/sealing/findings.ts';
import type { BlockHead, Head } from '../usage/sealing/head.ts';
import type { Sealing } from '../usage/sealing/open-sealing.ts';
import { Sealer } from '../usage/sealing/sealer.ts';
import { recordAfterImport } from './after-import.ts';
import type { Audit } from './audit.ts';
import { AuditEraser } from './audit-eraser.ts';
import { AuditErasures } from './audit-erasures.ts';
import { ownerOfChain } from './entry.ts';
import { auditErasureRoutes, type Forget } from './erasure-http.ts';
import { verifyAudit } from './verify-audit.ts';

const SEAL_EVERY = 10_000;

export interface AuditChain {
  readonly sealer: Sealer;
  readonly eraser: AuditEraser;
  /** Holds the record of a tenant, or of what belongs to none, against its chain. */
  verify(owner: string, head?: Head): Promise<Verification>;
  /** After everything was imported, and the record made anew. */
  afterImport(): Promise<void>;
  /** Every tenant whose record has a block, and the installation. */
  owners(): AsyncGenerator<string>;
  readonly routes: readonly Route[];
}

/** Of the same form as those of usage; their chains have names of their own. */
export const auditBlocksSpec = { ...blocksSpec, name: 'audit_blocks' };

/** Seals the record of who did what as usage is sealed: in blocks of its own, by the same key, with heads beside theirs. */
export async function openAuditChain(
  context: Context,
  audit: Audit,
  sealing: Sealing,
  forget: Forget,
): Promise<AuditChain> {
  const { store, clock, changes } = context;
  const { key, verifier, keep, chains } = sealing.parts;
  const blocks = await store.collection(auditBlocksSpec);
  const erasures = await AuditErasures.open(store);
  const { entries, due } = audit;
  const exportHead = (head: BlockHead) =>
    keep({ ...head, chain: 'audit', tenantId: ownerOfChain(head.tenantId) });
  const exportLast = async (chain: string) => {
    const last = await lastBlock(blocks, chain);
    if (last === undefined) return;
    const { number, hash, keyId, signature, at } = last;
    await exportHead({ tenantId: chain, number, hash, keyId, signature, at });
  };
  const sealer = new Sealer({
    clock,
    blocks,
    due,
    erasures,
    key,
    members: async (chain, slot) => {
      const members: { digest: string }[] = [];
      const scan = { index: 'slot' as const, equals: [chain], from: slot, before: slot + 1 };
      for await (const { digest = '' } of scanAll(entries, scan)) members.push({ digest });
      return members;
    },
    exportHead,
  });
  const eraser = new AuditEraser({ clock, changes, entries, erasures });
  context.every('seal the audit record', SEAL_EVERY, () => sealer.round());
  return {
    sealer,
    eraser,
    verify: (owner, head) => verifyAudit(owner, { entries, changes, blocks, erasures, verifier, head }),
    afterImport: () => recordAfterImport({ clock, entries, changes, erasures, due, exportHead: exportLast }),
    owners: () => chains('audit'),
    routes: auditErasureRoutes(eraser, forget),
  };
}
