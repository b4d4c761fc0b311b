import type { Query, QueryClient } from '@tanstack/vue-query';
import { type Ref, ref, shallowRef } from 'vue';

/** One thing that is otherwise, as the live stream tells it. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly tenantId?: string | undefined;
}

/**
 *   connecting ─▶ live ─▶ (the stream is cut) polling ─▶ live
 *        any of them ─▶ paused ─▶ connecting
 */
export type LiveState = 'connecting' | 'live' | 'polling' | 'paused';

/** What is used of an EventSource. */
export interface StreamSource {
  readonly readyState: number;
  addEventListener(name: string, listener: (event: MessageEvent) => void): void;
  close(): void;
}

const [OPEN, CLOSED] = [1, 2];

export interface LiveOptions {
  readonly queryClient: QueryClient;
  /** `place`: of an event, behind which the stream is to go on. */
  readonly open: (place?: string) => StreamSource;
  /** Milliseconds between two rounds of reading again, so that a view fetches once in that time at most. */
  readonly least?: number;
  /** Milliseconds between two looks while there is no stream; spread so that many pages do not ask at once. */
  readonly poll?: number;
  /** Milliseconds without a word, heartbeats included, after which a stream that looks open is held to be cut. */
  readonly silence?: number;
}

declare module '@tanstack/vue-query' {
  interface Register {
    queryMeta: {
      /** Kinds of things a change of which means that this is to be read again; the first word of its key if absent. */
      readonly heeds?: readonly string[];
      /** Only changes of this tenant do. */
      readonly tenantId?: string;
      /** Read by hand, and by nothing else. */
      readonly still?: boolean;
    };
  }
}

/**
 * Keeps what is shown as it is now: the stream says what is otherwise, and queries read it again. Changes are gathered,
 * so that a hundred of them in a second cost each view one fetch. Nothing is read while the page is hidden or paused.
 */
export class LiveUpdates {
  readonly state: Ref<LiveState> = ref('connecting');
  /** When data was last known to be current, milliseconds of the epoch. */
  readonly heardAt = ref(Date.now());
  /** Changes that wait while paused. */
  readonly waiting = ref(0);
  readonly #options: Required<LiveOptions>;
  readonly #source = shallowRef<StreamSource>();
  #dirty = new Map<string, Set<string>>();
  #everything = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pollTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #flushedAt = 0;
  /** It was closed and opened again: what was told between is not known. */
  #missed = false;
  /** Fetches under way that may have read before a change. */
  readonly #again = new WeakSet<Promise<unknown>>();

  constructor(options: LiveOptions) {
    // The stream sends a heartbeat each 20 seconds.
    this.#options = { least: 1_000, poll: 15_000, silence: 50_000, ...options };
  }

