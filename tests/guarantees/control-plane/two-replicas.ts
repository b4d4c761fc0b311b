import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveMongo } from '../../../scripts/dev/mongo/resolve-mongo.ts';
import { startMongo } from '../../../scripts/dev/mongo/start-mongo.ts';
import { Bench } from '../../chaos/control-plane/bench.ts';
import { failpointsOf, findWriteSites } from '../../chaos/control-plane/write-sites.ts';
import { RACES, type RaceReport, race } from './races.ts';

/**
 * Two replicas on one store, told the same at the same moment; and writers that are stopped in the middle for longer
 * than anybody waits for them, and then go on.
 *
 *   npm run chaos -- two-replicas [--tries N] [--stops N] [--only <race>]
 *
 * The last line of stdout is one JSON object of figures; the exit code is 0 when of each pair exactly one won, and
 * nothing was lost or doubled.
 */
export async function twoReplicas(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tries: { type: 'string', default: '10000' },
      stops: { type: 'string', default: String(STOPS.length) },
      only: { type: 'string' },
    },
  });
  const mongo = await startMongo(await resolveMongo('any'));
  const server = mongo.url.replace(/\/[^/]*$/, '');
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-two-replicas-'));
  const started = performance.now();
  try {
    const races: Record<string, RaceReport> = {};
    for (const kind of RACES.filter(name => values.only === undefined || values.only === name)) {
      const begun = performance.now();
      const report = await race(kind, Number(values.tries), {
        server,
        folder,
        tell: line => console.log(line),
      });
      races[kind] = report;
      const { tries, won, rows } = report;
      const seconds = Math.round((performance.now() - begun) / 1_000);
      console.log(`${kind}: of ${tries} pairs exactly one won ${won} times, ${rows} rows, ${seconds} s`);
      for (const fault of report.faults) console.log(`    ${fault}`);
    }
    const stopped = await stopWriters(STOPS.slice(0, Number(values.stops)), server, folder);
    const seconds = Math.round((performance.now() - started) / 1_000);
    console.log(JSON.stringify({ races, stopped, seconds }));
    const fair = Object.values(races).every(({ tries, won, rows }) => tries === won && tries === rows);
    const clean = Object.values(races).every(({ faults }) => faults.length === 0);
    return fair && clean && stopped.equal === stopped.runs ? 0 : 1;
  } finally {
    await mongo.stop();
    await rm(folder, { recursive: true });
  }
}

/** Writes in the middle of which a process is worst stopped: what others do meanwhile, it does not know of. */
const STOPS = [
  'usage_events.insert usage/recorder.ts#insert before',
  'usage_intents.insert usage/intent-log.ts#mark before',
  'usage_events.insert usage/recorder.ts#insert after',
  'usage_windows.insert usage/span-counter.ts#advance before',
  'usage_intents.remove usage/projector.ts#finish before',
  'usage_blocks.insert usage/sealing/sealer.ts#seal before',
  'usage_seals_due.remove usage/sealing/seals-due.ts#done before',
  'changes(subscription).insert storage/aggregates.ts#append before',
  'changes(tenant).replace storage/relay.ts#project before',
  'tenant_heads.replace tenants/tenant-service.ts#writeHead before',
  'outbox.insert outbox/outbox.ts#insert before',
  'workloads.replace cluster/workloads.ts#sync before',
];

async function stopWriters(points: readonly string[], server: string, folder: string) {
  const bench = new Bench(failpointsOf(findWriteSites()), server, folder);
  const failures: { point: string; differences: readonly string[] }[] = [];
  let equal = 0;
  try {
    for (const point of points) {
      const fail = { point, nth: 2, signal: 'SIGSTOP' as const };
      const { failed, differences } = await bench.run({ replica: 'A', fail });
      const lines = failed ? differences : [...differences, 'it was not stopped'];
      console.log(`  ${lines.length === 0 ? 'equal' : 'DIFFERS'}  stopped at ${point}, and let go on`);
      for (const line of lines) console.log(`      ${line}`);
      if (lines.length === 0) equal++;
      else failures.push({ point, differences: lines.slice(0, 5) });
    }
  } finally {
    await bench.stop();
  }
  return { runs: points.length, equal, failures };
}
