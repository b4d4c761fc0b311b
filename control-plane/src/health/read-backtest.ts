import { type BacktestCase, backtestCaseSchema } from '@tenantry/contracts/commercial/health-backtest';
import { HEALTH_FACTORS } from '@tenantry/contracts/commercial/health-factors';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

/** The file is none that can be read; the message says where. */
export class BacktestFault extends Error {
  override readonly name = 'BacktestFault';
}

const COLUMNS = ['customer', 'churned', 'ageDays', ...HEALTH_FACTORS];

/**
 * Reads cases from CSV with a header, or from a JSON list of them. A cell that is empty means that there is no data.
 * @throws BacktestFault
 */
export function readBacktest(text: string): readonly BacktestCase[] {
  const isJson = text.trimStart().startsWith('[');
  const parsed = z
    .array(backtestCaseSchema)
    .min(1, 'no customer')
    .safeParse(isJson ? jsonOf(text) : rowsOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [at, ...path] = issue?.path ?? [];
  const which = typeof at === 'number' ? `customer ${at + 1}` : 'the file';
  throw new BacktestFault(`${which}: ${path.join('.')}: ${issue?.message ?? 'not as it should be'}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BacktestFault('the file begins as JSON, and is none');
  }
}

function rowsOf(text: string): unknown[] {
  const [header, ...records] = recordsOf(text);
  const columns = (header ?? []).map(name => name.trim());
  const unknown = columns.filter(name => !COLUMNS.includes(name));
  const missing = ['customer', 'churned', 'ageDays'].filter(name => !columns.includes(name));
  if (unknown.length > 0 || missing.length > 0) {
    throw new BacktestFault(`the header may have ${COLUMNS.join(', ')}, and needs the first three`);
  }
  return records.map(record => {
    const cell = (name: string) => record[columns.indexOf(name)]?.trim() ?? '';
    const factors = HEALTH_FACTORS.filter(factor => cell(factor) !== '');
    return {
      customer: cell('customer'),
      churned: truthOf(cell('churned')),
      ageDays: numberOf(cell('ageDays')),
      factors: Object.fromEntries(factors.map(factor => [factor, numberOf(cell(factor))])),
    };
  });
}

function recordsOf(text: string): string[][] {
  try {
    return z.array(z.array(z.string())).parse(parse(text, { bom: true, skip_empty_lines: true }));
  } catch (error) {
    if (error instanceof CsvError) throw new BacktestFault(error.message);
    throw error;
  }
}

/** What is none is left as it is: the schema says what is wrong with it. */
function truthOf(text: string): unknown {
  if (['true', 'yes', '1'].includes(text)) return true;
  return ['false', 'no', '0'].includes(text) ? false : text;
}

function numberOf(text: string): unknown {
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}
