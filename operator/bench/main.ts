/**
 * How fast the operator makes tenants, compared with a plain client that writes the same payloads.
 *
 *   npm run bench -w operator -- [--tenants 200,1000] [--sample]
 *
 * Every measurement has an API server and an etcd of its own, empty at its start; baseline and operator
 * take turns. The last line of stdout is one JSON object; the exit code says whether the bounds were kept.
 * A sample is over before processes are warm, so its ratio is told and not judged.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { calibrate } from './calibration.ts';
import {
  BENCH_TIER,
  freshWorld,
  importBaseline,
  measureOperator,
  measurePlain,
  type OperatorRun,
} from './measure.ts';
import { RecordedPayloads } from './recorded-payloads.ts';

const CONCURRENCIES = [4, 8, 16, 32];
const BOUNDS = { ratio: 1.6, ratioGrowth: 1.15, extraWrites: 3, memoryMiB: 60 };
const MIB = 1024 * 1024;

interface SizeFigures {
  readonly tenants: number;
  readonly plainSeconds: Readonly<Record<string, number>>;
  readonly plainBest: number;
  readonly plainWritesPerSecond: number;
  readonly operatorSeconds: readonly number[];
  readonly operatorCpuSeconds: readonly number[];
  readonly ratio: number;
  readonly writesPerTenant: number;
  readonly peakMemoryMiB: number;
}

const { values } = parseArgs({
  options: { tenants: { type: 'string' }, sample: { type: 'boolean', default: false } },
});
const sizes = (values.tenants ?? (values.sample ? '100' : '200,1000')).split(',').map(Number);
if (sizes.some(size => !Number.isInteger(size) || size < 1 || size > 99_999)) {
  process.stderr.write('--tenants takes whole numbers from 1 to 99999, separated by commas\n');
  process.exit(2);
}
process.exitCode = await main();

async function main(): Promise<number> {
  const payloads = await recordPayloads();
  const importMiB = (await importBaseline()) / MIB;
  const calibrationMs = calibrate();
  console.log(
    `tier ${BENCH_TIER}: ${payloads.objects} objects a tenant; imports cost ${importMiB.toFixed(0)} MiB`,
  );
  const figures: SizeFigures[] = [];
  for (const tenants of sizes) figures.push(await measureSize(payloads, tenants));
  return report({ payloads, importMiB, calibrationMs, figures });
}

async function recordPayloads(): Promise<RecordedPayloads> {
  const world = await freshWorld();
  try {
    return await RecordedPayloads.record(world, BENCH_TIER);
  } finally {
    await world.stop();
  }
}

/** Operator runs stand between the baseline's, so that a machine that slows down slows both. */
async function measureSize(payloads: RecordedPayloads, tenants: number): Promise<SizeFigures> {
  const plain: Record<string, number> = {};
  const runs: OperatorRun[] = [];
  const operatorAfter = values.sample ? [1] : [0, 2];
  for (const [turn, concurrency] of (values.sample ? [8, 16] : CONCURRENCIES).entries()) {
    const { seconds, cpuSeconds } = await measurePlain(payloads, tenants, concurrency);
    plain[concurrency] = round(seconds);
    console.log(
      `${tenants} tenants, plain client at ${concurrency}: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor)`,
    );
    if (!operatorAfter.includes(turn)) continue;
    const run = await measureOperator(payloads.objects, tenants);
    runs.push(run);
    console.log(
      `${tenants} tenants, operator: ${run.seconds.toFixed(1)} s (${run.cpuSeconds.toFixed(1)} s of processor), ${run.writesPerTenant.toFixed(2)} writes a tenant, peak ${(run.peakMemoryBytes / MIB).toFixed(0)} MiB`,
    );
  }
  const plainBest = Math.min(...Object.values(plain));
  const operatorSeconds = runs.map(({ seconds }) => round(seconds));
  return {
    tenants,
    plainSeconds: plain,
    plainBest,
    plainWritesPerSecond: Math.round((tenants * (payloads.objects + 1)) / plainBest),
    operatorSeconds,
    operatorCpuSeconds: runs.map(({ cpuSeconds }) => round(cpuSeconds)),
    ratio: round(mean(operatorSeconds) / plainBest),
    writesPerTenant: round(Math.max(...runs.map(({ writesPerTenant }) => writesPerTenant))),
    peakMemoryMiB: Math.round(Math.max(...runs.map(({ peakMemoryBytes }) => peakMemoryBytes)) / MIB),
  };
}

function report(measured: {
  payloads: RecordedPayloads;
  importMiB: number;
  calibrationMs: number;
  figures: readonly SizeFigures[];
}): number {
  const { payloads, importMiB, calibrationMs, figures } = measured;
  const [first, last] = [figures[0], figures.at(-1)];
  if (!first || !last) return 2;
  const ratioGrowth = round(last.ratio / first.ratio);
  const memoryOverImportMiB = Math.round(last.peakMemoryMiB - importMiB);
  const kept = {
    ratio: values.sample || figures.every(({ ratio }) => ratio <= BOUNDS.ratio),
    ratioGrowth: ratioGrowth <= BOUNDS.ratioGrowth,
    writes: figures.every(({ writesPerTenant }) => writesPerTenant <= payloads.objects + BOUNDS.extraWrites),
    memory: memoryOverImportMiB <= BOUNDS.memoryMiB,
  };
  console.log(
    JSON.stringify({
      sample: values.sample,
      cores: cpus().length,
      calibrationMs,
      tier: BENCH_TIER,
      objectsPerTenant: payloads.objects,
      sizes: figures,
      ratioGrowth,
      importMiB: Math.round(importMiB),
      memoryOverImportMiB,
      bounds: BOUNDS,
      kept,
    }),
  );
  return Object.values(kept).every(Boolean) ? 0 : 1;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
