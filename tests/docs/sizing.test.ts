import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/root.ts';

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

test('the figures that were recorded are those of the evidence', async () => {
  const evidence = await Promise.all(
    ['operator', 'control-plane'].map(topic => readFile(join(ROOT, `docs/evidence/${topic}.json`), 'utf8')),
  );
  const recorded = evidence.join('\n');
  for (const [name, json] of [
    ['objects', /"objectsPerTenant":\s*(\d+)/],
    ['writes', /"writesPerTenant":\s*([\d.]+),\s*"peakMemoryMiB":\s*219/],
    ['memory1000', /"peakMemoryMiB":\s*(219)/],
    ['memory200', /"peakMemoryMiB":\s*(209)/],
    ['cpuOfEvent', /"cpuPerEvent":\s*(200\.\d+)/],
    ['eventsASecond', /"eventsPerSecond":\s*(2731)\b/],
    ['readyMemory', /"atStart":\s*(338)\b/],
  ] as const) {
    const value = Number(json.exec(recorded)?.[1]);
    expect([name, Math.round(of(name))]).toEqual([name, Math.round(value)]);
  }
});

test('the figures that were reckoned from recorded ones, or stand on another page, are those', async () => {
  const read = (path: string) => readFile(join(ROOT, path), 'utf8');
  const [operator, performance, stream] = await Promise.all(
    ['docs/evidence/operator.json', 'docs/reference/performance.md', 'docs/reference/stream.md'].map(read),
  );
  const number = (page: string | undefined, form: RegExp) =>
    Number(form.exec(page ?? '')?.[1]?.replaceAll(',', ''));
  const seconds =
    number(operator, /"operatorSeconds":\s*\[\s*(40\.34)/) + number(operator, /40\.34,\s*(43\.\d+)/);
  expect(of('tenantsASecond')).toBe(Math.round(2_000 / seconds));
  expect(of('editSeconds')).toBe(Math.round(number(operator, /"p99Ms":\s*(574)\b/) / 10) / 100);
  expect(of('sweepASecond')).toBe(
    Math.round(number(performance, /evaluated in [\d.]+ s, ([\d.]+) a second/) * 10) / 10,
  );
  const oneMillion = number(performance, /With 1 M events the file has (\d+) MB/);
  const fiveMillion = number(performance, /with 5 M events (\d+) MB/);
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

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
