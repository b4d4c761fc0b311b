import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import { silentLogger } from '../logger.ts';
import type { CollectionSpec, Store } from '../storage/documents.ts';
import { insertOne, scanAll } from '../storage/documents.ts';
import { openStore } from '../storage/open-store.ts';
import { migrate, type Step } from './migrate.ts';
import { STEPS } from './steps.ts';

/**
 * A replica that starts, as a process: it brings the store up to date by the steps there are and one that takes long,
 * which gives every document a field that is missing. Says on stdout what it is at.
 *
 *   node replica.test-support.ts <store url> <name> <milliseconds for each document>
 */
const thingSchema = z.object({ id: z.string(), name: z.string(), words: z.int().optional() });
export type Thing = z.infer<typeof thingSchema>;

export const thingsSpec: CollectionSpec<Thing> = {
  name: 'things',
  indexes: {},
  parse: value => thingSchema.parse(value),
};

export const THINGS = 300;

export function backFill(pause: number, done: (count: number) => void = () => undefined): Step {
  return {
    number: STEPS.length + 1,
    name: 'count the words of every thing',
    required: true,
    run: async ({ store }) => {
      const things = await store.collection(thingsSpec);
      let count = 0;
      for await (const thing of scanAll(things, {}, 50)) {
        if (thing.words !== undefined) continue;
        if (pause > 0) await sleep(pause);
        await things.replace({ ...thing, words: thing.name.split(' ').length });
        done(++count);
      }
    },
  };
}

export async function withThings(store: Store): Promise<void> {
  const things = await store.collection(thingsSpec);
  for (let n = 0; n < THINGS; n++) {
    await insertOne(things, { id: String(n).padStart(4, '0'), name: 'word '.repeat(n % 7).trim() });
  }
}

async function main([url = '', by = '', pause = '0']: readonly string[]): Promise<void> {
  const store = await openStore(url);
  const say = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);
  say({ started: by });
  const steps = [...STEPS, backFill(Number(pause), count => say({ count }))];
  const ran = await migrate({ store, clock: systemClock, logger: silentLogger, steps, by }, 'required');
  say({ ran });
  await store.close();
}

if (import.meta.main) await main(process.argv.slice(2));
