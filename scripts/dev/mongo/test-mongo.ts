import { afterAll, beforeAll } from 'vitest';
import { type MongoKind, resolveMongo } from './resolve-mongo.ts';
import { type LocalMongo, type RestartableMongo, startMongo, startRestartableMongo } from './start-mongo.ts';

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

/** The same, of a server that a test may end and start again, with what it has stored. */
export function useRestartableMongo(): () => RestartableMongo {
  let mongo: RestartableMongo | undefined;

  beforeAll(async () => {
    const choice = await resolveMongo('ferretdb');
    if (choice.source !== 'ferretdb')
      throw new Error(`${choice.source} keeps no files that it starts with again`);
    mongo = await startRestartableMongo(choice);
  }, START_TIMEOUT);

  afterAll(() => mongo?.stop(), START_TIMEOUT);

  return () => {
    if (mongo === undefined) throw new Error('the server is there only inside tests and hooks');
    return mongo;
  };
}
