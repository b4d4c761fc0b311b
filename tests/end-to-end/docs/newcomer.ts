import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';
import { ROOT } from '../../../scripts/root.ts';

/** What a machine keeps between two users of it, so that nothing is downloaded or built twice. */
const KEPT_AT_HOME = ['.cache', '.npm', '.npmrc', 'go'];

/** Somebody with a clone of this repository, a home of their own, and nothing in the environment but PATH and HOME. */
export class Newcomer {
  readonly room: string;
  readonly clone: string;
  readonly env: { readonly PATH: string; readonly HOME: string };

  private constructor(room: string) {
    this.room = room;
    this.clone = join(room, 'tenantry');
    this.env = { PATH: pathWithoutPackages(), HOME: join(room, 'home') };
  }

  static async come(): Promise<Newcomer> {
    const newcomer = new Newcomer(await mkdtemp(join(tmpdir(), 'tenantry-newcomer-')));
    const { clone, env } = newcomer;
    await mkdir(env.HOME);
    for (const name of KEPT_AT_HOME)
      if (existsSync(join(homedir(), name))) await symlink(join(homedir(), name), join(env.HOME, name));
    await execa({ env, extendEnv: false })`git clone --quiet ${ROOT} ${clone}`;
    return newcomer;
  }

  /** Docker as the machine's own configuration has it: which engine, and where Compose is. */
  async useDocker(host: string | undefined): Promise<void> {
    const plugins = join(this.env.HOME, '.docker/cli-plugins');
    await mkdir(plugins, { recursive: true });
    await symlink((await resolveCompose()).path, join(plugins, 'docker-compose'));
    if (host === undefined) return;
    const docker = execa({ env: this.env, extendEnv: false });
    await docker`docker context create machine --docker host=${host}`;
    await docker`docker context use machine`;
  }

  async leave(): Promise<void> {
    await rm(this.room, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Without what npm adds for its scripts, the newcomer's own node is the one that is found. */
function pathWithoutPackages(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.filter(folder => !folder.includes('node_modules')).join(delimiter);
}
