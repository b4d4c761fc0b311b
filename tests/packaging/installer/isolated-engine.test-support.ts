import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { Supervisor } from '../../../scripts/dev/processes/supervisor.ts';
import { waitFor } from '../../../scripts/dev/processes/wait-for.ts';
import { findOnPath } from '../../../scripts/dev/programs/find-on-path.ts';

const START_TIMEOUT = 60_000;

export interface IsolatedEngine {
  readonly host: string;
  /** Runs a command in the network of the engine, which has an end of its own and no way out. */
  readonly inside: readonly string[];
  remove(): Promise<void>;
}

/**
 * A second Docker engine without images, in a network namespace that holds nothing but its own loopback: whatever is
 * asked for beyond this machine fails, by the kernel and not by a rule that could be forgotten. Wants root and dockerd.
 */
export async function startIsolatedEngine(): Promise<IsolatedEngine> {
  const dockerd = findOnPath('dockerd');
  if (dockerd === undefined || process.getuid?.() !== 0)
    throw new Error('a second engine wants root, and dockerd on PATH: apt-get install docker.io');
  // Not below /tmp of a long name: a socket's path has 107 bytes at most.
  const folder = await mkdtemp(join(tmpdir(), 'isolated-'));
  const host = `unix://${folder}/s`;
  const supervisor = new Supervisor();
  const start = `ip link set lo up && echo $$ >${folder}/pid && exec ${dockerd} --data-root=${folder}/data --exec-root=${folder}/run --pidfile=${folder}/dockerd.pid --host=${host}`;
  const exited = supervisor.run({
    name: 'dockerd',
    command: 'unshare',
    args: ['--net', 'sh', '-c', start],
    log: join(folder, 'log'),
    grace: 20_000,
  });
  const answers = async () =>
    (await execa({ reject: false, env: { DOCKER_HOST: host } })`docker version`).exitCode === 0;
  try {
    await Promise.race([exited, waitFor('the isolated engine', START_TIMEOUT, answers)]);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  const pid = (await execa`cat ${folder}/pid`).stdout.trim();
  return {
    host,
    inside: ['nsenter', `--net=/proc/${pid}/ns/net`],
    remove: async () => {
      await supervisor.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
