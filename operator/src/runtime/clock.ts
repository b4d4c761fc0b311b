import { performance } from 'node:perf_hooks';

/** Time as a parameter, so that every decision that depends on it can be tested. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch: for what people and other machines read. */
  now(): number;
  /** Milliseconds that never go back and do not follow the wall clock: for durations and deadlines. */
  monotonic(): number;
  /** Runs `fn` once after `ms`; the answer cancels it. */
  setTimeout(fn: () => void, ms: number): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (fn, ms) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`, or at once with the signal's reason thrown when it is aborted. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
