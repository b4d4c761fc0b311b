import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api-client.ts';
import { checked, timesOf } from './asking.ts';
import { type Latency, latencyOf, round } from './latency.ts';
import type { Probe } from './probes/probe.ts';
import { probesOf } from './probes/probes.ts';
import { countEvents, GROWTH, largeStore, type SeededStore, smallStore } from './seeded-store.ts';
import { type BenchServer, startServer } from './server.ts';
import type { BenchReport, SubBench } from './sub-bench.ts';

const REQUESTS = { full: 160, sample: 8 };
const CONCURRENCIES = [1, 8] as const;
/** The two stores are asked in turn, so that a machine that slows down slows both. */
const ROUNDS = 4;
const MOST_TRIES = 4;
const AIM_P99 = 50;
const FAULTS_TOLD = 20;
/** What a median may grow by, and what two medians of a shared machine differ by in any case, in milliseconds. */
const FLAT = { ratio: 1.25, noise: 1 };

interface SideFigures {
  /** Milliseconds, by how many are under way at once. */
  readonly latency: Readonly<Record<string, Latency>>;
  /** The least median of one at a time among the rounds: what a busy machine did to the others is not in it. */
  readonly quietest: number;
  /** Of the control plane's process, all threads, a request. */
  readonly cpuMs: number;
}

interface ProbeFigures {
  readonly name: string;
  /** Of an answer. */
  readonly bytes: number;
  readonly small: SideFigures;
  readonly large: SideFigures;
  /** Of `quietest`, large to small. */
  readonly growth: number;
}

/** Dashboards and lists over 10,000 tenants, with 1 million stored events and with 5 million. */
export const benchQueries: SubBench = async (options, log) => {
  const { sample, folder } = options;
  const stores = { small: await smallStore(options, log), large: await largeStore(options, log) };
  const counted = { small: countEvents(stores.small.file), large: countEvents(stores.large.file) };
  const small = await Side.start(stores.small, join(folder, 'small'));
  const large = await Side.start(stores.large, join(folder, 'large'));
  try {
    const faults: string[] = [];
    const figures: ProbeFigures[] = [];
    const requests = sample ? REQUESTS.sample : REQUESTS.full;
    for (const probe of await probesOf(small.store.facts, small.api)) {
      faults.push(...(await checkAnswers(probe, small.api, large.api)));
      const found = await settled(probe, small, large, sample ? 1 : MOST_TRIES, requests);
      figures.push(found);
      log(lineOf(found));
    }
    for (const fault of faults.slice(0, FAULTS_TOLD)) log(fault);
    const mended = (await small.mended()) + (await large.mended());
    return reportOf({ sample, small, large, counted, mended, faults, figures });
  } finally {
    await Promise.all([small.stop(), large.stop()]);
  }
};

/** A store with its control plane. */
class Side {
  readonly store: SeededStore;
  readonly server: BenchServer;
  readonly api: Api;

  private constructor(store: SeededStore, server: BenchServer) {
    this.store = store;
    this.server = server;
    this.api = server.api(Math.max(...CONCURRENCIES));
  }

  static async start(store: SeededStore, folder: string): Promise<Side> {
    return new Side(store, await startServer(`sqlite:${store.file}`, folder));
  }

  /** What is told of it beside its latencies. */
  get facts() {
    return {
      megabytes: Math.round(statSync(this.store.file).size / 1_000_000),
      startSeconds: round(this.server.startSeconds),
    };
  }

  async cpuSeconds(): Promise<number> {
    return (await this.server.metrics()).get('process_cpu_seconds_total') ?? Number.NaN;
  }

  /** Windows that the auditor found counted wrong: what was seeded is what counting makes. */
  async mended(): Promise<number> {
    return (await this.server.metrics()).get('tenantry_usage_windows_mended_total') ?? Number.NaN;
  }

  async stop(): Promise<void> {
    this.api.close();
    await this.server.stop();
  }
}

/** Every path on both: the answer is what was seeded, and the same whatever else is stored. */
async function checkAnswers(probe: Probe, small: Api, large: Api): Promise<readonly string[]> {
  const faults = [...(await checked(probe, large))];
  for (const path of probe.changes ? [] : probe.paths) {
    const [a, b] = [await small.get(path), await large.get(path)];
    if (withoutAge(a.text) !== withoutAge(b.text))
      faults.push(`${probe.name}: ${path}: the two stores answer differently`);
  }
  return faults;
}

