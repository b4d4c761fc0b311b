import { randomBytes } from 'node:crypto';
import { canonicalJson, digestOf } from './canonical.ts';

/**
 * What a change commits to, so that it can be sealed and yet be forgotten in part. What may be personal (names, reasons,
 * states and what others were told) is in its digest only by a commitment with a salt; erased, the commitment stays.
 */
export interface ChangeSeal {
  /** 128 random bits, base64url; without it nobody can guess the content from the commitment. Goes with what is erased. */
  readonly salt?: string | undefined;
  readonly commitment: string;
}

/** A change, without what is no part of it: see aggregates.ts. */
interface Sealable {
  readonly id: string;
  readonly kind: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly at: string;
  readonly actor: { readonly id: string; readonly name: string };
  readonly requestId: string;
  readonly action: string;
  readonly reason?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly before: unknown;
  readonly after: unknown;
  readonly events: readonly unknown[];
}

interface Sealed {
  readonly seal?: ChangeSeal | undefined;
}

const SALT_BYTES = 16;

/** With fresh randomness. */
export function sealOf(change: Sealable): ChangeSeal {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  return { salt, commitment: digestOf(salt, personalText(change)) };
}

/** Everything of a change that may be personal, in its canonical form. */
export function personalText({ actor, reason, before, after, events }: Sealable): string {
  // As the store gives it back: what is undefined is not there.
  const plain: unknown = JSON.parse(JSON.stringify({ actor: actor.name, reason, before, after, events }));
  return canonicalJson(plain);
}

/** What a seal of the audit record is made of. One from before changes committed to anything commits without a salt. */
export function changeDigest(change: Sealable & Sealed): string {
  const { id, kind, aggregateId, version, at, actor, requestId, action, tenantId = '' } = change;
  const commitment = change.seal?.commitment ?? digestOf('', personalText(change));
  return digestOf(
    'tenantry change 1',
    id,
    kind,
    aggregateId,
    String(version),
    at,
    actor.id,
    requestId,
    action,
    tenantId,
    commitment,
  );
}

export function isErased({ seal }: Sealed): boolean {
  return seal !== undefined && seal.salt === undefined;
}

/** Whether what is there of a change is what it committed to; an erased one says nothing any more. */
export function commitmentHolds(change: Sealable & Sealed): boolean {
  const { seal } = change;
  if (seal?.salt === undefined) return true;
  return digestOf(seal.salt, personalText(change)) === seal.commitment;
}
