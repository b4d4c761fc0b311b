import type { Collection, CollectionSpec, Store, StoredDocument } from '../storage/documents.ts';

export const OPERATIONS = ['insert', 'get', 'find', 'scan', 'replace', 'remove'] as const;

/** An operation of a store, as whoever looks on sees it. */
export interface StoreOperation {
  readonly operation: (typeof OPERATIONS)[number];
  readonly collection: string;
  /** Documents or ids that it is about; undefined where that is not said. */
  readonly size?: number;
}

/** Called in place of each operation; answers what `run` does. */
export type AroundOperation = <T>(operation: StoreOperation, run: () => Promise<T>) => Promise<T>;

/** A store of which every operation on documents goes through `around`. */
export function observedStore(store: Store, around: AroundOperation): Store {
  return {
    kind: store.kind,
    writesInOrder: store.writesInOrder ?? false,
    check: () => store.check(),
    close: () => store.close(),
    async collection<D extends StoredDocument, Index extends string>(spec: CollectionSpec<D, Index>) {
      return observedCollection(await store.collection(spec), around);
    },
  };
}

function observedCollection<D extends StoredDocument, Index extends string>(
  collection: Collection<D, Index>,
  around: AroundOperation,
): Collection<D, Index> {
  const of = { collection: collection.spec.name };
  return {
    spec: collection.spec,
    insert: documents =>
      around({ ...of, operation: 'insert', size: documents.length }, () => collection.insert(documents)),
    get: id => around({ ...of, operation: 'get' }, () => collection.get(id)),
    find: ids => around({ ...of, operation: 'find', size: ids.length }, () => collection.find(ids)),
    scan: scan => around({ ...of, operation: 'scan' }, () => collection.scan(scan)),
    replace: document => around({ ...of, operation: 'replace' }, () => collection.replace(document)),
    remove: ids => around({ ...of, operation: 'remove', size: ids.length }, () => collection.remove(ids)),
  };
}
