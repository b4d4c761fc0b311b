import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import { createApp } from '../../../control-plane/src/app.ts';
import { systemClock } from '../../../control-plane/src/clock.ts';
import { silentLogger } from '../../../control-plane/src/logger.ts';
import type { Store } from '../../../control-plane/src/storage/documents.ts';
import { openStore } from '../../../control-plane/src/storage/open-store.ts';
import { generateSigningKey, signingKeyFrom } from '../../../control-plane/src/usage/sealing/signing-key.ts';
import { Client } from './client.ts';
import { differencesByApi, differencesInStore } from './compare.ts';
import type { Stage } from './day/stage.ts';
import { dropDatabase } from './drop-database.ts';
import type { Failpoint } from './failpoints.ts';
import { fastClock } from './fast-clock.ts';
import { layOldThings, readKept } from './kept.ts';
import { Model } from './model.ts';
import { type Outside, startOutside } from './outside.ts';
import { type Counts, ReplicaProcess } from './replica-process.ts';
import type { StartOrders } from './replica-protocol.ts';
import { play } from './scenario.ts';
import { isStopped } from './stopped.ts';
import { differencesOutside } from './told.ts';
import { unfinished } from './unfinished.ts';

/** Clocks of the replicas run so many times as fast, and their recurring tasks come as often as a machine bears. */
const SPEED = 20;
const PACE = 200;
/** By our clock: after the failure and the last answer, everything must be as it is to be. */
const RECOVERY_MS = 30_000;
const LOOK_EVERY_MS = 250;
/** How long a stopped writer stays so, by our clock: past everything that would be waited for it. */
const STOPPED_MS = 11_000;

export interface Failure {
  /** `<point> <moment>` */
  readonly point: string;
  readonly nth: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

export interface RunOrders {
  readonly fail?: Failure;
  readonly replica: 'A' | 'B';
  /** The other one comes only when this one has failed, so that nobody else passes the point before. */
  readonly alone?: boolean;
  readonly slow?: StartOrders['slow'];
}

export interface RunOutcome {
  readonly failed: boolean;
  readonly differences: readonly string[];
  readonly milliseconds: number;
  /** From the failure, or the last answer when that was later, until all was as it must be. */
  readonly recoveryMs: number;
  readonly counts: readonly Counts[];
}

/** Runs the scenario on two replicas and one store, each time in a database of its own. */
export class Bench {
  readonly #points: readonly Failpoint[];
  readonly #server: string;
  readonly #folder: string;
  readonly #sealingKey = generateSigningKey();
  readonly #key = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
  readonly #spare: ReplicaProcess[] = [];
  readonly #all = new Set<ReplicaProcess>();
  #replicas = 0;

  /** `server`: address of a server of the MongoDB protocol, without a database. */
  constructor(points: readonly Failpoint[], server: string, folder: string) {
    this.#points = points;
    this.#server = server;
    this.#folder = folder;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map(replica => replica.end()));
  }

