export interface Amounts {
  readonly currency: string;
  readonly totalMinor: string;
  readonly openMinor: string;
  readonly state: string;
}

export interface Sum {
  readonly currency: string;
  readonly count: number;
  readonly totalMinor: string;
  readonly openMinor: string;
}

/** What statements come to, currency by currency: nothing is converted, and what is void is not in it. */
export function sumsOf(statements: readonly Amounts[]): readonly Sum[] {
  const sums = new Map<string, { count: number; total: bigint; open: bigint }>();
  for (const { currency, totalMinor, openMinor, state } of statements) {
    if (state === 'void') continue;
    const sum = sums.get(currency) ?? { count: 0, total: 0n, open: 0n };
    sums.set(currency, {
      count: sum.count + 1,
      total: sum.total + BigInt(totalMinor),
      open: sum.open + BigInt(openMinor),
    });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { count, total, open }]) => ({
      currency,
      count,
      totalMinor: String(total),
      openMinor: String(open),
    }));
}
