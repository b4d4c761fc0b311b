import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folders that PATH names, in its order. */
export function pathFolders(env: NodeJS.ProcessEnv): string[] {
  return (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
}

/** Where a program is on PATH, and then in folders besides; undefined when it is in none. */
export function findOnPath(
  program: string,
  env: NodeJS.ProcessEnv = process.env,
  besides: readonly string[] = [],
): string | undefined {
  return [...pathFolders(env), ...besides].map(folder => join(folder, program)).find(existsSync);
}
