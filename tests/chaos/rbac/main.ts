import { parseArgs } from 'node:util';
import { parseKubernetes } from '../../../scripts/dev/cluster/local-cluster.ts';
import { prepareServers } from '../../../scripts/dev/prepare-servers.ts';
import { programRights } from '../../drivers/rights/rendered-rights.ts';
import { titleOf } from '../../drivers/rights/right.ts';
import { seededSample } from '../seeded-sample.ts';
import { recordUsages } from './record-usages.ts';
import { takeAway, type Verdict } from './take-away.ts';
import { readUsage } from './usage.ts';
import { Verdicts } from './verdicts.ts';

/**
 * Takes away one right at a time of those that the chart gives to the operator and to the control plane, and runs the
 * tests that use it, which must fail for want of it. A right that no test needs is one too many.
 *
 *   npm run chaos -- rbac [--sample N] [--seed S] [--only text] [--lanes N] [--fresh]
 *   npm run chaos -- rbac --record     runs the suite once and writes usage.json: which files use which right
 *
 * A run that is broken off goes on where it was, unless --fresh. The last line of stdout is one JSON object of figures;
 * the exit code is 0 when every right that was taken away was missed.
 */
export async function rbacChaos(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      lanes: { type: 'string', default: '2' },
      fresh: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const kubernetes = parseKubernetes(process.env['TENANTRY_TEST_KUBERNETES']);
  if (!(await prepareServers(kubernetes, line => console.log(line)))) return 2;
  const rights = (await programRights()).map(titleOf);
  if (values.record) return recordUsages(rights);

  const started = performance.now();
  const chosen = sampled(
    rights.filter(title => title.includes(values.only)),
    values.sample === undefined ? undefined : Number(values.sample),
    values.seed,
  );
  const { verdicts, resumed } = await tryAll(chosen, {
    lanes: Number(values.lanes),
    fresh: values.fresh,
  });
  const uncaught = verdicts.filter(({ caught }) => caught === undefined).map(({ right }) => right);
  console.log(
    JSON.stringify({
      ...(values.sample !== undefined && { sample: chosen.length, seed: values.seed }),
      rules: rights.length,
      removed: verdicts.length,
      caught: verdicts.length - uncaught.length,
      uncaught,
      resumed,
      seconds: Math.round((performance.now() - started) / 1_000),
    }),
  );
  return verdicts.length > 0 && uncaught.length === 0 ? 0 : 1;
}

function sampled(rights: readonly string[], count: number | undefined, seed: string): readonly string[] {
  if (count === undefined) return rights;
  const numbers = new Set(seededSample(seed, rights.length, count));
  return rights.filter((_, at) => numbers.has(at + 1));
}

async function tryAll(
  chosen: readonly string[],
  { lanes, fresh }: { readonly lanes: number; readonly fresh: boolean },
): Promise<{ readonly verdicts: readonly Verdict[]; readonly resumed: number }> {
  const usage = await readUsage();
  const kept = await Verdicts.ofSources();
  // What was not caught is tried again: a run that hung says nothing of a right.
  const known = fresh
    ? []
    : (await kept.read()).filter(({ right, caught }) => caught && chosen.includes(right));
  const verdicts = [...new Map(known.map(verdict => [verdict.right, verdict])).values()];
  const resumed = verdicts.length;
  if (resumed > 0) console.log(`${resumed} of ${chosen.length} are known from a run of the same sources`);
  const waiting = chosen.filter(right => !verdicts.some(verdict => verdict.right === right));
  const lane = async () => {
    for (let right = waiting.shift(); right !== undefined; right = waiting.shift()) {
      const verdict = await takeAway(right, usage[right] ?? []);
      await kept.add(verdict);
      verdicts.push(verdict);
      const { caught, seconds } = verdict;
      const what = caught ? `${caught.file}: ${caught.test}` : 'NO TEST FAILS';
      console.log(`${verdicts.length}/${chosen.length}  ${right}  ${what}  ${seconds} s`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { verdicts, resumed };
}
