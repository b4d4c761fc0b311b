/** A whole number of 10^-scale units as decimal text, exactly: 12345 of scale 2 is 123.45. */
export function inUnits(quantity: string, scale: number): string {
  if (scale === 0) return quantity;
  const negative = quantity.startsWith('-');
  const digits = (negative ? quantity.slice(1) : quantity).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`;
}
