function digitsOf(currency: string): number | undefined {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits;
  } catch {
    return undefined;
  }
}

/** An amount as people type it (`12000`, `12000.50`, `12000,50`) in minor units; undefined: it is none. */
export function minorOf(text: string, currency: string): string | undefined {
  const digits = digitsOf(currency.trim().toUpperCase());
  const [, whole, fraction = ''] = /^(\d{1,15})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (digits === undefined || whole === undefined || fraction.length > digits) return undefined;
  return String(BigInt(`${whole}${fraction.padEnd(digits, '0')}`));
}

/** Minor units as an amount that can be typed. */
export function decimalOf(minor: string, currency: string): string {
  const digits = digitsOf(currency) ?? 2;
  const padded = minor.padStart(digits + 1, '0');
  return digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
