import { afterAll, beforeAll } from 'vitest';
import { type MongoKind, resolveMongo } from './resolve-mongo.ts';
import { type LocalMongo, startMongo } from './start-mongo.ts';

const START_TIMEOUT = 120_000;

/**
 * A server of the MongoDB protocol for the tests around the call, started before the first of them and stopped after
 * the last. The returned function gives it, inside tests and hooks. A server that cannot be had fails them.
 */
export function useMongo(kind: MongoKind = 'any'): () => LocalMongo {
  let mongo: LocalMongo | undefined;

  beforeAll(async () => {
    mongo = await startMongo(await resolveMongo(kind));
  }, START_TIMEOUT);

  afterAll(() => mongo?.stop(), START_TIMEOUT);

  return () => {
    if (mongo === undefined) throw new Error('the server is there only inside tests and hooks');
    return mongo;
  };
}
