/**
 * How fast the control plane takes usage in over HTTP, with counting and sealing running, against raw inserts of the
 * same rows into the same table of the same file, with the same indexes and the same durability.
 *
 *   node bench/ingest.ts [--seconds 10] [--rounds 2] [--batches 1000,100] [--fill 5] [--minutes 10]
 *                        [--connections N] [--flags='--cpu-prof'] [--sample]
 *
 * The two take turns on one file: the control plane is stopped while the raw side inserts. `--fill` puts so many
 * million entries into the ledger and measures again; `--minutes` sends for so long and watches the memory. The last
 * line of stdout is one JSON object; the exit code says whether every bound was kept. A sample is told and not judged.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isoTime } from '../src/clock.ts';
import {
  type BatchFigures,
  type IngestFigures,
  ingestFigures,
  joined,
  type MemoryFigures,
  type OurFigures,
} from './ingest-figures.ts';
import { type LoadOrder, type LoadReport, loadReportSchema } from './ingest-load.ts';
import { type RawOrder, type RawReport, rawReportSchema } from './ingest-raw.ts';
import { BenchServer, type BenchTenant } from './ingest-server.ts';
import { threadsOf, untilCounted, watch } from './ingest-watch.ts';
import { median } from './median.ts';
import { rounded } from './rounded.ts';

export interface IngestOptions {
  /** Of each measurement. */
  readonly seconds: number;
  /** Measurements of each side, for each size of batch. */
  readonly rounds: number;
  readonly batches: readonly number[];
  /** Millions of entries that the ledger is filled with for a second look; 0: none. */
  readonly fill: number;
  /** Minutes of sending for the look at the memory; 0: none. */
  readonly minutes: number;
  /** Requests under way at once; by the size of the batches when left out. */
  readonly connections?: number | undefined;
  /** Node's, for the control plane: for a profile. */
  readonly flags?: readonly string[];
}

const TENANTS = 8;
/** Requests under way at once, by events of each. */
const CONNECTIONS: Readonly<Record<number, number>> = { 100: 16, 1000: 4 };
const WARM_UP_SECONDS = 2;
const HOUR_MS = 3_600_000;
const FILL_DAYS = 30;

export async function benchIngest(
  options: IngestOptions,
  log: (line: string) => void,
): Promise<IngestFigures> {
  const server = new BenchServer();
  const before = calibrate();
  try {
    await server.start();
    const run = new Run(server, await server.makeTenants(TENANTS), options, log);
    await server.stop();
    const empty = await run.measure('empty');
    const filled = options.fill > 0 ? await run.fillAndMeasure() : undefined;
    const memory = options.minutes > 0 ? await run.watchMemory() : undefined;
    return ingestFigures(options, { empty, filled, memory, calibration: [before, calibrate()] });
  } finally {
    await server.stop();
    server.remove();
  }
}

class Run {
  readonly #server: BenchServer;
  readonly #tenants: readonly BenchTenant[];
  readonly #options: IngestOptions;
  readonly #log: (line: string) => void;
  #runs = 0;

  constructor(
    server: BenchServer,
    tenants: readonly BenchTenant[],
    options: IngestOptions,
    log: (line: string) => void,
  ) {
    this.#server = server;
    this.#tenants = tenants;
    this.#options = options;
    this.#log = log;
  }