  async run(orders: RunOrders): Promise<RunOutcome> {
    const started = performance.now();
    const database = `chaos_${randomUUID().slice(0, 8)}`;
    const url = `${this.#server}/${database}`;
    const store = await openStore(url);
    const outside = await startOutside();
    const clock = { from: Date.now(), factor: SPEED };
    await layOldThings(store);
    const failing = this.#take();
    const other = this.#take();
    this.#prepare();
    const start = (replica: ReplicaProcess, more: Partial<StartOrders> = {}) =>
      replica.start({ ...this.#ordersFor(url, outside), clock, ...more });
    try {
      const fail = { ...(orders.fail && { fail: orders.fail }), ...(orders.slow && { slow: orders.slow }) };
      const first = start(failing, fail);
      // B fails while both begin at once; A begins alone.
      if (orders.replica === 'A' || orders.alone) await first;
      const second = orders.alone ? failing.gone.then(() => start(other)) : start(other);
      second.catch(() => undefined);
      if (!orders.alone) await Promise.all([first, second]);
      const watched = new Watch(failing, orders.fail?.signal);
      const model = new Model();
      const ready = () =>
        [failing, other].flatMap(({ ended, address }) => (ended || !address ? [] : [address]));
      const stage = {
        model,
        outside,
        now: () => fastClock(clock).now(),
        first: new Client(ready, this.#key),
        second: new Client(() => ready().reverse(), this.#key),
      };
      const broken: string[] = [];
      await play(stage).catch(error => void broken.push(`a client gave up: ${messageOf(error)}`));
      const failed = await watched.end();
      if (orders.alone && !failing.ended) await start(other);
      const answered = performance.now();
      if (process.env['CHAOS_DEBUG'])
        console.log('played', Math.round(answered - started), process.cpuUsage());
      const found = broken.length > 0 ? broken : await this.#settled(stage, store);
      const recoveryMs = performance.now() - Math.max(answered, watched.at ?? 0);
      const faults = [...stage.first.faults, ...stage.second.faults];
      const alive = [failing, other].filter(({ ended }) => !ended);
      return {
        failed,
        differences: [...found, ...faults],
        milliseconds: performance.now() - started,
        recoveryMs,
        counts: await Promise.all(alive.map(replica => replica.counts())),
      };
    } finally {
      await Promise.all([failing, other].map(replica => this.#put(replica)));
      await outside.stop();
      await dropDatabase(url);
      await store.close();
    }
  }

  /** Looks until all is as it must be, or the time is over; answers what is otherwise then. */
  async #settled(stage: Stage, store: Store): Promise<readonly string[]> {
    const { model, outside, second } = stage;
    for (const end = performance.now() + RECOVERY_MS; ; await sleep(LOOK_EVERY_MS)) {
      const kept = await readKept(store);
      const late = performance.now() > end;
      if (!late && unfinished(kept).length > 0) continue;
      const differences = [...differencesInStore(model, kept), ...differencesOutside(model, kept, outside)];
      if (!late && differences.length > 0) continue;
      const all = [
        ...differences,
        ...(await differencesByApi(model, second, kept)),
        ...(await this.#verify(store)),
      ];
      if (all.length === 0 || late) return all;
    }
  }

  /** What `tenantry verify` does, for every tenant: no finding, and nothing that is not sealed. */
  async #verify(store: Store): Promise<readonly string[]> {
    const sealing = { key: signingKeyFrom(this.#sealingKey) };
    const app = await createApp({ store, clock: systemClock, logger: silentLogger, sealing });
    const lines: string[] = [];
    try {
      for await (const tenantId of app.domains.sealing.tenants()) {
        const { findings, unsealed } = await app.domains.sealing.verify(tenantId);
        if (unsealed > 0) lines.push(`${unsealed} entries of ${tenantId} are not sealed`);
        for (const { code, subject, message } of findings) lines.push(`${code}: ${subject}: ${message}`);
      }
    } finally {
      await app.stop();
    }
    return lines;
  }

  #ordersFor(url: string, outside: Outside): Omit<StartOrders, 'clock'> {
    return {
      do: 'start',
      store: url,
      env: {
        TENANTRY_STORE_URL: url,
        TENANTRY_SEALING_KEY: this.#sealingKey,
        TENANTRY_BOOTSTRAP_KEY: this.#key,
        TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
        TENANTRY_SESSION_IDLE_MS: '60000',
        TENANTRY_RATE_PER_SECOND: '100000',
        TENANTRY_RATE_BURST: '100000',
        ...outside.env,
      },
      pace: PACE,
      usage: { rejectedKept: 3, rejectedFor: 60_000 },
      points: [...this.#points],
    };
  }

  /** Processes that have loaded the code and wait: what takes longest at a start is done ahead. */
  #prepare(): void {
    while (this.#spare.length < 2) this.#spare.push(this.#spawn());
  }

  #take(): ReplicaProcess {
    return this.#spare.shift() ?? this.#spawn();
  }

  #spawn(): ReplicaProcess {
    const replica = new ReplicaProcess(join(this.#folder, `replica-${++this.#replicas}.log`));
    this.#all.add(replica);
    return replica;
  }

  async #put(replica: ReplicaProcess): Promise<void> {
    await replica.end();
    this.#all.delete(replica);
  }
}

/** Sees when a replica fails; one that is stopped is let go on after a while. */
class Watch {
  at: number | undefined;
  readonly #replica: ReplicaProcess;
  readonly #signal: Failure['signal'] | undefined;
  readonly #resumed: Promise<void>;
  #over = false;

  constructor(replica: ReplicaProcess, signal: Failure['signal'] | undefined) {
    this.#replica = replica;
    this.#signal = signal;
    void replica.gone.then(() => this.#note());
    this.#resumed = signal === 'SIGSTOP' ? this.#resume() : Promise.resolve();
  }

  /** Whether it failed. Of a stopped one, when it goes on. */
  async end(): Promise<boolean> {
    this.#over = true;
    await this.#resumed;
    return this.#signal !== undefined && this.at !== undefined;
  }

  async #resume(): Promise<void> {
    while (!this.#over && !(await isStopped(this.#replica.pid))) await sleep(20);
    if (!(await isStopped(this.#replica.pid))) return;
    await sleep(STOPPED_MS);
    this.#note();
    this.#replica.signal('SIGCONT');
  }

  #note(): void {
    this.at ??= performance.now();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
