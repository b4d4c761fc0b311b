import { formatMinor } from '@tenantry/contracts/commercial/money';
import type { Statement, StatementLine } from '@tenantry/contracts/commercial/statement';
import { stringify } from 'csv-stringify/sync';
import { formatQuantity } from '../usage/quantity.ts';

const COLUMNS = [
  'tenantId',
  'statement',
  'kind',
  'of',
  'key',
  'from',
  'to',
  'quantity',
  'amount',
  'currency',
  'used',
  'allowance',
  'entries',
  'memberHash',
  'billedBefore',
  'statementBefore',
] as const;

/** The lines of a statement, one row each, and its total; amounts in the major unit. */
export function statementCsv(statement: Statement): string {
  const { tenantId, number, currency, totalMinor } = statement;
  const total = row({
    tenantId,
    statement: String(number),
    kind: 'total',
    amount: formatMinor(BigInt(totalMinor), currency),
    currency,
  });
  return stringify([[...COLUMNS], ...statement.lines.map(line => lineRow(statement, line)), total]);
}

function lineRow({ tenantId, number, currency }: Statement, line: StatementLine): string[] {
  const { kind, of, key, period, quantity, amountMinor, usage, before } = line;
  const scale = usage?.scale ?? 0;
  return row({
    tenantId,
    statement: String(number),
    kind,
    of: of ?? '',
    key: textCell(key ?? ''),
    from: period?.from ?? '',
    to: period?.to ?? '',
    quantity: formatQuantity(BigInt(quantity), scale),
    amount: formatMinor(BigInt(amountMinor), currency),
    currency,
    used: usage ? formatQuantity(BigInt(usage.used), scale) : '',
    allowance: usage ? allowanceText(usage.allowance, scale) : '',
    entries: usage ? String(usage.entries) : '',
    memberHash: usage?.memberHash ?? '',
    billedBefore: before ? formatMinor(BigInt(before.amountMinor), currency) : '',
    statementBefore: before?.statement === undefined ? '' : String(before.statement),
  });
}

function row(cells: Partial<Record<(typeof COLUMNS)[number], string>>): string[] {
  return COLUMNS.map(column => cells[column] ?? '');
}

export function allowanceText(allowance: string, scale: number): string {
  return allowance === 'unlimited' ? allowance : formatQuantity(BigInt(allowance), scale);
}

/** What a spreadsheet would take for a formula gets an apostrophe in front; numbers below zero are none. */
function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
