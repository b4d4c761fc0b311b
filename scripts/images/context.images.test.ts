import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contextFolder } from './build-image.ts';
import { ROOT, SERVICES } from './services.ts';

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
  expect(await holding(join(contextFolder(service), 'app'), ROOT)).toEqual([]);
});

test.each(SERVICES)('no tool of development and no test is in the bundle of $name', async service => {
  const modules = await readFile(join(contextFolder(service), 'app', 'sbom.cdx.json'), 'utf8');
  expect(modules).not.toMatch(/"pkg:npm\/(vite|vitest|rolldown|typescript|fast-check|testcontainers)@/);
  const maps = await readdir(join(contextFolder(service), 'maps'));
  for (const map of maps) {
    const text = await readFile(join(contextFolder(service), 'maps', map), 'utf8');
    expect(text).not.toMatch(/\.(test|test-support)\.ts"/);
  }
});
