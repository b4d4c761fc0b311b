import { performance } from 'node:perf_hooks';

/**
 * The API server's time, as the Date header of its answers tells (RFC 9110, whole seconds), carried on by our
 * monotonic clock. For what must not happen too early though this machine's wall clock is wrong.
 */
export class ServerClock {
  readonly #monotonic: () => number;
  #last: { readonly serverMs: number; readonly at: number } | undefined;

  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  heard(date: string | string[] | undefined): void {
    const serverMs = Date.parse(String(date));
    if (!Number.isNaN(serverMs)) this.#last = { serverMs, at: this.#monotonic() };
  }

  /** Milliseconds since the epoch, at most a second behind; undefined before the first answer. */
  now(): number | undefined {
    return this.#last && this.#last.serverMs + (this.#monotonic() - this.#last.at);
  }
}
