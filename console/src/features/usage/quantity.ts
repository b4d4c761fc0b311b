/** A whole number of 10^-scale units as decimal text, exactly: 12345 of scale 2 is 123.45. */
export function inUnits(quantity: string, scale: number): string {
  if (scale === 0) return quantity;
  const negative = quantity.startsWith('-');
  const digits = (negative ? quantity.slice(1) : quantity).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`;
}

interface Counted {
  readonly source: string;
  readonly id: string;
  readonly entry: 'usage' | 'void' | 'amend';
  /** Decimal text. */
  readonly quantity: string;
  readonly correction?: { readonly number: number } | undefined;
}

/** What entries come to, exactly: of each event its last correction counts. */
export function sumOf(entries: readonly Counted[]): string {
  const last = new Map<string, Counted>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.source, entry.id]);
    const known = last.get(key);
    if (known === undefined || (entry.correction?.number ?? 0) > (known.correction?.number ?? 0))
      last.set(key, entry);
  }
  const quantities = [...last.values()].map(({ entry, quantity }) => (entry === 'void' ? '0' : quantity));
  const places = Math.max(0, ...quantities.map(text => text.split('.')[1]?.length ?? 0));
  const whole = (text: string): bigint => {
    const [units = '0', fraction = ''] = text.split('.');
    return BigInt(units + fraction.padEnd(places, '0'));
  };
  return inUnits(String(quantities.reduce((sum, text) => sum + whole(text), 0n)), places);
}
