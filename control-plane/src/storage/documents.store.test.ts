import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MONGO_KINDS, resolveMongo } from '../../../scripts/dev/mongo/resolve-mongo.ts';
import { useMongo } from '../../../scripts/dev/mongo/test-mongo.ts';
import { MongoStore } from './mongodb/mongo-store.ts';
import { SqliteStore } from './sqlite/sqlite-store.ts';
import { describeStore, type StoreUnderTest } from './store-behaviour.test-support.ts';
import { TcpGate } from './tcp-gate.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeStore('SQLite', {
  open: () => SqliteStore.open(join(folder, 'store.db')),
  persistent: true,
  shared: false,
});

await describeMongo('real');
await describeMongo('mongo-java-server');
await describeMongo('ferretdb');

/** The suite on a server of the MongoDB protocol, or one test that says why not: in CI a failure, but for a mongod. */
async function describeMongo(kind: (typeof MONGO_KINDS)[number]): Promise<void> {
  const choice = await resolveMongo(kind).catch((error: Error) => error);
  if (choice instanceof Error) {
    const run = kind !== 'real' && process.env['CI'] ? test : test.skip;
    run(`a store: MongoDB, ${kind}: NOT RUN`, () => expect.fail(choice.message));
    // biome-ignore lint/suspicious/noConsole: a suite that is not run says so where everybody sees it.
    console.warn(`The store suite is NOT RUN on ${kind}. ${choice.message}`);
    return;
  }
  describe(`on ${choice.reason}`, () => {
    const mongo = useMongo(kind);
    let gate: TcpGate | undefined;
    let url: string;

    beforeAll(async () => {
      url = mongo().url;
      // A server of somebody else's may send its clients on to other addresses, past any gate.
      if (choice.source === 'told') return;
      const { hostname, port } = new URL(url);
      gate = await TcpGate.to(hostname, Number(port));
      url = url.replace(`:${port}`, `:${gate.port}`);
    });
    afterAll(async () => {
      await gate?.open();
      const client = new MongoClient(mongo().url);
      await client.db().dropDatabase();
      await client.close();
      await gate?.shut();
    });

    const target: StoreUnderTest = {
      open: () => MongoStore.open(url),
      persistent: true,
      shared: true,
      ordersByUtf16: kind === 'mongo-java-server',
    };
    const outage = { begin: async () => gate?.shut(), end: async () => gate?.open() };
    describeStore(`MongoDB, ${kind}`, choice.source === 'told' ? target : { ...target, outage });
  });
}
