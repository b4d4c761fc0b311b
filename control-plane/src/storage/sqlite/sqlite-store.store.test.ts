import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type CollectionSpec, type StoredDocument, StoreUnavailable, scanAll } from '../documents.ts';
import { StoreInUse } from './owner-lock.ts';
import { SqliteStore } from './sqlite-store.ts';

const document = z.object({ id: z.string(), n: z.number().optional(), data: z.string().optional() });
const spec: CollectionSpec<z.infer<typeof document>, 'n'> = {
  name: 'numbers',
  indexes: { n: ['n'] },
  parse: value => document.parse(value),
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-sqlite-'));
  path = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open(at = path): Promise<SqliteStore> {
  const store = await SqliteStore.open(at);
  onTestFinished(() => store.close());
  return store;
}

/** A process that opens the store and inserts one document after the other, printing each id that is answered for. */
function startWriter() {
  const program = `
    import { SqliteStore } from ${JSON.stringify(new URL('./sqlite-store.ts', import.meta.url).href)};
    const store = await SqliteStore.open(${JSON.stringify(path)});
    const numbers = await store.collection({ name: 'numbers', indexes: { n: ['n'] }, parse: value => value });
    for (let n = 0; ; n += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, at) => numbers.insert([{ id: 'k' + (n + at), n: n + at }])));
      console.log(n + 9);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('the owner of a file', () => {
  test('is one process: a second is told who has it; after kill -9 the next finds all that was answered, and nothing without what was asked for before it', async () => {
    const writer = startWriter();
    let last = -1;
    createInterface({ input: writer.stdout }).on('line', line => {
      last = Number(line);
    });
    await expect.poll(() => last, { timeout: 20_000 }).toBeGreaterThan(200);
    await expect(SqliteStore.open(path)).rejects.toThrow(
      new RegExp(`store\\.db is in use by process ${writer.pid} since 20.*one process owns the file`),
    );
    writer.kill('SIGKILL');
    await once(writer, 'close');
    const numbers = await (await open()).collection(spec);
    const found = new Set<number | undefined>();
    for await (const { n } of scanAll(numbers, { index: 'n' })) found.add(n);
    expect(Array.from({ length: last + 1 }, (_, n) => n).filter(n => !found.has(n))).toEqual([]);
    expect(found.size).toBe(1 + Math.max(...[...found].map(n => n ?? 0)));
  }, 60_000);

  test('is one store within a process, too, and gives the file back when it closes', async () => {
    const first = await SqliteStore.open(path);
    await expect(SqliteStore.open(path)).rejects.toThrow(StoreInUse);
    await first.close();
    await open();
  });

  test('alone can read the file', async () => {
    await (await open()).collection(spec);
    for (const file of readdirSync(folder).filter(name => !name.endsWith('.owner')))
      expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });
});

test('a folder that is not there is said, with its path', async () => {
  await expect(SqliteStore.open(join(folder, 'none', 'store.db'))).rejects.toThrow(/none\/store\.db/);
});

test('a file that is no database is refused and left as it is', async () => {
  writeFileSync(path, 'x'.repeat(10_000));
  await expect(SqliteStore.open(path)).rejects.toThrow(StoreUnavailable);
  expect(statSync(path).size).toBe(10_000);
});

test('while another program holds the lock, writes are refused, reads and the event loop go on, and then all is well', async () => {
  const numbers = await (await open()).collection(spec);
  await numbers.insert([{ id: 'a' }]);
  const shell = new DatabaseSync(path);
  shell.exec('BEGIN IMMEDIATE');
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 20);
  const refused = Promise.allSettled([numbers.insert([{ id: 'b' }]), numbers.replace({ id: 'a', n: 1 })]);
  await sleep(100);
  expect(await numbers.get('a')).toEqual({ id: 'a' });
  for (const outcome of await refused)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(30);
  shell.exec('ROLLBACK');
  shell.close();
  expect(await numbers.insert([{ id: 'b' }])).toEqual(['inserted']);
  expect(await numbers.get('a')).toEqual({ id: 'a' });
});

test('a write that is refused fails alone, and whole, among others that are asked for at once', async () => {
  const numbers = await (await open()).collection(spec);
  const fine = (id: string) => numbers.insert([{ id }]);
  // Another hand has made a rule that only one of the three breaks.
  const shell = new DatabaseSync(path);
  shell.exec(
    "CREATE TRIGGER rule BEFORE INSERT ON numbers WHEN NEW.id = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END",
  );
  shell.close();
  const [first, bad, last] = await Promise.allSettled([
    fine('first'),
    numbers.insert([{ id: 'good in bad company' }, { id: 'bad' }]),
    fine('last'),
  ]);
  expect([first, last]).toEqual(Array(2).fill({ status: 'fulfilled', value: ['inserted'] }));
  expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('no') } });
  expect((await numbers.scan({ limit: 9 })).map(({ id }) => id)).toEqual(['first', 'last']);
});

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a disk that is full', () => {
  let disk: string;
  beforeEach(() => {
    disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
    path = join(disk, 'store.db');
  });
  afterEach(() => void execFileSync('umount', ['--lazy', disk]));

  test('refuses writes and loses none that it answered; with room again it goes on without a restart', async () => {
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(1_500_000));
    const store = await open();
    const numbers = await store.collection(spec);
    const batch = (n: number): StoredDocument[] =>
      Array.from({ length: 20 }, (_, at) => ({ id: `${n}-${at}`, n, data: 'x'.repeat(2_000) }));
    const answered: number[] = [];
    let refused: unknown;
    for (let n = 0; refused === undefined && n < 1_000; n++) {
      await numbers.insert(batch(n)).then(
        () => answered.push(n),
        error => {
          refused = error;
        },
      );
    }
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect(String(refused)).toContain('the disk is full');
    expect(answered.length).toBeGreaterThan(5);
    const stored = new Set<number | undefined>();
    for await (const { n } of scanAll(numbers, { index: 'n' })) stored.add(n);
    expect([...stored]).toEqual(answered);
    await Promise.allSettled(Array.from({ length: 50 }, (_, at) => numbers.insert(batch(2_000 + at))));
    await expect(numbers.insert(batch(3_000))).rejects.toThrow(StoreUnavailable);

    rmSync(ballast);
    await store.check();
    expect(new Set(await numbers.insert(batch(4_000)))).toEqual(new Set(['inserted']));
  });

  test('fails what has no room, not the small write beside it', async () => {
    const numbers = await (await open()).collection(spec);
    const [large, small] = await Promise.allSettled([
      numbers.insert([{ id: 'large', data: 'x'.repeat(8_000_000) }]),
      numbers.insert([{ id: 'small' }]),
    ]);
    expect(large).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    expect(small).toEqual({ status: 'fulfilled', value: ['inserted'] });
    expect((await numbers.scan({ limit: 9 })).map(({ id }) => id)).toEqual(['small']);
  });
});

test('a file of before fields were kept apart is read as it was, and its fields are found apart, too', async () => {
  const before = await SqliteStore.open(path);
  const old = { id: 'old', n: 1, data: 'kept' };
  await (await before.collection(spec)).insert([old, { id: 'bare' }]);
  await before.close();
  const store = await open();
  const split: typeof spec = { ...spec, apart: ['data'] };
  const numbers = await store.collection(split);
  const view = await store.collection({ ...split, only: ['n', 'data'], parse: value => viewOf.parse(value) });
  await numbers.insert([{ id: 'new', n: 2, data: 'split' }]);
  expect(await numbers.scan({ limit: 9 })).toEqual([{ id: 'bare' }, { id: 'new', n: 2, data: 'split' }, old]);
  expect(await view.scan({ limit: 9 })).toEqual([
    { id: 'bare', n: null, data: null },
    { id: 'new', n: 2, data: 'split' },
    old,
  ]);
});

const viewOf = z.object({ id: z.string(), n: z.number().nullable(), data: z.string().nullable() });

test('the log is folded into the file beside the writes, long before the writer would have to', async () => {
  const store = await open();
  const numbers = await store.collection(spec);
  const data = 'x'.repeat(4_000);
  // By the file: a log that was folded whole begins anew, and then tells only what was folded since.
  const foldedPages = () => statSync(path).size / 4_096;
  // Some 8,000 pages: the writer would begin at 16,000.
  for (let from = 0; from < 8_000; from += 500) {
    await numbers.insert(Array.from({ length: 500 }, (_, at) => ({ id: `k${from + at}`, n: at, data })));
  }
  await expect.poll(foldedPages, { timeout: 20_000 }).toBeGreaterThan(4_000);
});
