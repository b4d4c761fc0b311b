import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveMongo } from '../../../scripts/dev/mongo/resolve-mongo.ts';
import { startMongo } from '../../../scripts/dev/mongo/start-mongo.ts';
import { seededSample } from '../seeded-sample.ts';
import { Bench, type RunOrders, type RunOutcome } from './bench.ts';
import { AFTER_FAILURES, NOT_REACHED } from './exceptions.ts';
import { MOMENTS } from './failpoints.ts';
import type { Counts } from './replica-process.ts';
import { failpointsOf, findWriteSites } from './write-sites.ts';

/**
 * Kills the control plane at every write. Each write of the code is a failpoint, before and after; two replicas on one
 * store play a day of a vendor, one of them is killed with SIGKILL as it passes the point, and within 30 seconds all
 * must be as the clients were told: no event lost or counted twice, nobody half-onboarded, no change without its
 * entries in audit and outbox.
 *
 *   npm run chaos -- control-plane [--sample] [--seed N] [--only text] [--stop] [--lanes N]
 *
 * `--stop` stops the replica at the point for longer than anybody waits for it, and lets it go on. The last line of
 * stdout is one JSON object of figures; the exit code is 0 when every run was equal and every point is accounted for.
 */
export async function controlPlaneChaos(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      stop: { type: 'boolean', default: false },
      lanes: { type: 'string', default: '2' },
    },
  });
  const started = performance.now();
  const points = failpointsOf(findWriteSites());
  console.log(`${points.length} writes in the code, each a failpoint before and after: ${points.length * 2}`);
  const mongo = await startMongo(await resolveMongo('any'));
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-chaos-'));
  const bench = new Bench(points, mongo.url.replace(/\/[^/]*$/, ''), folder);
  const stop = () =>
    void bench
      .stop()
      .then(() => mongo.stop())
      .finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const chaos = new Chaos(bench, { ...values, lanes: Number(values.lanes) });
    const names = points.flatMap(({ name }) => MOMENTS.map(moment => `${name} ${moment}`));
    await chaos.undisturbed(names);
    await chaos.fail();
    return chaos.report(names.length, started);
  } finally {
    await bench.stop();
    await mongo.stop();
    await rm(folder, { recursive: true });
  }
}

interface Options {
  readonly sample: boolean;
  readonly seed: string;
  readonly only?: string | undefined;
  readonly stop: boolean;
  readonly lanes: number;
}

interface Planned extends RunOrders {
  readonly fail: NonNullable<RunOrders['fail']>;
}

const REPLICAS = ['A', 'B'] as const;
const SAMPLE = 6;
/** For long enough that a writer is given up and a sealer has been through: by the fast clock, two minutes. */
const HELD_UP = { target: 'usage_events', times: 1, milliseconds: 7_000 };

class Chaos {
  readonly #bench: Bench;
  readonly #options: Options;
  readonly #reached = new Map<string, Map<string, number>>();
  #planned: Planned[] = [];
  /** Points that are as they were to be without being reached. */
  #excepted = 0;
  readonly #problems: string[] = [];
  readonly #missed: string[] = [];
  readonly #failures: { point: string; replica: string; nth: number; differences: readonly string[] }[] = [];
  readonly #recoveries: number[] = [];
  #runs = 0;
  #equal = 0;

  constructor(bench: Bench, options: Options) {
    this.#bench = bench;
    this.#options = options;
  }

  /** Runs without a failure: which points are passed, and how often, and that all is equal then. */
  async undisturbed(names: readonly string[]): Promise<void> {
    for (const replica of REPLICAS) {
      const slow = replica === 'B' ? { slow: HELD_UP } : {};
      const outcome = await this.#bench.run({ replica, ...slow });
      // In B an insert is held up, which leads through what only a slow writer brings about; A is the plain one.
      this.#count(replica, outcome.counts);
      console.log(`undisturbed, ${replica} first: ${equalText(outcome)}`);
      for (const line of outcome.differences) this.#problems.push(`undisturbed: ${line}`);
    }
    this.#checkReach(names);
    this.#planned = this.#plan(names);
    console.log(`${this.#planned.length} failures planned`);
  }