  /** `place`: where the stream was before anything that is shown was asked for; what came between is told, too. */
  start(place?: string): void {
    if (this.#source.value !== undefined) return;
    this.state.value = 'connecting';
    const source = this.#options.open(place);
    this.#source.value = source;
    source.addEventListener('ready', () => {
      this.#live();
      if (!this.#missed) return;
      this.#missed = false;
      this.#readAll();
    });
    source.addEventListener('heartbeat', () => this.#live());
    source.addEventListener('reset', () => {
      this.#live();
      this.#readAll();
    });
    source.addEventListener('invalidate', event => this.#hear(event.data));
    source.addEventListener('error', () => this.#cut(source));
    document.addEventListener('visibilitychange', this.#shown);
  }

  stop(): void {
    this.#source.value?.close();
    this.#source.value = undefined;
    document.removeEventListener('visibilitychange', this.#shown);
    clearTimeout(this.#timer);
    clearTimeout(this.#silenceTimer);
    this.#timer = undefined;
    this.#endPoll();
  }

  /** Shows nothing new until `resume`: WCAG 2.2.2. The stream goes on, so that it is known how much waits. */
  pause(): void {
    this.state.value = 'paused';
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  resume(): void {
    if (this.state.value !== 'paused') return;
    this.waiting.value = 0;
    this.state.value = this.#source.value?.readyState === OPEN ? 'live' : 'connecting';
    this.#plan();
  }

  #live(): void {
    this.heardAt.value = Date.now();
    this.#endPoll();
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#fellSilent(), this.#options.silence);
    if (this.state.value !== 'paused') this.state.value = 'live';
  }

  #hear(data: string): void {
    const change = changeOf(data);
    this.#live();
    if (change === undefined) return;
    const tenants = this.#dirty.get(change.kind) ?? new Set<string>();
    tenants.add(change.tenantId ?? change.id);
    this.#dirty.set(change.kind, tenants);
    if (this.state.value === 'paused') this.waiting.value += 1;
    this.#plan();
  }

  /** A connection that is gone without an end (a laptop that slept, a proxy) is told by nobody. */
  #fellSilent(): void {
    const source = this.#source.value;
    if (source === undefined) return;
    source.close();
    this.#cut(source);
  }

  /** The browser opens it again by itself, unless it was refused: then this does, later. */
  #cut(source: StreamSource): void {
    if (source !== this.#source.value) return;
    if (this.state.value !== 'paused') this.state.value = 'polling';
    clearTimeout(this.#silenceTimer);
    // One that fails again and again is polled for all the same.
    if (this.#pollTimer !== undefined) return;
    this.#pollTimer = setTimeout(
      () => {
        this.#pollTimer = undefined;
        if (source.readyState === CLOSED) this.#reopen();
        else this.#cut(source);
        this.#readAll();
      },
      this.#options.poll * (0.75 + Math.random() / 2),
    );
  }

  #endPoll(): void {
    clearTimeout(this.#pollTimer);
    this.#pollTimer = undefined;
  }

  #readAll(): void {
    this.#everything = true;
    this.#plan();
  }

  #reopen(): void {
    const { value } = this.state;
    this.stop();
    this.start();
    this.state.value = value;
    this.#missed = true;
  }

  readonly #shown = (): void => {
    if (document.visibilityState === 'visible') this.#plan();
  };

  #plan(): void {
    const nothing = this.#dirty.size === 0 && !this.#everything;
    if (nothing || this.#timer !== undefined) return;
    if (this.state.value === 'paused' || document.visibilityState === 'hidden') return;
    const wait = Math.max(50, this.#flushedAt + this.#options.least - Date.now());
    this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    this.#timer = undefined;
    this.#flushedAt = Date.now();
    const [dirty, everything] = [this.#dirty, this.#everything];
    this.#dirty = new Map();
    this.#everything = false;
    const heeds = ({ queryKey, meta }: Query): boolean => {
      if (meta?.still) return false;
      if (everything) return true;
      const kinds = meta?.heeds ?? [String(queryKey[0])];
      return kinds.some(kind => {
        const tenants = dirty.get(kind);
        return tenants !== undefined && (meta?.tenantId === undefined || tenants.has(meta.tenantId));
      });
    };
    const { queryClient } = this.#options;
    for (const query of queryClient.getQueryCache().findAll({ predicate: heeds })) this.#readAfter(query);
    void queryClient.invalidateQueries({
      predicate: query => query.state.fetchStatus !== 'fetching' && heeds(query),
    });
  }

  /** What is being read may have been read before the change: it comes to its end, and is read once more after that. */
  #readAfter(query: Query): void {
    const { promise } = query;
    if (query.state.fetchStatus !== 'fetching' || promise === undefined || this.#again.has(promise)) return;
    this.#again.add(promise);
    const after = () => {
      if (this.state.value === 'paused' || document.visibilityState === 'hidden') this.#everything = true;
      else void this.#options.queryClient.invalidateQueries({ predicate: one => one === query });
    };
    promise.then(after, after);
  }
}

/** Strangers on the way may send anything: what is not a change is none. */
function changeOf(data: string): Change | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('kind' in value) || !('id' in value))
      return undefined;
    const tenantId = 'tenantId' in value && typeof value.tenantId === 'string' ? value.tenantId : undefined;
    return { kind: String(value.kind), id: String(value.id), tenantId };
  } catch {
    return undefined;
  }
}
