import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from '../file-lock.mjs';
import type { Log } from '../log.ts';
import { Supervisor } from '../processes/supervisor.ts';
import type { GoModule } from './go-module.ts';

/** Built programs live in the user's cache folder, by name and version, and are shared by all checkouts. */
export function programCache(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'tenantry', 'servers');
}

export function builtPath(cache: string, module: GoModule, program: string): string {
  return join(cache, module.id, program);
}

/**
 * Builds what the cache lacks of a module's programs, one after the other (a compiler uses every core by itself).
 * A program appears in the cache by a rename, so that whoever finds it finds it whole; a second build of the same
 * module waits for the first and then has nothing to do.
 */
export async function buildPrograms(
  cache: string,
  module: GoModule,
  programs: readonly string[],
  log: Log,
): Promise<void> {
  const lacks = () => programs.filter(program => !existsSync(builtPath(cache, module, program)));
  if (lacks().length === 0) return;
  await withFileLock(
    join(cache, `${module.id}.lock`),
    async () => {
      for (const program of lacks()) await buildProgram(cache, module, program, log);
    },
    holder => log(`${module.id} is being built by process ${holder}: waiting for it`),
  );
}

async function buildProgram(cache: string, module: GoModule, program: string, log: Log): Promise<void> {
  const goPackage = module.packages[program];
  if (goPackage === undefined) throw new Error(`${module.id} has no program ${program}`);
  const target = builtPath(cache, module, program);
  const temporary = join(cache, module.id, `.${program}.building`);
  const scratch = `${temporary}.tmp`;
  await mkdir(scratch, { recursive: true });
  log(`building ${program} ${module.version} from source, once (this may take minutes)`);
  const started = performance.now();
  // Supervised: a build that goes on after its owner was killed would hold both cores for minutes.
  const supervisor = new Supervisor();
  try {
    const output = `${temporary}.log`;
    supervisor.removeAtEnd(output);
    supervisor.removeAtEnd(temporary);
    supervisor.removeAtEnd(scratch);
    await supervisor.complete({
      name: `go build ${goPackage}`,
      command: 'go',
      args: [
        'build',
        '-trimpath',
        ...(module.tags === undefined ? [] : ['-tags', module.tags]),
        '-ldflags',
        // Stripped: nobody debugs them, and they are cached by the gigabyte.
        ['-s', '-w', ...(module.linkerFlags ?? [])].join(' '),
        '-o',
        temporary,
        goPackage,
      ],
      cwd: module.folder,
      // GOTOOLCHAIN=local: a Go that is too old fails with its own clear message instead of fetching another.
      // GOTMPDIR: a build that is killed leaves its work folder, which would stay in /tmp for good.
      env: {
        CGO_ENABLED: '0',
        GOFLAGS: '-mod=readonly',
        GOTMPDIR: scratch,
        GOTOOLCHAIN: 'local',
        GOWORK: 'off',
      },
      log: output,
      grace: 0,
    });
    await rename(temporary, target);
  } finally {
    await supervisor.stop();
  }
  log(`built ${program} ${module.version} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
