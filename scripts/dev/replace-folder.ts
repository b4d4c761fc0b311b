import { rename, rm } from 'node:fs/promises';

/** Puts a folder that was made aside in the place of another: whoever serves it has all of the old one or all of the new one. */
export async function replaceFolder(folder: string, made: string): Promise<void> {
  const old = `${made}-old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch(unlessMissing);
  await rename(made, folder);
  await rm(old, { recursive: true, force: true });
}

export function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
