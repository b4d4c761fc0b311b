import { type AuditEntry, auditEntrySchema } from '@tenantry/contracts/api/audit';
import type { Change } from '../storage/aggregates.ts';
import type { CollectionSpec } from '../storage/documents.ts';
import { fieldChanges } from './field-changes.ts';

export type AuditIndex = 'time' | 'actor' | 'action' | 'tenant' | 'target' | 'outcome';

export const auditSpec: CollectionSpec<AuditEntry, AuditIndex> = {
  name: 'audit',
  indexes: {
    time: ['at'],
    actor: ['actorId', 'at'],
    action: ['action', 'at'],
    tenant: ['tenantId', 'at'],
    target: ['target', 'at'],
    outcome: ['outcome', 'at'],
  },
  parse: value => auditEntrySchema.parse(value),
};

/** What is shown of a change. Of the same change it is the same entry, however often it is made. */
export function entryOfChange(change: Change<unknown>): AuditEntry {
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
  };
}
