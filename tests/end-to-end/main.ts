/**
 * The way from the API to running objects and back, with everything real but the pods: an API server, the operator and
 * the control plane as processes of their own, spoken to through the public API and kubectl alone.
 *
 *   npm run e2e -- [--customers 10] [--sample]
 *   npm run e2e -- loop      plan, usage and workload as one loop, with real pods: see loop.ts
 *   npm run e2e -- recovery  store, cluster or both lost, and brought back: see recovery.ts
 *   npm run e2e -- docs      journeys of a fresh clone by the documented commands alone: see docs.ts
 *   npm run e2e -- console   the console in a real browser: see ../console/main.ts
 *
 * Each journey is asserted step by step and timed; the last line of stdout is one JSON object of its figures.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { percentile } from '../../operator/bench/percentile.ts';
import { LocalProduct, setUpSteps } from '../../scripts/dev/start/local-product.ts';
import { parseStartOptions } from '../../scripts/dev/start/start-options.ts';
import { consoleJourneys } from '../console/main.ts';
import { documentedJourneys } from './docs.ts';
import { JOURNEYS, type Seconds } from './journeys.ts';
import { closedLoop } from './loop.ts';
import { recovery } from './recovery.ts';
import { Vendor } from './vendor.ts';

/** So many customers go each way: with none, nothing would be tried. */
const countSchema = z.coerce.number('--customers is a number').int().positive();

const [what, ...rest] = process.argv.slice(2);
if (what === 'console') process.exitCode = await consoleJourneys(rest);
else if (what === 'loop') process.exitCode = await closedLoop();
else if (what === 'docs') process.exitCode = await documentedJourneys(rest);
else if (what === 'recovery') process.exitCode = await recovery(rest);
else process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { customers: { type: 'string' }, sample: { type: 'boolean', default: false } },
  });
  const customers = countSchema.parse(values.customers ?? (values.sample ? 2 : 10));
  const product = new LocalProduct();
  const stop = () => void product.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    // Everything of `npm start` but its sample customers: these are onboarded by the journeys.
    for (const step of setUpSteps(parseStartOptions(['--no-console']))) {
      if (step.title === 'Sample customers' || step.title === 'A month of samples') continue;
      console.log((await step.run(product, () => undefined)) ?? step.title);
    }
    if (product.controlPlane === undefined) throw new Error('no step started the control plane');
    const vendor = new Vendor(product.controlPlane, product.kubectl);
    const figures: Record<string, unknown> = { customers };
    for (const [name, journey] of Object.entries(JOURNEYS)) {
      const times: Seconds[] = [];
      for (let nth = 1; nth <= customers; nth++) times.push(await journey(vendor, nth));
      figures[name] = summaryOf(times);
      console.log(`${name}: ${JSON.stringify(figures[name])}`);
    }
    console.log(JSON.stringify(figures));
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await product.stop();
  }
}

/** Median and longest, in seconds, of each time that the journeys took. */
function summaryOf(times: readonly Seconds[]): Record<string, { median: number; max: number }> {
  const names = Object.keys(times[0] ?? {});
  return Object.fromEntries(
    names.map(name => {
      const values = times.map(time => time[name] ?? Number.NaN);
      const round = (seconds: number) => Math.round(seconds * 100) / 100;
      return [name, { median: round(percentile(values, 0.5)), max: round(Math.max(...values)) }];
    }),
  );
}