  async measure(name: string): Promise<readonly BatchFigures[]> {
    const figures: BatchFigures[] = [];
    for (const batch of this.#options.batches) {
      const raw: RawReport[] = [];
      const ours: OurFigures[] = [];
      for (let round = 0; round < this.#options.rounds; round++) {
        // Both sides once, and in the next round in the other order.
        const sides = [
          async () => raw.push(await this.#raw(batch)),
          async () => ours.push(await this.#ours(batch)),
        ];
        for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
      }
      const figure = joined(ours, raw);
      this.#log(
        `${name}, batches of ${batch}: ${figure.perSecond} events/s, raw ${figure.rawPerSecond} rows/s, ` +
          `ratio ${figure.ratio}; p99 ${figure.p99Ms} ms, counted ${figure.lagMedianSeconds} s behind`,
      );
      figures.push(figure);
    }
    return figures;
  }

  async fillAndMeasure(): Promise<{ entries: number; figures: readonly BatchFigures[] }> {
    const rows = Math.round(this.#options.fill * 1e6);
    const step = (FILL_DAYS * 24 * HOUR_MS) / rows;
    const from = Date.now() - (FILL_DAYS * 24 + 3) * HOUR_MS;
    const filled = await this.#insertRaw({ group: 20_000, batch: 100, rows, from, step, durable: false });
    this.#log(`filled with ${filled.rows} entries in ${Math.round(filled.seconds)} s`);
    return { entries: filled.rows, figures: await this.measure(`${this.#options.fill} million entries`) };
  }

  async watchMemory(): Promise<MemoryFigures> {
    const { minutes } = this.#options;
    await this.#server.start(this.#options.flags);
    const load = this.#load(1_000, minutes * 60);
    const { lag, rss } = await watch(this.#server, 5_000, load);
    const { accepted, seconds } = await load;
    await this.#server.stop();
    const third = Math.ceil(rss.length / 3);
    const thirds = [rss.slice(0, third), rss.slice(third, 2 * third), rss.slice(2 * third)].map(median);
    return {
      minutes,
      perSecond: Math.round(accepted / seconds),
      mostMegabytes: Math.round(Math.max(...rss)),
      thirdsMegabytes: thirds.map(Math.round),
      lagMostSeconds: rounded(Math.max(...lag)),
    };
  }

  /** The rows are of two hours ago: no window that is being counted has them. */
  #raw(batch: number): Promise<RawReport> {
    const from = Date.now() - 2 * HOUR_MS;
    const group = batch * this.#connections(batch);
    return this.#insertRaw({ group, batch, seconds: this.#options.seconds, from, step: 0.05, durable: true });
  }

  async #insertRaw(order: Omit<RawOrder, 'file' | 'tenants' | 'run'>): Promise<RawReport> {
    const whole: RawOrder = {
      ...order,
      file: this.#server.file,
      tenants: this.#tenants.map(({ tenantId }) => tenantId),
      run: this.#nextRun(),
    };
    return rawReportSchema.parse(await inProcess('./ingest-raw.ts', whole));
  }

  async #ours(batch: number): Promise<OurFigures> {
    const server = this.#server;
    await server.start(this.#options.flags);
    const countedBefore = await this.#counted();
    const warmUp = await this.#load(batch, WARM_UP_SECONDS);
    const threads = threadsOf(server.pid);
    const load = this.#load(batch, this.#options.seconds);
    const { lag, mainCpu, cpu } = await watch(server, 500, load);
    for (const [name, seconds] of threadsOf(server.pid)) {
      const share = (seconds - (threads.get(name) ?? 0)) / this.#options.seconds;
      if (share > 0.02) this.#log(`  thread ${name}: ${Math.round(share * 100)} % of a core`);
    }
    const report = await load;
    const countedAfter = await untilCounted(server, 120);
    const counted = (await this.#counted()) - countedBefore;
    await server.stop();
    this.#log(`  ours ${Math.round(report.accepted / report.seconds)} events/s, batches of ${batch}`);
    return {
      batch,
      connections: this.#connections(batch),
      perSecond: Math.round(report.accepted / report.seconds),
      p50Ms: rounded(report.p50),
      p99Ms: rounded(report.p99),
      lagMedianSeconds: rounded(median(lag)),
      lagMostSeconds: rounded(Math.max(...lag)),
      countedAfterSeconds: rounded(countedAfter),
      accepted: warmUp.accepted + report.accepted,
      counted,
      refused: warmUp.refused + report.refused,
      mainCpu: rounded(mainCpu),
      cpu: rounded(cpu),
      loadCpu: rounded(report.cpu),
      cpuPerEvent: rounded((cpu * 1e6 * report.seconds) / report.accepted),
    };
  }

  /** Entries that are counted of the last hour: what the raw side inserts is older, and nobody counts it. */
  async #counted(): Promise<number> {
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    let counted = 0;
    for (const { tenantId } of this.#tenants) {
      counted += await this.#server.counted(tenantId, isoTime(minute - HOUR_MS), isoTime(minute + 120_000));
    }
    return counted;
  }

  async #load(batch: number, seconds: number): Promise<LoadReport> {
    const order: LoadOrder = {
      host: this.#server.host,
      port: this.#server.port,
      keys: this.#tenants.map(({ key }) => key),
      batch,
      connections: this.#connections(batch),
      seconds,
      run: this.#nextRun(),
    };
    return loadReportSchema.parse(await inProcess('./ingest-load.ts', order));
  }

  #connections(batch: number): number {
    return this.#options.connections ?? CONNECTIONS[batch] ?? 8;
  }

  #nextRun(): string {
    return `run${String(this.#runs++).padStart(4, '0')}`;
  }
}

async function inProcess(program: string, order: RawOrder | LoadOrder): Promise<unknown> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)));
  const exit = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code} and without a report`);
  });
  exit.catch(() => undefined);
  child.send(order);
  const [report] = await Promise.race([once(child, 'message'), exit]);
  return report;
}

/** Millions of turns a second of a loop that only computes. */
function calibrate(): number {
  const turns = 5e7;
  const started = performance.now();
  let state = 1;
  for (let at = 0; at < turns; at++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  const seconds = (performance.now() - started) / 1_000;
  return state === 0 ? 0 : Math.round(turns / 1e6 / seconds);
}

const argumentsSchema = z.object({
  seconds: z.coerce.number().positive(),
  rounds: z.coerce.number().int().positive(),
  batches: z
    .string()
    .transform(text => text.split(',').map(Number))
    .pipe(z.array(z.int().min(1).max(1_000))),
  fill: z.coerce.number().min(0),
  minutes: z.coerce.number().min(0),
  connections: z.coerce.number().int().positive().optional(),
  flags: z.string().transform(text => text.split(' ').filter(Boolean)),
});

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      batches: { type: 'string', default: '1000,100' },
      fill: { type: 'string', default: '0' },
      minutes: { type: 'string', default: '0' },
      connections: { type: 'string' },
      flags: { type: 'string', default: '' },
      sample: { type: 'boolean', default: false },
    },
  });
  const options = argumentsSchema.safeParse({
    ...values,
    seconds: values.seconds ?? (values.sample ? 2 : 10),
    rounds: values.rounds ?? (values.sample ? 1 : 2),
  });
  if (options.success) {
    const figures = await benchIngest(options.data, line => console.log(line));
    console.log(JSON.stringify({ ...figures, sample: values.sample }));
    process.exitCode = figures.kept || values.sample ? 0 : 1;
  } else {
    process.stderr.write(`${z.prettifyError(options.error)}\n`);
    process.exitCode = 2;
  }
}
