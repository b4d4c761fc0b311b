import type { Collection, CollectionSpec, Store, StoredDocument } from '../storage/documents.ts';
import { overlaid } from '../storage/overlaid.test-support.ts';

/** A store, as whoever exports sees it: between any two of its reads something happens. */
export function busyStore(inner: Store, happens: () => Promise<void>): Store {
  return {
    kind: inner.kind,
    check: () => inner.check(),
    close: () => inner.close(),
    collection: async <D extends StoredDocument, Index extends string>(
      spec: CollectionSpec<D, Index>,
    ): Promise<Collection<D, Index>> => {
      const collection = await inner.collection(spec);
      return overlaid(collection, {
        scan: async scan => {
          await happens();
          return collection.scan(scan);
        },
      });
    },
  };
}
