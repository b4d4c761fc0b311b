import { ApiError } from '../client/api-error.ts';
import type { KubeClient } from '../client/kube-client.ts';
import type { WatchOptions } from '../client/request-options.ts';
import type { Clock } from '../clock.ts';
import type { ResourceType } from '../objects.ts';
import { LineSplitter } from './line-splitter.ts';
import { parseWatchEvent, type WatchEvent } from './watch-event.ts';

/** etcd holds objects of 1.5 MB by default; JSON of one, with room to spare. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * The events of one watch connection, in batches as the bytes come. Ends when the server ends it or the
 * signal is aborted. Throws an ApiError when it cannot be opened, breaks, holds what is no event
 * (`Malformed`), or is silent for longer than `stallTimeoutMs` (`Stalled`): a connection may be half open,
 * and only our own clock tells.
 */
export async function* watchEvents(options: {
  readonly client: KubeClient;
  readonly type: ResourceType;
  readonly watch: Omit<WatchOptions, 'signal'>;
  readonly clock: Clock;
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
}): AsyncGenerator<WatchEvent[]> {
  const { client, type, signal } = options;
  const silence = new SilenceGuard(options.clock, options.stallTimeoutMs, type);
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    const splitter = new LineSplitter(LONGEST_LINE);
    for await (const chunk of await client.watch(type, { ...options.watch, signal: either })) {
      const lines = splitter.push(chunk);
      if (lines.length > 0) yield lines.map(line => parseWatchEvent(type, line));
      silence.heard();
    }
  } catch (error) {
    if (signal.aborted) return;
    throw faultOf(silence.signal.aborted ? silence.signal.reason : error, type);
  } finally {
    silence.end();
  }
}

function faultOf(error: unknown, type: ResourceType): ApiError {
  if (error instanceof ApiError) return error;
  const reason = error instanceof RangeError ? 'Malformed' : 'Network';
  const message = `watch ${type.plural}: ${error instanceof Error ? error.message : String(error)}`;
  return new ApiError({ status: 0, reason, message, cause: error });
}

/** Aborts after a silence. Being heard costs one assignment; a single timer looks after it. */
class SilenceGuard {
  readonly #clock: Clock;
  readonly #longestMs: number;
  readonly #abort = new AbortController();
  readonly #type: ResourceType;
  #lastHeard: number;
  #cancel: () => void;

  constructor(clock: Clock, longestMs: number, type: ResourceType) {
    this.#clock = clock;
    this.#longestMs = longestMs;
    this.#type = type;
    this.#lastHeard = clock.monotonic();
    this.#cancel = clock.setTimeout(() => this.#look(), longestMs);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  heard(): void {
    this.#lastHeard = this.#clock.monotonic();
  }

  end(): void {
    this.#cancel();
  }

  #look(): void {
    const left = this.#lastHeard + this.#longestMs - this.#clock.monotonic();
    if (left > 0) {
      this.#cancel = this.#clock.setTimeout(() => this.#look(), left);
      return;
    }
    const message = `watch ${this.#type.plural}: silent for ${this.#longestMs} ms`;
    this.#abort.abort(new ApiError({ status: 0, reason: 'Stalled', message }));
  }
}
