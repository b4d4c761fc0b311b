import { chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { execa } from 'execa';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';
import { resolveEngine } from '../../../scripts/dev/docker/resolve-engine.ts';
import { freePort } from '../../../scripts/dev/processes/free-port.ts';
import { composeArguments, manifestVariables } from '../../../scripts/packaging/compose-files.ts';
import { COMPOSE_FOLDER } from '../../../scripts/packaging/render-compose.ts';
import { madeSecrets } from './made-secrets.test-support.ts';
import { version } from './manifests.test-support.ts';

/** As which the services run when the test is root: nobody of this machine, and not the image's own user. */
const SOMEBODY = 12_345;

export interface InstallationOptions {
  readonly profiles?: readonly string[];
  /** In the place of what the manifest has. */
  readonly variables?: Readonly<Record<string, string>>;
  /** In the place of what is made. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A tier in a folder of its own, as an installer would lay it out, under a project name of its own. */
export class Installation {
  readonly folder: string;
  readonly secrets: ReadonlyMap<string, string>;
  readonly ports: ReadonlyMap<string, number>;
  readonly #compose: (args: readonly string[]) => Promise<string>;
  readonly #docker: (args: readonly string[]) => Promise<string>;
  readonly #end: () => Promise<void>;

  private constructor(
    folder: string,
    secrets: ReadonlyMap<string, string>,
    ports: ReadonlyMap<string, number>,
    commands: Readonly<Record<'compose' | 'docker', (args: readonly string[]) => Promise<string>>>,
    end: () => Promise<void>,
  ) {
    this.folder = folder;
    this.secrets = secrets;
    this.ports = ports;
    this.#compose = commands.compose;
    this.#docker = commands.docker;
    this.#end = end;
  }

  static async make(manifest: TierManifest, options: InstallationOptions = {}): Promise<Installation> {
    const { path } = await resolveCompose();
    const engine = await resolveEngine();
    const folder = await mkdtemp(join(tmpdir(), `tenantry-${manifest.tier}-`));
    const owner = process.getuid?.() === 0 ? SOMEBODY : (process.getuid?.() ?? SOMEBODY);
    const secrets = new Map([...(await madeSecrets(manifest)), ...Object.entries(options.secrets ?? {})]);
    const ports = new Map<string, number>();
    for (const { variable } of manifest.ports) ports.set(variable, await freePort());
    await layOut(folder, manifest, secrets, owner);
    const env = {
      ...Object.fromEntries(manifestVariables(manifest, version)),
      ...Object.fromEntries([...ports].map(([name, port]) => [name, String(port)])),
      TENANTRY_PROJECT: folder.slice(folder.lastIndexOf('/') + 1).toLowerCase(),
      TENANTRY_UID: String(owner),
      TENANTRY_GID: String(owner),
      TENANTRY_SECRETS_DIR: join(folder, 'secrets'),
      TENANTRY_DATA_DIR: join(folder, 'data'),
      TENANTRY_BACKUP_DIR: join(folder, 'backups'),
      ...options.variables,
    };
    const combination = { manifest, profiles: options.profiles ?? [] };
    const run = execa({
      cwd: folder,
      env: { ...env, HOME: folder, PATH: process.env['PATH'], DOCKER_HOST: engine.host },
      extendEnv: false,
      all: true,
    });
    const files = composeArguments(combination, join(folder, 'compose'));
    const commands = {
      compose: async (args: readonly string[]) => (await run`${path} ${files} ${args}`).all,
      docker: async (args: readonly string[]) => (await run`docker ${args}`).all,
    };
    return new Installation(folder, secrets, ports, commands, () => engine.stop());
  }

  /** Runs Compose, and gives what it says. Rejects with that when it fails. */
  compose(...args: readonly string[]): Promise<string> {
    return this.#compose(args);
  }

  /** Runs the client of the engine, for what Compose has no word for. */
  engine(...args: readonly string[]): Promise<string> {
    return this.#docker(args);
  }

  secret(name: string): string {
    const value = this.secrets.get(name);
    if (value === undefined) throw new Error(`no secret ${name}`);
    return value;
  }

  address(variable: string): string {
    return `http://127.0.0.1:${this.ports.get(variable)}`;
  }

  async remove(): Promise<void> {
    await this.compose('--profile', '*', 'down', '--volumes', '--timeout', '20');
    await this.#end();
    await rm(this.folder, { recursive: true });
  }
}

async function layOut(
  folder: string,
  manifest: TierManifest,
  secrets: ReadonlyMap<string, string>,
  owner: number,
): Promise<void> {
  // mkdtemp makes it for its owner alone, and the engine may be another user's.
  await chmod(folder, 0o755);
  await cp(COMPOSE_FOLDER, join(folder, 'compose'), { recursive: true });
  const own = async (path: string) => {
    if (process.getuid?.() === 0) await chown(path, owner, owner);
  };
  const folders = ['secrets', 'backups', ...manifest.directories.map(({ path }) => join('data', path))];
  for (const path of folders) {
    await mkdir(join(folder, path), { recursive: true, mode: 0o700 });
    await own(join(folder, path));
  }
  await chmod(join(folder, 'data'), 0o755);
  for (const [name, value] of secrets) {
    await writeFile(join(folder, 'secrets', name), value, { mode: 0o600 });
    await own(join(folder, 'secrets', name));
  }
}
