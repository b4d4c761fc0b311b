import { join } from 'node:path';
import { z } from 'zod';
import { DEFAULT_SWEEP_MS } from '../src/sweep-pace.ts';
import type { Api } from './api-client.ts';
import { type Latency, latencyOf, round } from './latency.ts';
import { Chance } from './seed/chance.ts';
import type { Facts } from './seed/facts.ts';
import { ownStore } from './seeded-store.ts';
import { type BenchServer, startServer } from './server.ts';
import type { BenchReport, SubBench } from './sub-bench.ts';

/** One question after the other, so that the figures are those of answers and not of a queue of our own making. */
const PAUSE_MS = 5;
const IDLE_SECONDS = { full: 30, sample: 2 };
/** On a machine that does other things a sweep takes longer than it is spread over. */
const MOST_SECONDS = 3_600;
const SAMPLE_SWEEP_MS = 60_000;
/** What a sweep may make of the slowest hundredth of answers. */
const AIM_RATIO = 2;

const countsSchema = z.object({ states: z.record(z.string(), z.int()) });

interface Phase {
  readonly seconds: number;
  readonly evaluated: number;
  readonly cpuSeconds: number;
  readonly latency: Readonly<Record<string, Latency>>;
}

/**
 * The first sweep of a control plane over ten thousand customers of whom it has no score, at its own pace, with
 * somebody who asks for this and that all the while; and then the same questions of one with nothing else to do.
 */
export const benchHealth: SubBench = async (options, log) => {
  const { file, facts } = await ownStore('health', options, log);
  const sweepMs = options.sample ? SAMPLE_SWEEP_MS : DEFAULT_SWEEP_MS;
  const watchedMs =
    options.sweepMinutes === undefined ? Number.POSITIVE_INFINITY : options.sweepMinutes * 60_000;
  const folder = join(options.folder, 'health');
  const sweeping = await startServer(`sqlite:${file}`, folder, sweepMs);
  const started = performance.now();
  const isSwept = async (evaluated: () => Promise<number>) =>
    performance.now() - started > watchedMs || (await evaluated()) >= facts.tenants.length;
  const sweep = await during(sweeping, facts, isSwept).finally(() => sweeping.stop());
  log(lineOf('sweep', sweep));
  // Anew, and hardly sweeping: what is left of a sweep that was not watched to its end is not idle.
  const idling = await startServer(`sqlite:${file}`, folder);
  const seconds = options.sample ? IDLE_SECONDS.sample : IDLE_SECONDS.full;
  const began = performance.now();
  const isOver = async () => performance.now() - began > seconds * 1_000;
  const idle = await during(idling, facts, isOver).finally(() => idling.stop());
  log(lineOf('idle', idle));
  return reportOf(facts, { toTheEnd: options.sweepMinutes === undefined, sweep, idle });
};

/** Asks until the phase is over. */
async function during(
  server: BenchServer,
  facts: Facts,
  isOver: (evaluated: () => Promise<number>) => Promise<boolean>,
): Promise<Phase> {
  const [asking, watching] = [server.api(1), server.api(1)];
  const cpu = async () => (await server.metrics()).get('process_cpu_seconds_total') ?? Number.NaN;
  const evaluated = () => scored(watching);
  const before = await cpu();
  const began = performance.now();
  let over = false;
  const watched = (async () => {
    while (!over) {
      over = (await isOver(evaluated)) || performance.now() - began > MOST_SECONDS * 1_000;
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  })();
  const times: Record<string, number[]> = {};
  const questions = questionsOf(facts);
  for (let at = 0; !over; at++) {
    for (const [name, path] of Object.entries(questions)) {
      const { milliseconds } = await asking.get(path(at));
      times[name] = [...(times[name] ?? []), milliseconds];
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
  await watched;
  const phase = {
    seconds: round((performance.now() - began) / 1_000),
    evaluated: await evaluated(),
    cpuSeconds: round((await cpu()) - before),
    latency: Object.fromEntries(Object.entries(times).map(([name, list]) => [name, latencyOf(list)])),
  };
  asking.close();
  watching.close();
  return phase;
}

/** How many customers have a score, or are known to have none; the answer may be ten seconds old. */
async function scored(api: Api): Promise<number> {
  const { status, text } = await api.get('/v1/health/counts');
  if (status !== 200) throw new Error(`counts of health answered ${status}`);
  const { states } = countsSchema.parse(JSON.parse(text));
  return Object.values(states).reduce((sum, count) => sum + count, 0);
}

function questionsOf({ tenants, now }: Facts): Readonly<Record<string, (at: number) => string>> {
  const chance = new Chance(now);
  const planned = tenants.filter(({ plan }) => plan !== undefined);
  const some = () => planned[chance.below(planned.length)]?.tenantId ?? '';
  return {
    livez: () => '/livez',
    'entitlement check': () => `/v1/tenants/${some()}/entitlements/meters/ingestion`,
    'tenant list': at => `/v1/tenants?sort=${at % 2 === 0 ? 'name' : '-createdAt'}`,
    'health list': at => `/v1/health?sort=${at % 2 === 0 ? 'score' : '-change7'}`,
    tenant: () => `/v1/tenants/${some()}`,
  };
}

function reportOf(
  facts: Facts,
  { toTheEnd, sweep, idle }: { toTheEnd: boolean; sweep: Phase; idle: Phase },
): BenchReport {
  const ratios = Object.fromEntries(
    Object.entries(sweep.latency).map(([name, { p99 }]) => [
      name,
      round(p99 / (idle.latency[name]?.p99 ?? Number.NaN)),
    ]),
  );
  const everybody = sweep.evaluated >= facts.tenants.length;
  return {
    figures: {
      tenants: facts.tenants.length,
      sweep,
      idle,
      perSecond: round(sweep.evaluated / sweep.seconds),
      cpuMsEach: round((1_000 * sweep.cpuSeconds) / sweep.evaluated),
      p99Ratios: ratios,
      aims: { ratio: AIM_RATIO, beyond: Object.keys(ratios).filter(name => (ratios[name] ?? 0) > AIM_RATIO) },
    },
    kept: toTheEnd ? { everybody } : {},
  };
}

function lineOf(name: string, { seconds, evaluated, latency }: Phase): string {
  const each = Object.entries(latency).map(([what, { p50, p99, max }]) => `${what} ${p50}/${p99}/${max}`);
  return `${name}: ${seconds} s, ${evaluated} customers have a score, p50/p99/max ms: ${each.join('; ')}`;
}
