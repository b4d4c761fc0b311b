/** Exponential delays with jitter, so that what failed together does not come back together. */
export interface BackoffOptions {
  readonly firstMs: number;
  readonly longestMs: number;
  /** 0..1: how much of a delay is random. */
  readonly jitter: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** The delay after the n-th failure in a row (n from 1): first·2^(n−1), bounded, minus up to `jitter` of it. */
export function backoffDelay(failures: number, options: BackoffOptions): number {
  const full = Math.min(options.longestMs, options.firstMs * 2 ** Math.min(failures - 1, 40));
  return full * (1 - options.jitter * options.random());
}
