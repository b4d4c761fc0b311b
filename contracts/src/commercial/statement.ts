import { z } from 'zod';
import { amountMinorSchema, currencySchema, priceSchema, quantitySchema } from './money.ts';
import { periodSchema } from './period.ts';
import { limitSchema } from './plan.ts';
import { overageTiersSchema, ratedLineSchema } from './rating.ts';

/**
 * A statement: what a period of a tenant was billed, once and for good. It holds everything that it was made from, so
 * that it can be made again (statement-making.ts), whatever has become of prices and ledger since.
 */

const time = (description: string) => z.string().meta({ description, format: 'date-time' });

export const statementNumberSchema = z.int().min(1).max(99_999).meta({
  id: 'StatementNumber',
  description: 'Statements of a tenant are counted from 1; none is missing',
});

export const purchaseOrderSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,49}$/, 'at most 50 letters, digits, blanks and . / _ -')
  .meta({ id: 'PurchaseOrder', description: "The customer's own number for what it buys" });

export const taxIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$/, 'at most 40 letters, digits, blanks and . / -')
  .meta({ id: 'TaxId', description: 'Number under which the customer is known to its tax office' });

export const taxSchema = z
  .strictObject({
    label: z
      .string()
      .regex(/^[A-Za-z][A-Za-z .-]{0,19}$/, 'at most 20 letters, blanks, . and -')
      .meta({ description: 'What the tax is called, such as VAT' }),
    percent: z
      .string()
      .regex(/^(0|[1-9]\d?|100)(\.\d{1,4})?$/, 'a percentage of at most 4 places, such as "19" or "7.7"')
      .refine(text => Number(text) <= 100, 'at most 100')
      .meta({ description: 'Of the net amount' }),
  })
  .meta({ id: 'Tax', description: 'A tax on top of net prices' });
export type Tax = z.infer<typeof taxSchema>;

const chargeSchema = z
  .object({
    kind: z.enum(['base', 'addOn']),
    key: z.string().optional().meta({ description: 'The plan or the add-on' }),
    unitPrice: priceSchema,
    quantity: quantitySchema,
    share: z
      .object({ from: z.int(), to: z.int(), of: z.int() })
      .optional()
      .meta({ description: 'The part of the interval of its price, in milliseconds from its beginning' }),
  })
  .meta({ id: 'StatementCharge' });

export const statementUsageSchema = z
  .object({
    meter: z.string(),
    meterVersion: z.int().meta({ description: 'Of the definition that counted it' }),
    scale: z
      .int()
      .meta({ description: "Places of the meter's smallest unit, in which quantities are given" }),
    used: quantitySchema,
    allowance: limitSchema,
    tiers: overageTiersSchema.optional(),
    events: quantitySchema.meta({ description: 'Events that count' }),
    entries: z.int().meta({ description: 'Entries of the ledger, corrections included' }),
    memberHash: z.string().meta({
      description: 'The sum of the digests of these entries modulo 2^256, hexadecimal: in any order the same',
    }),
  })
  .meta({
    id: 'StatementUsage',
    description: 'What was used of a meter, and which entries of the ledger say so',
  });
export type StatementUsage = z.infer<typeof statementUsageSchema>;

const ratedPeriodShape = {
  period: periodSchema,
  recurring: z.array(chargeSchema),
  usage: z.array(statementUsageSchema),
  minimum: z
    .object({
      amount: priceSchema,
      since: time('The beginning of its interval'),
      billedMinor: amountMinorSchema,
    })
    .optional()
    .meta({ description: 'What the interval comes to at least, and what its other periods come to' }),
};
export const periodInputsSchema = z
  .object(ratedPeriodShape)
  .meta({ id: 'StatementPeriodInputs', description: 'What a period is rated from' });
export type PeriodInputs = z.infer<typeof periodInputsSchema>;

const billedSchema = z
  .object({
    kind: ratedLineSchema.shape.kind,
    key: z.string().optional(),
    quantity: z
      .string()
      .meta({ description: 'Of all statements together; negative when more was taken back' }),
    amountMinor: amountMinorSchema,
  })
  .meta({ id: 'BilledBefore' });
export type Billed = z.infer<typeof billedSchema>;

export const MOST_NEWS = 50;

const newsSchema = z
  .object({
    meter: z.string(),
    entry: z.enum(['usage', 'void', 'amend']),
    type: z.string().meta({ description: 'Of the event' }),
    source: z.string(),
    eventId: z.string().meta({ description: 'Of a correction, its own id' }),
    time: time('When it happened: of a correction, what it corrects'),
    received: time('When it came in'),
    quantity: z.string().meta({ description: 'Decimal; of an amend, what holds now' }),
  })
  .meta({
    id: 'LedgerNews',
    description: 'An entry of the ledger that came since the period was billed last',
  });
