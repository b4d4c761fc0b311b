import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { withFileLock } from './file-lock.mjs';

const dir = mkdtempSync(join(tmpdir(), 'tenantry-lock-'));
afterAll(() => rmSync(dir, { recursive: true }));

test('two holders never overlap', async () => {
  const path = join(dir, 'overlap');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 4 }, () => withFileLock(path, work)));
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('whoever is asked to end while it waits ends at once, and leaves the lock to its holder', async () => {
  const path = join(dir, 'asked-to-end');
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const holder = withFileLock(path, () => released);
  const ending = new AbortController();
  const waiter = withFileLock(
    path,
    async () => 'worked',
    () => ending.abort(),
    ending.signal,
  );
  const ended = Promise.race([
    waiter.catch((error: unknown) => error instanceof Error && error.name),
    sleep(5_000, 'still waits'),
  ]);
  expect(await ended).toBe('AbortError');
  expect(existsSync(path)).toBe(true);
  release();
  await holder;
});

test('the lock of a process that died is taken over by one waiter at a time', async () => {
  const path = join(dir, 'dead');
  const dead = spawn('true');
  await once(dead, 'exit');
  writeFileSync(path, `${dead.pid} some-token`);
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await sleep(10);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 4 }, () => withFileLock(path, work)));
  expect(existsSync(`${path}.some-token`)).toBe(false);
});

test('a lock whose take-over was claimed by a process that died, too, is taken over', async () => {
  const path = join(dir, 'claimed');
  const [holder, claimant] = [spawn('true'), spawn('true')];
  await Promise.all([once(holder, 'exit'), once(claimant, 'exit')]);
  writeFileSync(path, `${holder.pid} old-token`);
  writeFileSync(`${path}.old-token`, `${claimant.pid} claim`);
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await sleep(10);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 4 }, () => withFileLock(path, work)));
  expect(readdirSync(dir).filter(name => name.startsWith('claimed'))).toEqual([]);
});

test('an empty lock that a full disk left is taken over, once it is old', async () => {
  const path = join(dir, 'empty');
  writeFileSync(path, '');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  expect(await withFileLock(path, async () => 'done')).toBe('done');
  expect(readdirSync(dir).filter(name => name.startsWith('empty'))).toEqual([]);
});

test('a waiter is told who holds the lock', async () => {
  const path = join(dir, 'told');
  let told: number | undefined;
  const first = withFileLock(path, () => sleep(50));
  await withFileLock(
    path,
    async () => undefined,
    holder => {
      told = holder;
    },
  );
  await first;
  expect(told).toBe(process.pid);
});

test('work that throws releases the lock', async () => {
  const path = join(dir, 'throws');
  await expect(withFileLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(path)).toBe(false);
});
