import { internRecord, internString } from '../cache/intern.ts';
import type { Cached } from '../cache/object-store.ts';
import type { KubeObject, ManagedFieldsEntry } from '../objects.ts';
import { digestFieldSet } from './field-set.ts';

/** What is kept of a managed object: enough to see that it is still as we left it. */
export interface ManagedObservation extends Cached {
  readonly deletionTimestamp?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Only those that were asked for. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly desiredHash?: string | undefined;
  /** Digest of the fields that our manager owns by apply; undefined when it owns none. */
  readonly fields?: string | undefined;
  /** Our manager owns fields by update too: what reclaim.ts leaves when it is cut short. */
  readonly ownsByUpdate?: boolean | undefined;
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

/** Projects an object, or its metadata alone, to what `isCurrent` and prune decisions need. */
export function observeManaged(
  object: KubeObject,
  o: {
    readonly fieldManager: string;
    readonly hashAnnotation: string;
    readonly annotations?: readonly string[];
  },
): ManagedObservation {
  const { metadata } = object;
  const ours = appliedEntry(object, o.fieldManager);
  // Always the same properties in the same order: one hidden class, no side tables.
  return {
    namespace: internString(metadata.namespace ?? ''),
    name: internString(metadata.name),
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '0',
    labels: metadata.labels ? internRecord(metadata.labels) : NONE,
    annotations: pick(metadata.annotations, o.annotations),
    deletionTimestamp: metadata.deletionTimestamp,
    desiredHash: metadata.annotations?.[o.hashAnnotation],
    fields: ours?.fieldsV1 && internString(digestFieldSet(ours.fieldsV1)),
    ownsByUpdate: metadata.managedFields?.some(entry => isOwnUpdate(entry, o.fieldManager)) ?? false,
  };
}

/** What the API server records of our applies of the object itself; undefined when there were none. */
export function appliedEntry({ metadata }: KubeObject, fieldManager: string): ManagedFieldsEntry | undefined {
  return metadata.managedFields?.find(entry => isOurApply(entry, fieldManager));
}

/** Whether a merge patch of ours to the object itself is recorded; writes to a subresource have entries of their own. */
export function isOwnUpdate(entry: ManagedFieldsEntry, fieldManager: string): boolean {
  return entry.manager === fieldManager && entry.operation === 'Update' && (entry.subresource ?? '') === '';
}

function isOurApply(entry: ManagedFieldsEntry, manager: string): boolean {
  return entry.manager === manager && entry.operation === 'Apply' && !entry.subresource;
}

function pick(
  all: Readonly<Record<string, string>> | undefined,
  names: readonly string[] | undefined,
): Readonly<Record<string, string>> {
  if (!all || !names) return NONE;
  let picked: Record<string, string> | undefined;
  for (const name of names) {
    const value = all[name];
    if (value === undefined) continue;
    picked ??= {};
    picked[name] = value;
  }
  return picked ? internRecord(picked) : NONE;
}
