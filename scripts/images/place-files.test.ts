import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterEach, expect, test } from 'vitest';
import { ROOT } from '../root.ts';
import { placeFiles } from './place-files.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The bundle of one source that lies in a folder of this repository. */
async function bundled(code: string, files: Readonly<Record<string, string>>): Promise<string> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'dist', 'place-files-'));
  writeFileSync(join(folder, 'source.ts'), code);
  const name = folder.slice(ROOT.length);
  const placed = Object.fromEntries(
    Object.entries(files).map(([source, place]) => [source.replace('HERE', name), place]),
  );
  const build = await rolldown({
    input: join(folder, 'source.ts'),
    platform: 'node',
    plugins: [placeFiles(placed)],
  });
  const { output } = await build.generate({ format: 'esm' });
  return output[0].code;
}

test('the address of a file that was placed leads to its place beside the bundle', async () => {
  const code = "console.log(new URL('../plans/', import.meta.url))";
  expect(await bundled(code, { 'dist/plans/': 'plans/' })).toContain('new URL("./plans/", import.meta.url)');
});

test('a file that nobody placed fails the build, and is named', async () => {
  const code = "console.log(new URL('./worker.ts', import.meta.url))";
  await expect(bundled(code, {})).rejects.toThrow(/worker\.ts is placed nowhere in the image/);
});

test('what else a source asks of its own address fails the build', async () => {
  await expect(bundled('console.log(import.meta.dirname)', {})).rejects.toThrow(
    /import\.meta\.dirname means something else in a bundle/,
  );
});
