import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  buildServers,
  builtPath,
  compareVersions,
  findGo,
  GO_FLOOR,
  type Log,
  serverCache,
} from '../cluster/build-servers.ts';
import { findProgram } from '../cluster/find-programs.ts';
import type { ServerModule } from '../cluster/server-modules.ts';
import { ServersUnavailable } from '../cluster/servers-unavailable.ts';

const execute = promisify(execFile);

/** Lowest Compose that knows all that the Compose files say: `!reset` and `format: raw` of an environment file. */
const COMPOSE_FLOOR = '2.30.0';

export interface ComposeProgram {
  /** To be called without `compose` in front: `docker-compose config`. */
  readonly path: string;
  /** Where it is from, for people. */
  readonly reason: string;
}

const PROGRAM = 'docker-compose';
const FOLDER = fileURLToPath(new URL('../servers/compose/', import.meta.url));
const MODULE = 'github.com/docker/compose/v2';

function composeModule(): ServerModule {
  const version = /docker\/compose\/v2 v(\d\S*)/.exec(readFileSync(join(FOLDER, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${FOLDER}go.mod requires no version of ${MODULE}`);
  return {
    folder: FOLDER,
    id: `compose-${version}`,
    version,
    packages: { [PROGRAM]: `${MODULE}/cmd` },
    linkerFlags: [`-X ${MODULE}/internal.Version=v${version}`],
  };
}

/** Finds Compose on PATH, or built before, or builds it. Rejects with ServersUnavailable, which says what would help. */
export async function resolveCompose(
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ComposeProgram> {
  const onPath = findProgram({ PATH: env['PATH'] }, PROGRAM);
  const found = onPath === undefined ? undefined : await versionOf(onPath);
  if (onPath !== undefined && found !== undefined && compareVersions(found, COMPOSE_FLOOR) >= 0)
    return { path: onPath, reason: `Compose ${found}, found at ${onPath}` };
  const module = composeModule();
  const cache = serverCache(env);
  const path = builtPath(cache, module, PROGRAM);
  const name = `Compose ${module.version}`;
  if (existsSync(path)) return { path, reason: `${name}, built before, at ${path}` };
  const go = await findGo();
  if ('problem' in go) {
    throw new ServersUnavailable(
      [
        'No Compose can be had on this machine:',
        `  - no ${PROGRAM} ${COMPOSE_FLOOR} or newer on PATH`,
        `  - ${go.problem}`,
        'Any one of these helps:',
        `  - put the Compose plugin of Docker on PATH, under the name ${PROGRAM}`,
        `  - install Go ${GO_FLOOR} or newer (https://go.dev/dl/): it is then built from source, once`,
      ].join('\n'),
    );
  }
  await buildServers(cache, module, [PROGRAM], log);
  return { path, reason: `${name}, built with Go ${go.version}` };
}

async function versionOf(program: string): Promise<string | undefined> {
  const { stdout } = await execute(program, ['version', '--short'], { timeout: 10_000 }).catch(() => ({
    stdout: '',
  }));
  return /(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}
