import { FakeClock, type startTestApp } from '../../../control-plane/src/app.test-support.ts';
import {
  aTenant,
  enforceAll,
  standing,
  startEnforcing,
  use,
} from '../../../control-plane/src/enforcement/enforcement.test-support.ts';
import type {
  Collection,
  CollectionSpec,
  Store,
  StoredDocument,
} from '../../../control-plane/src/storage/documents.ts';
import { scanAll } from '../../../control-plane/src/storage/documents.ts';
import { MemoryStore } from '../../../control-plane/src/storage/memory-store.test-support.ts';
import { signingKeyFrom } from '../../../control-plane/src/usage/sealing/signing-key.ts';

/** The notice of the shipped plan `pro` is a week. */
const AGO_MS = 8 * 86_400_000;
/** One more than `pro` grants with its grace. */
const BEYOND = 12_001;
const AT_ONCE = 500;

/** Copies a whole installation into an empty store. */
export type Lay = (store: Store) => Promise<void>;

/**
 * An installation whose tenants used more than they may a week ago, were given notice, and have not been looked at since
 * it was over: whoever starts on it has all of them to suspend at once.
 */
export async function prepare(
  tenants: number,
  suspensionsPerHour: number,
  sealingKey: string,
): Promise<{ readonly tenantIds: readonly string[]; readonly lay: Lay }> {
  const store = new WatchedStore(new MemoryStore());
  const clock = new FakeClock(new Date(Date.now() - AGO_MS).toISOString());
  const options: Parameters<typeof startTestApp>[0] = {
    store,
    clock,
    sealing: { key: signingKeyFrom(sealingKey) },
  };
  await using app = await startEnforcing(options, { suspensionsPerHour });
  const tenantIds: string[] = [];
  for (let n = 0; n < tenants; n++) tenantIds.push(await aTenant(app, `sample-${n}`));
  for (const tenantId of tenantIds) await use(app, tenantId, 'timeline', BEYOND);
  await enforceAll(app);
  for (const tenantId of tenantIds) {
    const { stage } = await standing(app, tenantId);
    if (stage !== 'notice') throw new Error(`a tenant that was to be in notice is ${stage}`);
  }
  return { tenantIds, lay: await store.copied() };
}

/** Knows which collections there are. */
class WatchedStore implements Store {
  readonly kind = 'memory';
  readonly #store: Store;
  readonly #copies = new Map<string, () => Promise<Lay>>();

  constructor(store: Store) {
    this.#store = store;
  }

  async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const collection = await this.#store.collection(spec);
    // A view has not all there is of a document.
    if (spec.only === undefined) this.#copies.set(spec.name, () => copyOf(collection));
    return collection;
  }

  check(): Promise<void> {
    return this.#store.check();
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async copied(): Promise<Lay> {
    const lays: Lay[] = [];
    for (const copy of this.#copies.values()) lays.push(await copy());
    return async target => {
      for (const lay of lays) await lay(target);
    };
  }
}

async function copyOf<D extends StoredDocument, Index extends string>(
  collection: Collection<D, Index>,
): Promise<Lay> {
  const documents: D[] = [];
  for await (const document of scanAll(collection, {})) documents.push(document);
  return async store => {
    const target = await store.collection(collection.spec);
    for (let at = 0; at < documents.length; at += AT_ONCE) {
      await target.insert(documents.slice(at, at + AT_ONCE));
    }
  };
}
