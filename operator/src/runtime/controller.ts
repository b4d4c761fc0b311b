import { ApiError } from './client/api-error.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { RuntimeMetrics } from './metrics.ts';
import { type BackoffOptions, backoffDelay } from './queue/backoff.ts';
import { type Priority, WorkQueue } from './queue/work-queue.ts';

export interface ReconcileContext {
  /** Aborted when the controller stops and its time to drain is over. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** 1 for the first try, one more after each failure in a row. */
  readonly attempt: number;
  readonly priority: Priority;
}

/** What a reconcile that did not fail says of its next run; undefined: none needed until something changes. */
export type Outcome = { readonly requeueAfterMs?: number } | undefined;

export interface ControllerOptions {
  readonly name: string;
  readonly concurrency: number;
  /** Workers of these that take keys of high priority only, so that a great resync holds up nobody (default 0). */
  readonly reserved?: number;
  /** Brings one key to its desired state. Throwing is failure: tried again after a growing delay. */
  readonly reconcile: (key: string, context: ReconcileContext) => Promise<Outcome>;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly metrics?: RuntimeMetrics;
  readonly random?: () => number;
  readonly backoff?: { readonly firstMs: number; readonly longestMs: number };
  /** A ready key that waits longer than this while no worker ends anything: not healthy. */
  readonly stallMs?: number;
  /** A single reconcile that lasts longer than this: not healthy. */
  readonly deadlineMs?: number;
}

/** Works a queue of keys with a bounded number of workers. Keys may be queued before it is started. */
export class Controller {
  readonly #options: ControllerOptions;
  readonly #clock: Clock;
  readonly #backoff: BackoffOptions;
  readonly #queue = new WorkQueue();
  readonly #failures = new Map<string, number>();
  readonly #running = new Map<string, number>();
  #runningLow = 0;
  #abort = new AbortController();
  #started = false;
  #lastMove = 0;
  #wake: { at: number; cancel: () => void } | undefined;
  readonly #onIdle: (() => void)[] = [];

  constructor(options: ControllerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { firstMs = 200, longestMs = 300_000 } = options.backoff ?? {};
    this.#backoff = { firstMs, longestMs, jitter: 0.3, random: options.random ?? Math.random };
    options.metrics?.onScrape(() => this.#measure());
  }

  enqueue(key: string, priority: Priority = 'high'): void {
    this.#queue.add(key, priority, this.#clock.monotonic());
    this.#pump();
  }

  start(): void {
    if (this.#started) return;
    this.#abort = new AbortController();
    this.#started = true;
    this.#lastMove = this.#clock.monotonic();
    this.#pump();
  }

  /** Takes no more keys and waits for those being worked on; after `drainMs` their signal is aborted. */
  async stop(drainMs = 5_000): Promise<void> {
    this.#started = false;
    this.#wake?.cancel();
    this.#wake = undefined;
    if (this.#running.size === 0) return;
    // This time's signal: the controller may have been started again when the drain is over.
    const abort = this.#abort;
    const cancel = this.#clock.setTimeout(() => abort.abort(new Error('the controller stops')), drainMs);
    await new Promise<void>(resolve => this.#onIdle.push(resolve));
    cancel();
  }

  /** Keys ready or being worked on; delayed ones are not counted. */
  get backlog(): number {
    const { high, low, running } = this.#queue.depth();
    return high + low + running;
  }

  /** True while the queue moves. A controller that is not started (a standby) is healthy. */
  healthy(): boolean {
    if (!this.#started) return true;
    const now = this.#clock.monotonic();
    const { stallMs = 60_000, deadlineMs = 300_000 } = this.#options;
    for (const since of this.#running.values()) if (now - since > deadlineMs) return false;
    const oldest = this.#queue.oldestReady();
    return oldest === undefined || now - Math.max(oldest, this.#lastMove) <= stallMs;
  }

  #pump(): void {
    if (!this.#started) return;
    const now = this.#clock.monotonic();
    this.#wakeAt(this.#queue.promote(now));
    const { concurrency, reserved = 0 } = this.#options;
    while (this.#running.size < concurrency) {
      const next = this.#queue.take(this.#runningLow >= concurrency - reserved);
      if (!next) break;
      if (next.priority === 'low') this.#runningLow++;
      this.#running.set(next.key, now);
      void this.#run(next.key, next.priority, now);
    }
  }

  async #run(key: string, priority: Priority, startedAt: number): Promise<void> {
    const { name, logger, reconcile, metrics } = this.#options;
    const { signal } = this.#abort;
    const attempt = (this.#failures.get(key) ?? 0) + 1;
    const log = logger.child({ controller: name, object: key, attempt });
    let outcome = 'ok';
    try {
      const answer = await reconcile(key, { signal, logger: log, attempt, priority });
      this.#failures.delete(key);
      if (answer?.requeueAfterMs !== undefined) {
        this.#queue.addAt(key, 'low', this.#clock.monotonic() + Math.max(0, answer.requeueAfterMs));
      }
    } catch (error) {
      outcome = signal.aborted ? 'aborted' : 'failed';
      const delay = this.#fail(key, attempt, error);
      log.warn({ err: error, retryAfterMs: Math.round(delay) }, 'reconcile failed');
    }
    const now = this.#clock.monotonic();
    metrics?.reconciles.inc({ controller: name, outcome });
    metrics?.reconcileSeconds.observe({ controller: name }, (now - startedAt) / 1000);
    this.#lastMove = now;
    this.#running.delete(key);
    if (priority === 'low') this.#runningLow--;
    this.#queue.done(key, now);
    if (this.#running.size === 0) for (const idle of this.#onIdle.splice(0)) idle();
    this.#pump();
  }

  /** Queues the next try; answers the delay. A server that says when to come back is believed. */
  #fail(key: string, attempt: number, error: unknown): number {
    this.#failures.set(key, attempt);
    const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    const delay = Math.max(asked, backoffDelay(attempt, this.#backoff));
    this.#queue.addAt(key, 'low', this.#clock.monotonic() + delay);
    return delay;
  }

  #wakeAt(at: number | undefined): void {
    if (this.#wake?.at === at) return;
    this.#wake?.cancel();
    this.#wake = undefined;
    if (at === undefined) return;
    const fire = () => {
      this.#wake = undefined;
      this.#pump();
    };
    // Node's timers hold 31 bits of milliseconds; a longer wait is cut, and the pump arms it anew.
    const delay = Math.min(Math.max(0, at - this.#clock.monotonic()), 2 ** 31 - 1);
    this.#wake = { at, cancel: this.#clock.setTimeout(fire, delay) };
  }

  #measure(): void {
    const { metrics, name: controller } = this.#options;
    if (!metrics) return;
    const now = this.#clock.monotonic();
    for (const [state, count] of Object.entries(this.#queue.depth()))
      metrics.queueDepth.set({ controller, state }, count);
    const oldest = this.#queue.oldestReady();
    metrics.queueOldestSeconds.set({ controller }, oldest === undefined ? 0 : (now - oldest) / 1000);
  }
}
