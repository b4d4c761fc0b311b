import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until `probe` is true; a probe that throws counts as not yet.
 * Rejects after `timeout` milliseconds, naming `what` and the last thing seen.
 */
export async function waitFor(what: string, timeout: number, probe: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + timeout;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      if (await probe()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await sleep(40);
  }
  throw new Error(`${what} did not come within ${timeout / 1000} s`, { cause: last });
}
