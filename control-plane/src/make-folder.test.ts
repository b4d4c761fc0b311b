import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let room: string;
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'tenantry-folder-'));
});
afterEach(() => rmSync(room, { recursive: true }));

test('a folder is made with those above it, for this user alone, by two at once, and again', async () => {
  const path = join(room, 'a/b/c');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  await makeFolder(path);
  for (const folder of [path, join(room, 'a')]) expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('below a file nothing is made, and the fault says so', async () => {
  writeFileSync(join(room, 'file'), '');
  await expect(makeFolder(join(room, 'file/a'))).rejects.toThrow(/ENOTDIR|EEXIST/);
});

test.skipIf(process.platform !== 'linux')(
  'a place that takes no folder is a fault, and no endless try',
  async () => {
    await expect(makeFolder('/proc/none/data')).rejects.toThrow('ENOENT');
  },
);
