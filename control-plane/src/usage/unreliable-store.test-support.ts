import type {
  Collection,
  CollectionSpec,
  InsertOutcome,
  Scan,
  Store,
  StoredDocument,
} from '../storage/documents.ts';

/** Where a process dies: before a call reaches the store, after it took effect, or in the middle of an insert. */
export type Death = 'before' | 'after' | 'half';

export class ProcessDied extends Error {}

/** Stands between a process and its store: before and after each call, something may happen. */
export interface Between {
  /** Answers the number of the call, for the two below. */
  before(call: string): Promise<number>;
  after(number: number): Promise<unknown>;
  /** Whether only half of the documents of an insert reach the store. */
  half(number: number): boolean;
}

/** A store as one process sees it; what it stands on outlives the process. */
export class UnreliableStore implements Store {
  readonly kind = 'unreliable';
  readonly #store: Store;
  readonly #between: Between;

  constructor(store: Store, between: Between) {
    this.#store = store;
    this.#between = between;
  }

  async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    return new UnreliableCollection(await this.#store.collection(spec), this.#between);
  }

  check(): Promise<void> {
    return this.#store.check();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class UnreliableCollection<D extends StoredDocument, Index extends string> implements Collection<D, Index> {
  readonly spec: CollectionSpec<D, Index>;
  readonly #inner: Collection<D, Index>;
  readonly #between: Between;

  constructor(inner: Collection<D, Index>, between: Between) {
    this.spec = inner.spec;
    this.#inner = inner;
    this.#between = between;
  }

  insert(documents: readonly D[]): Promise<readonly InsertOutcome[]> {
    return this.#call('insert', async number => {
      const half = this.#between.half(number);
      return this.#inner.insert(half ? documents.slice(0, Math.ceil(documents.length / 2)) : documents);
    });
  }

  get(id: string): Promise<D | undefined> {
    return this.#call('get', () => this.#inner.get(id));
  }

  find(ids: readonly string[]): Promise<readonly D[]> {
    return this.#call('find', () => this.#inner.find(ids));
  }

  scan(scan: Scan<Index>): Promise<readonly D[]> {
    return this.#call('scan', () => this.#inner.scan(scan));
  }

  replace(document: D): Promise<void> {
    return this.#call('replace', () => this.#inner.replace(document));
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#call('remove', () => this.#inner.remove(ids));
  }

  async #call<T>(method: string, run: (number: number) => Promise<T>): Promise<T> {
    const number = await this.#between.before(`${this.spec.name}.${method}`);
    const result = await run(number);
    await this.#between.after(number);
    return result;
  }
}

/** Dies at the given call, counted from 0, and answers nothing afterwards. */
export class Dying implements Between {
  readonly #at: number;
  readonly #death: Death;
  calls = -1;
  dead = false;

  constructor(at: number, death: Death) {
    this.#at = at;
    this.#death = death;
  }

  async before(): Promise<number> {
    const number = this.dead ? -1 : ++this.calls;
    if (number === this.#at && this.#death === 'before') this.dead = true;
    this.#answer();
    return number;
  }

  async after(number: number): Promise<void> {
    if (number === this.#at) this.dead = true;
    this.#answer();
  }

  half(number: number): boolean {
    return number === this.#at && this.#death === 'half';
  }

  #answer(): void {
    if (this.dead) throw new ProcessDied();
  }
}
