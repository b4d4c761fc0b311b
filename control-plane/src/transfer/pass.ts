import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Collection,
  type CollectionSpec,
  positionOf,
  type Scalar,
  type Store,
  type StoredDocument,
  StoreUnavailable,
} from '../storage/documents.ts';

/** One walk over a collection, or a part of it: read while the store is in use, written into one that nobody serves. */
export interface Pass {
  /** In the file, and in its manifest. */
  readonly name: string;
  readonly collection: string;
  /** Makes the collection, and answers whether there is anything in it. */
  isEmpty(store: Store): Promise<boolean>;
  pages(store: Store): AsyncGenerator<readonly StoredDocument[]>;
  /** @throws when a document is none of this collection */
  writer(store: Store): Promise<PassWriter>;
}

export interface PassWriter {
  write(documents: readonly unknown[]): Promise<void>;
  /** After the last document. */
  end(): Promise<void>;
}

/** A place in a row without gaps: version of an aggregate, number of a sequence. */
export interface RowPlace {
  readonly row: string;
  readonly number: number;
  readonly first: number;
  idOf(number: number): string;
}

export interface PassSpec<D extends StoredDocument, I extends string> {
  readonly name?: string;
  readonly spec: CollectionSpec<D, I>;
  /** A part of the ids. */
  readonly range?: { readonly from: string; readonly before: string };
  readonly pageSize?: number;
  /** What goes into the file of a document; nothing leaves it out. */
  readonly take?: (document: D) => D | undefined;
  /** Whether a document goes into the file, where that has to be looked up. */
  readonly wanted?: (store: Store) => Promise<(document: D) => Promise<boolean>>;
  /** What is made of it in the new store; nothing leaves it out. */
  readonly give?: (document: D) => D | undefined;
  /** Of rows without gaps: a scan that ran past a number before it was there fetches it. */
  readonly place?: (document: D) => RowPlace;
  /** Takes the place of plain inserts. */
  readonly writer?: (store: Store, collection: Collection<D, I>) => Promise<TypedWriter<D>>;
}

export interface TypedWriter<D> {
  write(documents: readonly D[]): Promise<void>;
  end(): Promise<void>;
}

const PAGE = 500;
/** How often a store is asked again that is away, or does not say what became of an insert. */
const TRIES = 20;
const PAUSE = 1_000;

export function definePass<D extends StoredDocument, I extends string>(given: PassSpec<D, I>): Pass {
  const { spec, name = spec.name, range } = given;
  return {
    name,
    collection: spec.name,
    isEmpty: async store => {
      const collection = await store.collection(spec);
      return (await collection.scan({ ...range, limit: 1 })).length === 0;
    },
    pages: store => pagesOf(store, given),
    writer: async store => {
      const collection = await store.collection(spec);
      const writer = await (given.writer?.(store, collection) ?? plainWriter(collection));
      return {
        write: async documents => {
          const parsed = documents.map(document => spec.parse(document));
          const { give } = given;
          await writer.write(give === undefined ? parsed : parsed.flatMap(document => give(document) ?? []));
        },
        end: () => writer.end(),
      };
    },
  };
}

async function* pagesOf<D extends StoredDocument, I extends string>(
  store: Store,
  given: PassSpec<D, I>,
): AsyncGenerator<readonly StoredDocument[]> {
  const { spec, range, pageSize = PAGE, take, place } = given;
  const collection = await store.collection(spec);
  const wanted = await given.wanted?.(store);
  const rows = place && new Rows(collection, place);
  let after: readonly Scalar[] | undefined;
  for (;;) {
    const from = after;
    const page = await patiently(() =>
      collection.scan({ ...range, ...(from && { after: from }), limit: pageSize }),
    );
    let whole = rows === undefined ? page : await rows.completed(page);
    if (wanted !== undefined) whole = await filtered(whole, wanted);
    yield take === undefined ? whole : whole.flatMap(document => take(document) ?? []);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = positionOf(last, spec, undefined);
  }
}

/** A store that cannot be reached for a moment is no reason to begin hours of walking again. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries === TRIES) throw error;
      await sleep(PAUSE);
    }
  }
}

async function filtered<D>(documents: readonly D[], wanted: (document: D) => Promise<boolean>): Promise<D[]> {
  const kept: D[] = [];
  for (const document of documents) if (await wanted(document)) kept.push(document);
  return kept;
}

/**
 * A server may let a scan pass a place just before a document is put there, and meet the next one. In a row without
 * gaps that shows: whoever inserted number n had seen n - 1, so it is there, and is fetched.
 */
class Rows<D extends StoredDocument, I extends string> {
  readonly #collection: Collection<D, I>;
  readonly #placeOf: (document: D) => RowPlace;
  #last: { readonly row: string; readonly number: number } | undefined;

  constructor(collection: Collection<D, I>, placeOf: (document: D) => RowPlace) {
    this.#collection = collection;
    this.#placeOf = placeOf;
  }

  async completed(page: readonly D[]): Promise<readonly D[]> {
    const whole: D[] = [];
    for (const document of page) {
      const { row, number, first, idOf } = this.#placeOf(document);
      const expected = this.#last?.row === row ? this.#last.number + 1 : first;
      for (let missing = expected; missing < number; missing++) {
        const found = await this.#collection.get(idOf(missing));
        if (found === undefined)
          throw new Error(`${this.#collection.spec.name}: ${idOf(missing)} is missing`);
        whole.push(found);
      }
      whole.push(document);
      this.#last = { row, number };
    }
    return whole;
  }
}

function plainWriter<D extends StoredDocument, I extends string>(
  collection: Collection<D, I>,
): TypedWriter<D> {
  return { write: documents => insertAll(collection, documents), end: () => Promise.resolve() };
}

/**
 * Inserts every document that is not there yet, however often the store has to be asked: a document that exists is one
 * that an import which broke off had written.
 */
export async function insertAll<D extends StoredDocument, I extends string>(
  collection: Collection<D, I>,
  documents: readonly D[],
): Promise<void> {
  let left = documents;
  for (let tries = 1; left.length > 0; tries++) {
    const outcomes = await collection.insert(left).catch((error: unknown) => {
      if (error instanceof StoreUnavailable && tries < TRIES) return left.map(() => 'unknown' as const);
      throw error;
    });
    left = left.filter((_, at) => outcomes[at] === 'unknown');
    if (left.length === 0) return;
    if (tries === TRIES) throw new StoreUnavailable(`${collection.spec.name}: outcomes stay unknown`);
    await sleep(PAUSE);
  }
}
