import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isOlder } from './console-build.ts';

let folder: string;
let built: string;
let sources: string[];
const at = (path: string, seconds: number) => utimesSync(path, seconds, seconds);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-build-'));
  built = join(folder, 'index.html');
  sources = [join(folder, 'src'), join(folder, 'config.ts'), join(folder, 'nothing')];
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
  for (const path of ['src/deep/page.vue', 'src/gone.ts', 'config.ts', 'index.html'])
    writeFileSync(join(folder, path), '');
  for (const path of ['src/deep/page.vue', 'src/gone.ts', 'src/deep', 'src', 'config.ts'])
    at(join(folder, path), 1_000);
  at(built, 2_000);
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a build that is newer than all of its sources is not made again', async () => {
  expect(await isOlder(built, sources)).toBe(false);
});

test('a build that is not there is made', async () => {
  rmSync(built);
  expect(await isOlder(built, sources)).toBe(true);
});

test.each(['src/deep/page.vue', 'config.ts'])('a change of %s makes it again', async path => {
  at(join(folder, path), 3_000);
  expect(await isOlder(built, sources)).toBe(true);
});

test('a source that is no more makes it again', async () => {
  rmSync(join(folder, 'src', 'gone.ts'));
  expect(await isOlder(built, sources)).toBe(true);
});
