import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../log.ts';
import { compareVersions } from '../programs/compare-versions.ts';
import { findOnPath } from '../programs/find-on-path.ts';
import { pinnedModule } from '../programs/go-module.ts';
import { cannotBeHad, resolvePrograms } from '../programs/resolve-programs.ts';

const execute = promisify(execFile);

/** Lowest Compose that knows all that the Compose files say: `!reset` and `format: raw` of an environment file. */
export const COMPOSE_FLOOR = '2.30.0';

export interface ComposeProgram {
  /** To be called without `compose` in front: `docker-compose config`. */
  readonly path: string;
  /** Where it is from, for people. */
  readonly reason: string;
}

const PROGRAM = 'docker-compose';
const MODULE = 'github.com/docker/compose/v2';

/** Finds Compose on PATH, or built before, or builds it. Rejects with ServersUnavailable, which says what would help. */
export async function resolveCompose(
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ComposeProgram> {
  const onPath = findOnPath(PROGRAM, env);
  const found = onPath === undefined ? undefined : await versionOf(onPath);
  if (onPath !== undefined && found !== undefined && compareVersions(found, COMPOSE_FLOOR) >= 0)
    return { path: onPath, reason: `Compose ${found}, found at ${onPath}` };
  const module = pinnedModule({
    name: 'compose',
    path: MODULE,
    packages: { [PROGRAM]: '/cmd' },
    linkerFlags: version => [`-X ${MODULE}/internal.Version=v${version}`],
  });
  const unavailable = (problem: string) =>
    cannotBeHad({
      what: 'Compose',
      problems: [`no ${PROGRAM} ${COMPOSE_FLOOR} or newer on PATH`, problem],
      helps: `put the Compose plugin of Docker on PATH, under the name ${PROGRAM}`,
    });
  const title = `Compose ${module.version}`;
  const { folder, reason } = await resolvePrograms(
    { module, programs: [PROGRAM], title, unavailable },
    log,
    env,
  );
  return { path: join(folder, PROGRAM), reason };
}

async function versionOf(program: string): Promise<string | undefined> {
  const { stdout } = await execute(program, ['version', '--short'], { timeout: 10_000 }).catch(() => ({
    stdout: '',
  }));
  return /(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}
