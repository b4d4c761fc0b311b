import type { Collection, StoredDocument } from './documents.ts';

/** A collection of which some operations are others, and the rest goes through. */
export function overlaid<D extends StoredDocument, Index extends string>(
  inner: Collection<D, Index>,
  over: Partial<Omit<Collection<D, Index>, 'spec'>>,
): Collection<D, Index> {
  return {
    spec: inner.spec,
    insert: documents => inner.insert(documents),
    get: id => inner.get(id),
    find: ids => inner.find(ids),
    scan: scan => inner.scan(scan),
    replace: document => inner.replace(document),
    remove: ids => inner.remove(ids),
    ...over,
  };
}
