/**
 * An amount in the minor unit of its currency, as people write it. No binary floating point on the way: `Intl` takes
 * decimal text of any length.
 */
export function formatMoney(minor: string, currency: string, tag: string): string {
  const format = new Intl.NumberFormat(tag, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const negative = minor.startsWith('-');
  const padded = (negative ? minor.slice(1) : minor).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const decimal = digits === 0 ? whole : `${whole}.${padded.slice(-digits)}`;
  return format.format(decimalText(`${negative ? '-' : ''}${decimal}`));
}

/** Text that `Intl` takes as an exact number. @throws RangeError */
function decimalText(text: string): Intl.StringNumericLiteral {
  if (!isDecimal(text)) throw new RangeError(`no amount of money: ${text}`);
  return text;
}

export const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);
