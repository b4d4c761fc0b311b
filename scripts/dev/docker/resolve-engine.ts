import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Log } from '../log.ts';
import { Supervisor } from '../processes/supervisor.ts';
import { waitFor } from '../processes/wait-for.ts';
import { programCache } from '../programs/build-programs.ts';
import { findOnPath } from '../programs/find-on-path.ts';
import { Unavailable } from '../unavailable.ts';

export interface Engine {
  /** For DOCKER_HOST; undefined: where docker looks by itself. */
  readonly host: string | undefined;
  /** Where it is from, for people. */
  readonly reason: string;
  /** Ends it when it was started here; one that was found runs on. */
  stop(): Promise<void>;
}

const START_TIMEOUT = 60_000;

/**
 * The Docker engine that DOCKER_HOST names, or else one that runs, or else, in CI as root, one that is started here and
 * ends with this process; its images are kept from run to run. Rejects with Unavailable, which says what would help.
 */
export async function resolveEngine(
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Engine> {
  const told = env['DOCKER_HOST'] || undefined;
  const problems: string[] = [];
  const found = await versionAt(told);
  const stop = async () => undefined;
  if (found !== undefined && told !== undefined)
    return { host: told, reason: `Docker ${found}, named by DOCKER_HOST`, stop };
  if (found !== undefined) return { host: undefined, reason: `Docker ${found}, which runs here`, stop };
  problems.push(
    told === undefined ? 'no Docker engine answers' : `none answers at ${told}, which DOCKER_HOST names`,
  );
  const dockerd = findOnPath('dockerd', env);
  if (told === undefined && env['CI'] && process.getuid?.() === 0 && dockerd !== undefined)
    return startEngine(dockerd, join(dirname(programCache(env)), 'engine'), log);
  if (dockerd === undefined) problems.push('no dockerd on PATH');
  else problems.push('one is started here only in CI (CI=true), as root, and without DOCKER_HOST');
  throw new Unavailable(
    [
      'No Docker engine can be had on this machine:',
      ...problems.map(problem => `  - ${problem}`),
      'Any one of these helps:',
      '  - start Docker, or name an engine by DOCKER_HOST',
      '  - on Debian, as root: apt-get install docker.io',
    ].join('\n'),
  );
}

async function startEngine(dockerd: string, folder: string, log: Log): Promise<Engine> {
  const supervisor = new Supervisor();
  const host = `unix://${folder}/engine.sock`;
  await mkdir(folder, { recursive: true });
  log(`starting ${dockerd} in ${folder}`);
  const exited = supervisor.run({
    name: 'dockerd',
    command: dockerd,
    args: [
      `--data-root=${folder}/data`,
      `--exec-root=${folder}/run`,
      `--pidfile=${folder}/engine.pid`,
      `--host=${host}`,
    ],
    log: join(folder, 'engine.log'),
    grace: 20_000,
  });
  try {
    const up = waitFor('the Docker engine', START_TIMEOUT, async () => (await versionAt(host)) !== undefined);
    await Promise.race([exited, up]);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return { host, reason: `Docker ${await versionAt(host)}, started here`, stop: () => supervisor.stop() };
}

async function versionAt(host: string | undefined): Promise<string | undefined> {
  const env = host === undefined ? {} : { DOCKER_HOST: host };
  const options = { reject: false, timeout: 10_000, env } as const;
  const { exitCode, stdout } = await execa(options)`docker version --format ${'{{.Server.Version}}'}`;
  return exitCode === 0 ? stdout.trim() : undefined;
}
