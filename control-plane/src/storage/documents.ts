/**
 * The store port. Whatever decides does so by inserting one document under a unique id (`insert`); nothing here is
 * conditional, and nothing spans two documents, so that every server that keeps unique ids apart is good enough.
 * MongoDB and SQLite are two adapters; documents.store.test.ts says what each of them promises.
 */

export type Scalar = string | number;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

/** A document is plain JSON. Quantities and money beyond 2^53 travel as decimal strings. */
export interface StoredDocument {
  readonly id: string;
}

export interface CollectionSpec<D extends StoredDocument, Index extends string = never> {
  /** Lower-case words joined by underscores: the name of a table and of a MongoDB collection. */
  readonly name: string;
  /**
   * Ascending indexes by name, each over top-level scalar fields. A document without the first field of an index (or
   * with null there) is not in it; one with the first field has them all, or is refused by a TypeError. The id is the
   * last key of every index, so that its order is total. Numbers come before strings, strings by their UTF-8 bytes.
   */
  readonly indexes: Readonly<Record<Index, readonly (keyof D & string)[]>>;
  /**
   * Further top-level scalar fields that a store may keep apart, so that whoever needs only these reads only these.
   * Every spec that names the collection names the same ones.
   */
  readonly apart?: readonly (keyof D & string)[];
  /**
   * A view: what is read has these fields alone, and the id; null where a document has none. Each of them is in an
   * index or `apart`. Nothing is written by way of a view.
   */
  readonly only?: readonly (keyof D & string)[];
  /** Checks what is read back; what another version or hand wrote is not taken on trust. Throws when it is no `D`. */
  readonly parse: (value: unknown) => D;
}

/**
 * `inserted`: this call put it there. `exists`: another document has the id. `unknown`: the store did not say;
 * it may be there or not, and may still come to be there within the longest operation.
 */
export type InsertOutcome = 'inserted' | 'exists' | 'unknown';

export interface Scan<Index extends string> {
  /** The index to go along; by id when left out. */
  readonly index?: Index;
  /** Values of the first fields of the index. By id: none. */
  readonly equals?: readonly Scalar[];
  /**
   * Bounds of the next field (by id: of the id): from is inclusive, before exclusive. A bound means values of its own
   * kind: a number bounds numbers, a string strings.
   */
  readonly from?: Scalar;
  readonly before?: Scalar;
  /**
   * Continues behind a document: its values of the index' fields beyond `equals`, then its id, as `positionOf` gives
   * them. In descending order, "behind" is towards the lesser ones.
   */
  readonly after?: readonly Scalar[];
  readonly limit: number;
  readonly descending?: boolean;
}

export interface Collection<D extends StoredDocument, Index extends string = never> {
  readonly spec: CollectionSpec<D, Index>;
  /**
   * Inserts each document whose id is new; the answers are in the order of `documents`. Durable once answered
   * `inserted`. Not atomic over several documents. Of equal ids within one call the first wins.
   * @throws StoreUnavailable when the store says that nothing was stored.
   */
  insert(documents: readonly D[]): Promise<readonly InsertOutcome[]>;
  get(id: string): Promise<D | undefined>;
  /** Those that exist, in no particular order. */
  find(ids: readonly string[]): Promise<readonly D[]>;
  scan(scan: Scan<Index>): Promise<readonly D[]>;
  /** Puts the document in the place of whatever has its id. For documents with one owner, and for hints. */
  replace(document: D): Promise<void>;
  /** Removing what is not there is no error. */
  remove(ids: readonly string[]): Promise<void>;
}

export interface Store {
  /** What kind of store this is, for people: `sqlite`, `mongodb`, `memory`. */
  readonly kind: string;
  /**
   * Whether a write that is asked for later is never durable earlier, also when nobody waits in between. Where it is
   * not said, only a write that was answered is sure to be ahead of the next.
   */
  readonly writesInOrder?: boolean;
  /** Makes the collection and its indexes if they are not there yet. Safe in two starting processes at once. */
  collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>>;
  /** Resolves when the store takes writes. @throws StoreUnavailable */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The store cannot be reached, is full, or refuses writes: come again. Nothing of the call is known to be stored. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Where a document stands in a scan of `index` with `equals` leading values given; for `Scan.after`. */
export function positionOf<D extends StoredDocument, Index extends string>(
  document: D,
  spec: CollectionSpec<D, Index>,
  index: Index | undefined,
  equals = 0,
): readonly Scalar[] {
  if (index === undefined) return [document.id];
  const values = spec.indexes[index].slice(equals).map(field => {
    const value: unknown = document[field];
    if (typeof value === 'string' || typeof value === 'number') return value;
    throw new TypeError(`${spec.name}.${field} is in index ${index} and no scalar`);
  });
  return [...values, document.id];
}

/** Every document of a scan, `pageSize` at a time; what is inserted behind the present page is met, too. */
export async function* scanAll<D extends StoredDocument, Index extends string>(
  collection: Collection<D, Index>,
  scan: Omit<Scan<Index>, 'limit' | 'after'>,
  pageSize = 500,
): AsyncGenerator<D> {
  let after: readonly Scalar[] | undefined;
  for (;;) {
    const page = await collection.scan({ ...scan, ...(after && { after }), limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = positionOf(last, collection.spec, scan.index, scan.equals?.length);
  }
}

/** Inserts one document; `unknown` is thrown as StoreUnavailable, for callers that can only ask again. */
export async function insertOne<D extends StoredDocument, Index extends string>(
  collection: Collection<D, Index>,
  document: D,
): Promise<'inserted' | 'exists'> {
  const [outcome] = await collection.insert([document]);
  if (outcome === 'inserted' || outcome === 'exists') return outcome;
  throw new StoreUnavailable(`the outcome of an insert into ${collection.spec.name} is not known`);
}
