import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import { parseConfig } from '../../../control-plane/src/config.ts';
import { type ControlPlane, startControlPlane } from '../../../control-plane/src/control-plane.ts';
import { createLogger } from '../../../control-plane/src/logger.ts';
import { openConfiguredStore } from '../../../control-plane/src/open-configured-store.ts';
import { CONTROL_PLANE_IDENTITY } from '../../../scripts/dev/start/control-plane-process.ts';
import { Api } from '../../drivers/control-plane-api.ts';
import { World } from '../../drivers/world.ts';
import { StreamReader } from './stream-reader.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

/** Recurring tasks come so much more often than by the clock of a day. */
const PACE = 20;

/** The time of the control plane: the machine's, and as much on top of it as the run has let pass. */
export class MovedClock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

/** A cluster with a real node, the operator, the control plane, a receiver of its webhooks and a reader of its stream. */
export class LoopWorld {
  readonly cluster: World;
  readonly clock: MovedClock;
  readonly api: Api;
  readonly receiver: WebhookReceiver;
  readonly stream: StreamReader;
  readonly #controlPlane: ControlPlane;
  readonly #folder: string;

  private constructor(parts: {
    readonly cluster: World;
    readonly clock: MovedClock;
    readonly api: Api;
    readonly receiver: WebhookReceiver;
    readonly stream: StreamReader;
    readonly controlPlane: ControlPlane;
    readonly folder: string;
  }) {
    this.cluster = parts.cluster;
    this.clock = parts.clock;
    this.api = parts.api;
    this.receiver = parts.receiver;
    this.stream = parts.stream;
    this.#controlPlane = parts.controlPlane;
    this.#folder = parts.folder;
  }

  static async start(say: (line: string) => void): Promise<LoopWorld> {
    const cluster = await World.start({ nodes: 'kubelet', log: say });
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-loop-'));
    try {
      await cluster.leader();
      await cluster.kubectl('apply', '-k', 'operator/tiers');
      const clock = new MovedClock();
      const key = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
      const keyFile = join(folder, 'admin-key');
      await writeFile(keyFile, `${key}\n`, { mode: 0o600 });
      const kubeconfig = await cluster.cluster.kubeconfigFor(CONTROL_PLANE_IDENTITY);
      const config = parseConfig({
        TENANTRY_DATA_DIR: join(folder, 'data'),
        TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
        TENANTRY_BOOTSTRAP_KEY_FILE: keyFile,
        TENANTRY_CLUSTERS: JSON.stringify([{ name: 'default', region: 'local', kubeconfig }]),
        TENANTRY_OUTGOING_ALLOW: '127.0.0.0/8',
        TENANTRY_LOG_LEVEL: 'warn',
      });
      const controlPlane = await startControlPlane({
        config,
        store: await openConfiguredStore(config),
        logger: createLogger({ level: 'warn' }),
        instead: { clock, pace: PACE },
      });
      say(`the control plane is at ${controlPlane.address}`);
      const api = new Api(controlPlane.address, key);
      return new LoopWorld({
        cluster,
        clock,
        api,
        controlPlane,
        folder,
        receiver: await WebhookReceiver.start(),
        stream: await StreamReader.open(controlPlane.address, key),
      });
    } catch (error) {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.stream.close();
    await this.receiver.stop();
    await this.#controlPlane.stop();
    await this.cluster.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What the log of a file says; for a failure. */
  log(path: string): Promise<string> {
    return readFile(path, 'utf8');
  }
}
