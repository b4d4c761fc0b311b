import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { silentLogger } from '../logger.ts';
import { describeMongo } from '../storage/describe-mongo.test-support.ts';
import { scanAll } from '../storage/documents.ts';
import { installationOf } from './installation.ts';
import { migrate, statusOf } from './migrate.ts';
import { backFill, THINGS, thingsSpec, withThings } from './replica.test-support.ts';
import { STEPS } from './steps.ts';
import { StepsDone } from './steps-done.ts';

const REPLICA = fileURLToPath(new URL('./replica.test-support.ts', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function replica(url: string, name: string, pause: number) {
  const child = spawn(process.execPath, [REPLICA, url, name, String(pause)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  children.push(child);
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
  return { child, said, ended: once(child, 'close').then(([code]) => Number(code)) };
}

await describeMongo('migrations', ({ url, fresh }) => {
  /** A store of a version before, and what is looked at in the end. */
  async function older() {
    const store = await fresh();
    await withThings(store);
    const options = {
      store,
      clock: systemClock,
      logger: silentLogger,
      // Those that a replica does before it serves; the others are a task of the one that runs.
      steps: [...STEPS.filter(({ required }) => required), backFill(0)],
      by: 'the test',
    };
    return { store, options };
  }

  async function expectDone({ store, options }: Awaited<ReturnType<typeof older>>): Promise<void> {
    let count = 0;
    for await (const { name, words } of scanAll(await store.collection(thingsSpec), {})) {
      expect(words).toBe(name.split(' ').length);
      count++;
    }
    expect(count).toBe(THINGS);
    const steps = await statusOf(options);
    expect(steps.map(({ state }) => state)).toEqual(steps.map(() => 'done'));
    const marks = await (await StepsDone.open(store, systemClock, 'the test')).all();
    expect(marks.length).toBe(2 * steps.length);
    expect(await installationOf(store)).toMatchObject({ id: 'installation' });
    expect(await migrate(options, 'all')).toEqual([]);
    await store.close();
  }

  test('two replicas that start at once leave what one would have left', async () => {
    const there = await older();
    const replicas = ['a', 'b'].map(name => replica(url(), name, 2));
    for (const { ended, said } of replicas) expect(await ended, said.text).toBe(0);
    await expectDone(there);
  }, 120_000);

  test('of two that start at once one is killed in the middle of a step, and the other ends it', async () => {
    const there = await older();
    const [a, b] = [replica(url(), 'a', 5), replica(url(), 'b', 15)];
    await expect.poll(() => a.said.text, { timeout: 60_000, interval: 5 }).toContain('{"count":20}');
    a.child.kill('SIGKILL');
    expect(await b.ended, b.said.text).toBe(0);
    await expectDone(there);
  }, 120_000);

  test('where both are killed the next one does the rest', async () => {
    const there = await older();
    const both = ['a', 'b'].map(name => replica(url(), name, 10));
    for (const { said } of both)
      await expect.poll(() => said.text, { timeout: 60_000, interval: 5 }).toContain('{"count":10}');
    for (const { child } of both) child.kill('SIGKILL');
    await Promise.all(both.map(({ ended }) => ended));
    expect(await statusOf(there.options)).toContainEqual(expect.objectContaining({ state: 'begun' }));
    expect(await replica(url(), 'c', 0).ended).toBe(0);
    await expectDone(there);
  }, 120_000);
});
