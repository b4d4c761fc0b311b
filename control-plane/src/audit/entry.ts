import { type AuditEntry, auditEntrySchema } from '@tenantry/contracts/api/audit';
import { z } from 'zod';
import type { Change } from '../storage/aggregates.ts';
import { changeDigest } from '../storage/change-seal.ts';
import type { CollectionSpec } from '../storage/documents.ts';
import { INSTALLATION } from '../usage/sealing/head.ts';
import { slotOf } from '../usage/stored-event.ts';
import { fieldChanges } from './field-changes.ts';

export type AuditIndex = 'time' | 'actor' | 'action' | 'tenant' | 'target' | 'outcome' | 'slot';

const storedEntrySchema = auditEntrySchema.extend({
  /** {@link auditChain}, and {@link slotOf} `at`: where it is sealed. Entries from before they were sealed have none. */
  chain: z.string().optional(),
  slot: z.int().optional(),
  /** Of a change, {@link changeDigest} of it; of what no change says, see statement-seal.ts. */
  digest: z.string().optional(),
  /** Only of what no change says: what its digest commits to that may be personal. */
  seal: z.object({ salt: z.string().optional(), commitment: z.string() }).optional(),
});
export type StoredAuditEntry = z.infer<typeof storedEntrySchema>;

export const auditSpec: CollectionSpec<StoredAuditEntry, AuditIndex> = {
  name: 'audit',
  indexes: {
    time: ['at'],
    actor: ['actorId', 'at'],
    action: ['action', 'at'],
    tenant: ['tenantId', 'at'],
    target: ['target', 'at'],
    outcome: ['outcome', 'at'],
    slot: ['chain', 'slot'],
  },
  parse: value => storedEntrySchema.parse(value),
};

const TENANT_ID = /^[0-9a-f-]{36}$/;
const PREFIX = 'audit:';

/** The chain in which an entry is sealed: of its tenant, or of what belongs to none. */
export function auditChain(tenantId: string | undefined): string {
  return PREFIX + (tenantId !== undefined && TENANT_ID.test(tenantId) ? tenantId : INSTALLATION);
}

/** The tenant, or the installation, of a chain. */
export function ownerOfChain(chain: string): string {
  return chain.slice(PREFIX.length);
}

/** What is shown of a change. Of the same change it is the same entry, however often it is made. */
export function entryOfChange(change: Change<unknown>): StoredAuditEntry {
  const { id, at, actor, action, kind, aggregateId, tenantId, requestId, reason } = change;
  return {
    id,
    at,
    actorId: actor.id,
    actorName: actor.name,
    action,
    outcome: 'done',
    target: `${kind}/${aggregateId}`,
    ...(tenantId !== undefined && { tenantId }),
    requestId,
    ...(reason !== undefined && { reason }),
    changes: fieldChanges(change.before ?? undefined, change.after),
    chain: auditChain(tenantId),
    slot: slotOf(Date.parse(at)),
    digest: changeDigest(change),
  };
}

/** Without what only sealing needs. */
export function shownEntry(entry: StoredAuditEntry): AuditEntry {
  const { chain: _chain, slot: _slot, digest: _digest, seal: _seal, ...shown } = entry;
  return shown;
}
