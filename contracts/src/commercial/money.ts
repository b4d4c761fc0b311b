import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { CURRENCY_EXPONENTS, currencyExponent } from './currencies.ts';

/**
 * Money is a BigInt of the minor unit (cents), a price a decimal string of the major unit with up to 12 places, a
 * quantity an int64. What lies between is exact (BigInt too), and rounded once, where it becomes a line.
 */

export const PRICE_PLACES = 12;
export const INT64_MAX = 2n ** 63n - 1n;

// The longest price has 24 digits; decimal.js would round to 20 by itself.
const Exactly = Decimal.clone({ precision: 64, toExpNeg: -30, toExpPos: 40 });
const PRICE_UNIT = new Exactly(10).pow(PRICE_PLACES);

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, 'three capital letters')
  .refine(code => CURRENCY_EXPONENTS.has(code), 'a currency of ISO 4217 that is in use')
  .meta({ id: 'Currency', description: 'ISO 4217 code', example: 'EUR' });

export const priceSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})(\.\d{1,12})?$/, 'a decimal number of at most 12 places, such as "0.0025"')
  .meta({
    id: 'Price',
    description: 'Decimal string in the major unit of the currency, with at most 12 places',
    example: '0.0025',
  });

export const amountMinorSchema = z
  .string()
  .regex(/^(0|-?[1-9]\d{0,18})$/, 'a whole number of the minor unit')
  .meta({
    id: 'AmountMinor',
    description: 'Whole number of the minor unit of the currency (cents), as a string; negative for a credit',
    example: '1299',
  });

export const moneySchema = z
  .object({ amountMinor: amountMinorSchema, currency: currencySchema })
  .meta({ id: 'Money', description: 'An amount of money' });
export type Money = z.infer<typeof moneySchema>;

export const quantitySchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,18})$/, 'a whole number, not negative')
  .refine(text => /^\d{1,19}$/.test(text) && BigInt(text) <= INT64_MAX, 'at most 9223372036854775807')
  .meta({
    id: 'Quantity',
    description: "Whole number of the meter's smallest unit, as a string (an int64)",
    example: '100000',
  });

/** An exact amount of the major unit: `units` × 10^-`places`. */
export interface ExactAmount {
  readonly units: bigint;
  readonly places: number;
}

/** A price in units of 10^-12 of the major unit. @throws RangeError for what is no price. */
export function parsePrice(price: string): bigint {
  if (!priceSchema.safeParse(price).success) throw new RangeError(`no price: ${price.slice(0, 40)}`);
  return BigInt(new Exactly(price).times(PRICE_UNIT).toFixed(0));
}

/** The reverse of {@link parsePrice}, without trailing zeros. */
export function formatPrice(units: bigint): string {
  return new Exactly(units.toString()).div(PRICE_UNIT).toFixed();
}

/** An exact amount in decimal, without trailing zeros; for showing how a line came about. */
export function formatExact({ units, places }: ExactAmount): string {
  return new Exactly(units.toString()).div(new Exactly(10).pow(places)).toFixed();
}

/**
 * To the nearest whole number, a half to the even neighbour (IEEE 754 roundTiesToEven). Prices with one digit more
 * than the minor unit end in exactly half in one of ten lines: rounding those up would overcharge all customers
 * together, steadily. A half to even favours nobody, and a credit undoes a charge exactly.
 * @param denominator above zero
 */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('divides by what is not above zero');
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const away = numerator < 0n ? -1n : 1n;
  if (twice > denominator) return quotient + away;
  if (twice < denominator) return quotient;
  return quotient % 2n === 0n ? quotient : quotient + away;
}

/** The one rounding of a line. @throws RangeError for a currency that is none. */
export function toMinor({ units, places }: ExactAmount, currency: string): bigint {
  const exponent = currencyExponent(currency);
  return places <= exponent
    ? units * 10n ** BigInt(exponent - places)
    : divideHalfEven(units, 10n ** BigInt(places - exponent));
}

/** An amount for people, without sign of currency: 1299n EUR is `12.99`, 1299n JPY `1299`. */
export function formatMinor(amountMinor: bigint, currency: string): string {
  const exponent = currencyExponent(currency);
  return new Exactly(amountMinor.toString()).div(new Exactly(10).pow(exponent)).toFixed(exponent);
}
