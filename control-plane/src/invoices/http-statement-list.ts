import { formatMinor } from '@tenantry/contracts/commercial/money';
import {
  type ListedStatement,
  listedStatementPageSchema,
  statementsFilterSchema,
  statementsQuerySchema,
  statementTotalsQuerySchema,
  statementTotalsSchema,
} from '@tenantry/contracts/commercial/statement-list';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { decodeCursor, encodeCursor, invalidCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { StatementList } from './statement-list.ts';

export function statementListRoutes(list: StatementList): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/statements',
      operation: 'listAllStatements',
      tag: 'statements',
      summary: 'Statements of all customers: filtered, sorted, page by page',
      description: 'At most a moment behind what one statement says of itself.',
      query: statementsQuerySchema,
      responses: { 200: listedStatementPageSchema },
      handle: async ({ query: { limit, cursor, ...filter } }) => {
        const name = ['all statements', JSON.stringify(filter)];
        const after = cursor === undefined ? undefined : placeIn(name, cursor);
        const { items, next } = await list.page(filter, { limit, after });
        return { status: 200, body: { items: [...items], ...(next && { next: encodeCursor(name, next) }) } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/statements/totals',
      operation: 'totalStatements',
      tag: 'statements',
      summary: 'What a selection of statements comes to, by currency',
      description: 'Over all of the selection, not only a page. At most some seconds behind.',
      query: statementTotalsQuerySchema,
      responses: { 200: statementTotalsSchema },
      handle: async ({ query }) => ({ status: 200, body: await list.totals(query) }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/statements/export',
      operation: 'exportAllStatements',
      tag: 'statements',
      summary: 'The same as CSV, whole',
      query: statementsFilterSchema,
      responses: { 200: z.string().meta({ description: 'CSV with a header, amounts in the major unit' }) },
      produces: 'text/csv',
      handle: async ({ query }) => ({
        status: 200,
        text: { type: 'text/csv; charset=utf-8', content: csvOf(list.all(query)) },
        headers: { 'content-disposition': 'attachment; filename="statements.csv"' },
      }),
    }),
  ];
}

/** @throws Problem invalid_cursor also for a place that this list has none of */
function placeIn(name: readonly string[], cursor: string): readonly [string, string] {
  const place = z.tuple([z.string(), z.string()]).safeParse(decodeCursor(name, cursor));
  if (!place.success) throw invalidCursor();
  return place.data;
}

const COLUMNS = [
  'tenantId',
  'slug',
  'customer',
  'statement',
  'from',
  'to',
  'closedAt',
  'dueAt',
  'state',
  'currency',
  'total',
  'paid',
  'open',
] as const;

async function* csvOf(statements: AsyncIterable<ListedStatement>): AsyncGenerator<string> {
  yield stringify([[...COLUMNS]]);
  for await (const statement of statements) yield rowOf(statement);
}

/** Names are what people type: none of them becomes a formula in whoever's spreadsheet. Amounts below zero are none. */
function rowOf(statement: ListedStatement): string {
  const { tenantId, slug = '', displayName = '', number, period, currency, state } = statement;
  const money = (minor: string) => formatMinor(BigInt(minor), currency);
  const { totalMinor, paidMinor, openMinor, closedAt, dueAt } = statement;
  const customer = /^[=+\-@\t\r]/.test(displayName) ? `'${displayName}` : displayName;
  const amounts = [money(totalMinor), money(paidMinor), money(openMinor)];
  const when = [period.from, period.to, closedAt, dueAt];
  return stringify([[tenantId, slug, customer, String(number), ...when, state, currency, ...amounts]]);
}
