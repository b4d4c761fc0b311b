import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';
import { resolveEngine } from '../../../scripts/dev/docker/resolve-engine.ts';
import { freePort } from '../../../scripts/dev/processes/free-port.ts';
import { ROOT } from '../../../scripts/root.ts';
import { Api } from '../../drivers/control-plane-api.ts';

/** Disk, memory and processors of the machine that tests run on say nothing about a tier. */
const SKIPPED = ['disk', 'memory', 'cpu'].map(name => `--skip-check=${name}`);

/** Grafana has no stand-in: something that stays takes its place, by the admin's own Compose file. */
const WITHOUT_GRAFANA = `services:
  grafana:
    image: \${TENANTRY_CONTROL_PLANE_IMAGE}
    entrypoint: ['node', '-e', 'setInterval(() => {}, 1e9)']
    depends_on: !reset null
    healthcheck: { test: ['CMD', 'node', '-e', '0'] }
`;

/** FerretDB knows neither a replica set nor a password. */
const STAND_IN_STORE = 'mongodb://mongodb:27017/tenantry';

export interface Said {
  readonly exitCode: number;
  readonly all: string;
}

export interface EngineOptions {
  /** Another engine than the one that tests find; it is the caller's to end. */
  readonly host?: string;
  /** What every command runs in, such as another network. */
  readonly prefix?: readonly string[];
}

/** The installer on a Docker engine, with a folder, a project and ports of its own. */
export class InstallerOnEngine {
  /** Where it installs. */
  readonly home: string;
  readonly folder: string;
  readonly host: string | undefined;
  readonly ports: Readonly<Record<'api' | 'https' | 'prometheus' | 'grafana', number>>;
  readonly #prefix: readonly string[];
  readonly #end: () => Promise<void>;

  private constructor(
    folder: string,
    host: string | undefined,
    ports: InstallerOnEngine['ports'],
    prefix: readonly string[],
    end: () => Promise<void>,
  ) {
    this.folder = folder;
    this.home = join(folder, 'it');
    this.host = host;
    this.ports = ports;
    this.#prefix = prefix;
    this.#end = end;
  }

  static async make(options: EngineOptions = {}): Promise<InstallerOnEngine> {
    const engine = options.host === undefined ? await resolveEngine() : undefined;
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-installer-'));
    // The client of the engine finds Compose as a plugin of its configuration.
    await mkdir(join(folder, 'docker/cli-plugins'), { recursive: true });
    await symlink((await resolveCompose()).path, join(folder, 'docker/cli-plugins/docker-compose'));
    // What a release unpacks: it stays as it is while this checkout goes on.
    for (const path of ['scripts/install_tier.sh', 'compose'])
      await cp(join(ROOT, path), join(folder, 'release', path), { recursive: true });
    const ports = {
      api: await freePort(),
      https: await freePort(),
      prometheus: await freePort(),
      grafana: await freePort(),
    };
    const end = async () => engine?.stop();
    return new InstallerOnEngine(folder, options.host ?? engine?.host, ports, options.prefix ?? [], end);
  }

  get project(): string {
    return this.folder.slice(this.folder.lastIndexOf('/') + 1).toLowerCase();
  }

  /** Project and ports, as options. */
  get settings(): readonly string[] {
    return given({
      TENANTRY_PROJECT: this.project,
      TENANTRY_PORT: String(this.ports.api),
      ...this.#dashboards,
    });
  }

  /** As enterprise has them: its control planes have no port. */
  get enterpriseSettings(): readonly string[] {
    return given({
      TENANTRY_PROJECT: this.project,
      TENANTRY_HTTPS_PORT: String(this.ports.https),
      ...this.#dashboards,
    });
  }

  get script(): string {
    return join(this.folder, 'release/scripts/install_tier.sh');
  }

  /** By the script of this checkout, or of another release. */
  async run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    script = this.script,
  ): Promise<Said> {
    const command = execa({ all: true, reject: false, env: { ...this.#env, ...env } });
    const line = [...this.#prefix, script, ...args, '--dir', this.home, ...SKIPPED];
    const { exitCode, all } = await command`${line}`;
    return { exitCode: exitCode ?? 137, all };
  }

  /** What it says. @throws with that, unless it ends with 0 */
  async ok(...args: readonly string[]): Promise<string> {
    const { exitCode, all } = await this.run(args);
    if (exitCode !== 0) throw new Error(`install_tier.sh ${args.join(' ')} ends with ${exitCode}:\n${all}`);
    return all;
  }

  async docker(...args: readonly string[]): Promise<string> {
    return (await execa({ env: this.#env })`${[...this.#prefix, 'docker', ...args]}`).stdout;
  }

  read(path: string): Promise<string> {
    return readFile(join(this.home, path), 'utf8');
  }

  async write(path: string, text: string): Promise<void> {
    const file = join(this.home, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text, { mode: 0o600 });
  }

  /** What has no stand-in is left out, and the stand-in of the store is where it is looked for. */
  async useStandIns(): Promise<void> {
    await this.write('compose/compose.local.yaml', WITHOUT_GRAFANA);
    await this.write('secrets/store-url', STAND_IN_STORE);
  }

  async api(address = `http://127.0.0.1:${this.ports.api}`): Promise<Api> {
    return new Api(address, await this.read('secrets/bootstrap-key'));
  }

  /** Services of the containers of this project, running or not, one for each container. */
  async containers(): Promise<readonly string[]> {
    const format = '{{.Label "com.docker.compose.service"}}';
    const said = await this.docker('ps', '--all', '--filter', this.#label, '--format', format);
    return said
      .split('\n')
      .filter(name => name !== '')
      .sort();
  }

  /** Everything of the engine that a run could change, as text. */
  async engineState(): Promise<string> {
    const list = (...args: readonly string[]) => this.docker(...args, '--no-trunc');
    const containers = await list(
      'ps',
      '--all',
      '--filter',
      this.#label,
      '--format',
      '{{.ID}} {{.Image}} {{.CreatedAt}} {{.State}}',
    );
    const networks = await list('network', 'ls', '--filter', this.#label, '--format', '{{.ID}} {{.Name}}');
    const volumes = await this.docker('volume', 'ls', '--filter', this.#label, '--format', '{{.Name}}');
    return [containers, networks, volumes].map(text => text.split('\n').sort().join('\n')).join('\n--\n');
  }

  async remove(): Promise<void> {
    await this.run(['uninstall', '--purge', '--yes']);
    await this.#end();
    await rm(this.folder, { recursive: true, force: true });
  }

  get #dashboards(): Readonly<Record<string, string>> {
    return {
      TENANTRY_PROMETHEUS_PORT: String(this.ports.prometheus),
      TENANTRY_GRAFANA_PORT: String(this.ports.grafana),
    };
  }

  get #label(): string {
    return `label=com.docker.compose.project=${this.project}`;
  }

  get #env(): Record<string, string> {
    return {
      ...(this.host !== undefined && { DOCKER_HOST: this.host }),
      DOCKER_CONFIG: join(this.folder, 'docker'),
    };
  }
}

export function given(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
}
