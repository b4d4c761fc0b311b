import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { execaNode } from 'execa';
import { unlessMissing } from '../../unless-missing.ts';
import { withFileLock } from '../file-lock.mjs';
import { replaceFolder } from '../replace-folder.ts';

/** What a build of the console is made of, below the root of the repository. */
const SOURCES = [
  'console/src',
  'console/build',
  'console/public',
  'console/index.html',
  'console/vite.config.ts',
  'contracts/src',
  'package-lock.json',
];

/** Builds the console unless what is there is newer than its sources. Answers whether it did. */
export async function buildConsole(root: string, progress: (line: string) => void): Promise<boolean> {
  const folder = join(root, 'console', 'dist');
  const sources = SOURCES.map(path => join(root, path));
  const lock = join(root, '.tenantry', 'console.lock');
  return withFileLock(
    lock,
    async () => {
      if (!(await isOlder(join(folder, 'index.html'), sources))) return false;
      const made = join(root, '.tenantry', 'console');
      const begun = new Date();
      await runVite(root, made, progress);
      // Of an edit that was made meanwhile it is not known whether it is in it.
      await utimes(join(made, 'index.html'), begun, begun);
      await replaceFolder(folder, made);
      return true;
    },
    holder => progress(`process ${holder} builds it: waiting`),
  );
}

async function runVite(root: string, made: string, progress: (line: string) => void): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const building = execaNode(vite, ['build', '--outDir', made, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: join(root, 'console'),
    all: true,
    reject: false,
    // Built for production whoever starts it, and nothing left in the folder for temporary files.
    env: { NODE_ENV: 'production', NO_COLOR: '1', NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  for await (const line of building.iterable({ from: 'all' })) if (line.trim() !== '') progress(line.trim());
  const { exitCode, all } = await building;
  if (exitCode === 0) return;
  throw new Error(`the console cannot be built:\n${all}\n\nWithout it: npm start -- --no-console`);
}

/** Whether a file is missing, or older than the newest of these files and folders and of what is in them. */
export async function isOlder(built: string, sources: readonly string[]): Promise<boolean> {
  const at = (await stat(built).catch(unlessMissing))?.mtimeMs;
  if (at === undefined) return true;
  for (const source of sources) {
    const below = await readdir(source, { recursive: true }).catch(unlessMissing);
    // Folders, too: they are as new as the last file that was taken out of them.
    for (const path of [source, ...(below ?? []).map(name => join(source, name))]) {
      const found = await stat(path).catch(unlessMissing);
      if (found !== undefined && found.mtimeMs > at) return true;
    }
  }
  return false;
}
