import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import type { Store } from '../../../control-plane/src/storage/documents.ts';
import { openStore } from '../../../control-plane/src/storage/open-store.ts';
import { Client } from '../control-plane/client.ts';
import { dropDatabase } from '../control-plane/drop-database.ts';
import type { Failpoint } from '../control-plane/failpoints.ts';
import { type Counts, ReplicaProcess } from '../control-plane/replica-process.ts';
import type { StartOrders } from '../control-plane/replica-protocol.ts';
import { agrees, differences, type Expected, type Kept, readKept } from './kept.ts';
import type { Lay } from './prepared.ts';

/** So long, and no longer, a tenant and its record may say different things. */
const RECOVERY_MS = 30_000;
/** How long all tenants together are waited for, on whatever machine this is. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 300;
const HOUR = 3_600_000;
/** A run is over by then: the slots of two hours are another matter. */
const LONGEST_RUN_MS = 180_000;
const RELEASED = 2;

export interface RunOrders {
  /** Of two that start together, which is to fail. */
  readonly fail?: StartOrders['fail'];
  /** The other one comes only when this one has failed. */
  readonly alone?: boolean;
}

export interface RunOutcome {
  readonly failed: boolean;
  readonly differences: readonly string[];
  /** For how long a tenant and its record said different things, at most. */
  readonly disagreedMs: number;
  /** How many were suspended beyond those that a person approved, at most. */
  readonly mostSuspended: number;
  readonly milliseconds: number;
  readonly counts: readonly Counts[];
}

export interface BenchParts {
  readonly points: readonly Failpoint[];
  /** Address of a server of the MongoDB protocol, without a database. */
  readonly server: string;
  readonly folder: string;
  readonly sealingKey: string;
  readonly tenantIds: readonly string[];
  readonly lay: Lay;
  readonly bound: number;
}

/** Two replicas, as they run in production, on one store with many tenants whose notice is over. */
export class EnforcementBench {
  readonly #parts: BenchParts;
  readonly #key = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
  readonly #spare: ReplicaProcess[] = [];
  readonly #all = new Set<ReplicaProcess>();
  #replicas = 0;

  constructor(parts: BenchParts) {
    this.#parts = parts;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map(replica => replica.end()));
  }

