import { hash } from 'node:crypto';
import type { Intent, ResourceType } from '../objects.ts';
import { canonicalJson } from './canonical-json.ts';
import { digestFieldSet, fieldSetOf } from './field-set.ts';
import type { ManagedObservation } from './managed-observation.ts';

/** An intent that says on the object itself what it is, so that a look at the metadata shows drift. */
export interface SealedIntent {
  readonly type: ResourceType;
  /** The intent with its hash in an annotation. */
  readonly object: Intent;
  readonly hash: string;
  /** Digest of the field set that server-side apply records for it. */
  readonly fields: string;
}

/**
 * Seals an intent. The hash covers everything but `metadata.uid`, which is a precondition of the write and
 * no part of what is wanted.
 */
export function seal(type: ResourceType, intent: Intent, annotation: string): SealedIntent {
  const digest = hash(
    'sha256',
    canonicalJson({ ...intent, metadata: { ...intent.metadata, uid: undefined } }),
    'hex',
  ).slice(0, 32);
  const annotations = { ...intent.metadata.annotations, [annotation]: digest };
  const object: Intent = { ...intent, metadata: { ...intent.metadata, annotations } };
  return { type, object, hash: digest, fields: digestFieldSet(fieldSetOf(object)) };
}

/**
 * Whether applying would change nothing: the object carries the hash of this very intent, and we still own
 * exactly its fields. Whoever changes a value of ours by an update takes the field out of our set; whoever
 * touches other fields does not, and is left alone. An object that is being deleted is never current, nor is one
 * of which we own fields by update.
 */
export function isCurrent(sealed: SealedIntent, observed: ManagedObservation | undefined): boolean {
  return isUnchanged(sealed, observed) && observed?.fields === sealed.fields;
}

/** The first half of `isCurrent`: the object was made from this intent wholly, and is there to stay. */
export function isUnchanged(sealed: SealedIntent, observed: ManagedObservation | undefined): boolean {
  return (
    observed !== undefined &&
    observed.deletionTimestamp === undefined &&
    observed.ownsByUpdate !== true &&
    observed.desiredHash === sealed.hash
  );
}
