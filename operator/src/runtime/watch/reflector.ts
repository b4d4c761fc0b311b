import type { Cached, Change, ObjectStore } from '../cache/object-store.ts';
import { compareResourceVersions } from '../cache/resource-version.ts';
import { ApiError } from '../client/api-error.ts';
import type { KubeClient } from '../client/kube-client.ts';
import { type Clock, sleep, systemClock } from '../clock.ts';
import { type Logger, silentLogger } from '../logger.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import type { KubeObject, ResourceType } from '../objects.ts';
import { type BackoffOptions, backoffDelay } from '../queue/backoff.ts';
import type { WatchEvent } from './watch-event.ts';
import { judgeFault } from './watch-fault.ts';
import { watchEvents } from './watch-stream.ts';

export interface ReflectorOptions<P extends Cached> {
  readonly client: KubeClient;
  readonly type: ResourceType;
  readonly labelSelector?: string;
  /** Watch metadata alone, for projections that need no more. */
  readonly metadataOnly?: boolean;
  /** Called for each object received; what it answers is all that is kept. */
  readonly project: (object: KubeObject) => P;
  readonly store: ObjectStore<P>;
  /** Called for each change, in order; `initial` while the first state is being read. Should only queue keys. */
  readonly onChange: (change: Change<P> & { readonly initial: boolean }) => void;
  readonly logger?: Logger;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly metrics?: RuntimeMetrics;
  readonly backoff?: { readonly firstMs: number; readonly longestMs: number };
  /** Silence after which a connection counts as dead; servers send a bookmark about every minute. */
  readonly stallTimeoutMs?: number;
  /** How long the server keeps a watch, give or take a fifth. */
  readonly watchTimeoutSeconds?: number;
}

/** A connection that lasted this long was a good one: the next failure is the first again. */
const GOOD_CONNECTION_MS = 5_000;
/** A type is believed gone when it is not found so many times in a row, so that one stray answer does no harm. */
const ABSENCES_BELIEVED = 2;

/**
 * Keeps a store equal to what the API server has, for as long as it runs, whatever happens to the connection:
 *
 *   no version ──watch-list, or pages and then a watch──► version known ──events, bookmarks──┐
 *       ▲                                                    │    ▲                          │
 *       └── 410, gap, rewound, type gone ────────────────────┘    └── ended, reset, stalled ─┘
 */
export class Reflector<P extends Cached> {
  /** Resolves when the whole state has been read for the first time. */
  readonly synced: Promise<void>;
  readonly #options: ReflectorOptions<P>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #backoff: BackoffOptions;
  readonly #abort = new AbortController();
  #markSynced: () => void = () => undefined;
  #loop: Promise<void> | undefined;
  /** All events up to it are in the store; undefined: everything must be read. */
  #resourceVersion: string | undefined;
  /** UIDs seen while the whole state is being read. */
  #seen: Set<string> | undefined;
  #watchList = true;
  #absences = 0;

  constructor(options: ReflectorOptions<P>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#logger = (options.logger ?? silentLogger).child({ kind: options.type.kind });
    const { firstMs = 100, longestMs = 30_000 } = options.backoff ?? {};
    this.#backoff = { firstMs, longestMs, jitter: 0.5, random: options.random ?? Math.random };
    this.synced = new Promise(resolve => {
      this.#markSynced = resolve;
    });
  }

  start(): void {
    this.#loop ??= this.#run(this.#abort.signal);
  }

