import {
  closedSchema,
  statementBodySchema,
  statementDraftSchema,
  statementListQuerySchema,
  statementPageSchema,
  statementParamsSchema,
  voidStatementSchema,
} from '@tenantry/contracts/commercial/statement-api';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import type { BillingService, By } from './billing-service.ts';
import type { DueStatements } from './due-statements.ts';
import type { StatementCloser } from './statement-closer.ts';
import { statementCsv } from './statement-csv.ts';
import { PAGE_POLICY, statementHtml } from './statement-html.ts';

export interface StatementRouteParts {
  readonly billing: BillingService;
  readonly closer: StatementCloser;
  readonly due: DueStatements;
  /** The name of a tenant, for people. */
  readonly nameOf: (tenantId: string) => string | undefined;
}

export const tenantParams = z.strictObject({ tenantId: tenantIdSchema });

export function byOf({
  principal,
  requestId,
}: Pick<Call<unknown, unknown, unknown>, 'principal' | 'requestId'>): By {
  return { actor: { id: principal.id, name: principal.name }, requestId };
}

export function statementRoutes(parts: StatementRouteParts): Route[] {
  return [...readingRoutes(parts), ...printedRoutes(parts), ...changingRoutes(parts)];
}

function readingRoutes({ billing, closer }: StatementRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/statements',
      operation: 'listStatements',
      tag: 'statements',
      summary: 'What a tenant was billed, newest first',
      params: tenantParams,
      query: statementListQuerySchema,
      responses: { 200: statementPageSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { limit, cursor } }) => {
        const list = ['statements', tenantId];
        const [below] = cursor === undefined ? [] : decodeCursor(list, cursor);
        const { statements, more } = await billing.statements(tenantId, {
          limit,
          ...(below !== undefined && { below: Number(below) || 0 }),
        });
        const last = statements.at(-1);
        return {
          status: 200,
          body: {
            items: statements.map(({ inputs: _inputs, lines: _lines, ...summary }) => summary),
            ...(more && last && { next: encodeCursor(list, [last.number]) }),
          },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/statements/draft',
      operation: 'previewStatement',
      tag: 'statements',
      summary: 'What the next statement would be by what is known now',
      description:
        'Of the period that is billed next: adjustments of earlier periods, credits and tax are in it as they would be.',
      params: tenantParams,
      responses: { 200: statementDraftSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId } }) => {
        const { statement, closesAt } = await closer.preview(tenantId);
        const { number: _number, dueAt: _dueAt, closedAt: _closedAt, ...draft } = statement;
        return { status: 200, body: { ...draft, closesAt: isoTime(closesAt) } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/statements/{number}',
      operation: 'getStatement',
      tag: 'statements',
      summary: 'A statement with its lines and everything that it was made from',
      params: statementParamsSchema,
      responses: { 200: statementBodySchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, number } }) => ({
        status: 200,
        body: await billing.statement(tenantId, number),
      }),
    }),
  ];
}

function printedRoutes({ billing, nameOf }: StatementRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/statements/{number}/lines.csv',
      operation: 'exportStatement',
      tag: 'statements',
      summary: 'The lines of a statement as CSV',
      params: statementParamsSchema,
      responses: { 200: z.string().meta({ description: 'CSV with a header; the last row is the total' }) },
      produces: 'text/csv',
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, number } }) => ({
        status: 200,
        text: {
          type: 'text/csv; charset=utf-8',
          content: statementCsv(await billing.statement(tenantId, number)),
        },
        headers: { 'content-disposition': `attachment; filename="statement-${number}.csv"` },
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/statements/{number}/page.html',
      operation: 'printStatement',
      tag: 'statements',
      summary: 'A statement as a page to be printed',
      params: statementParamsSchema,
      responses: { 200: z.string().meta({ description: 'HTML without scripts' }) },
      produces: 'text/html',
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, number } }) => {
        const statement = await billing.statement(tenantId, number);
        const content = statementHtml({ ...statement, customer: nameOf(tenantId) ?? tenantId });
        return {
          status: 200,
          text: { type: 'text/html; charset=utf-8', content },
          headers: { 'content-security-policy': PAGE_POLICY },
        };
      },
    }),
  ];
}

function changingRoutes({ billing, due }: StatementRouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/statements/{number}/void',
      operation: 'voidStatement',
      tag: 'statements',
      summary: 'Takes a statement back',
      description: 'It stays as it is. What it billed is billed anew by the next one, by what is known then.',
      params: statementParamsSchema,
      body: voidStatementSchema,
      responses: { 200: statementBodySchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, number }, body: { reason }, ...call }) => ({
        status: 200,
        body: await billing.voidStatement(tenantId, number, reason, byOf(call)),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/statements/close-due',
      operation: 'closeDueStatements',
      tag: 'statements',
      summary: 'Makes the statements that are due now',
      description: 'It is done all the time anyway. No statement is made before its time by it.',
      responses: { 200: closedSchema },
      handle: async () => ({ status: 200, body: await due.pass() }),
    }),
  ];
}
