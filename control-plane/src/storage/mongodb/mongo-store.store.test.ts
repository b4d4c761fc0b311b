import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { useMongo } from '../../../../scripts/dev/mongo/test-mongo.ts';
import { type CollectionSpec, type StoredDocument, StoreUnavailable } from '../documents.ts';
import { TcpGate } from '../tcp-gate.test-support.ts';
import { startAnsweringServer } from './answering-server.test-support.ts';
import { MongoStore } from './mongo-store.ts';

const document = z.object({ id: z.string() });
const spec: CollectionSpec<StoredDocument> = {
  name: 'things',
  indexes: {},
  parse: value => document.parse(value),
};
const three = ['a', 'b', 'c'].map(id => ({ id }));

async function things(url: string) {
  const store = await MongoStore.open(url);
  onTestFinished(() => store.close());
  return store.collection(spec);
}

describe('an insert is what the server says of it, and nothing more', () => {
  const duplicate = { code: 11000, errmsg: 'E11000 duplicate key' };
  const noRoom = { code: 14031, errmsg: 'no space left' };

  test.each([
    [
      'a majority does not confirm: every outcome is unknown, that of a duplicate, too',
      {
        ok: 1,
        n: 2,
        writeErrors: [{ index: 1, ...duplicate }],
        writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
      },
      ['unknown', 'unknown', 'unknown'],
    ],
    [
      'one is refused for want of room: that one is unknown',
      {
        ok: 1,
        n: 1,
        writeErrors: [
          { index: 0, ...duplicate },
          { index: 2, ...noRoom },
        ],
      },
      ['exists', 'inserted', 'unknown'],
    ],
    [
      'the primary steps down: every outcome is unknown',
      { ok: 0, code: 11602, codeName: 'InterruptedDueToReplStateChange', errmsg: 'interrupted' },
      ['unknown', 'unknown', 'unknown'],
    ],
  ])('%s', async (_, answer, outcomes) => {
    const server = await startAnsweringServer(() => answer);
    onTestFinished(() => server.stop());
    expect(await (await things(server.url)).insert(three)).toEqual(outcomes);
  });

  test('all are refused for want of room: the store is unavailable', async () => {
    const writeErrors = [0, 1, 2].map(index => ({ index, ...noRoom }));
    const server = await startAnsweringServer(() => ({ ok: 1, n: 0, writeErrors }));
    onTestFinished(() => server.stop());
    await expect((await things(server.url)).insert(three)).rejects.toThrow(StoreUnavailable);
  });

  test('a request that the server objects to is a fault of the program, and no reason to come again', async () => {
    const writeErrors = [{ index: 0, code: 2, errmsg: 'invalid key' }];
    const server = await startAnsweringServer(() => ({ ok: 1, n: 2, writeErrors }));
    onTestFinished(() => server.stop());
    const refused = (await things(server.url)).insert(three);
    await expect(refused).rejects.toThrow(/invalid key/);
    await expect(refused).rejects.not.toBeInstanceOf(StoreUnavailable);
  });
});

describe('an answer that is lost', () => {
  const mongo = useMongo();

  test('leaves an insert unknown, also when it was made; the store comes back by itself', async () => {
    const { hostname, port } = new URL(mongo().url);
    const gate = await TcpGate.to(hostname, Number(port));
    onTestFinished(() => gate.shut());
    const collection = await things(mongo().url.replace(`:${port}`, `:${gate.port}`));
    await collection.insert([{ id: 'before' }]);
    gate.loseAnswers();
    const inserting = collection.insert(three);
    setTimeout(() => void gate.shut(), 500);
    expect(await inserting).toEqual(['unknown', 'unknown', 'unknown']);
    await gate.open();
    await expect.poll(() => collection.get('a').catch(String), { timeout: 20_000 }).toEqual({ id: 'a' });
    expect(await collection.insert(three)).toEqual(['exists', 'exists', 'exists']);
  }, 40_000);
});
