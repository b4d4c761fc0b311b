import { Registry } from 'prom-client';
import type { Clock } from './clock.ts';
import type { Context } from './context.ts';
import { Idempotency } from './http/idempotency.ts';
import { Readiness } from './http/readiness.ts';
import type { Logger } from './logger.ts';
import { Aggregates, type Change, changesSpec } from './storage/aggregates.ts';
import { type Store, scanAll } from './storage/documents.ts';
import { type Projection, Relay } from './storage/relay.ts';
import { SweepPace } from './sweep-pace.ts';
import { BillingTelemetry } from './telemetry/billing.ts';
import { meteredStore } from './telemetry/metered-store.ts';
import { watchState } from './telemetry/state-metrics.ts';
import { TaskMetrics } from './telemetry/task-metrics.ts';

const SWEEP_EVERY = 10_000;
/** Between two runs of a task, however much faster tasks are to come. */
const LEAST_WAIT = 300;
const FORGET_KEYS_EVERY = 10 * 60_000;

export interface RunningContext extends Context {
  /** Begins the recurring tasks. */
  start(): void;
  /** Begins no task any more, and waits for those that run. */
  stop(): Promise<void>;
  /** Projects every change there ever was anew, and tells how many so far. No projection minds. */
  rebuild(progress: (changes: number) => void): Promise<number>;
}

export async function createContext(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Measurements for OTLP name their tenants: for installations with few. */
  readonly telemetryTenantIds?: boolean;
  /** Recurring tasks come so many times as often. */
  readonly pace?: number;
  /** In how many milliseconds a sweep looks at ten thousand tenants. */
  readonly sweepMs?: number | undefined;
}): Promise<RunningContext> {
  const { clock, logger, pace = 1 } = options;
  const metrics = new Registry();
  const store = meteredStore(options.store, metrics);
  const changes = await store.collection(changesSpec);
  const projections: Projection[] = [];
  const listeners: ((change: Change<unknown>) => void)[] = [];
  const relay = new Relay(changes, clock, projections, change => {
    for (const listener of listeners) listener(change);
  });
  const tasks = new RecurringTasks(logger, pace, new TaskMetrics(metrics));
  const readiness = new Readiness(logger);
  readiness.add('store', async () => {
    await store.check();
    return undefined;
  });
  watchState({ registry: metrics, changes, readiness, clock, logger });
  const context: RunningContext = {
    store,
    clock,
    logger,
    changes,
    idempotency: await Idempotency.open(store, clock),
    metrics,
    billing: new BillingTelemetry({ tenantIds: options.telemetryTenantIds ?? false }),
    sweepPace: new SweepPace({ overMs: options.sweepMs }),
    readiness,
    aggregates: spec =>
      new Aggregates(spec, changes, clock, async change => {
        // The change is decided; a projection that fails now is done by the sweep, and is no failure of the caller.
        await relay.project(change).catch(error => {
          logger.warn({ err: error, change: change.id }, 'a change waits for its projections');
        });
      }),
    addProjection: projection => void projections.push(projection),
    onProjected: listener => void listeners.push(listener),
    every: (name, milliseconds, task) => tasks.add(name, milliseconds, task),
    start: () => tasks.start(),
    stop: () => tasks.stop(),
    rebuild: async progress => {
      let count = 0;
      for await (const change of scanAll(changes, {})) {
        await relay.project(change);
        progress(++count);
      }
      return count;
    },
  };
  context.every('project abandoned changes', SWEEP_EVERY, () => relay.sweep());
  context.every('forget idempotency keys', FORGET_KEYS_EVERY, () => context.idempotency.prune());
  return context;
}

/** Tasks that come back: each at its pace, never two runs of one at once. */
class RecurringTasks {
  readonly #logger: Logger;
  readonly #pace: number;
  readonly #metrics: TaskMetrics;
  readonly #tasks: { readonly name: string; readonly every: number; readonly run: () => Promise<unknown> }[] =
    [];
  readonly #running = new Set<Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #ended = false;

  constructor(logger: Logger, pace: number, metrics: TaskMetrics) {
    this.#logger = logger;
    this.#pace = pace;
    this.#metrics = metrics;
  }

  add(name: string, every: number, run: () => Promise<unknown>): void {
    this.#tasks.push({ name, every, run });
    this.#metrics.known(name);
  }

  start(): void {
    for (const task of this.#tasks) this.#schedule(task, 0);
  }

  async stop(): Promise<void> {
    this.#ended = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  #schedule(task: { name: string; every: number; run: () => Promise<unknown> }, wait: number): void {
    if (this.#ended) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const run = this.#run(task).finally(() => {
        this.#running.delete(run);
        // Jitter: replicas that started together do not sweep together for ever.
        this.#schedule(task, this.#waitFor(task.every) * (0.8 + Math.random() * 0.4));
      });
      this.#running.add(run);
    }, wait);
    this.#timers.add(timer);
  }

  /** Faster, but never so that nothing else would be done. */
  #waitFor(every: number): number {
    return this.#pace === 1 ? every : Math.max(Math.min(every, LEAST_WAIT), every / this.#pace);
  }

  async #run(task: { name: string; run: () => Promise<unknown> }): Promise<void> {
    const began = performance.now();
    const end = (outcome: 'done' | 'failed') =>
      this.#metrics.ended(task.name, outcome, (performance.now() - began) / 1_000);
    try {
      await task.run();
      end('done');
    } catch (error) {
      end('failed');
      this.#logger.warn({ err: error, task: task.name }, 'a recurring task failed, and will come again');
    }
  }
}
