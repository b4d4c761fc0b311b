import { readFile } from 'node:fs/promises';
import { type BacktestReport, backtestHealth } from '@tenantry/contracts/commercial/health-backtest';
import {
  type HealthSettings,
  healthSettingsInputSchema,
  INITIAL_HEALTH_SETTINGS,
} from '@tenantry/contracts/commercial/health-settings';
import type { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { BacktestFault, readBacktest } from '../health/read-backtest.ts';
import type { CliWorld } from './world.ts';

/** `tenantry health backtest`: its last line on stdout is one JSON object. It needs no store. */
export function addHealth(program: Command, world: Pick<CliWorld, 'out' | 'note'>): void {
  program
    .command('health')
    .description('customer health')
    .command('backtest <file>')
    .description(
      'tells what scores would have told: a file (CSV or JSON) with the factors of customers, and whether each left',
    )
    .option(
      '--settings <file>',
      'settings to score by, as GET /v1/health/settings answers; as shipped when left out',
    )
    .action(async (path: string, options: { settings?: string }) => {
      const cases = readBacktest(await textOf(path));
      const settings =
        options.settings === undefined ? INITIAL_HEALTH_SETTINGS : await settingsIn(options.settings);
      const report = backtestHealth(cases, settings);
      for (const line of linesOf(report)) world.note(line);
      world.out(JSON.stringify(report));
    });
}

async function settingsIn(path: string): Promise<HealthSettings> {
  const text = await textOf(path);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new ConfigError('--settings: the file is no JSON');
  }
  // As the API answers them they have a version, too.
  const { version: _, updatedAt: _at, ...settings } = Object(given);
  const parsed = healthSettingsInputSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`--settings: ${issue?.path.join('.')}: ${issue?.message}`);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new BacktestFault(`${path} cannot be read`, { cause: error });
  }
}

function linesOf({ customers, churned, unknown, thresholds, score, factors }: BacktestReport): string[] {
  const cell = (value: number | null) => (value === null ? '—' : String(value)).padStart(9);
  return [
    `${customers} customers, ${churned} of them left; ${unknown.customers} without a score, ${unknown.churned} of them left`,
    `below  warned     left precision   recall       f1`,
    ...thresholds.map(
      ({ below, truePositives, falsePositives, precision, recall, f1 }) =>
        `${String(below).padStart(5)}${cell(truePositives + falsePositives)}${cell(truePositives)}${[precision, recall, f1].map(cell).join('')}`,
    ),
    `how well each tells those that left from those that stayed (AUC; 0.5 is chance):`,
    `  score ${score.auc ?? '—'}`,
    ...Object.entries(factors).map(
      ([factor, { auc, withData }]) => `  ${factor} ${auc ?? '—'} (${withData} with data)`,
    ),
  ];
}
