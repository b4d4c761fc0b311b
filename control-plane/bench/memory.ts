import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api-client.ts';
import { latencyOf, round } from './latency.ts';
import { probesOf } from './probes/probes.ts';
import { ownStore } from './seeded-store.ts';
import { send } from './sending.ts';
import { type BenchServer, startServer } from './server.ts';
import type { SubBench } from './sub-bench.ts';

const LOOK_EVERY = 2_000;
/** Asks at once: a few dashboards beside the senders. */
const READERS = 2;
const PAUSE = 20;
const SENDING = { batch: 100, connections: 2 };
/** What the last third of the time may hold more than the second, as a share: the first one is for warming up. */
const GROWTH_CEILING = 1.15;

interface Look {
  readonly resident: number;
  readonly heap: number;
  readonly uncounted: number;
  readonly lag: number;
}

/** Resident memory under a load of everything: events as fast as two connections send them, lists, dashboards, checks. */
export const benchMemory: SubBench = async (options, log) => {
  const { minutes } = options;
  const { file, facts } = await ownStore('memory', options, log);
  const server = await startServer(`sqlite:${file}`, join(options.folder, 'memory'));
  try {
    const first = await look(server);
    const until = performance.now() + minutes * 60_000;
    const api = server.api(READERS);
    const paths = (await probesOf(facts, api)).flatMap(probe => probe.paths);
    const sending = send(server, facts, { ...SENDING, seconds: minutes * 60 });
    const reading = Array.from({ length: READERS }, (_, at) => read(api, paths, at, until));
    const looks = await watch(server, until);
    const [report, answers] = [await sending, await Promise.all(reading)];
    const thirds = thirdsOf(looks.map(({ resident }) => resident));
    const [, second = Number.NaN, last = Number.NaN] = thirds;
    const reads = answers.flat();
    const figures = {
      minutes,
      eventsPerSecond: Math.round(report.accepted / report.seconds),
      readsPerSecond: Math.round(reads.length / (minutes * 60)),
      reads: latencyOf(reads),
      megabytes: {
        atStart: megabytes(first.resident),
        thirds: thirds.map(megabytes),
        most: megabytes(Math.max(...looks.map(({ resident }) => resident))),
        heapAtEnd: megabytes(looks.at(-1)?.heap ?? Number.NaN),
      },
      growth: round(last / second),
      lagMostSeconds: round(Math.max(...looks.map(({ lag }) => lag))),
      uncountedMost: Math.max(...looks.map(({ uncounted }) => uncounted)),
      bounds: { growth: GROWTH_CEILING },
    };
    log(JSON.stringify(figures));
    return {
      figures,
      kept: { growth: options.sample || last <= second * GROWTH_CEILING, taken: report.refused === 0 },
    };
  } finally {
    await server.stop();
  }
};

async function read(api: Api, paths: readonly string[], at: number, until: number): Promise<number[]> {
  const times: number[] = [];
  for (let next = at; performance.now() < until; next += READERS) {
    const { status, milliseconds } = await api.get(paths[next % paths.length] ?? '');
    if (status !== 200) throw new Error(`${paths[next % paths.length]} is answered ${status}`);
    times.push(milliseconds);
    await sleep(PAUSE);
  }
  return times;
}

async function watch(server: BenchServer, until: number): Promise<readonly Look[]> {
  const looks: Look[] = [];
  while (performance.now() < until) {
    looks.push(await look(server));
    await sleep(LOOK_EVERY);
  }
  return looks;
}

async function look(server: BenchServer): Promise<Look> {
  const metrics = await server.metrics();
  const of = (name: string) => metrics.get(name) ?? Number.NaN;
  return {
    resident: of('process_resident_memory_bytes'),
    heap: of('nodejs_heap_size_used_bytes'),
    uncounted: of('tenantry_usage_uncounted_events'),
    lag: of('tenantry_usage_counting_lag_seconds'),
  };
}

/** Medians of the thirds. */
function thirdsOf(values: readonly number[]): readonly number[] {
  const size = Math.ceil(values.length / 3);
  return [0, 1, 2].map(third => {
    const sorted = values.slice(third * size, (third + 1) * size).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  });
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
