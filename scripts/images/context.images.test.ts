import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { ROOT } from '../root.ts';
import { SERVICES, type Service } from './services.ts';

const contextFolder = ({ name }: Service): string => join(inject('imageContexts'), name);

/** Files below a folder of which a part is as given. */
async function holding(folder: string, part: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async file => ((await readFile(file)).includes(part) ? [file] : [])),
  );
  return found.flat();
}

test.each(SERVICES)('nothing in the image of $name tells in which folder it was built', async service => {
  const app = join(contextFolder(service), 'app');
  expect(await holding(app, 'Tenantry')).not.toEqual([]);
  expect(await holding(app, ROOT)).toEqual([]);
});

test.each(SERVICES)('no tool of development and no test is in the bundle of $name', async service => {
  const packages = await readFile(join(contextFolder(service), 'app', 'sbom.cdx.json'), 'utf8');
  expect(packages).toContain('"pkg:npm/zod@');
  expect(packages).not.toMatch(/"pkg:npm\/(vite|vitest|rolldown|typescript|fast-check|testcontainers)@/);
  const maps = await readdir(join(contextFolder(service), 'maps'));
  expect(maps).toContain('main.js.map');
  for (const map of maps) {
    const text = await readFile(join(contextFolder(service), 'maps', map), 'utf8');
    expect(text).not.toMatch(/\.(test|test-support)\.ts"/);
  }
});
