import {
  type Collection,
  type CollectionSpec,
  type InsertOutcome,
  type Store,
  type StoredDocument,
  StoreUnavailable,
} from '../storage/documents.ts';

/**
 * `dies_before`, `dies_after`: the process ends just before or just after the call takes effect; nothing of it reaches
 * the store any more. `refused`: the store says no, once. `answer_lost`: the store did it, and nobody heard.
 */
export type FaultKind = 'dies_before' | 'dies_after' | 'refused' | 'answer_lost';

/** The process that this happens to is gone. */
export class ProcessEnded extends Error {}

/** A store that fails at one of its calls, counted from 1 since `arm`; and counts when it is to fail at none. */
export class FaultStore implements Store {
  readonly kind = 'memory';
  readonly #store: Store;
  #calls = 0;
  #at = 0;
  #fault: FaultKind = 'refused';
  #dead = false;

  constructor(store: Store) {
    this.#store = store;
  }

  get calls(): number {
    return this.#calls;
  }
  get dead(): boolean {
    return this.#dead;
  }

  arm(at: number, fault: FaultKind): void {
    this.#calls = 0;
    this.#at = at;
    this.#fault = fault;
  }

  async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await this.#store.collection(spec);
    const through = <T>(call: () => Promise<T>): Promise<T> => this.#through(call);
    return {
      spec,
      insert: documents => through<readonly InsertOutcome[]>(() => inner.insert(documents)),
      get: id => through(() => inner.get(id)),
      find: ids => through(() => inner.find(ids)),
      scan: scan => through(() => inner.scan(scan)),
      replace: document => through(() => inner.replace(document)),
      remove: ids => through(() => inner.remove(ids)),
    };
  }

  check(): Promise<void> {
    return this.#store.check();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #through<T>(call: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new ProcessEnded();
    if (++this.#calls !== this.#at) return call();
    if (this.#fault === 'dies_before' || this.#fault === 'dies_after') this.#dead = true;
    if (this.#fault === 'dies_after' || this.#fault === 'answer_lost') await call();
    throw this.#dead ? new ProcessEnded() : new StoreUnavailable('planted');
  }
}
