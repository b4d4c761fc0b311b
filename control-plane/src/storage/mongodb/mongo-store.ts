import type { Collection, CollectionSpec, Store, StoredDocument } from '../documents.ts';
import { LiveClient } from './live-client.ts';
import { MongoCollection } from './mongo-collection.ts';
import { errorOf } from './mongo-fault.ts';

const PROBE = 'tenantry_probe';

/** The store behind a server of the MongoDB protocol, which any number of processes share. */
export class MongoStore implements Store {
  readonly kind = 'mongodb';
  readonly #client: LiveClient;

  private constructor(client: LiveClient) {
    this.#client = client;
  }

  /**
   * `url` names the servers, the database (`tenantry` when it names none) and the credentials.
   * @throws StoreUnavailable when no server takes writes.
   */
  static async open(url: string): Promise<MongoStore> {
    const store = new MongoStore(new LiveClient(url));
    try {
      await store.check();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    for (const fields of Object.values<readonly string[]>(spec.indexes)) {
      const keys = Object.fromEntries([...fields, '_id'].map(field => [field, 1]));
      const name = ['by', ...fields].join('_');
      await this.#do(spec.name, collection => collection.createIndex(keys, { name }));
    }
    return new MongoCollection(spec, this.#client);
  }

  async check(): Promise<void> {
    const probe = { at: new Date().toISOString() };
    // One for each process, so that two who look at once do not meet.
    const filter = { _id: `${process.pid}` };
    await this.#do(PROBE, collection => collection.replaceOne(filter, probe, { upsert: true }));
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #do(...[name, work]: Parameters<LiveClient['use']>): Promise<void> {
    await this.#client.use(name, work).catch((error: unknown) => {
      throw errorOf(error);
    });
  }
}
