import { z } from 'zod';
import { effectivePlanAt } from './charges.ts';
import { currencyExponent } from './currencies.ts';
import type { EffectivePlan } from './effective-plan.ts';
import { amountMinorSchema, currencySchema, divideHalfEven, PRICE_PLACES, parsePrice } from './money.ts';
import { instantSchema } from './period.ts';
import type { PlanSpec } from './plan.ts';
import type { SubscriptionState } from './subscription.ts';

/**
 * Recurring revenue: what tenants are to pay by their plans, whatever they use. Everything here follows from what
 * subscriptions say at a time, by what was known at another; docs/reference/revenue.md has the definitions.
 */

const MONTHS = { month: 1n, year: 12n } as const;

/** What a plan costs for its interval, whatever is used: base price and add-ons, or the minimum where that is more. */
export function priceOfInterval(plan: Pick<EffectivePlan, 'addOns' | 'basePrice' | 'minimum'>): bigint {
  const addOns = plan.addOns.reduce(
    (sum, { quantity, unitPrice }) => sum + parsePrice(unitPrice) * BigInt(quantity),
    0n,
  );
  const price = parsePrice(plan.basePrice.amount) + addOns;
  const minimum = plan.minimum === undefined ? 0n : parsePrice(plan.minimum.amount);
  return price > minimum ? price : minimum;
}

/**
 * Monthly recurring revenue of a subscription at an instant (RFC 3339, UTC), in the minor unit: base price and add-ons,
 * or the minimum where that is more, a year's divided by twelve. Nothing in a trial, before it began, after it ended.
 */
export function monthlyOf(
  state: SubscriptionState,
  at: string,
  specOf: (planId: string, version: number) => PlanSpec,
): bigint {
  if (state.trialEndsAt !== undefined && at < state.trialEndsAt) return 0n;
  const plan = effectivePlanAt(state, at, specOf);
  if (plan === undefined) return 0n;
  const minor = priceOfInterval(plan) * 10n ** BigInt(currencyExponent(state.currency));
  return divideHalfEven(minor, MONTHS[plan.interval] * 10n ** BigInt(PRICE_PLACES));
}

/** One customer at the beginning and at the end of a time. */
export interface CustomerRevenue {
  readonly fromMinor: bigint;
  readonly toMinor: bigint;
  /** It paid at some time before the beginning. */
  readonly paidBefore: boolean;
}

export const REVENUE_MOVEMENTS = [
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
  'unchanged',
] as const;
export type RevenueMovement = (typeof REVENUE_MOVEMENTS)[number];

/** What a customer did between the two ends; undefined: it paid at neither. */
export function movementOf({ fromMinor, toMinor, paidBefore }: CustomerRevenue): RevenueMovement | undefined {
  if (fromMinor === 0n && toMinor === 0n) return undefined;
  if (fromMinor === 0n) return paidBefore ? 'reactivation' : 'new';
  if (toMinor === 0n) return 'churn';
  if (toMinor === fromMinor) return 'unchanged';
  return toMinor > fromMinor ? 'expansion' : 'contraction';
}

/** Sums over customers of one currency. */
export class RevenueSum {
  startMinor = 0n;
  newMinor = 0n;
  reactivationMinor = 0n;
  expansionMinor = 0n;
  contractionMinor = 0n;
  churnMinor = 0n;
  startCustomers = 0;
  newCustomers = 0;
  reactivatedCustomers = 0;
  churnedCustomers = 0;

  add(customer: CustomerRevenue): void {
    const { fromMinor, toMinor } = customer;
    this.startMinor += fromMinor;
    if (fromMinor > 0n) this.startCustomers++;
    switch (movementOf(customer)) {
      case 'new':
        this.newMinor += toMinor;
        this.newCustomers++;
        break;
      case 'reactivation':
        this.reactivationMinor += toMinor;
        this.reactivatedCustomers++;
        break;
      case 'churn':
        this.churnMinor += fromMinor;
        this.churnedCustomers++;
        break;
      case 'expansion':
        this.expansionMinor += toMinor - fromMinor;
        break;
      case 'contraction':
        this.contractionMinor += fromMinor - toMinor;
        break;
      default:
    }
  }

  get endMinor(): bigint {
    const won = this.newMinor + this.reactivationMinor + this.expansionMinor;
    return this.startMinor + won - this.contractionMinor - this.churnMinor;
  }

  get endCustomers(): number {
    return this.startCustomers + this.newCustomers + this.reactivatedCustomers - this.churnedCustomers;
  }

  /** What is left of the beginning's revenue of those who paid then, with what they buy more, in percent. */
  get netRetention(): string | undefined {
    return percent(
      this.startMinor + this.expansionMinor - this.contractionMinor - this.churnMinor,
      this.startMinor,
    );
  }

