import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { type MetricSample, parseMetrics, sumMetric } from './metrics.ts';
import { tie } from './tether.ts';

const MAIN = fileURLToPath(new URL('../../operator/src/main.ts', import.meta.url));
const TAIL_LINES = 30;

/** Reconciles that ended, by controller and outcome. */
export const RECONCILES = 'tenantry_operator_reconciles_total';

export interface OperatorOptions {
  readonly kubeconfig: string;
  readonly identity?: string;
  /** On top of the short lease times that tests use. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The times that ship. */
export const SHIPPED_LEASE = {
  TENANTRY_LEASE_DURATION_MS: '15000',
  TENANTRY_RENEW_DEADLINE_MS: '10000',
  TENANTRY_RETRY_PERIOD_MS: '2000',
} as const;

/** One line of the operator's log. */
export interface LogLine {
  readonly msg?: string;
  readonly [field: string]: unknown;
}

/** Lease times that let a crash run take a second instead of 17; their proportions are the shipped ones. */
const FAST_LEASE = {
  TENANTRY_LEASE_DURATION_MS: '1500',
  TENANTRY_RENEW_DEADLINE_MS: '1000',
  TENANTRY_RETRY_PERIOD_MS: '200',
} as const;

/** An operator as a process of its own, run just as it ships: `node operator/src/main.ts`. */
export class OperatorProcess {
  readonly lines: LogLine[] = [];
  /** Resolves with the exit code, or the signal's name. */
  readonly exited: Promise<number | string>;
  #ended: number | string | undefined;
  readonly #child: ChildProcess;
  #waiters: (() => void)[] = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.exited = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        this.#ended = signal ?? code ?? -1;
        resolve(this.#ended);
        this.#wake();
      });
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', line => this.#hear(line));
    }
  }

  static start(options: OperatorOptions): OperatorProcess {
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        ...FAST_LEASE,
        TENANTRY_KUBECONFIG: options.kubeconfig,
        TENANTRY_PROBE_ADDRESS: '127.0.0.1:0',
        ...(options.identity === undefined ? {} : { TENANTRY_IDENTITY: options.identity }),
        ...options.env,
      },
    });
    tie(child);
    return new OperatorProcess(child);
  }

  /** Starts one and waits until it leads with its caches synced. */
  static async lead(options: OperatorOptions): Promise<OperatorProcess> {
    const operator = OperatorProcess.start(options);
    await operator.logged('leading');
    await operator.logged('synced');
    return operator;
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the operator did not start');
    return pid;
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  /** Waits for a log line with this msg; rejects with the log's tail when the operator ends or time runs out. */
  async logged(msg: string, timeoutMs = 30_000): Promise<LogLine> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const line = this.lines.find(candidate => candidate.msg === msg);
      if (line) return line;
      const left = deadline - performance.now();
      if (!this.alive || left <= 0) {
        throw new Error(
          `the operator ${this.alive ? 'never' : 'ended before it'} logged "${msg}":\n${this.tail()}`,
        );
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left);
        this.#waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** SIGKILL now; the kernel has closed its sockets when this resolves. */
  async kill(): Promise<void> {
    if (this.alive) this.signal('SIGKILL');
    await this.exited;
  }

  /** SIGTERM, as Kubernetes stops it; SIGKILL when it does not end. Returns how it ended. */
  async stop(timeoutMs = 15_000): Promise<number | string> {
    if (!this.alive) return this.exited;
    this.signal('SIGCONT');
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.alive && this.signal('SIGKILL'), timeoutMs);
    const how = await this.exited;
    clearTimeout(timer);
    return how;
  }

  /** Answer of a probe path: its status and text. */
  async probe(path: '/healthz' | '/readyz' | '/metrics'): Promise<{ status: number; text: string }> {
    const { probe } = await this.logged('listening');
    const answer = await fetch(`http://${String(probe)}${path}`);
    return { status: answer.status, text: await answer.text() };
  }

  async metrics(): Promise<MetricSample[]> {
    return parseMetrics((await this.probe('/metrics')).text);
  }

  /** Sum of a metric's samples whose labels include the given ones. */
  async metric(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
    return sumMetric(await this.metrics(), name, labels);
  }

  /** Peak resident memory so far, in bytes (VmHWM). */
  async peakMemory(): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  }

  /** Processor time used so far, user and system, in seconds. */
  async cpuSeconds(): Promise<number> {
    const stat = await readFile(`/proc/${this.pid}/stat`, 'utf8');
    // After the parenthesised name: state is the first field, utime the 12th, stime the 13th, in ticks of 10 ms.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  async ready(): Promise<void> {
    await waitFor('/readyz', 30_000, async () => (await this.probe('/readyz')).status === 200);
  }

  tail(): string {
    return this.lines
      .slice(-TAIL_LINES)
      .map(line => JSON.stringify(line))
      .join('\n');
  }

  #hear(line: string): void {
    this.lines.push(parseLine(line));
    this.#wake();
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

function parseLine(line: string): LogLine {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === 'object' && parsed !== null) return parsed as LogLine;
  } catch {
    // Not every line is ours: Node's own warnings and stack traces are plain text.
  }
  return { plain: line };
}
