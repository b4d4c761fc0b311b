import { appendFile, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Head } from './head.ts';
import { headKeeper, headsFileOf, keyOfFolder, readHeads } from './sealing-files.ts';
import { signingKeyFrom } from './signing-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-sealing-'));
});
afterEach(() => rm(folder, { recursive: true }));

const head = (number: number, tenantId = 'a'): Head => ({
  chain: 'usage',
  tenantId,
  number,
  hash: `hash ${number}`,
  keyId: 'k',
  signature: 's',
  at: '2026-03-01T12:00:00.000Z',
});

test('the key of a folder is made once, by however many at a time, and only its owner can read it', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => keyOfFolder(folder)));
  expect(new Set([...keys, await keyOfFolder(folder)]).size).toBe(1);
  expect(signingKeyFrom(keys[0] ?? '').keyId).toMatch(/^[0-9a-f]{16}$/);
  expect((await stat(join(folder, 'sealing-key.pem'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['sealing-key.pem']);
});

test('the last head of each tenant is read back, without a line that a crash cut off', async () => {
  const keep = headKeeper(folder);
  for (const kept of [head(1), head(2), head(1, 'b')]) await keep(kept);
  await appendFile(headsFileOf(folder), '{"tenantId":"a","numb');
  expect(await readHeads(headsFileOf(folder))).toEqual(
    new Map([
      ['a', head(2)],
      ['b', head(1, 'b')],
    ]),
  );
});

test('a file that is none of heads is refused with its line', async () => {
  await writeFile(join(folder, 'x'), `${JSON.stringify(head(1))}\nnonsense\n`);
  await expect(readHeads(join(folder, 'x'))).rejects.toThrow('x:2');
  await expect(readHeads(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
});

test('heads are read from an answer of the API as it was saved, and from a last line without its end', async () => {
  await writeFile(join(folder, 'page'), JSON.stringify({ items: [head(1), head(2, 'b')] }));
  expect([...(await readHeads(join(folder, 'page'))).keys()]).toEqual(['a', 'b']);
  await writeFile(join(folder, 'line'), JSON.stringify(head(3)));
  expect(await readHeads(join(folder, 'line'))).toEqual(new Map([['a', head(3)]]));
});
