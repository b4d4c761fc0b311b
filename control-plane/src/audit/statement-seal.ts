import { randomBytes } from 'node:crypto';
import { canonicalJson, digestOf } from '../storage/canonical.ts';
import { slotOf } from '../usage/stored-event.ts';
import { auditChain, type StoredAuditEntry } from './entry.ts';

type Statement = Omit<StoredAuditEntry, 'chain' | 'slot' | 'digest' | 'seal'>;

const SALT_BYTES = 16;

/** An entry that no change stands behind, with what it is sealed by: its name, reason and network only as a commitment. */
export function sealedStatement(entry: Statement): StoredAuditEntry {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const commitment = digestOf(salt, personalText(entry));
  return {
    ...entry,
    chain: auditChain(entry.tenantId),
    slot: slotOf(Date.parse(entry.at)),
    digest: statementDigest(entry, commitment),
    seal: { salt, commitment },
  };
}

/** Whether an entry is what its digest says; of an erased one only what is left. */
export function statementHolds(entry: StoredAuditEntry): boolean {
  const { seal } = entry;
  if (seal === undefined || statementDigest(entry, seal.commitment) !== entry.digest) return false;
  return seal.salt === undefined || digestOf(seal.salt, personalText(entry)) === seal.commitment;
}

export function personalText({ actorName, reason, network }: Statement): string {
  return canonicalJson(JSON.parse(JSON.stringify({ actorName, reason, network })));
}

function statementDigest(entry: Statement, commitment: string): string {
  const { id, at, actorId, action, outcome, target = '', tenantId = '', requestId } = entry;
  return digestOf(
    'tenantry audit statement 1',
    id,
    at,
    actorId,
    action,
    outcome,
    target,
    tenantId,
    requestId,
    commitment,
  );
}
