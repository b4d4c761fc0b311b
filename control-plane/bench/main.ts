/**
 * How fast the control plane is, in a process of its own, over HTTP, on a SQLite file:
 *
 *   npm run bench -w control-plane -- [--only queries] [--sample] [--keep <folder>] [--minutes 10] [--sweep-minutes 3]
 *
 * The last line of stdout is one JSON object; the exit code says whether what is asserted held. `--keep` leaves the
 * files in a folder, and begins with those that are there; `--minutes` is for how long memory is watched, `--sweep-minutes`
 * for how long the sweep of health is, to its end when left out.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrate } from './calibration.ts';
import { benchEntitlements } from './entitlements.ts';
import { benchHealth } from './health.ts';
import { benchIngest } from './ingest.ts';
import { benchMemory } from './memory.ts';
import { benchQueries } from './queries.ts';
import { benchStores } from './stores.ts';
import type { BenchReport, SubBench } from './sub-bench.ts';
import { benchTenantTable } from './tenant-table.ts';

/** Memory over minutes of sending alone is in the part about memory, together with everything else. */
const ingest: SubBench = async ({ sample }, log) => {
  const size = sample ? { seconds: 3, rounds: 1, fill: 0 } : { seconds: 10, rounds: 2, fill: 5 };
  const figures = await benchIngest({ ...size, batches: [1_000, 100], minutes: 0 }, log);
  // Of a short run only what was counted is judged.
  const { everythingCounted = false } = figures.bounds;
  return { figures: { ...figures }, kept: sample ? { everythingCounted } : figures.bounds };
};

const BENCHES: Readonly<Record<string, SubBench>> = {
  ingest,
  queries: benchQueries,
  entitlements: benchEntitlements,
  health: benchHealth,
  tenantTable: benchTenantTable,
  memory: benchMemory,
  stores: benchStores,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(BENCHES).join(',') },
    sample: { type: 'boolean', default: false },
    keep: { type: 'string' },
    minutes: { type: 'string' },
    'sweep-minutes': { type: 'string' },
  },
});
const chosen = values.only.split(',');
const minutes = Number(values.minutes ?? (values.sample ? 0.1 : 10));
const sweepMinutes = values['sweep-minutes'] === undefined ? undefined : Number(values['sweep-minutes']);
const unknown = chosen.filter(name => !(name in BENCHES));
if (!(minutes > 0 && (sweepMinutes ?? 1) > 0)) {
  process.stderr.write('--minutes and --sweep-minutes take a number above 0\n');
  process.exit(2);
}
if (unknown.length > 0) {
  process.stderr.write(`--only takes ${Object.keys(BENCHES).join(', ')}, not ${unknown.join(', ')}\n`);
  process.exit(2);
}
// What it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main();

async function main(): Promise<number> {
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  mkdirSync(folder, { recursive: true });
  const calibrationMs = calibrate();
  const reports: Record<string, BenchReport> = {};
  try {
    for (const name of chosen) {
      const bench = BENCHES[name];
      if (bench === undefined) continue;
      console.log(`== ${name}`);
      reports[name] = await bench({ sample: values.sample, folder, minutes, sweepMinutes }, console.log);
    }
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
  const kept = Object.fromEntries(
    Object.entries(reports).flatMap(([name, report]) =>
      Object.entries(report.kept).map(([bound, held]) => [`${name}.${bound}`, held]),
    ),
  );
  const figures = Object.fromEntries(Object.entries(reports).map(([name, report]) => [name, report.figures]));
  console.log(
    JSON.stringify({
      bench: 'control-plane',
      at: new Date().toISOString(),
      sample: values.sample,
      store: 'sqlite',
      cores: cpus().length,
      cpu: cpus()[0]?.model,
      node: process.version,
      calibrationMs,
      // Of the last quarter of an hour: with more than there are cores, times are those of a queue.
      loadAverage: loadavg()[2],
      ...figures,
      kept,
    }),
  );
  return Object.values(kept).every(Boolean) ? 0 : 1;
}
