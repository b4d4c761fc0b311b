import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { useMongo } from '../../../scripts/dev/mongo/test-mongo.ts';
import { RACES, race } from './races.ts';

/** The whole, 10,000 of each, is `npm run chaos -- two-replicas`. */
const TRIES = 200;
const LONG = 420_000;

describe('two replicas on one store that are told the same at the same moment', () => {
  const mongo = useMongo();
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-races-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(RACES)(
    'of %s exactly one wins, and the store holds each once',
    async kind => {
      const server = mongo().url.replace(/\/[^/]*$/, '');
      expect(await race(kind, TRIES, { server, folder })).toEqual({
        tries: TRIES,
        won: TRIES,
        rows: TRIES,
        faults: [],
      });
    },
    LONG,
  );
});
