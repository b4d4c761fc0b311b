import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { exported } from '../transfer/transfer.test-support.ts';
import { addBackup } from './backup.ts';
import { partOfWorld } from './world.test-support.ts';

let folder: string;
let server: Server;
let answer: Buffer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-backup-'));
  writeFileSync(join(folder, 'key'), 'tny_admin\n');
  answer = await exported(new MemoryStore(), new FakeClock());
  server = createServer((request, response) => {
    const known = request.headers.authorization === 'Bearer tny_admin' && request.url === '/v1/export';
    response.statusCode = known ? 200 : 401;
    response.end(known ? answer : 'who is that?');
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const kept = () =>
  readdirSync(folder)
    .filter(name => name !== 'key')
    .sort();

async function backup(...options: string[]): Promise<unknown> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  const out: string[] = [];
  const program = new Command('tenantry').exitOverride();
  addBackup(program, partOfWorld({ out: line => void out.push(line) }));
  const where = ['--ask', `http://127.0.0.1:${address.port}`, '--into', folder];
  const key = options.includes('--key-file') ? [] : ['--key-file', join(folder, 'key')];
  await program.parseAsync(['node', 'tenantry', 'backup', ...where, ...key, ...options]);
  return JSON.parse(out.at(-1) ?? '');
}

test('what a running control plane exports lies in the folder, whole, for its owner alone, and the oldest go', async () => {
  const old = ['tenantry-20250101T000000Z.export', 'tenantry-20250102T000000Z.export', 'notes.export'];
  for (const name of old) writeFileSync(join(folder, name), 'old');
  expect(await backup('--keep', '2')).toMatchObject({ removed: ['tenantry-20250101T000000Z.export'] });
  const [newest = ''] = kept().filter(name => !old.includes(name));
  expect(kept()).toEqual(['notes.export', 'tenantry-20250102T000000Z.export', newest]);
  expect(newest).toMatch(/^tenantry-\d{8}T\d{6}Z\.export$/);
  expect(statSync(join(folder, newest)).mode & 0o777).toBe(0o600);
});

test('an answer that is cut short leaves no file, and takes none of the older ones away', async () => {
  for (const day of [1, 2, 3]) writeFileSync(join(folder, `tenantry-2025010${day}T000000Z.export`), 'old');
  const before = kept();
  answer = answer.subarray(0, -10);
  await expect(backup('--keep', '1')).rejects.toMatchObject({ name: 'ExportRefused' });
  expect(kept()).toEqual(before);
});

test('a control plane that refuses, and a key that cannot be read, are said', async () => {
  writeFileSync(join(folder, 'key'), 'another');
  await expect(backup()).rejects.toThrow('answers 401: who is that?');
  await expect(backup('--key-file', join(folder, 'none'))).rejects.toThrow('--key-file');
  await expect(backup('--keep', '0')).rejects.toThrow('a number from 1 on');
  expect(kept()).toEqual([]);
});
