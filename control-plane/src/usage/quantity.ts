import { MAX_SCALE } from '@tenantry/contracts/commercial/meter';
import { INT64_MAX } from '@tenantry/contracts/commercial/money';

/** A whole number of 10^-scale units: an int64, never a binary float. */
export interface Quantity {
  readonly units: bigint;
  readonly scale: number;
}

export const ONE: Quantity = { units: 1n, scale: 0 };

export type QuantityFault =
  | 'quantity_malformed'
  | 'quantity_negative'
  | 'quantity_imprecise'
  | 'quantity_too_precise'
  | 'quantity_overflow';

const DECIMAL = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a quantity as senders write it: a JSON number or a decimal string. Trailing zeros do not count, so 1.50 is
 * 15 at scale 1, and equal quantities have one form.
 */
export function readQuantity(value: number | string): Quantity | QuantityFault {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'quantity_malformed';
    // Beyond 2^53 the number that was sent is not the one that JSON.parse gave us.
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return 'quantity_imprecise';
  }
  const match = DECIMAL.exec(String(value));
  if (match === null) return 'quantity_malformed';
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  let units = BigInt(whole + fraction);
  let scale = fraction.length - Number(exponent);
  if (units === 0n) return { units, scale: 0 };
  if (sign === '-') return 'quantity_negative';
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale--;
  }
  if (scale > MAX_SCALE) return 'quantity_too_precise';
  if (scale < 0) {
    // More zeros than an int64 has digits say it already; 10n ** 999n need not be computed.
    if (scale < -19) return 'quantity_overflow';
    units *= 10n ** BigInt(-scale);
    scale = 0;
  }
  return units > INT64_MAX ? 'quantity_overflow' : { units, scale };
}

/**
 * The quantity in units of another scale. A finer one than the meter's is cut off there: events are refused for that
 * where the meter is known, so it happens only to events that are older than the meter.
 */
export function rescale(quantity: Quantity, scale: number): bigint {
  const places = scale - quantity.scale;
  if (places === 0) return quantity.units;
  return places >= 0 ? quantity.units * 10n ** BigInt(places) : quantity.units / 10n ** BigInt(-places);
}

/** `15` at scale 1 is `1.5`: a quantity for people. */
export function formatQuantity(units: bigint, scale: number): string {
  if (scale === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`;
}
