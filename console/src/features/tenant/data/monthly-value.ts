import type { EffectivePlan } from './types.ts';

const PLACES = 12;
const ONE = 10n ** BigInt(PLACES);

/**
 * What a plan comes to a month without usage: base price and add-ons, or the minimum where that is more; of a yearly
 * price a twelfth, rounded to the minor unit, a half to the even one (docs/reference/revenue.md, MRR).
 * @returns minor units as text
 */
export function monthlyMinor(plan: EffectivePlan): string {
  const addOns = plan.addOns.reduce(
    (sum, { quantity, unitPrice }) => sum + scaled(unitPrice) * BigInt(quantity),
    0n,
  );
  const charged = scaled(plan.basePrice.amount) + addOns;
  const least = plan.minimum === undefined ? 0n : scaled(plan.minimum.amount);
  const digits = minorDigits(plan.currency);
  const whole = (charged > least ? charged : least) * 10n ** BigInt(digits);
  return String(roundHalfEven(whole, ONE * (plan.interval === 'year' ? 12n : 1n)));
}

/** A decimal text with at most 12 places as an integer of 10^-12. */
function scaled(price: string): bigint {
  const [whole = '0', fraction = ''] = price.split('.');
  return BigInt(whole) * ONE + BigInt(fraction.padEnd(PLACES, '0'));
}

function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

function roundHalfEven(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  const twice = (value % divisor) * 2n;
  if (twice < divisor) return quotient;
  return twice > divisor || quotient % 2n === 1n ? quotient + 1n : quotient;
}
