import type { FieldFault } from '@tenantry/contracts/api/problem';
import { type OnboardingForm, onboardingFormSchema } from '@tenantry/contracts/commercial/onboarding';
import {
  IMPORT_COLUMNS,
  IMPORT_COLUMNS_REQUIRED,
  IMPORT_ROWS_MAX,
} from '@tenantry/contracts/commercial/onboarding-file';
import { type CsvRow, readCsvTable } from '../http/csv-table.ts';
import { faultsOf } from '../http/problem.ts';
import { checkForm } from './form.ts';

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

/**
 * Reads a CSV file with a header: comma, quotes after RFC 4180, UTF-8 with or without a mark. Tags are separated by
 * semicolons. Each row has its own faults; only a file that is none is refused whole.
 * @throws Problem invalid_request
 */
export function readImport(bytes: Uint8Array): ImportRow[] {
  const table = { columns: IMPORT_COLUMNS, required: IMPORT_COLUMNS_REQUIRED, mostRows: IMPORT_ROWS_MAX };
  return markRepeated(readCsvTable(bytes, table).map(rowOf));
}

function rowOf({ line, cell, faults: ofColumns }: CsvRow): ImportRow {
  const draft = onboardingFormSchema.safeParse(formOf(cell));
  if (!draft.success)
    return { line, form: {}, faults: [...ofColumns, ...faultsOf(draft.error, 'body').map(byColumn)] };
  const faults = Object.values(checkForm(draft.data)).flat().map(byColumn);
  return { line, form: draft.data, faults: [...ofColumns, ...faults] };
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
