import { rename, rm } from 'node:fs/promises';
import { unlessMissing } from '../unless-missing.ts';

/**
 * Puts a folder that was made aside in the place of another: whoever serves it has all of the old one or all of the new one,
 * and none for the moment between two renames. Both lie on one file system.
 */
export async function replaceFolder(folder: string, made: string): Promise<void> {
  const old = `${made}-old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch(unlessMissing);
  await rename(made, folder);
  await rm(old, { recursive: true, force: true });
}