/** How far an answer is counted differs from one moment to the next. */
function withoutAge(text: string): string {
  return text.replaceAll(/"asOf":"[^"]*"/g, '');
}

/** What seems to have grown is measured again: a store that is slower is slower each time, a busy machine is not. */
async function settled(
  probe: Probe,
  small: Side,
  large: Side,
  tries: number,
  requests: number,
): Promise<ProbeFigures> {
  const figures = await measure(probe, small, large, requests);
  if (tries <= 1 || isFlat(figures.small.quietest, figures.large.quietest)) return figures;
  return settled(probe, small, large, tries - 1, requests);
}

async function measure(probe: Probe, small: Side, large: Side, requests: number): Promise<ProbeFigures> {
  const share = requests / ROUNDS;
  const taken = { small: new Taken(small), large: new Taken(large) };
  for (const concurrency of CONCURRENCIES) {
    for (let turn = 0; turn < ROUNDS; turn++) {
      const order = turn % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const);
      const round = { requests: share, concurrency, first: turn * share };
      for (const side of order) await taken[side].ask(probe, round);
    }
  }
  const { text } = await small.api.get(probe.paths[0] ?? '');
  const [before, after] = [taken.small.figures, taken.large.figures];
  const growth = round(after.quietest / before.quietest);
  return { name: probe.name, bytes: Buffer.byteLength(text), small: before, large: after, growth };
}

/** What the rounds of one probe on one side took. */
class Taken {
  readonly #side: Side;
  readonly #times = new Map<number, number[]>();
  readonly #medians: number[] = [];
  #cpuSeconds = 0;

  constructor(side: Side) {
    this.#side = side;
  }

  async ask(probe: Probe, round: { requests: number; concurrency: number; first: number }): Promise<void> {
    const before = await this.#side.cpuSeconds();
    const times = await timesOf(this.#side.api, probe, round);
    this.#cpuSeconds += (await this.#side.cpuSeconds()) - before;
    const { concurrency } = round;
    this.#times.set(concurrency, [...(this.#times.get(concurrency) ?? []), ...times]);
    if (concurrency === 1) this.#medians.push(latencyOf(times).p50);
  }

  get figures(): SideFigures {
    const all = [...this.#times];
    const requests = all.reduce((sum, [, times]) => sum + times.length, 0);
    return {
      latency: Object.fromEntries(all.map(([concurrency, times]) => [concurrency, latencyOf(times)])),
      quietest: Math.min(...this.#medians),
      cpuMs: round((this.#cpuSeconds * 1_000) / requests),
    };
  }
}

function reportOf(measured: {
  readonly sample: boolean;
  readonly small: Side;
  readonly large: Side;
  readonly counted: { readonly small: number; readonly large: number };
  readonly mended: number;
  readonly faults: readonly string[];
  readonly figures: readonly ProbeFigures[];
}): BenchReport {
  const { sample, small, large, counted, mended, faults, figures } = measured;
  const { tenants, events } = small.store.facts;
  const beyondAim = figures.flatMap(({ name, large }) =>
    Object.values(large.latency).some(({ p99 }) => p99 > AIM_P99) ? [name] : [],
  );
  const grown = figures.filter(({ small: a, large: b }) => !isFlat(a.quietest, b.quietest));
  return {
    figures: {
      tenants: tenants.length,
      events: counted,
      mended,
      small: small.facts,
      large: large.facts,
      aims: { p99Ms: AIM_P99, beyond: beyondAim },
      bounds: { growth: FLAT },
      grown: grown.map(({ name }) => name),
      probes: figures,
    },
    kept: {
      counts: counted.small === events && counted.large === GROWTH * events,
      answers: faults.length === 0,
      mended: mended === 0,
      flat: sample || grown.length === 0,
    },
  };
}

function isFlat(before: number, after: number): boolean {
  return after <= before * FLAT.ratio || after - before <= FLAT.noise;
}

function lineOf({ name, small, large, growth }: ProbeFigures): string {
  const show = ({ latency, cpuMs }: SideFigures) =>
    `${CONCURRENCIES.map(each => `${latency[each]?.p50}/${latency[each]?.p99}`).join(' ')} cpu ${cpuMs}`;
  return `${name}: p50/p99 ms at ${CONCURRENCIES.join(' and ')}: ${show(small)}; of ${GROWTH} times the events ${show(large)} (× ${growth})`;
}
