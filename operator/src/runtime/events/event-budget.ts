/** How many Events one object may have: a burst, then one per interval. */
export interface BudgetOptions {
  readonly burst: number;
  readonly refillMs: number;
  /** Objects remembered at most; the one that was remembered first is forgotten first. */
  readonly objects: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** A token bucket per object, so that one that flaps cannot flood the Events of all. */
export class EventBudget {
  readonly #options: BudgetOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  /** Takes one of the object's tokens at `now` (milliseconds); false when it has none left. */
  spend(uid: string, now: number): boolean {
    const { burst, refillMs, objects } = this.#options;
    const bucket = this.#buckets.get(uid) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + (now - bucket.at) / refillMs);
    if (left < 1) return false;
    this.#buckets.delete(uid);
    this.#buckets.set(uid, { left: left - 1, at: now });
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= objects) break;
      this.#buckets.delete(oldest);
    }
    return true;
  }
}
