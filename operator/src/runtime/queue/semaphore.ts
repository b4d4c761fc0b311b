/** Lets so many tasks run at once; the others wait their turn, in order, for as long as they are not given up. */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(permits: number) {
    this.#free = permits;
  }

  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await this.#turn(signal);
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  /** Resolves with the permit of whoever has ended. */
  #turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const taken = () => {
      signal.removeEventListener('abort', givenUp);
      resolve();
    };
    const givenUp = () => {
      this.#waiting.splice(this.#waiting.indexOf(taken), 1);
      reject(signal.reason);
    };
    if (signal.aborted) reject(signal.reason);
    else {
      signal.addEventListener('abort', givenUp, { once: true });
      this.#waiting.push(taken);
    }
    return promise;
  }
}
