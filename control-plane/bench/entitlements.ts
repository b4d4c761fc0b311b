import { join } from 'node:path';
import type { Api } from './api-client.ts';
import { type Latency, latencyOf, round } from './latency.ts';
import { Chance } from './seed/chance.ts';
import type { Facts } from './seed/facts.ts';
import { ownStore } from './seeded-store.ts';
import { send } from './sending.ts';
import { startServer } from './server.ts';
import type { BenchReport, SubBench } from './sub-bench.ts';

const SECONDS = { full: 5, sample: 0.4 };
/** A service asks about those of its tenants that are busy. */
const BUSY_TENANTS = 100;
const AIM_P99 = 5;
const LOADS = [undefined, { batch: 100, connections: 16 }, { batch: 1_000, connections: 4 }] as const;

interface Asked {
  readonly concurrency: number;
  readonly request: (
    api: Api,
    at: number,
  ) => Promise<{ readonly status: number; readonly milliseconds: number }>;
  /** What else than success may be answered. */
  readonly refusal?: number;
}

interface LoadFigures {
  readonly load: string;
  /** Accepted meanwhile. */
  readonly eventsPerSecond: number;
  readonly latencies: Readonly<Record<string, Latency>>;
}

/** Checks and reservations while nothing else is done, and while events come as fast as they are taken. */
export const benchEntitlements: SubBench = async (options, log) => {
  const { file, facts } = await ownStore('entitlements', options, log);
  const server = await startServer(`sqlite:${file}`, join(options.folder, 'entitlements'));
  const seconds = options.sample ? SECONDS.sample : SECONDS.full;
  const figures: LoadFigures[] = [];
  const faults: string[] = [];
  try {
    for (const load of LOADS) {
      const questions = questionsOf(facts);
      const whole = seconds * Object.keys(questions).length;
      const sending = load && send(server, facts, { ...load, seconds: whole + 2 });
      // Its first batches meet a cold process.
      if (sending) await new Promise(resolve => setTimeout(resolve, 1_000));
      const latencies: Record<string, Latency> = {};
      for (const [name, question] of Object.entries(questions)) {
        const api = server.api(question.concurrency);
        const { times, refused } = await ask(api, question, seconds);
        api.close();
        latencies[name] = latencyOf(times);
        if (refused > 0) faults.push(`${name}: ${refused} were not answered`);
      }
      const report = await sending;
      const rate = report === undefined ? 0 : Math.round(report.accepted / report.seconds);
      if (report !== undefined && report.refused > 0) faults.push(`${report.refused} events were not taken`);
      const name = load === undefined ? 'idle' : `batches of ${load.batch}`;
      figures.push({ load: name, eventsPerSecond: rate, latencies });
      log(lineOf(name, rate, latencies));
    }
  } finally {
    await server.stop();
  }
  for (const fault of faults) log(fault);
  return reportOf(facts, figures, faults);
};

function questionsOf({ tenants, now }: Facts): Readonly<Record<string, Asked>> {
  const chance = new Chance(now);
  const planned = tenants.filter(({ plan }) => plan !== undefined);
  const busy = planned.slice(0, BUSY_TENANTS);
  const tenantOf = (some: typeof planned) => some[chance.below(some.length)]?.tenantId ?? '';
  const check = (some: typeof planned) => (api: Api) =>
    api.get(`/v1/tenants/${tenantOf(some)}/entitlements/meters/ingestion`);
  const reserve = (api: Api) =>
    api.post(
      `/v1/tenants/${tenantOf(planned)}/entitlements/meters/query/reservations`,
      JSON.stringify({ quantity: '1', holdSeconds: 30 }),
    );
  return {
    'nothing (livez)': { concurrency: 1, request: api => api.get('/livez') },
    'check, busy tenants': { concurrency: 1, request: check(busy) },
    'check, busy tenants, 8 at once': { concurrency: 8, request: check(busy) },
    'check, any tenant': { concurrency: 1, request: check(planned) },
    'check, any tenant, 8 at once': { concurrency: 8, request: check(planned) },
    'flag, any tenant': {
      concurrency: 1,
      request: api => api.get(`/v1/tenants/${tenantOf(planned)}/entitlements/flags/timeline`),
    },
    // Some have used up what they may: that is an answer, too.
    reserve: { concurrency: 1, request: reserve, refusal: 409 },
    'reserve, 8 at once': { concurrency: 8, request: reserve, refusal: 409 },
  };
}

async function ask(
  api: Api,
  { concurrency, request, refusal }: Asked,
  seconds: number,
): Promise<{ readonly times: readonly number[]; readonly refused: number }> {
  const times: number[] = [];
  let refused = 0;
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let at = 0; performance.now() < until; at++) {
        const { status, milliseconds } = await request(api, at);
        if (status >= 300 && status !== refusal) refused++;
        times.push(milliseconds);
      }
    }),
  );
  return { times, refused };
}

function reportOf(facts: Facts, figures: readonly LoadFigures[], faults: readonly string[]): BenchReport {
  const check = 'check, busy tenants';
  const worst = Math.max(...figures.map(({ latencies }) => latencies[check]?.p99 ?? Number.NaN));
  return {
    figures: {
      tenants: facts.tenants.length,
      loads: figures,
      aims: { p99Ms: AIM_P99, worstP99Ms: round(worst), reached: worst <= AIM_P99 },
    },
    kept: { answered: faults.length === 0 },
  };
}

function lineOf(load: string, rate: number, latencies: Readonly<Record<string, Latency>>): string {
  const each = Object.entries(latencies).map(([name, { p50, p99, max }]) => `${name} ${p50}/${p99}/${max}`);
  return `${load} (${rate} events/s), p50/p99/max ms: ${each.join('; ')}`;
}