export type LedgerNews = z.infer<typeof newsSchema>;

export const earlierInputsSchema = z
  .object({
    ...ratedPeriodShape,
    billed: z.array(billedSchema).meta({ description: 'What all statements before have billed for it' }),
    before: z
      .array(
        z
          .object({ meter: z.string(), used: quantitySchema, entries: z.int(), memberHash: z.string() })
          .meta({ id: 'UsageBilledBefore' }),
      )
      .meta({ description: 'By which usage it was billed last' }),
    news: z
      .array(newsSchema)
      .meta({ description: `What came to the ledger since, by time: the first ${MOST_NEWS} of each meter` }),
    statement: statementNumberSchema.optional().meta({ description: 'The statement that closed it' }),
  })
  .meta({ id: 'EarlierPeriodInputs', description: 'An earlier period that comes to something else by now' });
export type EarlierInputs = z.infer<typeof earlierInputsSchema>;

export const statementInputsSchema = z
  .object({
    tenantId: z.string(),
    number: statementNumberSchema,
    currency: currencySchema,
    closedAt: time('When it was made'),
    asOf: time('Every event that was accepted before is in it'),
    subscriptionVersion: z.int().meta({ description: 'What was known of the subscription: its version' }),
    plans: z
      .array(
        z
          .object({ from: time('Since when'), plan: z.string().meta({ description: 'As `pro@3`' }) })
          .meta({ id: 'StatementPlan' }),
      )
      .meta({ description: 'Which plan versions held in the period' }),
    overrides: z
      .array(z.string())
      .meta({ description: 'Ids of the overrides that held in the period, see the subscription' }),
    current: periodInputsSchema,
    earlier: z.array(earlierInputsSchema),
    credits: z
      .array(
        z
          .object({ creditId: z.string(), openMinor: amountMinorSchema })
          .meta({ id: 'OpenCredit', description: 'What was left of a credit before this statement' }),
      )
      .meta({ description: 'Oldest first' }),
    tax: taxSchema.optional(),
    taxId: taxIdSchema.optional(),
    purchaseOrder: purchaseOrderSchema.optional(),
    paymentTermsDays: z.int().min(0).max(365),
  })
  .meta({ id: 'StatementInputs', description: 'Everything that a statement is made from' });
export type StatementInputs = z.infer<typeof statementInputsSchema>;

export const LINE_KINDS = ['base', 'addOn', 'overage', 'minimum', 'adjustment', 'credit', 'tax'] as const;

export const statementLineSchema = z
  .object({
    kind: z.enum(LINE_KINDS),
    of: ratedLineSchema.shape.kind.optional().meta({ description: 'Of an adjustment: what it adjusts' }),
    key: z
      .string()
      .optional()
      .meta({ description: 'The plan, the add-on, the meter, the credit or the tax' }),
    period: periodSchema
      .optional()
      .meta({ description: 'When it was: of an adjustment, the earlier period' }),
    quantity: z.string().meta({ description: 'Negative where something is taken back' }),
    amountMinor: amountMinorSchema,
    exact: ratedLineSchema.shape.exact.optional(),
    parts: ratedLineSchema.shape.parts,
    usage: statementUsageSchema.optional().meta({ description: 'Of overage: the usage that it comes from' }),
    before: z
      .object({
        statement: statementNumberSchema.optional(),
        amountMinor: amountMinorSchema,
        used: quantitySchema.optional(),
        entries: z.int().optional(),
        memberHash: z.string().optional(),
      })
      .optional()
      .meta({ id: 'AdjustedFrom', description: 'Of an adjustment: what was billed before, and from what' }),
    news: z
      .array(newsSchema)
      .optional()
      .meta({ description: 'Of an adjustment of usage: the entries of the ledger that it comes from' }),
  })
  .meta({ id: 'StatementLine' });
export type StatementLine = z.infer<typeof statementLineSchema>;

export const statementSchema = z
  .object({
    tenantId: z.string(),
    number: statementNumberSchema,
    period: periodSchema,
    currency: currencySchema,
    closedAt: time('When it was made'),
    dueAt: time('When it is to be paid'),
    lines: z.array(statementLineSchema),
    subtotalMinor: amountMinorSchema.meta({ description: 'Charges and adjustments, net' }),
    creditMinor: amountMinorSchema.meta({ description: 'Credits that were used up by it; 0 or more' }),
    taxMinor: amountMinorSchema,
    totalMinor: amountMinorSchema.meta({ description: 'What is to be paid; negative when it is given back' }),
    inputs: statementInputsSchema,
  })
  .meta({ id: 'StatementRecord', description: 'What a period was billed. It never changes' });
export type Statement = z.infer<typeof statementSchema>;
