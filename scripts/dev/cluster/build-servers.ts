import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withFileLock } from '../file-lock.mjs';
import type { ServerModule } from './server-modules.ts';
import { Supervisor } from './supervisor.ts';

const execute = promisify(execFile);

export type Log = (line: string) => void;

/** Lowest Go that builds every module in scripts/dev/servers. */
export const GO_FLOOR = '1.26';

/** Built servers live in the user's cache folder, by name and version, and are shared by all checkouts. */
export function serverCache(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'tenantry', 'servers');
}

export function builtPath(cache: string, module: ServerModule, program: string): string {
  return join(cache, module.id, program);
}

/**
 * Builds what the cache lacks of a module's programs, one after the other (a compiler uses every core by itself).
 * A program appears in the cache by a rename, so that whoever finds it finds it whole; a second build of the same
 * module waits for the first and then has nothing to do.
 */
export async function buildServers(
  cache: string,
  module: ServerModule,
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

async function buildProgram(cache: string, module: ServerModule, program: string, log: Log): Promise<void> {
  const goPackage = module.packages[program];
  if (goPackage === undefined) throw new Error(`${module.id} has no program ${program}`);
  const target = builtPath(cache, module, program);
  const temporary = join(cache, module.id, `.${program}.building`);
  const scratch = `${temporary}.tmp`;
  await mkdir(scratch, { recursive: true });
  log(`building ${program} ${module.version} from source, once (all servers: some minutes)`);
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
        linkerFlags(module),
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

/** Stripped; and Kubernetes reports v0.0.0 unless the linker is told better. */
function linkerFlags(module: ServerModule): string {
  const [major, minor] = module.version.split('.');
  const settings: Record<string, string> = {
    gitVersion: `v${module.version}`,
    gitMajor: major ?? '',
    gitMinor: minor ?? '',
    gitTreeState: 'clean',
  };
  const packages = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];
  const flags = packages.flatMap(name =>
    Object.entries(settings).map(([key, value]) => `-X ${name}.${key}=${value}`),
  );
  return [
    '-s',
    '-w',
    ...(module.id.startsWith('kubernetes-') ? flags : []),
    ...(module.linkerFlags ?? []),
  ].join(' ');
}

/** The version of the Go on PATH when it is new enough, else what is wrong with it. */
export async function findGo(): Promise<{ version: string } | { problem: string }> {
  try {
    const { stdout } = await execute('go', ['env', 'GOVERSION'], {
      env: { ...process.env, GOTOOLCHAIN: 'local' },
      cwd: homedir(),
    });
    const version = stdout.trim().replace(/^go/, '');
    return compareVersions(version, GO_FLOOR) >= 0
      ? { version }
      : { problem: `Go ${version} is older than ${GO_FLOOR}` };
  } catch {
    return { problem: 'no go on PATH' };
  }
}

/** Compares dotted numbers; what follows them (`-rc1`) does not count. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string) => version.split('.').map(part => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
