import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Report, reportSchema, type StartOrders } from './replica-protocol.ts';

const PROGRAM = fileURLToPath(new URL('./replica.ts', import.meta.url));

export interface Counts {
  readonly passes: Readonly<Record<string, number>>;
  readonly unregistered: readonly string[];
}

/** The parent's end of a replica: a process of its own, that can be killed as any can. */
export class ReplicaProcess {
  readonly #child: ChildProcess;
  readonly #loaded: Promise<Report>;
  readonly log: string;
  /** How it ended. */
  readonly gone: Promise<NodeJS.Signals | number>;
  address: string | undefined;
  ended = false;

  constructor(log: string) {
    this.log = log;
    const file = openSync(log, 'w');
    this.#child = fork(PROGRAM, [], {
      execArgv: [],
      stdio: ['ignore', file, file, 'ipc'],
      // Compiling the code takes longer than a whole run of the scenario.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'tenantry-chaos-compiled') },
    });
    this.gone = once(this.#child, 'exit').then(([code, signal]) => {
      this.ended = true;
      return signal ?? code;
    });
    this.#loaded = this.#report('loaded');
    this.#loaded.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Resolves with its address, or with nothing when it ended on the way, as it was told to. */
  async start(orders: StartOrders): Promise<string | undefined> {
    await this.#loaded;
    const listening = this.#report('listening');
    this.#child.send(orders);
    const report = await Promise.race([listening, this.gone]);
    if (typeof report !== 'object') return undefined;
    if (report.is === 'listening') this.address = report.address;
    return this.address;
  }

  async counts(): Promise<Counts> {
    const counted = this.#report('counted');
    this.#child.send({ do: 'count' });
    const report = await counted;
    if (report.is !== 'counted') throw new Error('a replica that was asked for its counts told none');
    return report;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(): Promise<void> {
    if (this.ended) return;
    this.#child.kill('SIGKILL');
    await this.gone;
  }

  /** The next report of a kind. Rejects when it could not start, or ended. */
  #report(is: Report['is']): Promise<Report> {
    return new Promise((resolve, reject) => {
      const hear = (message: unknown) => {
        const report = reportSchema.parse(message);
        if (report.is === is) done(() => resolve(report));
        else if (report.is === 'failed') done(() => reject(new Error(`${this.log}: ${report.message}`)));
      };
      const exit = () =>
        done(() => (is === 'listening' ? undefined : reject(new Error(`${this.log}: it ended`))));
      const done = (settle: () => void) => {
        this.#child.off('message', hear).off('exit', exit);
        settle();
      };
      this.#child.on('message', hear).on('exit', exit);
    });
  }
}
