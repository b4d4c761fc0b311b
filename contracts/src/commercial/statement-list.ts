import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { amountMinorSchema, currencySchema } from './money.ts';
import { statementStateSchema, statementSummarySchema } from './statement-api.ts';
import { tenantIdSchema, timeSchema } from './tenant.ts';

/** Statements of all customers, as a list is asked for and answered. */

export const listedStatementSchema = z
  .object({
    ...statementSummarySchema.shape,
    slug: z.string().optional().meta({ description: 'Of the tenant, as it is called now' }),
    displayName: z.string().optional().meta({ description: 'Of the tenant, as it is called now' }),
  })
  .meta({ id: 'ListedStatement', description: 'A statement of some customer, without its lines and inputs' });
export type ListedStatement = z.infer<typeof listedStatementSchema>;

export const listedStatementPageSchema = z
  .object({ items: z.array(listedStatementSchema), next: nextSchema })
  .meta({
    id: 'ListedStatementPage',
    description: 'A page may have fewer items than asked for, even none, while there is a `next`',
  });

export const STATEMENT_SORTS = ['closedAt', 'dueAt'] as const;

const filter = {
  state: statementStateSchema.optional(),
  tenantId: tenantIdSchema.optional(),
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month, as 2026-03')
    .optional()
    .meta({ description: 'The month (UTC) in which the period began, as 2026-03' }),
  currency: currencySchema.optional(),
  sort: z
    .enum(STATEMENT_SORTS.flatMap(sort => [sort, `-${sort}` as const]))
    .optional()
    .meta({
      description:
        'Ascending, or descending with a minus. When left out: what is open or overdue by `dueAt`, all else by `-closedAt`',
    }),
};

export const statementsQuerySchema = z.strictObject({ ...filter, ...pageQuery });
export const statementsFilterSchema = z.strictObject(filter);
export type StatementsFilter = z.infer<typeof statementsFilterSchema>;

const { sort: _sort, ...selection } = filter;
export const statementTotalsQuerySchema = z.strictObject(selection);
export type StatementsSelection = z.infer<typeof statementTotalsQuerySchema>;

export const statementTotalsSchema = z
  .strictObject({
    at: timeSchema('When they were summed up'),
    totals: z.array(
      z
        .strictObject({
          currency: currencySchema,
          statements: z.int().meta({ description: 'How many' }),
          totalMinor: amountMinorSchema,
          paidMinor: amountMinorSchema,
          openMinor: amountMinorSchema,
        })
        .meta({ id: 'StatementTotal', description: 'What statements in one currency come to' }),
    ),
  })
  .meta({
    id: 'StatementTotals',
    description: 'By currency, in its order; nothing is converted. What is void is in no sum',
  });
export type StatementTotals = z.infer<typeof statementTotalsSchema>;
