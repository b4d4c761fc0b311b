import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { amountMinorSchema, currencySchema } from './money.ts';
import { STATEMENT_STATES } from './payment.ts';
import {
  purchaseOrderSchema,
  statementNumberSchema,
  statementSchema,
  taxIdSchema,
  taxSchema,
} from './statement.ts';
import { tenantIdSchema } from './tenant.ts';

/** Statements as the API shows them. */

const time = (description: string) => z.string().meta({ description, format: 'date-time' });

export const statementStateSchema = z.enum(STATEMENT_STATES).meta({
  id: 'StatementState',
  description:
    'open: to be paid. overdue: was to be paid by now. paid: nothing is open. void: taken back, and billed anew by the next one',
});

const standing = {
  state: statementStateSchema,
  paidMinor: amountMinorSchema.meta({ description: 'By payments, credit notes and what we owed' }),
  openMinor: amountMinorSchema,
};

export const statementBodySchema = z
  .object({ ...statementSchema.shape, ...standing })
  .meta({ id: 'Statement', description: 'What a period was billed, and what of it is open' });
export type StatementBody = z.infer<typeof statementBodySchema>;

const { inputs: _inputs, lines: _lines, ...summary } = statementSchema.shape;
export const statementSummarySchema = z
  .object({ ...summary, ...standing })
  .meta({ id: 'StatementSummary', description: 'A statement without its lines and inputs' });

export const statementPageSchema = z
  .object({ items: z.array(statementSummarySchema), next: nextSchema })
  .meta({ id: 'StatementPage', description: 'Newest first' });

export const statementListQuerySchema = z.strictObject(pageQuery);

export const statementParamsSchema = z.strictObject({
  tenantId: tenantIdSchema,
  number: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'the number of a statement')
    .transform(Number),
});

export const statementDraftSchema = z
  .object({
    ...statementSchema.omit({ number: true, dueAt: true, closedAt: true }).shape,
    closesAt: time('When it can be made at the earliest: the end of the period and the grace of the ledger'),
  })
  .meta({
    id: 'StatementDraft',
    description: 'What the next statement would be by what is known now. Nothing is owed by it',
  });

export const voidStatementSchema = z
  .strictObject({ reason: z.string().trim().min(3).max(500).meta({ description: 'Why; audit shows it' }) })
  .meta({ id: 'StatementVoid' });

const positiveMinor = amountMinorSchema.refine(text => /^[1-9]/.test(text), 'more than 0');

export const newCreditSchema = z
  .strictObject({
    amountMinor: positiveMinor,
    currency: currencySchema.optional().meta({ description: "The subscription's, which it must be" }),
    reason: z.string().trim().min(3).max(500).meta({ description: 'Why; audit shows it' }),
    statement: statementNumberSchema.optional().meta({
      description:
        'Makes it a credit note about this statement: it reduces what is open of it, tax included. Without, it is a ' +
        'credit: the next statements are reduced by it, before tax, until it is used up',
    }),
  })
  .meta({ id: 'NewCredit' });

export const creditSchema = z
  .object({
    creditId: z.string(),
    tenantId: z.string(),
    kind: z.enum(['credit', 'creditNote']),
    amountMinor: amountMinorSchema,
    usedMinor: amountMinorSchema.optional().meta({ description: 'Of a credit: used up by statements' }),
    currency: currencySchema,
    statement: statementNumberSchema.optional(),
    grantedAt: time('When it was granted'),
  })
  .meta({ id: 'Credit', description: 'Something that a customer need not pay' });
export type CreditBody = z.infer<typeof creditSchema>;

export const creditListSchema = z.object({ items: z.array(creditSchema) }).meta({ id: 'CreditList' });

export const newPaymentSchema = z
  .strictObject({
    amountMinor: positiveMinor,
    currency: currencySchema.optional().meta({ description: "The subscription's, which it must be" }),
    receivedAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When it came in (RFC 3339, UTC); now when left out' }),
    statement: statementNumberSchema.optional().meta({
      description: 'What it is for; what is open, the oldest first, when left out',
    }),
    reference: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9 ./_:-]{0,79}$/, 'at most 80 letters, digits, blanks and . / _ : -')
      .optional()
      .meta({ description: 'Of the bank or the provider' }),
  })
  .meta({ id: 'NewPayment' });

export const paymentSchema = z
  .object({
    paymentId: z.string(),
    tenantId: z.string(),
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    receivedAt: time('When it came in'),
    method: z.enum(['manual', 'stripe']),
    statement: statementNumberSchema.optional(),
    reference: z.string().optional(),
  })
  .meta({ id: 'Payment', description: 'Money that came in' });
export type PaymentBody = z.infer<typeof paymentSchema>;

export const paymentListSchema = z.object({ items: z.array(paymentSchema) }).meta({ id: 'PaymentList' });

export const billingDetailsInputSchema = z
  .strictObject({
    tax: taxSchema.optional(),
    taxId: taxIdSchema.optional(),
    purchaseOrder: purchaseOrderSchema.optional(),
    paymentTermsDays: z.int().min(0).max(365).default(14).meta({
      description: 'Days from the making of a statement until it is to be paid',
    }),
  })
  .meta({ id: 'BillingDetailsInput', description: 'What statements say from the next one on' });
export type BillingDetails = z.infer<typeof billingDetailsInputSchema>;

export const billingSchema = z
  .object({
    details: billingDetailsInputSchema.extend({ paymentTermsDays: z.int() }).meta({ id: 'BillingDetails' }),
    standing: z
      .object({
        currency: currencySchema,
        openMinor: amountMinorSchema.meta({ description: 'Of all statements; negative when we owe' }),
        overdueMinor: amountMinorSchema,
        overdueSince: time('When the oldest that is overdue was to be paid').optional(),
      })
      .nullable()
      .meta({ id: 'BillingStanding', description: 'null while nothing was ever billed' }),
  })
  .meta({ id: 'Billing' });

export const closedSchema = z
  .object({
    closed: z.int().meta({ description: 'Statements that were made' }),
    waiting: z.int().meta({
      description: 'Tenants with a period that is over, and whose usage is not counted to its end yet',
    }),
    more: z.boolean().meta({ description: 'More are due: call again' }),
  })
  .meta({ id: 'StatementsClosed' });

export const paymentLinkSchema = z
  .object({
    tenantId: z.string(),
    statement: statementNumberSchema,
    amountMinor: amountMinorSchema.meta({ description: 'What was open when it was asked for' }),
    currency: currencySchema,
    state: z.enum(['wanted', 'offered', 'refused']).meta({
      id: 'PaymentLinkState',
      description:
        'wanted: the provider is being asked. offered: there is an address to pay at. refused: the provider will not have it; the log says why',
    }),
    url: z.string().optional().meta({ description: 'Where the customer pays' }),
    expiresAt: time('Until when it can be paid there').optional(),
  })
  .meta({ id: 'PaymentLink', description: 'Where a customer pays a statement' });
export type PaymentLinkBody = z.infer<typeof paymentLinkSchema>;
