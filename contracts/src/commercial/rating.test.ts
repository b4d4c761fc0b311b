import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPrice, PRICE_PLACES, parsePrice } from './money.ts';
import { type OverageTier, overageTiersSchema, rateOverage, ratePeriod } from './rating.ts';

const prices = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(formatPrice);
const quantities = fc.bigInt({ min: 0n, max: 10n ** 12n });
const tiers = fc
  .tuple(
    fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 12n }), { maxLength: 6 }),
    fc.array(prices, { minLength: 7 }),
  )
  .map(([ends, unitPrices]): OverageTier[] => [
    ...ends
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((end, at) => ({ upTo: end.toString(), unitPrice: unitPrices[at] ?? '0' })),
    { unitPrice: unitPrices[6] ?? '0' },
  ]);

/** Unit by unit, as the words say it. */
function unitByUnit(table: readonly OverageTier[], to: bigint): bigint {
  let sum = 0n;
  for (let unit = 1n; unit <= to; unit++) {
    const tier = table.find(({ upTo }) => upTo === undefined || unit <= BigInt(upTo));
    sum += parsePrice(tier?.unitPrice ?? '0');
  }
  return sum;
}

describe('overage', () => {
  test('costs for each unit what its tier says', () => {
    fc.assert(
      fc.property(tiers, fc.bigInt({ min: 0n, max: 300n }), (table, to) => {
        const near = table.map(tier => ({
          ...tier,
          ...(tier.upTo !== undefined && { upTo: (BigInt(tier.upTo) % 200n).toString() }),
        }));
        const rising = near.toSorted((a, b) => Number(a.upTo ?? 1e9) - Number(b.upTo ?? 1e9));
        expect(rateOverage(rising, { from: 0n, to }).units).toBe(unitByUnit(rising, to));
      }),
    );
  });

  test('rates in two parts as it does whole', () => {
    fc.assert(
      fc.property(tiers, quantities, quantities, (table, first, second) => {
        const whole = rateOverage(table, { from: 0n, to: first + second });
        const begin = rateOverage(table, { from: 0n, to: first });
        const rest = rateOverage(table, { from: first, to: first + second });
        expect(begin.units + rest.units).toBe(whole.units);
      }),
    );
  });

  test('never costs less for more', () => {
    fc.assert(
      fc.property(
        tiers,
        quantities,
        quantities,
        fc.integer({ min: 0, max: 9 }),
        (table, used, more, scale) => {
          const bill = (quantity: bigint) =>
            ratePeriod({
              currency: 'EUR',
              recurring: [{ kind: 'base', unitPrice: '10', quantity: 1n }],
              usage: [{ meter: 'query', scale, used: quantity, allowance: 1_000n, tiers: table }],
              minimum: { amount: '25', billedMinor: 0n },
            }).totalMinor;
          expect(bill(used + more) >= bill(used)).toBe(true);
        },
      ),
    );
  });

  test('is of whole units where the meter has a scale', () => {
    const table = [{ unitPrice: '0.5' }];
    // 2,500 thousandths of a unit.
    expect(rateOverage(table, { from: 0n, to: 2_500n }, 3)).toEqual({
      units: 1_250_000_000_000n * 1_000n,
      places: PRICE_PLACES + 3,
    });
  });

  test.each([
    ['no tier', [], []],
    ['an end of the last tier', [{ upTo: '5', unitPrice: '1' }], [0, 'upTo']],
    ['an open tier before the last', [{ unitPrice: '1' }, { unitPrice: '1' }], [0, 'upTo']],
    [
      'tiers that fall',
      [{ upTo: '5', unitPrice: '1' }, { upTo: '5', unitPrice: '1' }, { unitPrice: '1' }],
      [1, 'upTo'],
    ],
    ['an end of zero', [{ upTo: '0', unitPrice: '1' }, { unitPrice: '1' }], [0, 'upTo']],
    ['an end that is no number', [{ upTo: 'x', unitPrice: '1' }, { unitPrice: '1' }], [0, 'upTo']],
    ['a negative price', [{ unitPrice: '-1' }], [0, 'unitPrice']],
  ])('is not rated by a table with %s', (_what, table, path) => {
    const parsed = overageTiersSchema.safeParse(table);
    expect(parsed.error?.issues[0]?.path).toEqual(path);
  });
});

describe('a period', () => {
  const pro = {
    currency: 'EUR',
    recurring: [
      { kind: 'base' as const, unitPrice: '49', quantity: 1n },
      { kind: 'addOn' as const, key: 'seats', unitPrice: '4.5', quantity: 3n },
    ],
    usage: [
      {
        meter: 'query',
        scale: 0,
        used: 10_101n,
        allowance: 10_000n,
        tiers: [{ upTo: '100', unitPrice: '0.0125' }, { unitPrice: '0.005' }],
      },
      { meter: 'timeline', scale: 0, used: 5n, allowance: 10n, tiers: [{ unitPrice: '1' }] },
      { meter: 'signup', scale: 0, used: 5n, allowance: 'unlimited' as const, tiers: [{ unitPrice: '1' }] },
    ],
  };

  test('has a line for each charge, rounded once, with the tiers that make it up', () => {
    const { lines, totalMinor } = ratePeriod(pro);
    expect(lines).toEqual([
      { kind: 'base', quantity: '1', amountMinor: '4900', exact: '49' },
      { kind: 'addOn', key: 'seats', quantity: '3', amountMinor: '1350', exact: '13.5' },
      {
        kind: 'overage',
        key: 'query',
        quantity: '101',
        // 1.255 is half a cent over: to the even cent above.
        amountMinor: '126',
        exact: '1.255',
        parts: [
          { from: '0', to: '100', unitPrice: '0.0125', exact: '1.25' },
          { from: '100', to: '101', unitPrice: '0.005', exact: '0.005' },
        ],
      },
    ]);
    expect(totalMinor).toBe(6_376n);
  });

  test('comes to the minimum at least, less what the interval was billed before', () => {
    const { lines, totalMinor } = ratePeriod({ ...pro, minimum: { amount: '100', billedMinor: 2_000n } });
    expect(lines.at(-1)).toEqual({ kind: 'minimum', quantity: '1', amountMinor: '1624', exact: '16.24' });
    expect(totalMinor).toBe(8_000n);
    expect(ratePeriod({ ...pro, minimum: { amount: '60', billedMinor: 0n } }).lines).toHaveLength(3);
  });

  test('costs as much in shares as whole, however it is cut', () => {
    fc.assert(
      fc.property(
        prices,
        fc.bigInt({ min: 0n, max: 50n }),
        fc.array(fc.nat(2_678_400_000), { maxLength: 5 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        (unitPrice, quantity, cuts, currency) => {
          const of = 2_678_400_000;
          const bounds = [0, ...cuts.toSorted((a, b) => a - b), of];
          const shares = bounds.slice(1).map((to, at) => ({ from: bounds[at] ?? 0, to, of }));
          const total = (recurring: Parameters<typeof ratePeriod>[0]['recurring']) =>
            ratePeriod({ currency, recurring, usage: [] }).totalMinor;
          const charge = { kind: 'base' as const, unitPrice, quantity };
          expect(total(shares.map(share => ({ ...charge, share })))).toBe(total([charge]));
        },
      ),
    );
  });
});
