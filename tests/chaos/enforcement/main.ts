import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateSigningKey } from '../../../control-plane/src/usage/sealing/signing-key.ts';
import { resolveMongo } from '../../../scripts/dev/mongo/resolve-mongo.ts';
import { startMongo } from '../../../scripts/dev/mongo/start-mongo.ts';
import { MOMENTS } from '../control-plane/failpoints.ts';
import type { Counts } from '../control-plane/replica-process.ts';
import { failpointsOf, findWriteSites } from '../control-plane/write-sites.ts';
import { seededSample } from '../seeded-sample.ts';
import { EnforcementBench, type RunOrders, type RunOutcome } from './bench.ts';
import { prepare } from './prepared.ts';

/**
 * Kills enforcement at every write of its own. Two replicas, with the clock and the pace of production, start on one
 * store where the notice of many tenants is over; one of them is killed with SIGKILL as it passes a failpoint, before
 * and after, early and late. Within 30 seconds no tenant may be suspended without a record and no record without its
 * suspension, each step must have been taken once, and at no moment may more be suspended than an hour may have, but
 * for the one that a person approves.
 *
 *   npm run chaos -- enforcement [--sample] [--seed N] [--only text] [--passes N] [--lanes N]
 *
 * The last line of stdout is one JSON object of figures; the exit code is 0 when every run was as it must be and every
 * point was reached.
 */
export async function enforcementChaos(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      lanes: { type: 'string', default: '1' },
      passes: { type: 'string', default: '3' },
    },
  });
  const started = performance.now();
  const points = failpointsOf(findWriteSites());
  const sealingKey = generateSigningKey();
  const { tenantIds, lay } = await prepare(TENANTS, BOUND, sealingKey);
  console.log(`${TENANTS} tenants whose notice is over; ${BOUND} may be suspended in an hour`);
  const mongo = await startMongo(await resolveMongo('any'));
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-chaos-'));
  const server = mongo.url.replace(/\/[^/]*$/, '');
  const bench = new EnforcementBench({ points, server, folder, sealingKey, tenantIds, lay, bound: BOUND });
  const stop = () =>
    void bench
      .stop()
      .then(() => mongo.stop())
      .finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const names = points.filter(({ name }) => OWN.some(own => own.test(name))).map(({ name }) => name);
    const chaos = new EnforcementChaos(bench, {
      ...values,
      lanes: Number(values.lanes),
      passes: Number(values.passes),
    });
    await chaos.undisturbed(names);
    await chaos.fail();
    return chaos.report(started);
  } finally {
    await bench.stop();
    await mongo.stop();
    await rm(folder, { recursive: true });
  }
}

const TENANTS = 16;
const BOUND = 5;
const SAMPLE = 2;
/** What enforcement writes, and what its steps write in Tenant, cluster, audit and outbox. */
const OWN = [
  /^enforcement_(slots|pulses|heads)\.(insert|replace) (enforcement|storage\/heads)/,
  /^changes\((enforcement|tenant)\)\.(insert|replace) storage\//,
  /^tenant_heads\.replace tenants\/tenant-service/,
  /^cluster\.apply cluster\/workloads/,
  /^recorded_tenants\.replace /,
  /^workloads\.replace cluster\/workloads\.ts#(wake|sync)/,
  /^(audit|outbox)\.insert (audit|outbox)\/(audit|outbox)\.ts/,
];

interface Options {
  readonly sample: boolean;
  readonly seed: string;
  readonly only?: string | undefined;
  readonly lanes: number;
  /** Of each point so many passes are tried: the first, and others by chance. */
  readonly passes: number;
}

interface Planned {
  readonly point: string;
  readonly nth: number;
}

class EnforcementChaos {
  readonly #bench: EnforcementBench;
  readonly #options: Options;
  readonly #passed = new Map<string, number>();
  readonly #problems: string[] = [];
  readonly #missed: string[] = [];
  readonly #failures: { point: string; nth: number; differences: readonly string[] }[] = [];
  readonly #outcomes: RunOutcome[] = [];
  #planned: Planned[] = [];
  #points = 0;

  constructor(bench: EnforcementBench, options: Options) {
    this.#bench = bench;
    this.#options = options;
  }

