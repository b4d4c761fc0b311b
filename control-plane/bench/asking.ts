import type { Api } from './api-client.ts';
import type { Probe } from './probes/probe.ts';

/** Milliseconds that one round of questions may take; what is slow is asked less often. */
const MOST = 1_000;

/** Asks every form of a question once; what is wrong with the answers. */
export async function checked(probe: Probe, api: Api): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const path of probe.paths) {
    const { status, text } = await api.get(path);
    const fault = status === 200 ? probe.check?.(text, path) : `answered ${status}: ${text.slice(0, 200)}`;
    if (fault !== undefined) faults.push(`${probe.name}: ${path}: ${fault}`);
  }
  return faults;
}

/** How long each of so many requests took, with so many under way at once. */
export async function timesOf(
  api: Api,
  { paths }: Probe,
  { requests, concurrency, first = 0 }: { requests: number; concurrency: number; first?: number },
): Promise<readonly number[]> {
  const times: number[] = [];
  const until = performance.now() + MOST;
  let next = first;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < first + requests && performance.now() < until) {
        const { milliseconds } = await api.get(paths[next++ % paths.length] ?? '');
        times.push(milliseconds);
      }
    }),
  );
  return times;
}
