import { z } from 'zod';
import { currencyExponent } from './currencies.ts';
import {
  amountMinorSchema,
  divideHalfEven,
  type ExactAmount,
  formatExact,
  PRICE_PLACES,
  parsePrice,
  priceSchema,
  quantitySchema,
  toMinor,
} from './money.ts';

/**
 * What a period costs. Every line is exact until its one rounding. Overage is graduated: each unit beyond the
 * allowance costs what the tier says that it falls into, and tiers are bounded by the quantity since the allowance
 * was used up. So the price of a part is the price up to its end less the price up to its beginning, and two parts
 * rate as the whole does.
 */

export const overageTierSchema = z
  .strictObject({
    upTo: quantitySchema.optional().meta({
      description: 'The last unit of overage that this price holds for; left out of the last tier',
    }),
    unitPrice: priceSchema.meta({ description: 'Price of one unit of the meter' }),
  })
  .meta({ id: 'OverageTier', description: 'A price for a stretch of overage' });
export type OverageTier = z.infer<typeof overageTierSchema>;

export const overageTiersSchema = z
  .array(overageTierSchema)
  .min(1)
  .max(20)
  .superRefine((tiers, context) => {
    let reached = 0n;
    for (const [index, { upTo }] of tiers.entries()) {
      const last = index === tiers.length - 1;
      if (last !== (upTo === undefined)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'upTo'],
          message: last ? 'the last tier has no end' : 'every tier but the last has an end',
        });
      } else if (upTo !== undefined && wholeNumber(upTo) <= reached) {
        context.addIssue({ code: 'custom', path: [index, 'upTo'], message: 'tiers rise, from above 0' });
      }
      if (upTo !== undefined) reached = wholeNumber(upTo);
    }
  });

/** Refinements run on what the pattern refused, too. */
function wholeNumber(text: string): bigint {
  return /^\d{1,19}$/.test(text) ? BigInt(text) : 0n;
}

/** What is used beyond an allowance; all of it is within one that is `unlimited`. */
export function overageOf(used: bigint, allowance: bigint | 'unlimited'): bigint {
  if (allowance === 'unlimited' || used <= allowance) return 0n;
  return used - allowance;
}

/**
 * What the overage from unit `from` (exclusive) to unit `to` (inclusive) costs.
 * @param scale Places that the meter's smallest unit lies behind one unit: quantities are of the smallest unit, and
 *   `unitPrice` is of one unit.
 */
export function rateOverage(
  tiers: readonly OverageTier[],
  part: { readonly from: bigint; readonly to: bigint },
  scale = 0,
): ExactAmount {
  let units = 0n;
  for (const { from, to, unitPrice } of stretches(tiers, part)) units += parsePrice(unitPrice) * (to - from);
  return { units, places: PRICE_PLACES + scale };
}

interface Stretch {
  readonly from: bigint;
  readonly to: bigint;
  readonly unitPrice: string;
}

function stretches(tiers: readonly OverageTier[], part: { from: bigint; to: bigint }): Stretch[] {
  if (part.from < 0n || part.to < part.from) throw new RangeError('overage runs from 0 upwards');
  let begin = 0n;
  return tiers.flatMap(({ upTo, unitPrice }) => {
    const end = upTo === undefined ? part.to : BigInt(upTo);
    const from = part.from > begin ? part.from : begin;
    const to = part.to < end ? part.to : end;
    begin = end;
    return to > from ? [{ from, to, unitPrice }] : [];
  });
}

/** A part of an interval, in milliseconds from its beginning. */
export interface Share {
  readonly from: number;
  readonly to: number;
  readonly of: number;
}

export interface RecurringCharge {
  readonly kind: 'base' | 'addOn';
  /** Of an add-on. */
  readonly key?: string;
  readonly unitPrice: string;
  readonly quantity: bigint;
  /** When it held for a part of its interval only. */
  readonly share?: Share;
}

export interface MeteredUsage {
  readonly meter: string;
  /** Places of the meter's smallest unit. */
  readonly scale: number;
  readonly used: bigint;
  readonly allowance: bigint | 'unlimited';
  /** None: what is beyond the allowance is not billed. */
  readonly tiers?: readonly OverageTier[];
}

