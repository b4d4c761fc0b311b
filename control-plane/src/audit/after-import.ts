import { type Clock, isoTime } from '../clock.ts';
import type { ChangeCollection } from '../storage/aggregates.ts';
import { isErased, personalText } from '../storage/change-seal.ts';
import { type Collection, scanAll } from '../storage/documents.ts';
import type { SealsDue } from '../usage/sealing/seals-due.ts';
import type { AuditErasures } from './audit-erasures.ts';
import { type AuditIndex, auditChain, entryOfChange, type StoredAuditEntry } from './entry.ts';
import { erasureId } from './verify-audit.ts';

export interface AfterImport {
  readonly clock: Clock;
  readonly entries: Collection<StoredAuditEntry, AuditIndex>;
  readonly changes: ChangeCollection;
  readonly erasures: AuditErasures;
  readonly due: SealsDue;
  readonly exportHead: (chain: string) => Promise<void>;
}

/**
 * Puts the record of an imported store in order: what an import left out of changes is noted as erased, entries tell
 * what their changes do now, and everything is looked at by the sealer. May be done again.
 */
export async function recordAfterImport(parts: AfterImport): Promise<void> {
  const { clock, entries, changes, erasures, due, exportHead } = parts;
  const at = isoTime(clock.now());
  const chains = new Set<string>();
  for await (const entry of scanAll(entries, {})) {
    const { id, chain, slot } = entry;
    if (chain === undefined || slot === undefined) continue;
    chains.add(chain);
    await due.mark(chain, slot);
    const change = entry.seal === undefined ? await changes.get(id) : undefined;
    if (change === undefined || !isErased(change)) continue;
    await erasures.record({
      id: erasureId(id, personalText(change)),
      chain: auditChain(change.tenantId),
      remnant: { erasedAt: at },
      at,
      by: 'system:import',
      reason: 'an import grants nothing',
    });
    await entries.replace(entryOfChange(change));
  }
  for (const chain of chains) await exportHead(chain);
}
