import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import { describeMongo } from './describe-mongo.test-support.ts';
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

await describeMongo(
  'a store',
  ({ kind, choice, url: direct }) => {
    let gate: TcpGate | undefined;
    let url: string;

    beforeAll(async () => {
      url = direct();
      // A server of somebody else's may send its clients on to other addresses, past any gate.
      if (choice.source === 'told') return;
      const { hostname, port } = new URL(url);
      gate = await TcpGate.to(hostname, Number(port));
      url = url.replace(`:${port}`, `:${gate.port}`);
    });
    afterAll(async () => {
      await gate?.open();
      const client = new MongoClient(direct());
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
  },
  (kind, why) => {
    // biome-ignore lint/suspicious/noConsole: a suite that is not run says so where everybody sees it.
    console.warn(`The store suite is NOT RUN on ${kind}. ${why}`);
  },
);
