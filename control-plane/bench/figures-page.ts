/**
 * Puts the figures of a run into docs/reference/performance.md, in place of those that are there:
 *
 *   npm run --silent bench -w control-plane -- --only queries | node control-plane/bench/figures-page.ts
 *
 * Each part of the page stands between marks, and a run that measured one part replaces that one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const PAGE = new URL('../../docs/reference/performance.md', import.meta.url);

const latency = z.object({ p50: z.number(), p99: z.number(), max: z.number() });
const side = z.object({ latency: z.record(z.string(), latency), cpuMs: z.number() });
const phase = z.object({
  seconds: z.number(),
  evaluated: z.int(),
  latency: z.record(z.string(), latency),
});
const runSchema = z.object({
  at: z.string(),
  sample: z.boolean(),
  cores: z.int(),
  cpu: z.string(),
  node: z.string(),
  calibrationMs: z.number(),
  loadAverage: z.number().optional(),
  queries: z
    .object({
      tenants: z.int(),
      events: z.object({ small: z.int(), large: z.int() }),
      small: z.object({ megabytes: z.number(), startSeconds: z.number() }),
      large: z.object({ megabytes: z.number(), startSeconds: z.number() }),
      probes: z.array(z.object({ name: z.string(), small: side, large: side, growth: z.number() })),
    })
    .optional(),
  entitlements: z
    .object({
      loads: z.array(
        z.object({ load: z.string(), eventsPerSecond: z.number(), latencies: z.record(z.string(), latency) }),
      ),
    })
    .optional(),
  health: z
    .object({
      tenants: z.int(),
      sweep: phase,
      idle: phase,
      perSecond: z.number(),
      p99Ratios: z.record(z.string(), z.number()),
    })
    .optional(),
  memory: z
    .object({
      minutes: z.number(),
      eventsPerSecond: z.number(),
      readsPerSecond: z.number(),
      megabytes: z.object({
        atStart: z.number(),
        thirds: z.array(z.number()),
        most: z.number(),
        heapAtEnd: z.number(),
      }),
      growth: z.number(),
      lagMostSeconds: z.number(),
    })
    .optional(),
});
type Run = z.infer<typeof runSchema>;

const [line = ''] = readFileSync(0, 'utf8').trimEnd().split('\n').slice(-1);
const run = runSchema.parse(JSON.parse(line));
let page = readFileSync(PAGE, 'utf8');
for (const [part, text] of Object.entries(partsOf(run))) {
  const marks = new RegExp(`(<!-- ${part} -->\n)[\\s\\S]*?(<!-- end of ${part} -->)`);
  page = page.replace(marks, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`);
}
writeFileSync(PAGE, page);

function partsOf({ queries, entitlements, health, memory, ...machine }: Run): Record<string, string> {
  const measured = `Measured on ${machine.at.slice(0, 10)}, ${machine.cores} cores (${machine.cpu.trim()}), Node ${machine.node}; 400,000 rounds of SHA-256 took ${machine.calibrationMs} ms${loadOf(machine.loadAverage)}.`;
  return {
    ...(queries && { queries: [measured, '', ...queriesOf(queries)].join('\n') }),
    ...(entitlements && { entitlements: [measured, '', ...entitlementsOf(entitlements)].join('\n') }),
    ...(health && { health: [measured, '', ...healthOf(health)].join('\n') }),
    ...(memory && { memory: [measured, '', ...memoryOf(memory)].join('\n') }),
  };
}

function loadOf(average: number | undefined): string {
  return average === undefined ? '' : `, and the load average was ${average.toFixed(1)}`;
}

function queriesOf({ tenants, events, small, large, probes }: NonNullable<Run['queries']>): string[] {
  const million = (count: number) => `${count / 1e6} M`;
  const cells = ({ latency, cpuMs }: z.infer<typeof side>) =>
    `${latency['1']?.p50} / ${latency['1']?.p99} | ${latency['8']?.p50} / ${latency['8']?.p99} | ${cpuMs}`;
  return [
    `${tenants.toLocaleString('en')} tenants. With ${million(events.small)} events the file has ${small.megabytes} MB and the process is ready after ${small.startSeconds} s; with ${million(events.large)} events ${large.megabytes} MB and ${large.startSeconds} s.`,
    '',
    `| question | ${million(events.small)}: one at a time | eight | CPU | ${million(events.large)}: one at a time | eight | CPU | × |`,
    '|---|---|---|---|---|---|---|---|',
    ...probes.map(
      probe => `| ${probe.name} | ${cells(probe.small)} | ${cells(probe.large)} | ${probe.growth} |`,
    ),
  ];
}

function entitlementsOf({ loads }: NonNullable<Run['entitlements']>): string[] {
  const names = Object.keys(loads[0]?.latencies ?? {});
  const heads = loads.map(({ load, eventsPerSecond }) =>
    eventsPerSecond === 0 ? load : `${load}: ${eventsPerSecond.toLocaleString('en')} events/s`,
  );
  return [
    `| p50 / p99 ms | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => '---|').join('')}`,
    ...names.map(name => {
      const cells = loads.map(({ latencies }) => `${latencies[name]?.p50} / ${latencies[name]?.p99}`);
      return `| ${name} | ${cells.join(' | ')} |`;
    }),
  ];
}

function healthOf({ tenants, sweep, idle, perSecond, p99Ratios }: NonNullable<Run['health']>): string[] {
  return [
    `${sweep.evaluated.toLocaleString('en')} of ${tenants.toLocaleString('en')} customers were evaluated in ${sweep.seconds} s, ${perSecond} a second.`,
    '',
    '| p50 / p99 ms | during the sweep | idle | p99, × |',
    '|---|---|---|---|',
    ...Object.entries(sweep.latency).map(([name, { p50, p99 }]) => {
      const quiet = idle.latency[name];
      return `| ${name} | ${p50} / ${p99} | ${quiet?.p50} / ${quiet?.p99} | ${p99Ratios[name]} |`;
    }),
  ];
}

function memoryOf(memory: NonNullable<Run['memory']>): string[] {
  const { atStart, thirds, most, heapAtEnd } = memory.megabytes;
  return [
    '| | |',
    '|---|---|',
    `| load | ${memory.eventsPerSecond.toLocaleString('en')} events/s and ${memory.readsPerSecond} reads/s for ${memory.minutes} minutes |`,
    `| resident when ready | ${atStart} MB |`,
    `| resident, medians of the thirds of the time | ${thirds.join(', ')} MB |`,
    `| resident at most | ${most} MB |`,
    `| of it JavaScript objects at the end | ${heapAtEnd} MB |`,
    `| last third to second | × ${memory.growth} (bound 1.15) |`,
    `| counting behind at most | ${memory.lagMostSeconds} s |`,
  ];
}
