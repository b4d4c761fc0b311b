import { setTimeout as sleep } from 'node:timers/promises';

/** What a configured time is said of. */
export const FLEET = 10_000;
export const DEFAULT_SWEEP_MS = 15 * 60_000;
/** So many tenants are no load: whoever has no more of them waits for nothing. */
export const SMALL_FLEET = 100;
/** After a piece of work that took t there is none for so many t: each sweep works a fifth of the time at most. */
const REST_FACTOR = 4;
const LONGEST_REST = 500;
/** What is owed beyond that is given up: a process that was held up does not make good for it all at once. */
const MOST_OWED_MS = 10_000;

export interface SweepPaceOptions {
  /** In how many milliseconds a sweep looks at {@link FLEET} tenants. */
  readonly overMs?: number | undefined;
  /** Milliseconds by a clock that nobody sets; the machine's own when left out. */
  readonly now?: () => number;
  readonly rest?: (milliseconds: number) => Promise<unknown>;
  /** From 0 to below 1: where among everybody a sweep begins its first round; by chance when left out. */
  readonly startAt?: () => number;
}

/**
 * How fast the sweeps that look at everybody do so. They can wait, and those who call the API cannot: so a sweep is
 * given its turns by the clock, spread over minutes, and rests after each of them by how long it took. On a machine
 * that is busy with other things each takes longer, and the sweep is slower by itself. What is told of something that
 * happened is no sweep, and does not wait.
 */
export class SweepPace {
  readonly overMs: number;
  readonly #now: () => number;
  readonly #rest: (milliseconds: number) => Promise<unknown>;
  readonly #startAt: () => number;

  constructor({
    overMs = DEFAULT_SWEEP_MS,
    now = () => performance.now(),
    rest = sleep,
    startAt = Math.random,
  }: SweepPaceOptions = {}) {
    this.#startAt = startAt;
    this.overMs = overMs;
    this.#now = now;
    this.#rest = rest;
  }

  /** For one sweep of its own. */
  turns(): SweepTurns {
    return new SweepTurns(this.overMs, this.#now, this.#startAt);
  }

  /** Does a piece of work, and rests from it where there are many more to come. */
  async work<T>(piece: () => Promise<T>, fleet = FLEET): Promise<T> {
    const began = this.#now();
    try {
      return await piece();
    } finally {
      if (fleet > SMALL_FLEET) await this.#rest(Math.min(LONGEST_REST, REST_FACTOR * (this.#now() - began)));
    }
  }
}

export class SweepTurns {
  readonly #overMs: number;
  readonly #now: () => number;
  #asked: number;
  /** The part of a turn that was left over. */
  #left = 0;
  readonly #startAt: () => number;
  #isFirstRound = true;

  constructor(overMs: number, now: () => number, startAt: () => number) {
    this.#overMs = overMs;
    this.#now = now;
    this.#startAt = startAt;
    this.#asked = now();
  }

  /**
   * Everybody, in the order of the next round. The first begins anywhere: processes that do not live as long as a round
   * would all look at the same ones else, and never at the last. Two that run side by side begin apart, too.
   */
  round<T>(everybody: readonly T[]): T[] {
    const isFirst = this.#isFirstRound;
    this.#isFirstRound = false;
    if (!isFirst || everybody.length <= SMALL_FLEET) return [...everybody];
    const start = Math.floor(this.#startAt() * everybody.length);
    return [...everybody.slice(start), ...everybody.slice(0, start)];
  }

  /**
   * How many may have their turn now, of what has come since this was asked last. Of a fleet below {@link FLEET}
   * so many fewer that a round takes the whole time, too.
   */
  due(fleet = FLEET): number {
    const now = this.#now();
    const since = Math.min(MOST_OWED_MS, now - this.#asked);
    this.#asked = now;
    this.#left += (since * Math.min(fleet, FLEET)) / this.#overMs;
    const whole = Math.floor(this.#left);
    this.#left -= whole;
    return whole;
  }
}
