/**
 * An amount as people type it, in the minor unit: "1.234,50" and "1,234.50" are 123450 of EUR. The last comma or point is
 * the decimal one when no more digits follow than the currency has: "1.250" is 1250 of EUR, and 1.250 of KWD.
 * Undefined: it is no amount, or has too many places.
 * No binary floating point on the way.
 */
export function minorOf(typed: string, currency: string): string | undefined {
  const digits = placesOf(currency);
  const text = typed.trim().replace(/[\s\u00A0\u202F']/g, '');
  const found = /^(-?)(\d[\d.,]*)$/.exec(text);
  if (found === null) return undefined;
  const [, sign = '', amount = ''] = found;
  const last = Math.max(amount.lastIndexOf(','), amount.lastIndexOf('.'));
  const after = last < 0 ? '' : amount.slice(last + 1);
  const isOnce = amount.indexOf(amount.charAt(last)) === last;
  const isDecimal = last >= 0 && (after.length !== 3 || (digits === 3 && isOnce));
  if (isDecimal && after.length > digits) return undefined;
  const whole = (isDecimal ? amount.slice(0, last) : amount).replace(/[.,]/g, '');
  const minor = BigInt(whole + (isDecimal ? after : '').padEnd(digits, '0'));
  return minor === 0n ? '0' : `${sign}${minor}`;
}

/** The same back, for a form: 123450 of EUR is "1234.50". */
export function typedOf(minor: string, currency: string): string {
  const digits = placesOf(currency);
  const negative = minor.startsWith('-');
  const padded = (negative ? minor.slice(1) : minor).padStart(digits + 1, '0');
  const decimal = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  return `${negative ? '-' : ''}${decimal}`;
}

const placesOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