  /** The same without what they buy more. */
  get grossRetention(): string | undefined {
    return percent(this.startMinor - this.contractionMinor - this.churnMinor, this.startMinor);
  }

  get revenueChurn(): string | undefined {
    return percent(this.churnMinor, this.startMinor);
  }

  get customerChurn(): string | undefined {
    return percent(BigInt(this.churnedCustomers), BigInt(this.startCustomers));
  }
}

/** With two places, a half to the even neighbour; nothing of nothing. */
export function percent(part: bigint, whole: bigint): string | undefined {
  if (whole <= 0n) return undefined;
  const hundredths = divideHalfEven(part * 10_000n, whole);
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const percentSchema = z
  .string()
  .regex(/^\d+\.\d\d$/)
  .optional();
const time = (description: string) => z.string().meta({ description, format: 'date-time' });

export const revenueQuerySchema = z.strictObject({
  asOf: instantSchema
    .optional()
    .meta({ description: 'The end of the time that is looked at; now when left out' }),
  from: instantSchema.optional().meta({ description: 'Its beginning; a month before its end when left out' }),
  knownAt: instantSchema.optional().meta({
    description: 'By what was recorded until then; by all that is recorded now when left out',
  }),
});

export const revenueSchema = z
  .object({
    from: time('The beginning of the time that is looked at'),
    asOf: time('Its end'),
    knownAt: time('By what was recorded until then'),
    definitions: z.int().meta({ description: 'Version of the definitions, in docs/reference/revenue.md' }),
    currencies: z
      .array(
        z
          .object({
            currency: currencySchema,
            mrrMinor: amountMinorSchema.meta({ description: 'Monthly recurring revenue at the end' }),
            arrMinor: amountMinorSchema.meta({ description: 'Twelve times that' }),
            startMrrMinor: amountMinorSchema.meta({ description: 'At the beginning' }),
            newMinor: amountMinorSchema.meta({ description: 'Of customers who never paid before' }),
            reactivationMinor: amountMinorSchema.meta({
              description: 'Of customers who paid once, and not at the beginning',
            }),
            expansionMinor: amountMinorSchema,
            contractionMinor: amountMinorSchema,
            churnMinor: amountMinorSchema.meta({ description: 'Of customers who pay nothing at the end' }),
            customers: z.int().meta({ description: 'Who pay at the end' }),
            startCustomers: z.int(),
            newCustomers: z.int(),
            churnedCustomers: z.int(),
            netRevenueRetention: percentSchema.meta({
              description: 'Percent; absent when nobody paid at the beginning',
            }),
            grossRevenueRetention: percentSchema,
            revenueChurn: percentSchema,
            customerChurn: percentSchema,
            billedMinor: amountMinorSchema.meta({
              description: 'Statements made between the two times, void ones not',
            }),
            billedUsageMinor: amountMinorSchema.meta({
              description: 'Of these, what was used beyond allowances',
            }),
          })
          .meta({ id: 'CurrencyRevenue' }),
      )
      .meta({ description: 'By currency; nothing is converted' }),
  })
  .meta({ id: 'Revenue', description: 'Recurring revenue, how it moved, and what was billed' });
export type RevenueBody = z.infer<typeof revenueSchema>;

export const revenueCustomersQuerySchema = revenueQuerySchema.extend({
  currency: currencySchema.optional(),
  movement: z
    .enum(REVENUE_MOVEMENTS)
    .optional()
    .meta({ description: 'Only customers who did this between the two times' }),
});

/** So many are named: who moved most. */
export const MOST_REVENUE_CUSTOMERS = 1_000;

export const revenueCustomersSchema = z
  .object({
    from: time('The beginning of the time that is looked at'),
    asOf: time('Its end'),
    knownAt: time('By what was recorded until then'),
    total: z.int().meta({ description: 'How many there are' }),
    items: z
      .array(
        z
          .object({
            tenantId: z.string(),
            currency: currencySchema,
            movement: z.enum(REVENUE_MOVEMENTS),
            plan: z.string().optional().meta({
              description:
                'As `pro@3`: the plan at the end, or at the beginning of who left; absent without any',
            }),
            fromMinor: amountMinorSchema.meta({ description: 'MRR at the beginning' }),
            toMinor: amountMinorSchema.meta({ description: 'MRR at the end' }),
          })
          .meta({ id: 'RevenueCustomer' }),
      )
      .meta({ description: `Who moved most first, then who pays most; at most ${MOST_REVENUE_CUSTOMERS}` }),
  })
  .meta({ id: 'RevenueCustomers', description: 'The customers behind figures of recurring revenue' });
export type RevenueCustomersBody = z.infer<typeof revenueCustomersSchema>;

export const REVENUE_DEFINITIONS = 1;
