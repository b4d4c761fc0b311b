import type { FieldFault } from '@tenantry/contracts/api/problem';
import {
  HEALTH_IMPORT_COLUMNS,
  HEALTH_IMPORT_ROWS_MAX,
  type SetSentiment,
  type SetSupport,
  setSentimentSchema,
  setSupportSchema,
} from '@tenantry/contracts/commercial/health-api';
import { z } from 'zod';
import { type CsvRow, readCsvTable } from '../http/csv-table.ts';
import { faultsOf } from '../http/problem.ts';

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
  const table = {
    columns: HEALTH_IMPORT_COLUMNS,
    required: ['slug'],
    mostRows: HEALTH_IMPORT_ROWS_MAX,
  };
  return readCsvTable(bytes, table).map(rowOf);
}

function rowOf({ line, cell, faults: ofColumns }: CsvRow): HealthImportRow {
  const slug = cell('slug') ?? '';
  const faults: FieldFault[] = [];
  if (slug === '') faults.push({ field: 'slug', code: 'required', message: 'which tenant it is about' });
  faults.push(...ofColumns);
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
