import type { Provisioner } from '../../../control-plane/src/cluster/provisioner.ts';
import type {
  Collection,
  CollectionSpec,
  Store,
  StoredDocument,
} from '../../../control-plane/src/storage/documents.ts';
import { CLUSTER, callerInSources, type Place, type WriteOperation } from './failpoints.ts';

/** A write on its way. `target` is a collection, or the cluster; of the changes, with their kind. */
export interface Write {
  readonly target: string;
  readonly operation: WriteOperation;
  readonly from: Place | undefined;
}

/** Whoever watches the door: may hold a write up, and may end the process. */
export interface Gate {
  before(write: Write): Promise<void> | void;
  after(write: Write): Promise<void> | void;
}

/** A store whose every write passes the gate, just before it is sent and just after it was confirmed. */
export function gatedStore(store: Store, gate: Gate): Store {
  return {
    kind: store.kind,
    check: () => store.check(),
    close: () => store.close(),
    async collection<D extends StoredDocument, Index extends string>(spec: CollectionSpec<D, Index>) {
      return gatedCollection(await store.collection(spec), gate);
    },
  };
}

function gatedCollection<D extends StoredDocument, Index extends string>(
  collection: Collection<D, Index>,
  gate: Gate,
): Collection<D, Index> {
  const target = ([document]: readonly D[]) => targetOf(collection.spec.name, document);
  return {
    spec: collection.spec,
    get: id => collection.get(id),
    find: ids => collection.find(ids),
    scan: scan => collection.scan(scan),
    insert: documents =>
      documents.length === 0
        ? collection.insert(documents)
        : passing(gate, target(documents), 'insert', () => collection.insert(documents)),
    replace: document => passing(gate, target([document]), 'replace', () => collection.replace(document)),
    // What removes nothing writes nothing.
    remove: ids =>
      ids.length === 0
        ? collection.remove(ids)
        : passing(gate, collection.spec.name, 'remove', () => collection.remove(ids)),
  };
}

/** A provisioner whose every write passes the gate; what it writes to the store passes again by itself. */
export function gatedProvisioner(provisioner: Provisioner, gate: Gate): Provisioner {
  return {
    kind: provisioner.kind,
    observe: tenant => provisioner.observe(tenant),
    lastHeard: () => provisioner.lastHeard(),
    apply: (desired, options) =>
      options?.dryRun === true
        ? provisioner.apply(desired, options)
        : passing(gate, CLUSTER, 'apply', () => provisioner.apply(desired, options)),
    remove: (tenant, hold) => passing(gate, CLUSTER, 'remove', () => provisioner.remove(tenant, hold)),
  };
}

function passing<T>(
  gate: Gate,
  target: string,
  operation: WriteOperation,
  run: () => Promise<T>,
): Promise<T> {
  // Taken here, where the caller is still on the stack: behind the first await it is gone.
  const write = { target, operation, from: callerInSources(new Error().stack ?? '') };
  return (async () => {
    await gate.before(write);
    const result = await run();
    await gate.after(write);
    return result;
  })();
}

function targetOf(collection: string, document: object | undefined): string {
  if (collection !== 'changes' || document === undefined || !('kind' in document)) return collection;
  return `${collection}(${String(document.kind)})`;
}
