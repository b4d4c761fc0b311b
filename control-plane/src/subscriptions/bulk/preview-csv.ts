import type { PlanChangePreviewItem } from '@tenantry/contracts/commercial/plan-change';
import { stringify } from 'csv-stringify/sync';

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
const FORMAT = { escape_formulas: true } as const;
const ROWS_AT_ONCE = 200;

const COLUMNS = [
  'tenantId',
  'slug',
  'outcome',
  'code',
  'message',
  'interval',
  'currency',
  'beforeMonthlyMinor',
  'afterMonthlyMinor',
  'deltaMonthlyMinor',
  'findings',
] as const;

/** In pieces, so that ten thousand tenants are never in memory at once. */
export async function* previewCsv(items: AsyncIterable<PlanChangePreviewItem>): AsyncGenerator<string> {
  yield stringify([[...COLUMNS]], FORMAT);
  let rows: string[][] = [];
  for await (const item of items) {
    rows.push(rowOf(item));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield stringify(rows, FORMAT);
    rows = [];
  }
  if (rows.length > 0) yield stringify(rows, FORMAT);
}

function rowOf(item: PlanChangePreviewItem): string[] {
  return COLUMNS.map(column => {
    if (column !== 'findings') return item[column] ?? '';
    return item.findings.map(({ code, subject }) => (subject === '' ? code : `${code}:${subject}`)).join(' ');
  });
}
