import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** The text of a file that is made when there is none, for this user alone; of two that make it, the first wins. */
export async function fileMadeOnce(path: string, make: () => string): Promise<string> {
  const found = await readFile(path, 'utf8').catch(absent);
  if (found !== undefined) return found;
  await makeFolder(dirname(path));
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, make(), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never in the place of another.
    await link(fresh, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(fresh, { force: true });
  }
  return readFile(path, 'utf8');
}

function absent(error: unknown): undefined {
  if (isCode(error, 'ENOENT')) return undefined;
  throw error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
