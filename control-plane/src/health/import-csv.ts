import type { FieldFault } from '@tenantry/contracts/api/problem';
import {
  HEALTH_IMPORT_COLUMNS,
  HEALTH_IMPORT_ROWS_MAX,
  type SetSentiment,
  type SetSupport,
  setSentimentSchema,
  setSupportSchema,
} from '@tenantry/contracts/commercial/health-api';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { faultsOf, Problem } from '../http/problem.ts';

const RECORD_BYTES = 16 * 1024;

export interface HealthImportRow {
  /** Where it begins; the header is line 1. */
  readonly line: number;
  readonly slug: string;
  readonly sentiment?: SetSentiment;
  readonly support?: SetSupport;
  /** `field` is the name of a column. */
  readonly faults: readonly FieldFault[];
}

/**
 * Reads a CSV file with a header: comma, quotes after RFC 4180, UTF-8 with or without a mark. A row is about a tenant,
 * by its slug, and gives a rating, ticket numbers, or both. Each row has its own faults; only a file that is none is
 * refused whole.
 * @throws Problem invalid_request
 */
export function readHealthImport(bytes: Uint8Array): HealthImportRow[] {
  const [header, ...records] = recordsOf(bytes);
  if (header === undefined) throw malformed('the file is empty', 1);
  const columns = header.cells.map(name => name.trim());
  checkHeader(columns);
  if (records.length > HEALTH_IMPORT_ROWS_MAX) {
    throw malformed(`at most ${HEALTH_IMPORT_ROWS_MAX} rows`, HEALTH_IMPORT_ROWS_MAX + 2);
  }
  return records.map(record => rowOf(columns, record));
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

function recordsOf(bytes: Uint8Array): CsvRecord[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('the file is not UTF-8', 1);
  }
  const found: CsvRecord[] = [];
  let previous = 0;
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: RECORD_BYTES,
      // `lines` counts up to where a record ends; the next one begins behind it.
      on_record: (cells, { lines }) => {
        found.push({ cells, line: previous + 1 });
        previous = lines;
        return null;
      },
    });
    return found;
  } catch (error) {
    if (error instanceof CsvError) throw malformed(error.message, previous + 1);
    throw error;
  }
}

function checkHeader(columns: readonly string[]): void {
  const known: readonly string[] = HEALTH_IMPORT_COLUMNS;
  const faults = [
    ...columns.filter(name => !known.includes(name)).map(name => [name, 'no column has that name']),
    ...columns
      .filter((name, at) => columns.indexOf(name) !== at)
      .map(name => [name, 'the column is there twice']),
    ...(columns.includes('slug') ? [] : [['slug', 'the column is missing']]),
  ].map(([field = '', message = '']) => ({ field: field.slice(0, 64), code: 'invalid_header', message }));
  if (faults.length > 0) {
    throw new Problem('invalid_request', `the header may have ${HEALTH_IMPORT_COLUMNS.join(', ')}`, {
      errors: faults.slice(0, 50),
    });
  }
}

function rowOf(columns: readonly string[], { cells, line }: CsvRecord): HealthImportRow {
  const cell = (name: string): string | undefined => cells[columns.indexOf(name)]?.trim() || undefined;
  const slug = cell('slug') ?? '';
  const faults: FieldFault[] = [];
  if (slug === '') faults.push({ field: 'slug', code: 'required', message: 'which tenant it is about' });
  if (cells.length !== columns.length) {
    faults.push({
      field: '',
      code: 'wrong_count',
      message: `${cells.length} cells for ${columns.length} columns`,
    });
  }
  const common = { at: cell('at'), source: cell('source') ?? 'import' };
  const rated = cell('rating') !== undefined || cell('note') !== undefined;
  const counted =
    cell('openTickets') !== undefined ||
    cell('criticalTickets') !== undefined ||
    cell('satisfactionPercent') !== undefined;
  if (!rated && !counted) {
    faults.push({ field: '', code: 'empty', message: 'neither a rating nor ticket numbers' });
  }
  const sentiment = rated
    ? setSentimentSchema.safeParse({ ...common, rating: numberIn(cell('rating')), note: cell('note') })
    : undefined;
  const support = counted
    ? setSupportSchema.safeParse({
        ...common,
        openTickets: numberIn(cell('openTickets')),
        criticalTickets: numberIn(cell('criticalTickets')),
        satisfactionPercent: numberIn(cell('satisfactionPercent')),
      })
    : undefined;
  for (const part of [sentiment, support]) {
    if (part?.success === false) faults.push(...faultsOf(part.error, 'body').map(byColumn));
  }
  return {
    line,
    slug,
    ...(sentiment?.success && { sentiment: sentiment.data }),
    ...(support?.success && { support: support.data }),
    faults,
  };
}

const numberSchema = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** Text that is no number is left as it is: the schema says what is wrong with it. */
function numberIn(text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  const parsed = numberSchema.safeParse(text);
  return parsed.success ? parsed.data : text;
}

function byColumn(fault: FieldFault): FieldFault {
  return { ...fault, field: fault.field.slice(1) };
}

function malformed(message: string, line: number): Problem {
  return new Problem('invalid_request', `line ${line}: ${message}`, {
    errors: [{ field: `line ${line}`, code: 'malformed_csv', message }],
  });
}
