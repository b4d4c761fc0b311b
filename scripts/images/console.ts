import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './services.ts';

/** Builds the console into a folder; answers the modules that something of is left, as absolute paths. */
export async function buildConsole(folder: string): Promise<string[]> {
  const built = await build({
    root: join(ROOT, 'console'),
    configFile: join(ROOT, 'console', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  // They are hidden from browsers, so nobody could ever fetch them.
  const maps = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.map'));
  await Promise.all(maps.map(file => rm(join(folder, file))));
  return outputs
    .flatMap(({ output }) => output)
    .flatMap(file => (file.type === 'chunk' ? Object.keys(file.modules) : []));
}
