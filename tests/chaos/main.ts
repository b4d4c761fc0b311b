/**
 * Crash at every write. For each scenario of a tenant's life, a proxy kills the operator before it
 * forwards the N-th write, and in another run after that write is committed; a new operator process
 * must bring the tenant to exactly the objects of an undisturbed run.
 *
 *   npm run chaos -- [--sample] [--seed N] [--only scenario]
 *   npm run chaos -- control-plane …      the same of the control plane: see control-plane/main.ts
 *   npm run chaos -- two-replicas …       races of two replicas of it: see ../guarantees/control-plane
 *   npm run chaos -- alert-transitions …  alerts of two replicas that are killed: see two-replicas/alert-transitions.ts
 *   npm run chaos -- rbac …               rights of the chart taken away, one at a time: see rbac/main.ts
 *   npm run chaos -- enforcement …        who suspends is killed: see enforcement/main.ts
 *
 * The last line of stdout is one JSON object of figures; the exit code is 0 when every run was equal.
 */
import { parseArgs } from 'node:util';
import { World } from '../drivers/world.ts';
import { twoReplicas } from '../guarantees/control-plane/two-replicas.ts';
import { controlPlaneChaos } from './control-plane/main.ts';
import { CrashBench, type CrashOutcome, type CrashPoint } from './crash-run.ts';
import { enforcementChaos } from './enforcement/main.ts';
import { rbacChaos } from './rbac/main.ts';
import { SCENARIOS, type Scenario } from './scenario.ts';
import { seededSample } from './seeded-sample.ts';
import { alertTransitions } from './two-replicas/alert-transitions.ts';

const SAMPLE_PER_SCENARIO = 2;
/** More writes than this for one act is a fault in itself, and would never end. */
const WRITES_CEILING = 120;

interface Tally {
  writes: number;
  runs: number;
  /** Runs that converged with fewer writes than n. */
  unreached: number;
  equal: number;
  failures: {
    scenario: string;
    nth: number;
    point: CrashPoint;
    write: string;
    differences: readonly string[];
  }[];
  milliseconds: number[];
}

const [, , first = '', ...rest] = process.argv;
const others: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  'control-plane': controlPlaneChaos,
  enforcement: enforcementChaos,
  rbac: rbacChaos,
  'two-replicas': twoReplicas,
  'alert-transitions': alertTransitions,
};
const other = others[first];
const { values } = parseArgs({
  args: other ? [] : process.argv.slice(2),
  options: {
    sample: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
process.exitCode = other ? await other(rest) : await main();

async function main(): Promise<number> {
  const chosen = SCENARIOS.filter(({ name }) => values.only === undefined || values.only === name);
  if (chosen.length === 0) {
    const names = SCENARIOS.map(({ name }) => name).join(', ');
    process.stderr.write(`no scenario ${values.only}; there are ${names}\n`);
    return 2;
  }
  const world = await World.start({ nodes: { simulated: 1 }, log: line => console.log(line) });
  const stop = () => void world.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const { proxy, kubeconfig } = await world.proxy();
    const bench = new CrashBench(world, proxy, kubeconfig);
    const tallies: Record<string, Tally> = {};
    for (const scenario of chosen) tallies[scenario.name] = await play(bench, scenario);
    return report(tallies);
  } finally {
    await world.stop();
  }
}

async function play(bench: CrashBench, scenario: Scenario): Promise<Tally> {
  const { snapshot, writes } = await bench.undisturbed(scenario);
  const objects = Object.keys(snapshot).length - 1;
  console.log(
    `${scenario.name}: ${scenario.act.what}; undisturbed ${writes} writes, ${objects} objects at the end`,
  );
  const tally: Tally = { writes, runs: 0, unreached: 0, equal: 0, failures: [], milliseconds: [] };
  for (const point of ['before', 'after'] as const) {
    for (const nth of crashes(scenario, point, writes)) {
      const outcome = await bench.crash(scenario, nth, point, snapshot);
      if (outcome.crashed || outcome.differences.length > 0) {
        record(tally, scenario, nth, point, outcome);
        continue;
      }
      // Repeats differ by a status write or two: beyond the undisturbed count, the first that is not reached ends it.
      tally.unreached += 1;
      if (nth > writes) break;
    }
  }
  return tally;
}

/** Every n till one is not reached, or a seeded few of them. */
function* crashes(scenario: Scenario, point: CrashPoint, writes: number): Generator<number> {
  if (values.sample) {
    yield* seededSample(`${values.seed}/${scenario.name}/${point}`, writes, SAMPLE_PER_SCENARIO);
    return;
  }
  for (let nth = 1; nth <= WRITES_CEILING; nth++) yield nth;
}

function record(
  tally: Tally,
  scenario: Scenario,
  nth: number,
  point: CrashPoint,
  outcome: CrashOutcome,
): void {
  const equal = outcome.differences.length === 0;
  tally.runs += 1;
  tally.equal += equal ? 1 : 0;
  tally.milliseconds.push(outcome.milliseconds);
  const seconds = (outcome.milliseconds / 1000).toFixed(1);
  console.log(`  ${equal ? 'equal' : 'DIFFERS'}  ${point} write ${nth} (${outcome.write})  ${seconds} s`);
  for (const line of outcome.differences) console.log(`      ${line}`);
  if (!equal) {
    const { write, differences } = outcome;
    tally.failures.push({ scenario: scenario.name, nth, point, write, differences: differences.slice(0, 5) });
  }
}

function report(tallies: Record<string, Tally>): number {
  const all = Object.values(tallies);
  const runs = all.reduce((sum, tally) => sum + tally.runs, 0);
  const equal = all.reduce((sum, tally) => sum + tally.equal, 0);
  const scenarios = Object.fromEntries(
    Object.entries(tallies).map(([name, tally]) => [
      name,
      {
        writes: tally.writes,
        runs: tally.runs,
        unreached: tally.unreached,
        equal: tally.equal,
        meanSeconds: mean(tally.milliseconds),
      },
    ]),
  );
  const failures = all.flatMap(tally => tally.failures);
  console.log(JSON.stringify({ sample: values.sample, seed: values.seed, runs, equal, scenarios, failures }));
  return runs > 0 && equal === runs ? 0 : 1;
}

function mean(milliseconds: readonly number[]): number {
  const sum = milliseconds.reduce((total, value) => total + value, 0);
  return Math.round(sum / Math.max(1, milliseconds.length) / 10) / 100;
}
