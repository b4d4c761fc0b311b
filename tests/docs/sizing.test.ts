import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../../scripts/root.ts';
import { readEvidence } from '../../scripts/stewardship/evidence-copy.ts';

const text = await readFile(join(ROOT, 'docs/explanation/sizing.md'), 'utf8');

/** What the page says was measured, by the name in its first column. */
const measured = new Map(
  [...text.matchAll(/^\| `(\w+)` \| ([\d.,]+) [^|]*\|/gm)].map(([, name = '', value = '']) => [
    name,
    Number(value.replaceAll(',', '')),
  ]),
);
/** What the page assumes of a customer. */
const assumed = { eventsADay: 600, minutesADay: 200, meters: 3, peak: 10, keptDays: 400 };

const of = (name: string): number => {
  const value = measured.get(name);
  if (value === undefined || Number.isNaN(value)) throw new Error(`the page has no figure called ${name}`);
  return value;
};

const benchmarkFigures = z.object({
  objectsPerTenant: z.number(),
  sizes: z.array(
    z.object({
      tenants: z.number(),
      writesPerTenant: z.number(),
      peakMemoryMiB: z.number(),
      operatorSeconds: z.array(z.number()),
    }),
  ),
});
const editFigures = z.object({ p99Ms: z.number() });
const ingestFigures = z.object({
  ingest: z.object({ filled: z.array(z.object({ batch: z.number(), cpuPerEvent: z.number() })) }),
});
const memoryFigures = z.object({
  memory: z.object({ eventsPerSecond: z.number(), megabytes: z.object({ atStart: z.number() }) }),
});

/** Figures of one line of docs/evidence, as it was recorded last. */
async function figuresOf<T>(topic: string, id: string, schema: z.ZodType<T>): Promise<T> {
  const evidence = readEvidence(await readFile(join(ROOT, `docs/evidence/${topic}.json`), 'utf8'));
  return schema.parse(evidence?.lines.find(line => line.id === id)?.figures);
}

test('the figures that were recorded are those of the evidence', async () => {
  const { objectsPerTenant, sizes } = await figuresOf('operator', 'benchmark', benchmarkFigures);
  const { p99Ms } = await figuresOf('operator', 'edits-during-resync', editFigures);
  const { ingest } = await figuresOf('control-plane', 'bench-ingest', ingestFigures);
  const { memory } = await figuresOf('control-plane', 'bench-memory', memoryFigures);
  const [small, large] = [200, 1_000].map(tenants => sizes.find(size => size.tenants === tenants));
  const seconds = large?.operatorSeconds ?? [];
  const recorded = {
    objects: objectsPerTenant,
    writes: large?.writesPerTenant,
    memory200: small?.peakMemoryMiB,
    memory1000: large?.peakMemoryMiB,
    tenantsASecond: rounded((seconds.length * 1_000) / seconds.reduce((sum, one) => sum + one, 0), 0),
    editSeconds: rounded(p99Ms / 1_000, 2),
    cpuOfEvent: rounded(ingest.filled.find(({ batch }) => batch === 100)?.cpuPerEvent, 0),
    eventsASecond: memory.eventsPerSecond,
    readyMemory: memory.megabytes.atStart,
  };
  expect(Object.fromEntries(Object.keys(recorded).map(name => [name, of(name)]))).toEqual(recorded);
});

test('the figures that stand on another page are those', async () => {
  const read = (path: string) => readFile(join(ROOT, path), 'utf8');
  const [performance = '', stream = ''] = await Promise.all(
    ['docs/reference/performance.md', 'docs/reference/stream.md'].map(read),
  );
  const number = (form: RegExp) => Number(form.exec(performance)?.[1]?.replaceAll(',', ''));
  expect(of('sweepASecond')).toBe(rounded(number(/evaluated in [\d.]+ s, ([\d.]+) a second/), 1));
  const oneMillion = number(/With 1 M events the file has (\d+) MB/);
  const fiveMillion = number(/with 5 M events (\d+) MB/);
  expect(of('bytesWithAll')).toBe(Math.ceil((fiveMillion - oneMillion) / 4));
  expect(stream).toContain(`With ${grouped(of('streamClients'))}\nclients in one process`);
});

test.each([100, 1_000, 10_000])('the row of %i tenants is what the formulas give', tenants => {
  expect(text).toContain(rowOf(tenants));
});

test('the arithmetic of the text is that of the table', () => {
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  expect(text).toContain(`= ${gigabytes(31_536_000 * of('bytesOfEvent'))} GB`);
  expect(text).toContain(`= ${((1_465 * of('bytesOfWindow') * 365) / 1e6).toFixed(0)} MB`);
});

function rowOf(tenants: number): string {
  const events = tenants * assumed.eventsADay;
  const ledger = events * assumed.keptDays * of('bytesOfEvent');
  const windows = tenants * assumed.meters * (assumed.minutesADay + 25) * 365 * of('bytesOfWindow');
  const slope = (of('memory1000') - of('memory200')) / 800;
  const memory = of('memory200') + slope * (tenants - 200);
  const objects = tenants * of('objects');
  const shards = Math.max(1, Math.ceil((ledger + 3 * windows) / 2e12));
  const cells = [
    grouped(tenants),
    `${(events / 86_400).toFixed(1)} / ${((assumed.peak * events) / 86_400).toFixed(0)}`,
    size(ledger),
    `${size(windows)}`,
    `${shards}`,
    grouped(objects),
    `${grouped(Math.round(tenants / of('tenantsASecond')))} s`,
    (objects / 28_800).toFixed(2),
    `${Math.round(memory)} MiB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function size(bytes: number): string {
  return bytes >= 1e12 ? `${(bytes / 1e12).toFixed(1)} TB` : `${(bytes / 1e9).toFixed(0)} GB`;
}

function rounded(value: number | undefined, places: number): number {
  return Number(value?.toFixed(places));
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
