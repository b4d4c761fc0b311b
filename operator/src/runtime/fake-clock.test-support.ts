import type { Clock } from './clock.ts';

interface Timer {
  readonly at: number;
  readonly sequence: number;
  readonly fn: () => void;
}

/** A clock that stands still until it is told to advance; timers run in order of their time. */
export class FakeClock implements Clock {
  #elapsed = 0;
  #sequence = 0;
  readonly #start: number;
  readonly #timers = new Set<Timer>();

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#start = start;
  }

  now(): number {
    return this.#start + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  setTimeout(fn: () => void, ms: number): () => void {
    const timer = { at: this.#elapsed + Math.max(0, ms), sequence: this.#sequence++, fn };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass without running any timer, as for a process that is stopped and continued. */
  freeze(ms: number): void {
    this.#elapsed += ms;
  }

  /** Lets time pass; after each timer the promises that it settled get their turn. */
  async advance(ms: number): Promise<void> {
    await settle();
    const end = this.#elapsed + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.fn();
      await settle();
    }
    this.#elapsed = end;
    await settle();
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at > end) continue;
      if (!first || timer.at < first.at || (timer.at === first.at && timer.sequence < first.sequence)) {
        first = timer;
      }
    }
    return first;
  }
}

/** Gives promises that are ready, and those that follow from them, their turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise(resolve => setImmediate(resolve));
}