export interface RatingInput {
  readonly currency: string;
  readonly recurring: readonly RecurringCharge[];
  readonly usage: readonly MeteredUsage[];
  /** Where the interval of the price ends with this period: what it comes to at least, and what was billed of it. */
  readonly minimum?: { readonly amount: string; readonly billedMinor: bigint };
}

const linePartSchema = z
  .object({
    from: quantitySchema.meta({ description: 'Units of overage before this part' }),
    to: quantitySchema.meta({ description: 'The last unit of overage of this part' }),
    unitPrice: priceSchema,
    exact: z.string().meta({ description: 'Decimal of the major unit, not rounded' }),
  })
  .meta({ id: 'RatedPart', description: 'What one tier adds to a line' });

export const ratedLineSchema = z
  .object({
    kind: z.enum(['base', 'addOn', 'overage', 'minimum']),
    key: z.string().optional().meta({ description: 'The add-on or the meter' }),
    quantity: quantitySchema,
    amountMinor: amountMinorSchema,
    exact: z.string().meta({ description: 'Decimal of the major unit, before the one rounding of the line' }),
    parts: z.array(linePartSchema).optional().meta({ description: 'Of overage, tier by tier' }),
  })
  .meta({ id: 'RatedLine', description: 'One line of what a period costs' });
export type RatedLine = z.infer<typeof ratedLineSchema>;

export interface RatedPeriod {
  readonly lines: readonly RatedLine[];
  readonly totalMinor: bigint;
}

/** Lines in the order of the input: recurring, overage, and what is missing to the minimum. */
export function ratePeriod(input: RatingInput): RatedPeriod {
  const { currency } = input;
  const lines = [
    ...input.recurring.map(charge => recurringLine(charge, currency)),
    ...input.usage.flatMap(usage => overageLine(usage, currency)),
  ];
  const sum = lines.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
  const topUp = minimumLine(input, sum);
  if (topUp === undefined) return { lines, totalMinor: sum };
  return { lines: [...lines, topUp], totalMinor: sum + BigInt(topUp.amountMinor) };
}

/** Rounded up to its end less rounded up to its beginning: the shares of an interval add up to its price exactly. */
function recurringLine(charge: RecurringCharge, currency: string): RatedLine {
  const { kind, key, quantity, unitPrice, share = { from: 0, to: 1, of: 1 } } = charge;
  if (share.from < 0 || share.to < share.from || share.to > share.of) throw new RangeError('no share');
  const whole = parsePrice(unitPrice) * quantity;
  const minorUpTo = (part: number): bigint =>
    divideHalfEven(
      whole * BigInt(part) * 10n ** BigInt(currencyExponent(currency)),
      10n ** BigInt(PRICE_PLACES) * BigInt(share.of),
    );
  return {
    kind,
    ...(key !== undefined && { key }),
    quantity: quantity.toString(),
    amountMinor: (minorUpTo(share.to) - minorUpTo(share.from)).toString(),
    // A share may have no end of places: shown to 18, and never reckoned with.
    exact: formatExact({
      units: (whole * BigInt(share.to - share.from) * 10n ** 6n) / BigInt(share.of),
      places: PRICE_PLACES + 6,
    }),
  };
}

function overageLine(usage: MeteredUsage, currency: string): RatedLine[] {
  const { meter, scale, used, allowance, tiers } = usage;
  const to = overageOf(used, allowance);
  if (tiers === undefined || to === 0n) return [];
  const exact = rateOverage(tiers, { from: 0n, to }, scale);
  return [
    {
      kind: 'overage',
      key: meter,
      quantity: to.toString(),
      amountMinor: toMinor(exact, currency).toString(),
      exact: formatExact(exact),
      parts: stretches(tiers, { from: 0n, to }).map(part => ({
        from: part.from.toString(),
        to: part.to.toString(),
        unitPrice: part.unitPrice,
        exact: formatExact(rateOverage(tiers, part, scale)),
      })),
    },
  ];
}

function minimumLine({ minimum, currency }: RatingInput, sum: bigint): RatedLine | undefined {
  if (minimum === undefined) return undefined;
  const least = toMinor({ units: parsePrice(minimum.amount), places: PRICE_PLACES }, currency);
  const missing = least - minimum.billedMinor - sum;
  if (missing <= 0n) return undefined;
  return {
    kind: 'minimum',
    quantity: '1',
    amountMinor: missing.toString(),
    exact: formatExact({ units: missing, places: currencyExponent(currency) }),
  };
}
