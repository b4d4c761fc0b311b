import {
  type Db,
  type Collection as DriverCollection,
  MongoClient,
  MongoError,
  ReadConcern,
  type ServerHeartbeatStartedEvent,
} from 'mongodb';
import { StoreUnavailable } from '../documents.ts';
import { wasNeverSent } from './mongo-fault.ts';

/** A document as a server has it. */
export interface MongoDocument {
  readonly _id: string;
  readonly [field: string]: unknown;
}

const DATABASE = 'tenantry';

/** Bounds in milliseconds: how long a request waits for a server, for a connection, and for an answer. */
const BOUNDS = {
  serverSelectionTimeoutMS: 2_000,
  connectTimeoutMS: 5_000,
  waitQueueTimeoutMS: 5_000,
  socketTimeoutMS: 10_000,
  heartbeatFrequencyMS: 1_000,
};
/** More would only wait in the server, and each costs a handshake. */
const CONNECTIONS = 32;
/** How long a majority may take to confirm a write. */
const CONFIRMATION = 8_000;
/** An operation that has not ended by then is given up; what it wrote may still come to be. */
const LONGEST_OPERATION = 20_000;
/** A heartbeat that has neither succeeded nor failed by then never will: it ends within the bounds above. */
const DEAF_AFTER = 7_000;

/** The driver let an operation hang. */
class NoAnswer extends MongoError {
  override get name() {
    return 'NoAnswer';
  }
}

/**
 * A client of the driver that is replaced when it has gone deaf. Driver 7.9 waits for ever for a socket to drain that
 * was destroyed the moment before, as happens when a server dies under load: the heartbeat that hangs so leaves the
 * client without a server for good, and an operation never returns.
 */
export class LiveClient {
  readonly #url: string;
  readonly #retired = new Set<MongoClient>();
  #client: MongoClient;
  /** By address, since when a heartbeat is under way. */
  #heartbeats = new Map<string, number>();
  #closed = false;

  constructor(url: string) {
    this.#url = url;
    this.#client = this.#connect();
  }

  /** Does something with a collection. Throws what the driver throws, or StoreUnavailable once closed. */
  async use<T>(name: string, work: (collection: DriverCollection<MongoDocument>) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreUnavailable('MongoDB store: closed');
    const client = this.#client;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const give = () => reject(new NoAnswer(`no answer within ${LONGEST_OPERATION / 1_000} s`));
      timer = setTimeout(give, LONGEST_OPERATION);
    });
    try {
      return await Promise.race([work(databaseOf(client).collection<MongoDocument>(name)), late]);
    } catch (error) {
      if (error instanceof NoAnswer || (error instanceof MongoError && wasNeverSent(error) && this.#isDeaf()))
        this.#replace(client);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#client, ...this.#retired].map(client => client.close()));
  }

  #connect(): MongoClient {
    const client = new MongoClient(this.#url, {
      ...BOUNDS,
      maxPoolSize: CONNECTIONS,
      ignoreUndefined: true,
      appName: 'tenantry',
    });
    const heartbeats = new Map<string, number>();
    this.#heartbeats = heartbeats;
    const ended = ({ connectionId }: { connectionId: string }) => void heartbeats.delete(connectionId);
    client.on('serverHeartbeatStarted', ({ connectionId }: ServerHeartbeatStartedEvent) => {
      heartbeats.set(connectionId, performance.now());
    });
    client.on('serverHeartbeatSucceeded', ended);
    client.on('serverHeartbeatFailed', ended);
    client.on('serverClosed', ({ address }) => void heartbeats.delete(address));
    return client;
  }

  #isDeaf(): boolean {
    const since = performance.now() - DEAF_AFTER;
    return [...this.#heartbeats.values()].some(started => started < since);
  }

  /** What still runs on the old client has as long as any operation has. */
  #replace(client: MongoClient): void {
    if (client !== this.#client || this.#closed) return;
    this.#client = this.#connect();
    this.#retired.add(client);
    setTimeout(() => {
      this.#retired.delete(client);
      void client.close().catch(() => undefined);
    }, LONGEST_OPERATION).unref();
  }
}

/** What decides is written to a majority's disks, and read from the primary as a majority has it. */
function databaseOf(client: MongoClient): Db {
  const { dbName } = client.options;
  // `test` is what the driver takes when the URL names none.
  return client.db(dbName === 'test' ? DATABASE : dbName, {
    writeConcern: { w: 'majority', j: true, wtimeoutMS: CONFIRMATION },
    readConcern: new ReadConcern('majority'),
    readPreference: 'primary',
  });
}
