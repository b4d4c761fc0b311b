import {
  type Collection,
  type CollectionSpec,
  type Store,
  type StoredDocument,
  StoreUnavailable,
} from '../storage/documents.ts';
import { overlaid } from '../storage/overlaid.test-support.ts';

/** The process died: nothing of what it would do comes to be. */
class Died extends Error {}

/** A store of a process that dies in the middle of a write: half of the documents of that write are there. */
export class UnreliableStore implements Store {
  readonly kind = 'unreliable';
  readonly #inner: Store;
  #writes: number;

  constructor(inner: Store, writes: number) {
    this.#inner = inner;
    this.#writes = writes;
  }

  async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await this.#inner.collection(spec);
    return overlaid(inner, {
      insert: async documents => {
        if (this.#lives()) return inner.insert(documents);
        if (this.#writes === -1) await inner.insert(documents.slice(0, Math.floor(documents.length / 2)));
        throw new Died('in an insert');
      },
      replace: async document => {
        if (!this.#lives()) throw new Died('in a replacement');
        await inner.replace(document);
      },
      remove: async ids => {
        if (!this.#lives()) throw new Died('in a removal');
        await inner.remove(ids);
      },
    });
  }

  async check(): Promise<void> {
    if (this.#writes < 0) throw new StoreUnavailable('died');
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #lives(): boolean {
    this.#writes--;
    return this.#writes >= 0;
  }
}
