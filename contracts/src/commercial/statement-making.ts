import { divideHalfEven, PRICE_PLACES, parsePrice } from './money.ts';
import { type RatedLine, type RatingInput, ratePeriod } from './rating.ts';
import {
  type Billed,
  type EarlierInputs,
  type PeriodInputs,
  type Statement,
  type StatementInputs,
  type StatementLine,
  statementSchema,
} from './statement.ts';

/**
 * How a statement follows from its inputs, and what it has billed:
 *
 *   rated(this period)  +  for each earlier period: rated(what is known now) − billed(by all statements)
 *     − credits, as far as they go  + tax  =  total
 */

const DAY_MS = 86_400_000;

/**
 * The statement that inputs make: pure, so that anybody can do it again. `stateOf(statement.inputs)` is the statement,
 * byte for byte once both are written as JSON.
 * @throws RangeError for inputs that no statement was made from
 */
export function stateOf(inputs: StatementInputs): Statement {
  const { tenantId, number, currency, closedAt, current, earlier, paymentTermsDays } = inputs;
  const charged = [
    ...ratePeriod(ratingInputOf(current, currency)).lines.map(line => ratedStatementLine(line, current)),
    ...earlier.flatMap(period => adjustmentsOf(period, currency)),
  ];
  const subtotal = sumOf(charged);
  const credits = creditLines(inputs, subtotal);
  const credited = -sumOf(credits);
  const taxes = taxLines(inputs, subtotal - credited);
  const tax = sumOf(taxes);
  return statementSchema.parse({
    tenantId,
    number,
    period: current.period,
    currency,
    closedAt,
    dueAt: new Date(Date.parse(closedAt) + paymentTermsDays * DAY_MS).toISOString(),
    lines: [...charged, ...credits, ...taxes],
    subtotalMinor: String(subtotal),
    creditMinor: String(credited),
    taxMinor: String(tax),
    totalMinor: String(subtotal - credited + tax),
    inputs,
  });
}

/** What rating.ts is given for a period. */
export function ratingInputOf({ recurring, usage, minimum }: PeriodInputs, currency: string): RatingInput {
  return {
    currency,
    recurring: recurring.map(({ kind, key, unitPrice, quantity, share }) => ({
      kind,
      ...(key !== undefined && { key }),
      unitPrice,
      quantity: BigInt(quantity),
      ...(share !== undefined && { share }),
    })),
    usage: usage.map(({ meter, scale, used, allowance, tiers }) => ({
      meter,
      scale,
      used: BigInt(used),
      allowance: allowance === 'unlimited' ? allowance : BigInt(allowance),
      ...(tiers !== undefined && { tiers }),
    })),
    ...(minimum && { minimum: { amount: minimum.amount, billedMinor: BigInt(minimum.billedMinor) } }),
  };
}

/** What an earlier period comes to by now less what was billed for it, line by line; nothing where they are the same. */
export function adjustmentsOf(earlier: EarlierInputs, currency: string): StatementLine[] {
  const now = billedOf(ratePeriod(ratingInputOf(earlier, currency)).lines);
  const keys = new Map([...now, ...earlier.billed].map(line => [keyOf(line), line]));
  return [...keys].flatMap(([id, { kind, key }]): StatementLine[] => {
    const is = now.find(line => keyOf(line) === id);
    const was = earlier.billed.find(line => keyOf(line) === id);
    const amount = BigInt(is?.amountMinor ?? '0') - BigInt(was?.amountMinor ?? '0');
    if (amount === 0n) return [];
    const usage = kind === 'overage' ? earlier.usage.find(({ meter }) => meter === key) : undefined;
    const known = usage && earlier.before.find(({ meter }) => meter === key);
    return [
      {
        kind: 'adjustment',
        of: kind,
        ...(key !== undefined && { key }),
        period: earlier.period,
        quantity: String(BigInt(is?.quantity ?? '0') - BigInt(was?.quantity ?? '0')),
        amountMinor: String(amount),
        ...(usage && { usage }),
        before: {
          ...(earlier.statement !== undefined && { statement: earlier.statement }),
          amountMinor: was?.amountMinor ?? '0',
          ...(known && { used: known.used, entries: known.entries, memberHash: known.memberHash }),
        },
        ...(usage && { news: earlier.news.filter(({ meter }) => meter === key) }),
      },
    ];
  });
}

/** Lines of one thing together: a price that changed in mid-period has two. */
export function billedOf(lines: readonly Billed[]): Billed[] {
  const together = new Map<string, Billed>();
  for (const { kind, key, quantity, amountMinor } of lines) {
    const id = keyOf({ kind, key });
    const before = together.get(id);
    together.set(id, {
      kind,
      ...(key !== undefined && { key }),
      quantity: String(BigInt(before?.quantity ?? '0') + BigInt(quantity)),
      amountMinor: String(BigInt(before?.amountMinor ?? '0') + BigInt(amountMinor)),
    });
  }
  return [...together.values()];
}

/** What a statement has billed, by the period that it was for: its own, and those that it adjusted. */
export function billedByPeriod({
  period,
  lines,
}: Pick<Statement, 'period' | 'lines'>): Map<number, Billed[]> {
  const billed = new Map<number, Billed[]>();
  for (const { kind, of, key, quantity, amountMinor, period: when = period } of lines) {
    if (kind === 'credit' || kind === 'tax') continue;
    const what = kind === 'adjustment' ? of : kind;
    if (what === undefined) continue;
    const line = { kind: what, ...(key !== undefined && { key }), quantity, amountMinor };
    billed.set(when.index, [...(billed.get(when.index) ?? []), line]);
  }
  return billed;
}

/** What of each credit a statement has used up. */
export function creditsUsedBy({ lines }: Pick<Statement, 'lines'>): Map<string, bigint> {
  return new Map(
    lines.flatMap(({ kind, key, amountMinor }): [string, bigint][] =>
      kind === 'credit' && key !== undefined ? [[key, -BigInt(amountMinor)]] : [],
    ),
  );
}

function ratedStatementLine(line: RatedLine, { period, usage }: PeriodInputs): StatementLine {
  const { kind, key, quantity, amountMinor, exact, parts } = line;
  const used = kind === 'overage' ? usage.find(({ meter }) => meter === key) : undefined;
  return {
    kind,
    ...(key !== undefined && { key }),
    period,
    quantity,
    amountMinor,
    exact,
    ...(parts !== undefined && { parts }),
    ...(used !== undefined && { usage: used }),
  };
}

/** Each credit as far as it and the amount go; the rest is there for the next statement. */
function creditLines({ credits }: StatementInputs, subtotal: bigint): StatementLine[] {
  let left = subtotal;
  return credits.flatMap(({ creditId, openMinor }): StatementLine[] => {
    const open = BigInt(openMinor);
    const used = open < left ? open : left;
    if (used <= 0n) return [];
    left -= used;
    return [{ kind: 'credit', key: creditId, quantity: '1', amountMinor: String(-used) }];
  });
}

function taxLines({ tax }: StatementInputs, net: bigint): StatementLine[] {
  if (tax === undefined) return [];
  const amount = divideHalfEven(net * parsePrice(tax.percent), 100n * 10n ** BigInt(PRICE_PLACES));
  return [{ kind: 'tax', key: tax.label, quantity: '1', amountMinor: String(amount) }];
}

function sumOf(lines: readonly StatementLine[]): bigint {
  return lines.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
}

function keyOf({ kind, key }: Pick<Billed, 'kind' | 'key'>): string {
  return `${kind} ${key ?? ''}`;
}