  /** Which points are passed without a failure, and how often. */
  async undisturbed(names: readonly string[]): Promise<void> {
    const outcome = await this.#bench.run({});
    console.log(`undisturbed: ${textOf(outcome)}`);
    for (const line of outcome.differences.slice(0, 5)) this.#problems.push(`undisturbed: ${line}`);
    this.#outcomes.push(outcome);
    this.#count(outcome.counts);
    const points = names.flatMap(name => MOMENTS.map(moment => `${name} ${moment}`));
    for (const point of points) {
      if (!this.#passed.has(point)) this.#problems.push(`never passed: ${point}`);
    }
    this.#points = points.length;
    this.#planned = this.#plan(points);
    console.log(`${points.length} points, ${this.#planned.length} failures planned`);
  }

  #count(counts: readonly Counts[]): void {
    for (const { passes } of counts) {
      for (const [point, times] of Object.entries(passes)) {
        this.#passed.set(point, (this.#passed.get(point) ?? 0) + times);
      }
    }
  }

  #plan(points: readonly string[]): Planned[] {
    const { seed, sample, only, passes } = this.#options;
    const all = points
      .filter(point => only === undefined || point.includes(only))
      .flatMap(point => {
        // Both replicas together passed it so often; one alone comes to half of that.
        const most = Math.max(1, Math.floor((this.#passed.get(point) ?? 1) / 2));
        const later = Array.from(
          { length: passes - 1 },
          (_, n) => 1 + (numberOf(`${seed}/${point}/${n}`) % most),
        );
        return [...new Set([1, ...later])].map(nth => ({ point, nth }));
      });
    if (sample) return seededSample(seed, all.length, SAMPLE).flatMap(at => all[at - 1] ?? []);
    return all.sort((a, b) => numberOf(`${seed}/${idOf(a)}`) - numberOf(`${seed}/${idOf(b)}`));
  }

  async fail(): Promise<void> {
    const queue = [...this.#planned];
    const lane = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await this.#failOnce(next);
    };
    await Promise.all(Array.from({ length: this.#options.lanes }, lane));
  }

  async #failOnce({ point, nth }: Planned): Promise<void> {
    const orders = (at: number, alone: boolean): RunOrders => ({
      fail: { point, nth: at, signal: 'SIGKILL' },
      alone,
    });
    let outcome = await this.#bench.run(orders(nth, false));
    // The other replica was always first: this one gets the scene for itself.
    if (!outcome.failed && outcome.differences.length === 0)
      outcome = await this.#bench.run(orders(nth, true));
    this.#outcomes.push(outcome);
    const how = outcome.failed ? `killed at pass ${nth}` : 'not reached';
    console.log(`  ${textOf(outcome)}  ${point}, ${how}`);
    if (!outcome.failed && outcome.differences.length === 0) this.#missed.push(idOf({ point, nth }));
    if (outcome.differences.length > 0)
      this.#failures.push({ point, nth, differences: outcome.differences.slice(0, 5) });
  }

  report(started: number): number {
    for (const problem of this.#problems) console.log(problem);
    const { sample, seed } = this.#options;
    const killed = this.#outcomes.filter(({ failed }) => failed);
    const most = (of: (outcome: RunOutcome) => number) => Math.max(0, ...this.#outcomes.map(of));
    const figures = {
      points: this.#points,
      sample,
      seed,
      tenants: TENANTS,
      bound: BOUND,
      runs: this.#outcomes.length,
      killed: killed.length,
      equal: this.#outcomes.filter(outcome => outcome.differences.length === 0).length,
      missed: this.#missed,
      mostSuspendedInAnHour: most(outcome => outcome.mostSuspended),
      longestDisagreementSeconds: seconds(most(outcome => outcome.disagreedMs)),
      seconds: Math.round((performance.now() - started) / 1_000),
      problems: this.#problems.slice(0, 20),
      failures: this.#failures,
    };
    console.log(JSON.stringify(figures));
    const whole = this.#problems.length === 0 && this.#missed.length === 0 && this.#failures.length === 0;
    return whole && killed.length > 0 ? 0 : 1;
  }
}

function idOf({ point, nth }: Planned): string {
  return `${point} at pass ${nth}`;
}

function textOf({ differences, milliseconds, disagreedMs }: RunOutcome): string {
  const text = differences.length === 0 ? 'equal' : `DIFFERS: ${differences.slice(0, 3).join('; ')}`;
  return `${text} after ${seconds(milliseconds)} s; tenant and record differed for ${seconds(disagreedMs)} s at most`;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}

function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
