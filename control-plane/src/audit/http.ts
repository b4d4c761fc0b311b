import {
  type AuditEntry,
  auditFilterSchema,
  auditPageSchema,
  auditQuerySchema,
} from '@tenantry/contracts/api/audit';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import type { Audit } from './audit.ts';

export function auditRoutes(audit: Audit): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/audit',
      operation: 'listAudit',
      tag: 'audit',
      summary: 'Who did what, newest first',
      query: auditQuerySchema,
      responses: { 200: auditPageSchema },
      handle: async ({ query: { limit, cursor, ...filter } }) => {
        const { items, next } = await audit.list(filter, { limit, cursor });
        return { status: 200, body: { items: [...items], ...(next !== undefined && { next }) } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/audit/export',
      operation: 'exportAudit',
      tag: 'audit',
      summary: 'The same as CSV, whole',
      query: auditFilterSchema,
      responses: { 200: z.string() },
      produces: 'text/csv',
      handle: async ({ query }) => ({
        status: 200,
        text: { type: 'text/csv; charset=utf-8', content: csvOf(audit.all(query)) },
        headers: { 'content-disposition': 'attachment; filename="audit.csv"' },
      }),
    }),
  ];
}

const COLUMNS = [
  'at',
  'actorId',
  'actorName',
  'action',
  'outcome',
  'target',
  'tenantId',
  'reason',
  'network',
  'requestId',
  'changes',
] as const satisfies readonly (keyof AuditEntry)[];

async function* csvOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield rowOf([...COLUMNS]);
  for await (const entry of entries) yield rowOf(COLUMNS.map(column => textOf(entry[column])));
}

function textOf(value: AuditEntry[keyof AuditEntry]): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/** Names are what people type: none of them becomes a formula in whoever's spreadsheet. */
function rowOf(cells: readonly string[]): string {
  return stringify([cells], { escape_formulas: true });
}
