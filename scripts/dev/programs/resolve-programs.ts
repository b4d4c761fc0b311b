import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { Unavailable } from '../unavailable.ts';
import { buildPrograms, builtPath, programCache } from './build-programs.ts';
import { findGo, GO_FLOOR } from './find-go.ts';
import type { GoModule } from './go-module.ts';

export interface Wanted {
  readonly module: GoModule;
  readonly programs: readonly string[];
  /** For people: `Compose 2.40.3`. */
  readonly title: string;
  /** What is said when there is no Go that builds it, and why there is none. */
  readonly unavailable: (problem: string) => string;
}

export interface Resolved {
  /** Where the programs are, under their names. */
  readonly folder: string;
  /** How they came there, for people. */
  readonly reason: string;
}

/** Programs of a module that were built before, or are built now. Rejects with Unavailable. */
export async function resolvePrograms(
  { module, programs, title, unavailable }: Wanted,
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Resolved> {
  const cache = programCache(env);
  const folder = join(cache, module.id);
  const paths = programs.map(program => builtPath(cache, module, program));
  if (paths.every(existsSync)) {
    const place = paths.length === 1 ? `at ${paths[0]}` : `in ${folder}`;
    return { folder, reason: `${title}, built before, ${place}` };
  }
  const go = await findGo();
  if ('problem' in go) throw new Unavailable(unavailable(go.problem));
  await buildPrograms(cache, module, programs, log);
  return { folder, reason: `${title}, built with Go ${go.version}` };
}

/** What a machine lacks, and what helps, for programs that are looked for on PATH before they are built. */
export function cannotBeHad(told: {
  readonly what: string;
  /** Each thing that was looked for in vain. */
  readonly problems: readonly string[];
  /** What to do other than to install Go. */
  readonly helps: string;
}): string {
  return [
    `No ${told.what} can be had on this machine:`,
    ...told.problems.map(problem => `  - ${problem}`),
    'Any one of these helps:',
    `  - ${told.helps}`,
    `  - install Go ${GO_FLOOR} or newer (https://go.dev/dl/), by which it is built from source, once`,
  ].join('\n');
}
