import type { Collection, CollectionSpec, Store, StoredDocument } from '../storage/documents.ts';
import { inSpan } from './tracing.ts';

/** A store whose operations are spans, by the conventions of OpenTelemetry for databases. */
export function tracedStore(store: Store): Store {
  return {
    kind: store.kind,
    check: () => store.check(),
    close: () => store.close(),
    async collection<D extends StoredDocument, Index extends string>(spec: CollectionSpec<D, Index>) {
      return tracedCollection(store.kind, await store.collection(spec));
    },
  };
}

function tracedCollection<D extends StoredDocument, Index extends string>(
  kind: string,
  collection: Collection<D, Index>,
): Collection<D, Index> {
  const { name } = collection.spec;
  const traced = <T>(operation: string, run: () => Promise<T>, size?: number): Promise<T> => {
    const attributes = {
      'db.system.name': kind,
      'db.collection.name': name,
      'db.operation.name': operation,
      ...(size !== undefined && size > 1 && { 'db.operation.batch.size': size }),
    };
    return inSpan(`${operation} ${name}`, attributes, run);
  };
  return {
    spec: collection.spec,
    insert: documents => traced('insert', () => collection.insert(documents), documents.length),
    get: id => traced('get', () => collection.get(id)),
    find: ids => traced('find', () => collection.find(ids), ids.length),
    scan: scan => traced('scan', () => collection.scan(scan)),
    replace: document => traced('replace', () => collection.replace(document)),
    remove: ids => traced('remove', () => collection.remove(ids), ids.length),
  };
}
