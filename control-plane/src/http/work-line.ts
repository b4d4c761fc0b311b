import { Problem } from './problem.ts';

/**
 * Work that is asked for over HTTP and costs much, such as reckoning something of all tenants: so many at a time, and so
 * many more that wait. Whoever comes beyond that is told when to come again, before anything was done: a line without an
 * end would keep answering those who have long gone.
 */
export class WorkLine {
  readonly #atOnce: number;
  readonly #most: number;
  readonly #comeAgain: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** `comeAgain`: in seconds, about how long it takes until there is room. */
  constructor(limits: { readonly atOnce: number; readonly waiting: number; readonly comeAgain: number }) {
    this.#atOnce = limits.atOnce;
    this.#most = limits.waiting;
    this.#comeAgain = limits.comeAgain;
  }

  /** @throws Problem unavailable when the line is full */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed over, so that nobody who has just come takes it first.
      if (next === undefined) this.#running--;
      else next();
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= this.#most)
      throw new Problem('unavailable', 'as many are being worked out as fit: come again', {
        retryAfter: this.#comeAgain,
      });
    return new Promise(resolve => this.#waiting.push(resolve));
  }
}
