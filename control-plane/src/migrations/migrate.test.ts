import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import type { Store } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { ImportMarks } from './import-marks.ts';
import { installationOf } from './installation.ts';
import { latestVersion, type MigrateOptions, migrate, type Step, statusOf } from './migrate.ts';
import { prepareStore } from './prepare-store.ts';
import { STEPS } from './steps.ts';
import { StepsDone } from './steps-done.ts';

const clock = new FakeClock();
const on = (store: Store, steps: readonly Step[], by = 'a'): MigrateOptions => ({
  store,
  clock,
  logger: silentLogger,
  steps,
  by,
});

function step(number: number, run: () => Promise<void> | void, required = true): Step {
  return { number, name: `step ${number}`, required, run: async () => run() };
}

test('steps are run in order, once, and required ones alone when the others may wait', async () => {
  const store = new MemoryStore();
  const ran: number[] = [];
  const steps = [3, 1, 2].map(number => step(number, () => void ran.push(number), number !== 2));
  expect(await migrate(on(store, steps), 'required')).toEqual(['step 1', 'step 3']);
  expect(await migrate(on(store, steps), 'all')).toEqual(['step 2']);
  expect(await migrate(on(store, steps), 'all')).toEqual([]);
  expect(ran).toEqual([1, 3, 2]);
});

test('a step that failed is run again, and is not done before it came to its end', async () => {
  const store = new MemoryStore();
  let tries = 0;
  const steps = [
    step(1, () => {
      if (++tries < 3) throw new Error('not yet');
    }),
  ];
  await expect(migrate(on(store, steps), 'all')).rejects.toThrow('not yet');
  expect(await statusOf(on(store, steps))).toMatchObject([{ step: 1, state: 'begun' }]);
  await expect(migrate(on(store, steps, 'b'), 'all')).rejects.toThrow('not yet');
  await migrate(on(store, steps), 'all');
  expect(await statusOf(on(store, steps))).toMatchObject([{ step: 1, state: 'done' }]);
});

test('a version that is older than what was begun does not start, and says which it would need', async () => {
  const store = new MemoryStore();
  const newer = [step(1, () => undefined), step(2, () => Promise.reject(new Error('died in it')))];
  await migrate(on(store, newer), 'all').catch(() => undefined);
  const older = on(store, newer.slice(0, 1));
  await expect(migrate(older, 'required')).rejects.toMatchObject({ code: 'store_too_new' });
  await expect(prepareStore({ ...older, waiting: () => undefined })).rejects.toThrow(/version 2.*knows 1/);
  expect(await statusOf(older)).toMatchObject([{ state: 'done' }, { step: 2, state: 'unknown' }]);
});

test('two that start at once on a new store give it one identity', async () => {
  const store = new MemoryStore();
  await Promise.all(['a', 'b', 'c'].map(by => migrate(on(store, STEPS, by), 'required')));
  const first = await installationOf(store);
  await migrate(on(store, STEPS), 'all');
  expect(await installationOf(store)).toEqual(first);
  expect(await (await StepsDone.open(store, clock, 'a')).version()).toBe(latestVersion(STEPS));
});

test('nothing is served from a store while something is imported into it, and the wait ends with the import', async () => {
  const store = new MemoryStore();
  const marks = await ImportMarks.open(store, clock);
  await marks.put('x', 'begun');
  const why: string[] = [];
  let ready = false;
  const waiting = (line: string) => void why.push(line);
  const prepared = prepareStore({ ...on(store, STEPS), waiting, lookEvery: 5 }).then(value => {
    ready = value;
  });
  await sleep(40);
  expect(ready).toBe(false);
  expect(why).toContain('something is being imported into the store');
  expect(await installationOf(store)).toBeUndefined();
  await marks.put('x', 'done');
  await prepared;
  expect(ready).toBe(true);
});

test('a stop ends the wait', async () => {
  const store = new MemoryStore();
  await (await ImportMarks.open(store, clock)).put('x', 'begun');
  const stop = new AbortController();
  const prepared = prepareStore({ ...on(store, STEPS), waiting: () => undefined, signal: stop.signal });
  setTimeout(() => stop.abort(), 20);
  expect(await prepared).toBe(false);
});

test('numbers of steps have no gaps, and none is there twice', () => {
  expect(STEPS.map(({ number }) => number)).toEqual(STEPS.map((_, at) => at + 1));
});
