import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LocalCluster } from '../../../scripts/dev/cluster/local-cluster.ts';
import type { LocalMongo } from '../../../scripts/dev/mongo/start-mongo.ts';
import { freePort } from '../../../scripts/dev/processes/free-port.ts';
import { Supervisor } from '../../../scripts/dev/processes/supervisor.ts';
import { waitFor } from '../../../scripts/dev/processes/wait-for.ts';
import { CONTROL_PLANE_IDENTITY } from '../../../scripts/dev/start/control-plane-process.ts';
import { Api } from '../../drivers/control-plane-api.ts';

const run = promisify(execFile);
const program = (path: string) =>
  fileURLToPath(new URL(`../../../control-plane/src/${path}`, import.meta.url));
const READY_WITHIN = 120_000;

export interface InstallationParts {
  /** A folder of its own: data, keys, log. */
  readonly folder: string;
  /** Without one nothing is applied anywhere. */
  readonly cluster?: LocalCluster | undefined;
  /** A SQLite file in the folder when left out. */
  readonly mongo?: LocalMongo | undefined;
  /** Where the passphrase of exports is. */
  readonly passphraseFile: string;
}

/** One installation of the control plane: its folder, the admin command on it, and its process when it runs. */
export class Installation {
  readonly dataFolder: string;
  readonly keyFile: string;
  readonly #parts: InstallationParts;
  #running: Supervisor | undefined;
  #address = '';
  #cluster: LocalCluster | undefined;

  constructor(parts: InstallationParts) {
    this.#parts = parts;
    this.#cluster = parts.cluster;
    this.dataFolder = join(parts.folder, 'data');
    this.keyFile = join(parts.folder, 'admin-key');
  }

  /** To another cluster, from the next start on. */
  moveTo(cluster: LocalCluster): void {
    this.#cluster = cluster;
  }

  get address(): string {
    return this.#address;
  }

  /** As an admin with the key of the file. */
  async api(): Promise<Api> {
    return new Api(this.#address, (await readFile(this.keyFile, 'utf8')).trim());
  }

  /** `tenantry …` as documented; answers the last line of stdout, which is for programs. */
  async tenantry(...args: string[]): Promise<string> {
    await this.#prepare();
    const { stdout } = await run(process.execPath, [program('cli/main.ts'), ...args], {
      env: { ...process.env, ...(await this.#variables()) },
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout.trim().split('\n').at(-1) ?? '';
  }

  async start(): Promise<void> {
    const supervisor = new Supervisor();
    const listen = `127.0.0.1:${await freePort()}`;
    const exited = supervisor.run({
      name: 'the control plane',
      command: process.execPath,
      args: [program('main.ts')],
      env: { ...(await this.#variables()), TENANTRY_LISTEN_ADDRESS: listen },
      log: join(this.#parts.folder, 'control-plane.log'),
      // Not asked to end when it is stopped: what is lost is lost without a word.
      grace: 0,
    });
    this.#running = supervisor;
    this.#address = `http://${listen}`;
    const ready = async () => (await fetch(`${this.#address}/readyz`)).ok;
    await Promise.race([exited, waitFor('the control plane', READY_WITHIN, ready)]);
  }

  /** SIGKILL, as a power cut is. */
  async kill(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  /** The store, and whatever lay beside it. */
  async lose(): Promise<void> {
    await this.kill();
    await rm(this.#parts.folder, { recursive: true, force: true });
    await this.#parts.mongo?.stop();
  }

  /** With SQLite the control plane makes itself a sealing key; with MongoDB every replica is given the same one. */
  async #prepare(): Promise<void> {
    await mkdir(this.dataFolder, { recursive: true });
    if (this.#parts.mongo === undefined || existsSync(this.#sealingKey)) return;
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(this.#sealingKey, pem, { mode: 0o600 });
  }

  get #sealingKey(): string {
    return join(this.dataFolder, 'sealing-key.pem');
  }

  async #variables(): Promise<Record<string, string>> {
    const { mongo, passphraseFile } = this.#parts;
    const cluster = this.#cluster;
    const clusters = cluster && [
      { name: 'default', region: 'local', kubeconfig: await cluster.kubeconfigFor(CONTROL_PLANE_IDENTITY) },
    ];
    return {
      ...NOT_INHERITED,
      TENANTRY_DATA_DIR: this.dataFolder,
      TENANTRY_STORE_URL: mongo?.url ?? '',
      TENANTRY_SEALING_KEY_FILE: mongo === undefined ? '' : this.#sealingKey,
      TENANTRY_BOOTSTRAP_KEY_FILE: '',
      TENANTRY_EXPORT_PASSPHRASE_FILE: passphraseFile,
      TENANTRY_LOG_LEVEL: 'warn',
      ...(clusters && { TENANTRY_CLUSTERS: JSON.stringify(clusters) }),
    };
  }
}

/** What the caller's environment says of another one. */
const NOT_INHERITED = Object.fromEntries(
  ['STORE_URL_FILE', 'BOOTSTRAP_KEY', 'LISTEN_ADDRESS', 'CLUSTERS', 'CONSOLE_DIR', 'EXPORT_PASSPHRASE'].map(
    name => [`TENANTRY_${name}`, ''],
  ),
);
