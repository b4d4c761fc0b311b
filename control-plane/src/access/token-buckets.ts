import type { Clock } from '../clock.ts';

export interface Rate {
  readonly perSecond: number;
  /** So many at once, after a pause. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A limit on how often something happens, for each of many: a bucket of `burst` tokens that fills by `perSecond`.
 * In memory, so each replica counts for itself, and n replicas let through n times as much at most. Bounded: the one
 * that was used longest ago is forgotten, and begins full when it comes back.
 */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #max: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, clock: Clock, max = 50_000) {
    this.#rate = rate;
    this.#clock = clock;
    this.#max = max;
  }

  /** Whole seconds until there is a token; 0 when there is one now. */
  wait(id: string): number {
    const { tokens } = this.#filled(id);
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.#rate.perSecond));
  }

  /** Takes a token if there is one; answers the seconds to wait when there is none. */
  take(id: string): number {
    const bucket = this.#filled(id);
    const seconds = this.wait(id);
    if (seconds === 0) this.#put(id, { ...bucket, tokens: bucket.tokens - 1 });
    return seconds;
  }

  get size(): number {
    return this.#buckets.size;
  }

  #filled(id: string): Bucket {
    const now = this.#clock.now();
    const kept = this.#buckets.get(id);
    if (kept === undefined) return { tokens: this.#rate.burst, at: now };
    const passed = Math.max(0, now - kept.at) / 1_000;
    return { tokens: Math.min(this.#rate.burst, kept.tokens + passed * this.#rate.perSecond), at: now };
  }

  #put(id: string, bucket: Bucket): void {
    this.#buckets.delete(id);
    this.#buckets.set(id, bucket);
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= this.#max) return;
      this.#buckets.delete(oldest);
    }
  }
}
