import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { MONGO_KINDS, type MongoChoice, resolveMongo } from '../../../scripts/dev/mongo/resolve-mongo.ts';
import { useMongo } from '../../../scripts/dev/mongo/test-mongo.ts';
import { MongoStore } from './mongodb/mongo-store.ts';

/** One server of the MongoDB protocol, from the first test of the suite on. */
export interface MongoUnderTest {
  readonly kind: (typeof MONGO_KINDS)[number];
  readonly choice: MongoChoice;
  /** Of a database of this suite alone. */
  url(): string;
  /** A store on that database, which is empty. */
  fresh(): Promise<MongoStore>;
}

/**
 * A suite on every server of the MongoDB protocol; where one is not to be had, one test that says why not: in CI a
 * failure, but for a mongod.
 */
export async function describeMongo(
  what: string,
  suite: (mongo: MongoUnderTest) => void,
  notRun: (kind: (typeof MONGO_KINDS)[number], why: string) => void = () => undefined,
): Promise<void> {
  for (const kind of MONGO_KINDS) {
    const choice = await resolveMongo(kind).catch((error: Error) => error);
    if (choice instanceof Error) {
      const run = kind !== 'real' && process.env['CI'] ? test : test.skip;
      run(`${what} on MongoDB, ${kind}: NOT RUN`, () => expect.fail(choice.message));
      notRun(kind, choice.message);
      continue;
    }
    describe(`on ${choice.reason}`, () => {
      const mongo = useMongo(kind);
      suite({
        kind,
        choice,
        url: () => mongo().url,
        fresh: async () => {
          const client = await MongoClient.connect(mongo().url);
          await client.db().dropDatabase();
          await client.close();
          return MongoStore.open(mongo().url);
        },
      });
    });
  }
}
