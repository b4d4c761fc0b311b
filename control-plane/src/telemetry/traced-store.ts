import type { Store } from '../storage/documents.ts';
import { observedStore } from './observed-store.ts';
import { inSpan } from './tracing.ts';

/** A store whose operations are spans, by the conventions of OpenTelemetry for databases. */
export function tracedStore(store: Store): Store {
  return observedStore(store, ({ operation, collection, size }, run) => {
    const attributes = {
      'db.system.name': store.kind,
      'db.collection.name': collection,
      'db.operation.name': operation,
      ...(size !== undefined && size > 1 && { 'db.operation.batch.size': size }),
    };
    return inSpan(`${operation} ${collection}`, attributes, run);
  });
}
