import type { FieldFault } from '@tenantry/contracts/api/problem';
import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from './problem.ts';

const RECORD_BYTES = 16 * 1024;
const MOST_FAULTS = 50;

export interface CsvRow {
  /** Where it begins; the header is line 1. */
  readonly line: number;
  /** What stands under a column, without blanks around it; undefined where nothing does. */
  cell(name: string): string | undefined;
  /** That it has more cells than there are columns, or fewer. */
  readonly faults: readonly FieldFault[];
}

/**
 * Reads a CSV file with a header: comma, quotes after RFC 4180, UTF-8 with or without a mark.
 * @throws Problem invalid_request for a file that is none, with another header, or with too many rows
 */
export function readCsvTable(
  bytes: Uint8Array,
  table: {
    readonly columns: readonly string[];
    readonly required: readonly string[];
    readonly mostRows: number;
  },
): CsvRow[] {
  const [header, ...records] = recordsOf(bytes);
  if (header === undefined) throw malformed('the file is empty', 1);
  const columns = header.cells.map(name => name.trim());
  checkHeader(columns, table);
  if (records.length > table.mostRows) throw malformed(`at most ${table.mostRows} rows`, table.mostRows + 2);
  return records.map(({ cells, line }) => ({
    line,
    cell: name => cells[columns.indexOf(name)]?.trim() || undefined,
    faults:
      cells.length === columns.length
        ? []
        : [
            {
              field: '',
              code: 'wrong_count',
              message: `${cells.length} cells for ${columns.length} columns`,
            },
          ],
  }));
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

function checkHeader(
  columns: readonly string[],
  { columns: known, required }: { readonly columns: readonly string[]; readonly required: readonly string[] },
): void {
  const faults = [
    ...columns.filter(name => !known.includes(name)).map(name => [name, 'no column has that name']),
    ...columns
      .filter((name, at) => columns.indexOf(name) !== at)
      .map(name => [name, 'the column is there twice']),
    ...required.filter(name => !columns.includes(name)).map(name => [name, 'the column is missing']),
  ].map(([field = '', message = '']) => ({ field: field.slice(0, 64), code: 'invalid_header', message }));
  if (faults.length > 0) {
    throw new Problem('invalid_request', `the header may have ${known.join(', ')}`, {
      errors: faults.slice(0, MOST_FAULTS),
    });
  }
}

function malformed(message: string, line: number): Problem {
  return new Problem('invalid_request', `line ${line}: ${message}`, {
    errors: [{ field: `line ${line}`, code: 'malformed_csv', message }],
  });
}
