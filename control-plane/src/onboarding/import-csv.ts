import type { FieldFault } from '@tenantry/contracts/api/problem';
import {
  IMPORT_COLUMNS,
  IMPORT_ROWS_MAX,
  type OnboardingForm,
  onboardingFormSchema,
} from '@tenantry/contracts/commercial/onboarding';
import { CsvError, parse } from 'csv-parse/sync';
import { faultsOf, Problem } from '../http/problem.ts';
import { checkForm } from './form.ts';

const RECORD_BYTES = 16 * 1024;

export interface ImportRow {
  /** Where it begins; the header is line 1. */
  readonly line: number;
  readonly form: OnboardingForm;
  /** `field` is the name of a column. */
  readonly faults: readonly FieldFault[];
}

/** Which column a field of the form came from. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  '/contacts/contacts': 'contactEmail',
  '/contacts/contacts/0/name': 'contactName',
  '/contacts/contacts/0/email': 'contactEmail',
  '/plan/version': 'planVersion',
  '/company/contractValue': 'contractAmountMinor',
  '/company/contractValue/amountMinor': 'contractAmountMinor',
  '/company/contractValue/currency': 'contractCurrency',
};

interface CsvRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/**
 * Reads a CSV file with a header: comma, quotes after RFC 4180, UTF-8 with or without a mark. Tags are separated by
 * semicolons. Each row has its own faults; only a file that is none is refused whole.
 * @throws Problem invalid_request
 */
export function readImport(bytes: Uint8Array): ImportRow[] {
  const [header, ...records] = recordsOf(bytes);
  if (header === undefined) throw malformed('the file is empty', 1);
  const columns = header.record.map(name => name.trim());
  checkHeader(columns);
  if (records.length > IMPORT_ROWS_MAX)
    throw malformed(`at most ${IMPORT_ROWS_MAX} rows`, IMPORT_ROWS_MAX + 2);
  const rows = records.map(({ record, line }) => rowOf(columns, record, line));
  return markRepeated(rows);
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
      on_record: (record, { lines }) => {
        found.push({ record, line: previous + 1 });
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
  const known: readonly string[] = IMPORT_COLUMNS;
  const faults = [
    ...columns.filter(name => !known.includes(name)).map(name => [name, 'no column has that name']),
    ...columns
      .filter((name, at) => columns.indexOf(name) !== at)
      .map(name => [name, 'the column is there twice']),
    ...['slug', 'displayName', 'contactName', 'contactEmail']
      .filter(name => !columns.includes(name))
      .map(name => [name, 'the column is missing']),
  ].map(([field = '', message = '']) => ({ field: field.slice(0, 64), code: 'invalid_header', message }));
  if (faults.length > 0) {
    throw new Problem('invalid_request', `the header may have ${IMPORT_COLUMNS.join(', ')}`, {
      errors: faults.slice(0, 50),
    });
  }
}

function rowOf(columns: readonly string[], record: readonly string[], line: number): ImportRow {
  const cell = (name: string): string | undefined => record[columns.indexOf(name)]?.trim() || undefined;
  const draft = onboardingFormSchema.safeParse(formOf(cell));
  const columnFaults =
    record.length === columns.length
      ? []
      : [{ field: '', code: 'wrong_count', message: `${record.length} cells for ${columns.length} columns` }];
  if (!draft.success)
    return { line, form: {}, faults: [...columnFaults, ...faultsOf(draft.error, 'body').map(byColumn)] };
  const faults = Object.values(checkForm(draft.data)).flat().map(byColumn);
  return { line, form: draft.data, faults: [...columnFaults, ...faults] };
}

function formOf(cell: (name: string) => string | undefined): object {
  const version = cell('planVersion');
  const amountMinor = cell('contractAmountMinor');
  const currency = cell('contractCurrency');
  return dropUndefined({
    company: {
      slug: cell('slug'),
      displayName: cell('displayName'),
      accountOwner: cell('accountOwner'),
      renewalDate: cell('renewalDate'),
      crmId: cell('crmId'),
      contractValue:
        amountMinor === undefined && currency === undefined ? undefined : { amountMinor, currency },
      tags: cell('tags')
        ?.split(';')
        .map(tag => tag.trim())
        .filter(tag => tag !== ''),
      signedUpAt: cell('signedUpAt'),
    },
    contacts: { contacts: [{ name: cell('contactName'), email: cell('contactEmail') }] },
    plan: {
      planId: cell('planId'),
      version: version === undefined ? undefined : /^\d{1,9}$/.test(version) ? Number(version) : -1,
      interval: cell('interval'),
      currency: cell('currency'),
      zone: cell('zone'),
    },
    placement: { cluster: cell('cluster'), region: cell('region') },
  });
}

function dropUndefined(value: object): object {
  return JSON.parse(JSON.stringify(value));
}

export function byColumn(fault: FieldFault): FieldFault {
  const column = COLUMN_OF[fault.field] ?? fault.field.split('/')[2] ?? '';
  return { ...fault, field: column };
}

/** Of rows with one slug, the first may have it. */
function markRepeated(rows: readonly ImportRow[]): ImportRow[] {
  const first = new Map<unknown, number>();
  return rows.map(row => {
    const slug = row.form.company?.slug;
    const earlier = first.get(slug);
    if (slug === undefined || slug === null) return row;
    if (earlier === undefined) {
      first.set(slug, row.line);
      return row;
    }
    const fault = { field: 'slug', code: 'repeated', message: `line ${earlier} has the slug already` };
    return { ...row, faults: [...row.faults, fault] };
  });
}

function malformed(message: string, line: number): Problem {
  return new Problem('invalid_request', `line ${line}: ${message}`, {
    errors: [{ field: `line ${line}`, code: 'malformed_csv', message }],
  });
}
