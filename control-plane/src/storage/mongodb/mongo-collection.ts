import { type Collection as DriverCollection, MongoServerError } from 'mongodb';
import type { Collection, CollectionSpec, InsertOutcome, Scan, StoredDocument } from '../documents.ts';
import { checkScan, keyReader, onlyOf } from '../index-keys.ts';
import { insertOutcomes } from './insert-outcomes.ts';
import type { LiveClient, MongoDocument } from './live-client.ts';
import { DUPLICATE_KEY, errorOf } from './mongo-fault.ts';
import { scanFilter } from './scan-filter.ts';
import { fromStored, toStored } from './stored-form.ts';

/** Tries of a replacement that meets another one which makes the same document. */
const REPLACE_TRIES = 10;

export class MongoCollection<D extends StoredDocument, Index extends string> implements Collection<D, Index> {
  readonly spec: CollectionSpec<D, Index>;
  readonly #client: LiveClient;
  readonly #keysOf: (document: D) => unknown;
  /** Of a view: which fields the server is to give. */
  readonly #options: { readonly projection?: Readonly<Record<string, 1>> };

  constructor(spec: CollectionSpec<D, Index>, client: LiveClient) {
    this.spec = spec;
    this.#client = client;
    this.#keysOf = keyReader(spec);
    this.#options = spec.only
      ? { projection: Object.fromEntries(spec.only.map(field => [field === 'id' ? '_id' : field, 1])) }
      : {};
  }

  async insert(documents: readonly D[]): Promise<readonly InsertOutcome[]> {
    const rows = documents.map(document => this.#stored(document));
    if (rows.length === 0) return [];
    try {
      await this.#client.use(this.spec.name, driver => driver.insertMany(rows, { ordered: false }));
      return documents.map(() => 'inserted');
    } catch (error) {
      return insertOutcomes(rows.length, error);
    }
  }

  async get(id: string): Promise<D | undefined> {
    const [document] = await this.find([id]);
    return document;
  }

  async find(ids: readonly string[]): Promise<readonly D[]> {
    if (ids.length === 0) return [];
    const wanted = ids.length === 1 ? { $eq: ids[0] ?? '' } : { $in: [...new Set(ids)] };
    return this.#parsed(await this.#do(driver => driver.find({ _id: wanted }, this.#options).toArray()));
  }

  async scan(scan: Scan<Index>): Promise<readonly D[]> {
    checkScan(this.spec, scan);
    const { limit } = scan;
    // To the servers a limit of 0 is none.
    if (limit === 0) return [];
    const { filter, sort } = scanFilter(this.spec, scan);
    return this.#parsed(
      await this.#do(driver =>
        driver.find(filter, { ...this.#options, sort, limit, batchSize: limit }).toArray(),
      ),
    );
  }

  async replace(document: D): Promise<void> {
    const { _id, ...rest } = this.#stored(document);
    for (let tries = 1; ; tries++) {
      const done = await this.#do(driver =>
        driver.replaceOne({ _id: { $eq: _id } }, rest, { upsert: true }).catch(duplicate),
      );
      if (done !== 'duplicate') return;
      if (tries === REPLACE_TRIES)
        throw new Error(`${this.spec.name}: a replacement met others ${tries} times`);
    }
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#do(driver => driver.deleteMany({ _id: { $in: [...ids] } }));
  }

  #do<T>(work: (driver: DriverCollection<MongoDocument>) => Promise<T>): Promise<T> {
    return this.#client.use(this.spec.name, work).catch((error: unknown) => {
      throw errorOf(error);
    });
  }

  #parsed(rows: readonly MongoDocument[]): readonly D[] {
    return rows.map(row => this.spec.parse(onlyOf(this.spec, fromStored(row))));
  }

  #stored(document: D): MongoDocument {
    this.#keysOf(document);
    return toStored(document);
  }
}

/** Two who replace what is not there yet both insert, and one is told so. */
function duplicate(error: unknown): 'duplicate' {
  if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return 'duplicate';
  throw error;
}
