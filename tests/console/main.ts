/**
 * The console in a real Chromium, against the real control plane: what people do there by mouse and by keyboard alone,
 * what axe and written tests say of every page, and how fast it is.
 *
 *   npm run e2e -- console [--only <journeys | accessibility | one of their keys>] [--no-cluster] [--screenshots] [--performance]
 *   npm run e2e -- console --performance [--tenants 10000] [--minutes 10] [--hours 4] [--store <SQLite file>]
 *   npm run e2e -- console --url http://127.0.0.1:8080 --key <admin's key>     against one that runs already, with a
 *                                                                              cluster unless --no-cluster says otherwise
 *
 * The last line of stdout is one JSON object.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type AccessibilityReport, lookAtAll } from './accessibility.ts';
import { badStates } from './bad-states.ts';
import { opensToWhatIsBehind } from './behind.ts';
import { ConsoleWorld } from './console-world.ts';
import { freezeClock } from './freeze-clock.ts';
import type { By } from './hand.ts';
import type { Journey } from './journey.ts';
import { JOURNEYS } from './journeys/all.ts';
import { makeSamples } from './make-samples.ts';
import { measureConsole } from './performance.ts';
import { restores } from './restore.ts';
import { sampleIds } from './sample-ids.ts';
import { takeScreenshots } from './screenshots.ts';
import { WRITTEN } from './written.ts';

/** What axe cannot tell goes by one name with it. */
const TESTS = [
  ...WRITTEN.map(test => ({ ...test, group: 'accessibility' })),
  ...[restores, opensToWhatIsBehind, badStates].map(test => ({ ...test, group: test.key })),
];
const time = z.coerce.number().nonnegative();
const sizesSchema = z.object({ tenants: z.coerce.number().int().positive(), minutes: time, hours: time });
const BY: readonly By[] = ['mouse', 'keyboard'];
const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Answers the exit code. */
export async function consoleJourneys(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      url: { type: 'string' },
      key: { type: 'string' },
      cluster: { type: 'boolean', default: true },
      screenshots: { type: 'boolean', default: false },
      performance: { type: 'boolean', default: false },
      tenants: { type: 'string', default: '10000' },
      store: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      hours: { type: 'string', default: '4' },
    },
    allowNegative: true,
  });
  const { url: address, key, only } = values;
  if (values.performance) {
    const { tenants, minutes, hours } = sizesSchema.parse(values);
    console.log(
      JSON.stringify(
        await measureConsole({ tenants, minutes, hours, changesPerSecond: 100, store: values.store, say }),
      ),
    );
    return 0;
  }
  if ((address === undefined) !== (key === undefined)) throw new Error('--url and --key go together');
  const running = address !== undefined && key !== undefined ? { address, key } : undefined;
  // One that runs already has its own clock: pictures of it differ from day to day.
  if (values.screenshots && running === undefined) await freezeClock();
  const world = await ConsoleWorld.start({ ...(running && { running }), cluster: values.cluster, say });
  const stop = () => void world.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const figures = values.screenshots
      ? await takeScreenshots(world, say, only)
      : await everything(world, only);
    console.log(JSON.stringify(figures));
    return 'failed' in figures && Number(figures['failed']) > 0 ? 1 : 0;
  } finally {
    await world.stop();
  }
}

async function everything(world: ConsoleWorld, only: readonly string[]): Promise<Record<string, unknown>> {
  const wanted = (name: string, group = name) =>
    only.length === 0 || only.includes(name) || only.includes(group);
  const journeys: Record<string, Record<string, unknown>> = {};
  const failures: string[] = [];
  for (const journey of JOURNEYS.filter(one => wanted(one.key, 'journeys'))) {
    if (journey.needsCluster && !world.hasCluster) {
      journeys[journey.key] = { skipped: 'there is no cluster' };
      say(`skipped, as there is no cluster: ${journey.name}`);
      continue;
    }
    journeys[journey.key] = Object.fromEntries(await goBoth(world, journey, failures));
  }
  const isAxeWanted = wanted('axe', 'accessibility');
  if (isAxeWanted || WRITTEN.some(({ key }) => wanted(key, 'accessibility'))) await makeSamples(world);
  // It is done all the time anyway: the month that is over has its statement before anybody looks for one.
  await world.client.POST('/v1/statements/close-due');
  const ids = await sampleIds(world);
  const written: Record<string, readonly string[]> = {};
  for (const test of TESTS.filter(one => wanted(one.key, one.group))) {
    const faults = await test.run(world, ids).catch(error => [String(error)]);
    written[test.key] = faults;
    say(
      `${faults.length === 0 ? 'holds' : 'FAILS'}: ${test.name}${faults.map(fault => `\n    ${fault}`).join('')}`,
    );
    if (faults.length > 0) failures.push(test.name);
  }
  const axe = isAxeWanted ? await lookAtAll(world, ids, say) : undefined;
  if (axe) failures.push(...failuresOf(axe));
  if (world.violations.length > 0) failures.push('the policy of contents was violated');
  if (world.errors.length > 0) failures.push('pages threw errors');
  for (const failure of failures) say(`FAILED: ${failure}`);
  return {
    journeys,
    written,
    ...(axe && { axe: { ...axe, violations: axe.violations.length, found: axe.violations.slice(0, 50) } }),
    policyViolations: world.violations.length,
    policyViolated: [...new Set(world.violations)].slice(0, 10),
    errors: [...new Set(world.errors)].slice(0, 20),
    failed: failures.length,
    failures,
  };
}

/** A judgement of what is found nowhere any more is told, and is no fault of a page. */
function failuresOf({ violations, missed, incomplete }: AccessibilityReport): string[] {
  return [
    ...(violations.length > 0 ? [`axe: ${violations.length} violations`] : []),
    ...(missed.length > 0 ? [`axe: not looked at: ${missed.join(', ')}`] : []),
    ...(incomplete.some(({ judged }) => !judged) ? ['axe: something undecided was not judged'] : []),
  ];
}

async function goBoth(
  world: ConsoleWorld,
  journey: Journey,
  failures: string[],
): Promise<[string, unknown][]> {
  const results: [string, unknown][] = [];
  for (const by of BY) {
    const started = performance.now();
    const page = await world.open();
    try {
      await journey.run({ world, page, by, hand: world.hand(page, by) });
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      results.push([by, { seconds }]);
      say(`done by ${by} in ${seconds} s: ${journey.name}`);
    } catch (error) {
      await page.screenshot({ path: `/tmp/tenantry-${journey.key}-${by}.png` }).catch(() => undefined);
      const told = error instanceof Error ? error.message.slice(0, 1_500) : String(error);
      results.push([by, { failed: told, at: page.url() }]);
      failures.push(`${journey.name}, by ${by}`);
      say(`FAILED by ${by} at ${page.url()}: ${journey.name}\n${told}`);
    } finally {
      await world.close(page);
    }
  }
  return results;
}
