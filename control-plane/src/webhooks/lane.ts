/** How an attempt ended, as far as the webhook's pace goes. */
export type LaneOutcome =
  | { readonly is: 'arrived' | 'failed'; readonly milliseconds: number }
  /** Another process is at it, and has until then. */
  | { readonly is: 'elsewhere'; readonly until: number };

/** Failures in a row after which a webhook rests. */
const FAILURES = 3;
const FIRST_REST = 5_000;
const LONGEST_REST = 5 * 60_000;
/** Answers that take longer on average are slow, in milliseconds. */
const SLOW = 2_000;
const WEIGHT = 0.3;
const MOST_ELSEWHERE = 50;

/** What this process knows of one webhook's pace. It is lost with the process, and learnt again. */
export class Lane {
  /** Ids of deliveries that are being attempted. */
  readonly running = new Set<string>();
  readonly #elsewhere = new Map<string, number>();
  #failures = 0;
  #milliseconds = 0;
  restsUntil = 0;

  /** It fails, or is slow. */
  get isTroubled(): boolean {
    return this.#failures > 0 || this.#milliseconds > SLOW;
  }

  mayBegin(delivery: string, now: number): boolean {
    return !this.running.has(delivery) && (this.#elsewhere.get(delivery) ?? 0) <= now;
  }

  /** How many deliveries are left to others for now. */
  elsewhere(now: number): number {
    for (const [id, until] of this.#elsewhere) if (until <= now) this.#elsewhere.delete(id);
    return Math.min(this.#elsewhere.size, MOST_ELSEWHERE);
  }

  /** When the first of these is to be looked at again. */
  nextElsewhere(now: number): number | undefined {
    const times = [...this.#elsewhere.values()].filter(until => until > now);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  ended(delivery: string, outcome: LaneOutcome, now: number): void {
    this.running.delete(delivery);
    if (outcome.is === 'elsewhere') {
      this.#elsewhere.set(delivery, outcome.until);
      return;
    }
    this.#milliseconds += WEIGHT * (outcome.milliseconds - this.#milliseconds);
    this.#failures = outcome.is === 'arrived' ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURES)
      this.restsUntil = now + Math.min(LONGEST_REST, FIRST_REST * 2 ** (this.#failures - FAILURES));
  }
}
