/** node scripts/images/console-build-process.ts <folder>: the last line names its modules, as JSON. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../root.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/images/console-build-process.ts <folder>');
const built = await build({
  root: join(ROOT, 'console'),
  configFile: join(ROOT, 'console', 'vite.config.ts'),
  logLevel: 'error',
  build: { outDir: folder, emptyOutDir: true },
});
// They are hidden from browsers, so nobody could ever fetch them.
const maps = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.map'));
await Promise.all(maps.map(file => rm(join(folder, file))));
const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
// All of them: of a module with styles nothing is left in a chunk of scripts, and its licence counts as well.
const modules = outputs
  .flatMap(({ output }) => output)
  .flatMap(file => (file.type === 'chunk' ? Object.keys(file.modules) : []));
console.log(JSON.stringify(modules));