  async run({ fail, alone = false }: RunOrders): Promise<RunOutcome> {
    const left = HOUR - (Date.now() % HOUR);
    if (left < LONGEST_RUN_MS) await sleep(left + 1_000);
    const started = performance.now();
    const url = `${this.#parts.server}/enforcement_${randomUUID().slice(0, 8)}`;
    const store = await openStore(url);
    await this.#parts.lay(store);
    const failing = this.#take();
    const other = this.#take();
    this.#prepare();
    let failedAt = 0;
    void failing.gone.then(() => {
      failedAt = performance.now();
    });
    try {
      const first = failing.start({ ...this.#ordersFor(url), ...(fail && { fail }) });
      const second = alone
        ? failing.gone.then(() => other.start(this.#ordersFor(url)))
        : other.start(this.#ordersFor(url));
      second.catch(() => undefined);
      await (alone ? first : Promise.all([first, second]));
      const watch = new Watch(store, this.#parts);
      const addresses = () =>
        [failing, other].flatMap(({ ended, address }) => (ended || !address ? [] : [address]));
      const client = new Client(addresses, this.#key);
      const found = await this.#play(watch, client, () => failedAt);
      const failed = failing.ended;
      const alive = [failing, other].filter(({ ended, address }) => !ended && address !== undefined);
      return {
        failed,
        differences: [...found, ...watch.faults(), ...client.faults],
        disagreedMs: watch.disagreedMs,
        mostSuspended: watch.mostSuspended,
        milliseconds: performance.now() - started,
        counts: await Promise.all(alive.map(replica => replica.counts())),
      };
    } finally {
      await Promise.all([failing, other].map(replica => this.#put(replica)));
      await dropDatabase(url);
      await store.close();
    }
  }

  /** As many are suspended as may be; then a person lets one more, and lets two go. */
  async #play(watch: Watch, client: Client, failedAt: () => number): Promise<readonly string[]> {
    const { bound } = this.#parts;
    const started = performance.now();
    const nobody = { bound, approved: [], released: [] };
    const before = await watch.until(nobody, () => Math.max(started, failedAt()));
    if (before.length > 0) return before;
    const stage = (wanted: string) =>
      [...(watch.last?.tenants ?? [])].flatMap(([id, kept]) => (kept.stage === wanted ? [id] : []));
    const approved = stage('awaiting_approval').slice(0, 1);
    const released = stage('suspended').slice(0, RELEASED);
    watch.approved = approved.length;
    for (const id of approved) await say(client, id, 'approve', { reason: 'they were called' });
    for (const id of released) await say(client, id, 'release', { reason: 'they were called' });
    const saidAt = performance.now();
    const expected = { bound, approved, released };
    return watch.until(expected, () => Math.max(saidAt, failedAt()));
  }

  #ordersFor(url: string): StartOrders {
    return {
      do: 'start',
      store: url,
      env: {
        TENANTRY_STORE_URL: url,
        TENANTRY_SEALING_KEY: this.#parts.sealingKey,
        TENANTRY_BOOTSTRAP_KEY: this.#key,
        TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
        TENANTRY_RATE_PER_SECOND: '100000',
        TENANTRY_RATE_BURST: '100000',
      },
      // The time is that of the machine, and tasks come as often as they do in production.
      clock: { from: Date.now(), factor: 1 },
      pace: 1,
      points: [...this.#parts.points],
    };
  }

  #prepare(): void {
    while (this.#spare.length < 2) this.#spare.push(this.#spawn());
  }

  #take(): ReplicaProcess {
    return this.#spare.shift() ?? this.#spawn();
  }

  #spawn(): ReplicaProcess {
    const replica = new ReplicaProcess(join(this.#parts.folder, `enforcement-${++this.#replicas}.log`));
    this.#all.add(replica);
    return replica;
  }

  async #put(replica: ReplicaProcess): Promise<void> {
    await replica.end();
    this.#all.delete(replica);
  }
}

/** Said again when the answer was lost, it may be done already: that is no refusal. */
async function say(client: Client, tenantId: string, what: string, body: object): Promise<void> {
  const reply = await client.send({ method: 'POST', path: `/v1/enforcement/${tenantId}/${what}`, body });
  if (reply.status >= 400 && reply.attempts === 1)
    throw new Error(`${what}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

/** Looks at the store again and again: at the bound, and for how long record and Tenant differ. */
class Watch {
  readonly #store: Store;
  readonly #parts: Pick<BenchParts, 'tenantIds' | 'bound'>;
  readonly #disagreeing = new Map<string, number>();
  disagreedMs = 0;
  mostSuspended = 0;
  approved = 0;
  last: Kept | undefined;

  constructor(store: Store, parts: Pick<BenchParts, 'tenantIds' | 'bound'>) {
    this.#store = store;
    this.#parts = parts;
  }

  /** Until all is as expected, or the time for it is over; answers what is otherwise then. */
  async until(expected: Expected, since: () => number): Promise<readonly string[]> {
    for (;;) {
      const kept = await readKept(this.#store, this.#parts.tenantIds);
      this.#note(kept);
      const lines = differences(kept, expected);
      if (lines.length === 0 || performance.now() > since() + PATIENCE_MS) return lines;
      await sleep(LOOK_EVERY_MS);
    }
  }

  #note(kept: Kept): void {
    this.last = kept;
    const now = performance.now();
    let suspended = 0;
    for (const [tenantId, tenant] of kept.tenants) {
      if (tenant.suspended) suspended++;
      if (agrees(tenant)) {
        this.#disagreeing.delete(tenantId);
        continue;
      }
      const since = this.#disagreeing.get(tenantId) ?? now;
      this.#disagreeing.set(tenantId, since);
      this.disagreedMs = Math.max(this.disagreedMs, now - since);
    }
    this.mostSuspended = Math.max(this.mostSuspended, suspended - this.approved);
  }

  /** What must never be. */
  faults(): readonly string[] {
    const { bound } = this.#parts;
    const tooMany = `${this.mostSuspended} were suspended, and ${bound} may be in an hour`;
    const tooLong = `a tenant and its record differed for ${Math.round(this.disagreedMs)} ms`;
    return [
      ...(this.mostSuspended > bound ? [tooMany] : []),
      ...(this.disagreedMs > RECOVERY_MS ? [tooLong] : []),
    ];
  }
}
