import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchServer } from './ingest-server.ts';

export interface Watched {
  /** Seconds that the oldest event to count had waited, at each look. */
  readonly lag: readonly number[];
  /** Megabytes of memory that were resident, at each look. */
  readonly rss: readonly number[];
  /** CPU that was used, of one core: by the thread that serves HTTP, and by the whole process. */
  readonly mainCpu: number;
  readonly cpu: number;
}

const TICKS_PER_SECOND = 100;

/** Looks at the control plane every so often until `done` settles. */
export async function watch(server: BenchServer, every: number, done: Promise<unknown>): Promise<Watched> {
  const lag: number[] = [];
  const rss: number[] = [];
  const before = cpuOf(server.pid);
  const started = performance.now();
  let ended = false;
  const end = done
    .catch(() => undefined)
    .then(() => {
      ended = true;
    });
  while (!ended) {
    await Promise.race([sleep(every), end]);
    const metrics = await server.metrics();
    lag.push(metrics.get('tenantry_usage_counting_lag_seconds') ?? Number.NaN);
    rss.push((metrics.get('process_resident_memory_bytes') ?? Number.NaN) / 2 ** 20);
  }
  const seconds = (performance.now() - started) / 1_000;
  const after = cpuOf(server.pid);
  return {
    lag,
    rss,
    mainCpu: (after.main - before.main) / seconds,
    cpu: (after.all - before.all) / seconds,
  };
}

/** Seconds of CPU; nothing where there is no /proc. */
function cpuOf(pid: number): { readonly main: number; readonly all: number } {
  try {
    return { main: secondsOf(`/proc/${pid}/task/${pid}/stat`), all: secondsOf(`/proc/${pid}/stat`) };
  } catch {
    return { main: Number.NaN, all: Number.NaN };
  }
}

function secondsOf(stat: string): number {
  const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Seconds of CPU of each thread, for whoever looks for the one that is busiest. */
export function threadsOf(pid: number): ReadonlyMap<string, number> {
  const threads = new Map<string, number>();
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const stat = `/proc/${pid}/task/${task}/stat`;
    const name = /\((.*)\)/.exec(readFileSync(stat, 'utf8'))?.[1] ?? '';
    threads.set(`${task} ${name}`, secondsOf(stat));
  }
  return threads;
}

/** Resolves with the seconds it took until everything is counted; gives up after `limit` seconds. */
export async function untilCounted(server: BenchServer, limit: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const waited = (performance.now() - started) / 1_000;
    const metrics = await server.metrics();
    const lag = metrics.get('tenantry_usage_counting_lag_seconds') ?? 1;
    if (lag === 0 || waited > limit) return waited;
    await sleep(200);
  }
}
