import { formatMinor } from '@tenantry/contracts/commercial/money';
import type { StatementState } from '@tenantry/contracts/commercial/payment';
import type { LedgerNews, Statement, StatementLine } from '@tenantry/contracts/commercial/statement';
import { formatQuantity } from '../usage/quantity.ts';
import { allowanceText } from './statement-csv.ts';

export interface Printable extends Statement {
  readonly state: StatementState;
  readonly openMinor: string;
  /** The name of the tenant as it is now; the statement itself names nobody. */
  readonly customer: string;
}

/** Nothing but this page and its own style: no script, nothing loaded, no form. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE =
  'body{font:14px/1.5 system-ui,sans-serif;color:#1a1a1a;max-width:60em;margin:2em auto;padding:0 1em}' +
  'table{border-collapse:collapse;width:100%;margin:1em 0}caption{text-align:left;font-weight:600}' +
  'th,td{text-align:left;padding:.3em .5em;border-bottom:1px solid #767676;vertical-align:top}' +
  '.n{text-align:right;font-variant-numeric:tabular-nums}.small{font-size:12px;overflow-wrap:anywhere}' +
  'tfoot th,tfoot td{border-bottom:0}@media print{body{margin:0;max-width:none}}';

/** A statement to be printed: everything that comes from outside is escaped. */
export function statementHtml(statement: Printable): string {
  const { number, period, currency, customer } = statement;
  const title = `Statement ${number}`;
  const money = (minor: string) => `${formatMinor(BigInt(minor), currency)} ${currency}`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><h1>${title}</h1>
<table><caption>About this statement</caption><tbody>
${facts([
  ['Customer', customer],
  ['Period', `${period.from} to ${period.to} (the end is not in it)`],
  ['Made', statement.closedAt],
  ['To be paid by', statement.dueAt],
  ['State', statement.state],
  ['Plans', statement.inputs.plans.map(({ plan, from }) => `${plan} since ${from}`).join(', ')],
  ['Purchase order', statement.inputs.purchaseOrder ?? ''],
  ['Tax number', statement.inputs.taxId ?? ''],
])}</tbody></table>
<table><caption>Lines</caption>
<thead><tr><th scope="col">What</th><th scope="col">When</th><th scope="col" class="n">Quantity</th><th scope="col" class="n">Amount (${currency})</th></tr></thead>
<tbody>${raw(statement.lines.map(line => lineRow(line, currency)).join('\n'))}</tbody>
<tfoot>
<tr><th scope="row" colspan="3">Charges and adjustments</th><td class="n">${money(statement.subtotalMinor)}</td></tr>
<tr><th scope="row" colspan="3">Credits</th><td class="n">${money(String(-BigInt(statement.creditMinor)))}</td></tr>
<tr><th scope="row" colspan="3">${taxTitle(statement)}</th><td class="n">${money(statement.taxMinor)}</td></tr>
<tr><th scope="row" colspan="3">Total</th><td class="n"><strong>${money(statement.totalMinor)}</strong></td></tr>
<tr><th scope="row" colspan="3">Still open</th><td class="n">${money(statement.openMinor)}</td></tr>
</tfoot></table>
${usageTable(statement)}
</body></html>
`.text;
}

function lineRow(line: StatementLine, currency: string): string {
  const { period, quantity, amountMinor, usage } = line;
  const when = period === undefined ? '' : `${day(period.from)} to ${day(period.to)}`;
  return html`<tr><td>${titleOf(line)}${explanation(line, currency)}</td><td>${when}</td><td class="n">${formatQuantity(BigInt(quantity), usage?.scale ?? 0)}</td><td class="n">${formatMinor(BigInt(amountMinor), currency)}</td></tr>`
    .text;
}

const TITLES: Readonly<Record<StatementLine['kind'], string>> = {
  base: 'Plan',
  addOn: 'Add-on',
  overage: 'Usage beyond the allowance',
  minimum: 'Up to the minimum',
  adjustment: 'Adjustment',
  credit: 'Credit',
  tax: 'Tax',
};

function titleOf({ kind, of, key }: StatementLine): string {
  const what = of === undefined ? TITLES[kind] : `${TITLES[kind]}: ${TITLES[of].toLowerCase()}`;
  return key === undefined ? what : `${what} ${key}`;
}

/** Tier by tier, and of an adjustment what it was before. */
function explanation({ parts = [], usage, before, news = [] }: StatementLine, currency: string): Raw {
  const rows = parts.map(
    ({ from, to, unitPrice, exact }) =>
      `units ${formatQuantity(BigInt(from), usage?.scale ?? 0)} to ${formatQuantity(BigInt(to), usage?.scale ?? 0)} at ${unitPrice}: ${exact}`,
  );
  if (before !== undefined) {
    const where = before.statement === undefined ? '' : ` by statement ${before.statement}`;
    const used =
      before.used === undefined ? '' : ` for ${formatQuantity(BigInt(before.used), usage?.scale ?? 0)} used`;
    rows.push(...news.slice(0, MOST_SHOWN).map(newsText));
    if (news.length > MOST_SHOWN) rows.push(`and more: the statement as JSON has them`);
    rows.push(`billed before${where}: ${formatMinor(BigInt(before.amountMinor), currency)}${used}`);
  }
  return raw(rows.map(text => html`<div class="small">${text}</div>`.text).join(''));
}

const MOST_SHOWN = 20;
const NEWS: Readonly<Record<LedgerNews['entry'], string>> = {
  usage: 'late',
  void: 'taken back',
  amend: 'amended to',
};

function newsText({ entry, type, time, received, quantity, eventId }: LedgerNews): string {
  const what = entry === 'void' ? NEWS[entry] : `${NEWS[entry]} ${quantity}`;
  return `${type} of ${time}: ${what}, received ${received} (${eventId})`;
}

function usageTable({ inputs: { current } }: Statement): Raw {
  if (current.usage.length === 0) return raw('');
  const rows = current.usage.map(
    ({ meter, used, allowance, events, entries, memberHash, scale }) =>
      html`<tr><th scope="row">${meter}</th><td class="n">${formatQuantity(BigInt(used), scale)}</td><td class="n">${allowanceText(allowance, scale)}</td><td class="n">${events}</td><td class="n">${String(entries)}</td><td class="small">${memberHash}</td></tr>`
        .text,
  );
  return html`<table><caption>Usage of this period, and the entries of the ledger that say so</caption>
<thead><tr><th scope="col">Meter</th><th scope="col" class="n">Used</th><th scope="col" class="n">Included</th><th scope="col" class="n">Events</th><th scope="col" class="n">Entries</th><th scope="col">Hash of the entries</th></tr></thead><tbody>${raw(rows.join('\n'))}</tbody></table>`;
}

function taxTitle({ inputs: { tax } }: Statement): string {
  return tax === undefined ? 'Tax' : `${tax.label} ${tax.percent} %`;
}

function facts(rows: readonly (readonly [string, string])[]): Raw {
  return raw(
    rows
      .filter(([, value]) => value !== '')
      .map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`.text)
      .join('\n'),
  );
}

function day(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

interface Raw {
  readonly text: string;
}

function raw(text: string): Raw {
  return { text };
}

/** Escapes whatever is put in, except what was made here. */
function html(parts: TemplateStringsArray, ...values: readonly (string | Raw)[]): Raw {
  const escaped = values.map(value => (typeof value === 'string' ? escapeHtml(value) : value.text));
  return raw(parts.reduce((text, part, at) => text + (escaped[at - 1] ?? '') + part));
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
