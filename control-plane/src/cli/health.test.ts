import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addHealth } from './health.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-backtest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function backtest(content: string, ...options: string[]) {
  const path = join(folder, 'cases');
  writeFileSync(path, content);
  const out: string[] = [];
  const notes: string[] = [];
  const program = new Command('tenantry').exitOverride();
  addHealth(program, { out: line => void out.push(line), note: line => void notes.push(line) });
  await program.parseAsync(['node', 'tenantry', 'health', 'backtest', path, ...options]);
  return { report: JSON.parse(out.at(-1) ?? ''), notes };
}

const csv = [
  'customer,churned,ageDays,adoption,usageTrend,quotaPressure,billing,sentiment',
  'sample-a,yes,400,10,0,100,100,0',
  'sample-b,no,400,90,80,100,100,75',
  'sample-c,no,400,,,,100,75',
].join('\n');

test('a file of customers, as CSV or JSON, becomes one line for programs and a table for people', async () => {
  const { report, notes } = await backtest(csv);
  expect(report).toMatchObject({
    customers: 3,
    churned: 1,
    scored: 2,
    unknown: { customers: 1, churned: 0 },
  });
  expect(report.score.auc).toBe(1);
  expect(notes.join('\n')).toMatch(/below\s+warned/);
  const factors = { adoption: 10, usageTrend: 0, quotaPressure: 100, billing: 100, sentiment: null };
  const json = JSON.stringify([{ customer: 'sample-a', churned: true, ageDays: 400, factors }]);
  expect((await backtest(json)).report).toMatchObject({ customers: 1, scored: 1 });
});

test('other settings give other scores, and faults are told with their place', async () => {
  const settings = join(folder, 'settings');
  writeFileSync(settings, '{"weights": {}}');
  await expect(backtest(csv, '--settings', settings)).rejects.toThrow(/--settings: weights/);
  await expect(backtest(csv.replace('90', '900'))).rejects.toThrow('customer 2: factors.adoption');
  await expect(backtest('customer,churned\n')).rejects.toThrow('the header may have');
  await expect(backtest('[1')).rejects.toThrow('begins as JSON');
});