  /** Ends the connection; no change is reported after this resolves. */
  async stop(): Promise<void> {
    this.#abort.abort(new Error('the reflector stops'));
    await this.#loop;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const began = this.#clock.monotonic();
      let fault: ApiError | undefined;
      try {
        await this.#connect(signal);
      } catch (error) {
        fault = this.#recover(error, signal);
      }
      const good = this.#clock.monotonic() - began >= GOOD_CONNECTION_MS;
      if (good) failures = 0;
      if (good && !fault) continue;
      const delay = Math.max(fault?.retryAfterMs ?? 0, backoffDelay(++failures, this.#backoff));
      await sleep(this.#clock, delay, signal).catch(() => undefined);
    }
  }

  /** One connection: the whole state first when it is not known, then changes until the watch ends. */
  async #connect(signal: AbortSignal): Promise<void> {
    const { client, type, labelSelector, metadataOnly = false } = this.#options;
    const scope = { ...(labelSelector && { labelSelector }), metadataOnly };
    if (this.#resourceVersion === undefined) {
      this.#seen = new Set();
      if (!this.#watchList) await this.#readPages(scope, signal);
    }
    const from =
      this.#resourceVersion === undefined
        ? { sendInitialEvents: true }
        : { resourceVersion: this.#resourceVersion };
    const events = watchEvents({
      client,
      type,
      watch: { ...scope, ...from, timeoutSeconds: this.#watchSeconds() },
      clock: this.#clock,
      stallTimeoutMs: this.#options.stallTimeoutMs ?? 90_000,
      signal,
    });
    for await (const batch of events) {
      for (const event of batch) {
        if (signal.aborted) return;
        this.#take(event);
      }
      this.#options.metrics?.cachedObjects.set({ kind: type.kind }, this.#options.store.size);
    }
    this.#ended('closed');
  }

  async #readPages(scope: object, signal: AbortSignal): Promise<void> {
    const { client, type } = this.#options;
    let page = await client.page(type, { ...scope, signal });
    for (;;) {
      for (const object of page.items) this.#observe(object);
      if (page.continue === undefined) break;
      page = await client.page(type, { ...scope, signal }, page.continue);
      if (signal.aborted) return;
    }
    this.#complete(page.resourceVersion, 'pages');
  }

  #take(event: WatchEvent): void {
    this.#options.metrics?.watchEvents.inc({ kind: this.#options.type.kind, type: event.type });
    if (event.type === 'ERROR') throw event.error;
    if (event.type === 'BOOKMARK') {
      if (event.complete && this.#seen) this.#complete(event.resourceVersion, 'watch-list');
      else if (!this.#seen) this.#resourceVersion = event.resourceVersion;
      return;
    }
    const { resourceVersion } = event.object.metadata;
    if (resourceVersion !== undefined && !this.#seen) {
      // Events come in order of their version: one from before is a repetition, and could bring back the dead.
      if (this.#resourceVersion && compareResourceVersions(resourceVersion, this.#resourceVersion) <= 0)
        return;
      this.#resourceVersion = resourceVersion;
    }
    if (event.type === 'DELETED') this.#observeDelete(event.object);
    else this.#observe(event.object);
  }

  #observe(object: KubeObject): void {
    if (object.metadata.uid !== undefined) this.#seen?.add(object.metadata.uid);
    this.#report(this.#guarded(() => this.#options.store.observe(this.#options.project(object))));
  }

  #observeDelete(object: KubeObject): void {
    const { namespace = '', name, uid = '', resourceVersion = '0' } = object.metadata;
    this.#seen?.delete(uid);
    this.#report(this.#options.store.observeDelete({ namespace, name, uid, resourceVersion }));
  }

  /** The whole state has been read: what was not seen is gone. */
  #complete(resourceVersion: string, by: 'watch-list' | 'pages'): void {
    const { store, metrics, type } = this.#options;
    const first = !store.synced;
    for (const change of store.observeAll(this.#seen ?? new Set(), resourceVersion)) this.#report(change);
    this.#seen = undefined;
    this.#resourceVersion = resourceVersion;
    this.#absences = 0;
    metrics?.relists.inc({ kind: type.kind, by });
    metrics?.cachedObjects.set({ kind: type.kind }, store.size);
    this.#logger.info({ by, objects: store.size, first }, 'cache is in step');
    this.#markSynced();
  }

  #report(change: Change<P> | undefined): void {
    if (!change) return;
    const initial = !this.#options.store.synced;
    this.#guarded(() => this.#options.onChange({ ...change, initial }));
  }

  /** Runs code of others: what it throws is logged and counted, and never ends the watch. */
  #guarded<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      this.#options.metrics?.handlerErrors.inc({ kind: this.#options.type.kind });
      this.#logger.error({ err: error }, 'a projection or change handler threw');
      return undefined;
    }
  }

  /** Settles what a fault means for what is known; answers it, for its Retry-After. */
  #recover(error: unknown, signal: AbortSignal): ApiError | undefined {
    if (signal.aborted) return undefined;
    const fault =
      error instanceof ApiError
        ? error
        : new ApiError({ status: 0, reason: 'Network', message: String(error), cause: error });
    const meaning = judgeFault(fault, this.#seen !== undefined);
    this.#ended(fault.status === 0 ? fault.reason : String(fault.status));
    this.#logger[meaning === 'absent' ? 'warn' : 'info']({ err: fault, meaning }, 'watch ended');
    if (meaning !== 'resume') this.#resourceVersion = undefined;
    if (meaning === 'page') this.#watchList = false;
    if (meaning === 'rewound') this.#options.store.rewind();
    if (meaning === 'absent') this.#absent();
    else this.#absences = 0;
    return fault;
  }

  #absent(): void {
    const { store } = this.#options;
    if (++this.#absences < ABSENCES_BELIEVED || !store.synced) return;
    for (const change of store.observeNone()) this.#report(change);
  }

  #ended(reason: string): void {
    this.#options.metrics?.watchEnds.inc({ kind: this.#options.type.kind, reason });
  }

  #watchSeconds(): number {
    const seconds = this.#options.watchTimeoutSeconds ?? 300;
    return Math.max(1, Math.round(seconds * (0.8 + 0.4 * this.#backoff.random())));
  }
}