  #count(replica: string, counts: readonly Counts[]): void {
    const sums = this.#reached.get(replica) ?? new Map<string, number>();
    for (const { passes, unregistered } of counts) {
      for (const [name, passed] of Object.entries(passes)) sums.set(name, (sums.get(name) ?? 0) + passed);
      for (const write of unregistered) this.#problems.push(`a write that is no failpoint: ${write}`);
    }
    this.#reached.set(replica, sums);
  }

  #timesReached(name: string): number {
    return Math.max(0, ...[...this.#reached.values()].map(sums => sums.get(name) ?? 0));
  }

  #checkReach(names: readonly string[]): void {
    for (const name of names) {
      const reached = this.#timesReached(name) > 0;
      const never = NOT_REACHED.some(({ site }) => site.test(name));
      const sometimes = AFTER_FAILURES.some(({ site }) => site.test(name));
      if (!reached && (never || sometimes)) this.#excepted++;
      if (!reached && !never && !sometimes)
        this.#problems.push(`never reached, and no reason is given: ${name}`);
      if (reached && never) this.#problems.push(`reached, and named as never reached: ${name}`);
    }
    for (const { site } of [...NOT_REACHED, ...AFTER_FAILURES]) {
      if (!names.some(name => site.test(name))) this.#problems.push(`no write in the code is like ${site}`);
    }
  }

  #plan(names: readonly string[]): Planned[] {
    const { only, seed, sample, stop } = this.#options;
    const wanted = names.filter(
      name => this.#timesReached(name) > 0 && (only === undefined || name.includes(only)),
    );
    const all = wanted.flatMap(point =>
      REPLICAS.map((replica): Planned => {
        const most = this.#reached.get(replica)?.get(point) ?? 1;
        // Both replicas together passed it so often; one alone may come to the first half of that.
        const nth = 1 + (numberOf(`${seed}/${point}/${replica}`) % Math.max(1, Math.floor(most / 2)));
        const slow = AFTER_FAILURES.some(one => one.slow !== undefined && one.site.test(point));
        return {
          replica,
          fail: { point, nth, signal: stop ? 'SIGSTOP' : 'SIGKILL' },
          ...(slow && { slow: HELD_UP }),
        };
      }),
    );
    if (sample) return seededSample(seed, all.length, SAMPLE).flatMap(at => all[at - 1] ?? []);
    // In an order by chance: a pass that is cut short has tried a bit of everything.
    return all.sort((a, b) => numberOf(`${seed}/${idOf(a)}`) - numberOf(`${seed}/${idOf(b)}`));
  }

  async fail(): Promise<void> {
    const queue = [...this.#planned];
    const lane = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await this.#failOnce(next);
    };
    await Promise.all(Array.from({ length: this.#options.lanes }, lane));
  }

  async #failOnce(planned: Planned): Promise<void> {
    let orders = planned;
    let outcome = await this.#bench.run(orders);
    if (!outcome.failed && outcome.differences.length === 0) {
      // The other replica was always first: this one gets the scene for itself.
      orders = { ...planned, fail: { ...planned.fail, nth: 1 }, alone: true };
      outcome = await this.#bench.run(orders);
    }
    const { point, nth, signal } = orders.fail;
    const { failed, differences, milliseconds, recoveryMs } = outcome;
    this.#runs += 1;
    const isEqual = differences.length === 0;
    if (isEqual) this.#equal += 1;
    if (failed && isEqual) this.#recoveries.push(recoveryMs);
    if (!failed && isEqual) this.#missed.push(idOf(orders));
    const how = failed ? `${signal === 'SIGKILL' ? 'killed' : 'stopped'} at pass ${nth}` : 'not reached';
    const text = isEqual ? 'equal' : 'DIFFERS';
    console.log(`  ${text}  ${point}, ${orders.replica} ${how}  ${seconds(milliseconds)} s`);
    for (const line of differences) console.log(`      ${line}`);
    if (!isEqual) {
      this.#failures.push({ point, replica: orders.replica, nth, differences: differences.slice(0, 5) });
    }
  }

  report(points: number, started: number): number {
    for (const problem of this.#problems) console.log(problem);
    const { sample, seed, stop } = this.#options;
    const figures = {
      points,
      reached: points - this.#excepted,
      excepted: this.#excepted,
      sample,
      stop,
      seed,
      runs: this.#runs,
      equal: this.#equal,
      missed: this.#missed,
      longestRecoverySeconds: Number(seconds(Math.max(0, ...this.#recoveries))),
      seconds: Math.round((performance.now() - started) / 1_000),
      problems: this.#problems.slice(0, 20),
      failures: this.#failures,
    };
    console.log(JSON.stringify(figures));
    const accounted = this.#problems.length === 0 && this.#missed.length === 0;
    return accounted && this.#runs > 0 && this.#equal === this.#runs ? 0 : 1;
  }
}

function idOf({ fail: { point }, replica }: Planned): string {
  return `${point} in ${replica}`;
}

function equalText({ differences, milliseconds, recoveryMs }: RunOutcome): string {
  const text = differences.length === 0 ? 'equal' : `DIFFERS: ${differences.join('; ')}`;
  return `${text} after ${seconds(milliseconds)} s, ${seconds(recoveryMs)} s of them waiting`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}

function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
