import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import { generateSigningKey } from '../../../control-plane/src/usage/sealing/signing-key.ts';
import { ReplicaProcess } from '../control-plane/replica-process.ts';
import type { StartOrders } from '../control-plane/replica-protocol.ts';

/** Times of the protocol are minutes; by a clock that is so much faster they are seconds, as in crash runs. */
const SPEED = 20;
const PACE = 200;

/** Two processes of the control plane on one store, of which one dies now and then, and another takes its place. */
export class ReplicaPair {
  readonly token = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
  readonly clock = { from: Date.now(), factor: SPEED };
  readonly #folder: string;
  readonly #orders: StartOrders;
  #replicas: ReplicaProcess[] = [];
  #next = 0;
  kills = 0;

  /** `env` of what is outside; `folder` for the logs. */
  constructor(store: string, env: Readonly<Record<string, string>>, folder: string) {
    this.#folder = folder;
    this.#orders = {
      do: 'start',
      store,
      env: {
        TENANTRY_STORE_URL: store,
        TENANTRY_SEALING_KEY: generateSigningKey(),
        TENANTRY_BOOTSTRAP_KEY: this.token,
        TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
        TENANTRY_RATE_PER_SECOND: '1000000',
        TENANTRY_RATE_BURST: '1000000',
        // A quarter of an hour by that clock: what a replica was told of and died with, the next meets in its sweep.
        TENANTRY_SWEEP_MS: String(900_000 / SPEED),
        ...env,
      },
      clock: this.clock,
      pace: PACE,
      points: [],
    };
  }

  async start(): Promise<void> {
    await this.#begin();
    await this.#begin();
  }

  readonly addresses = (): readonly string[] =>
    this.#replicas.flatMap(({ ended, address }) => (ended || !address ? [] : [address]));

  /** Until told to stop: kills one after the other with SIGKILL, each after a wait of its own. */
  async killNowAndThen(waitMs: () => number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(waitMs(), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const [victim] = this.#replicas.splice(0, 1);
      await victim?.end();
      this.kills++;
      await this.#begin();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#replicas.map(replica => replica.end()));
  }

  async #begin(): Promise<void> {
    const replica = new ReplicaProcess(join(this.#folder, `replica-${++this.#next}.log`));
    this.#replicas.push(replica);
    await replica.start(this.#orders);
  }
}
