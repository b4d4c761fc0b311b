import {
  divideHalfEven,
  type ExactAmount,
  formatMinor,
  parsePrice,
  toMinor,
} from '@tenantry/contracts/commercial/money';
import type { Allowance } from '@tenantry/contracts/commercial/plan';
import { overageOf, rateOverage } from '@tenantry/contracts/commercial/rating';
import { table } from '../../contracts/generate/markdown.ts';
import type { Sections } from '../page-sections.ts';
import type { Offer } from './shipped-tiers.ts';

const CURRENCY = 'EUR';
/** What the month of the worked example used; a sample. */
const USED: Readonly<Record<string, bigint>> = {
  ingestion: 2_500_000n,
  query: 600_000n,
  timeline: 11_000n,
  signup: 80n,
};
const EXAMPLE_PLAN = 'pro';
const MONTHS = 12n;

/** The parts of docs/commercial/pricing.md that follow from the shipped plans and the code that rates. */
export function priceSections(offers: readonly Offer[]): Sections {
  return new Map([
    ['sample-prices', prices(offers)],
    ['sample-overage', overage(offers)],
    ['sample-month', month(offers)],
  ]);
}

function prices(offers: readonly Offer[]): string[] {
  return table(
    ['plan', 'a month', 'minimum', 'a year', 'minimum', 'a year costs less than 12 months by'],
    offers.map(({ name, plan }) => {
      const of = (interval: 'month' | 'year') =>
        plan.prices.find(price => price.interval === interval && price.currency === CURRENCY);
      const [monthly, yearly] = [of('month'), of('year')];
      return [
        `\`${name}\``,
        amount(monthly?.amount),
        amount(monthly?.minimum),
        amount(yearly?.amount),
        amount(yearly?.minimum),
        monthly && yearly ? `${percentLess(yearly.amount, monthly.amount)} %` : '',
      ];
    }),
  );
}

const amount = (price: string | undefined) => (price === undefined ? '' : `${price} ${CURRENCY}`);

/** By how much a year is cheaper than twelve months, to one place. */
function percentLess(year: string, monthly: string): string {
  const twelve = parsePrice(monthly) * MONTHS;
  return (Number(divideHalfEven((twelve - parsePrice(year)) * 1_000n, twelve)) / 10).toFixed(1);
}

function overage(offers: readonly Offer[]): string[] {
  const rows = offers.flatMap(({ name, plan }) =>
    plan.allowances.flatMap(allowance => {
      const tiers = tiersOf(allowance);
      if (tiers.length === 0) return [];
      const texts = tiers.map(({ upTo, unitPrice }) =>
        upTo === undefined ? `${unitPrice} each` : `${unitPrice} each for the first ${grouped(BigInt(upTo))}`,
      );
      return [[`\`${name}\``, `\`${allowance.meter}\``, texts.join(', then ')]];
    }),
  );
  return table(['plan', 'meter', `beyond the allowance, ${CURRENCY}`], rows);
}

/** A month on one plan, line by line, with the one rounding of each line. */
function month(offers: readonly Offer[]): string[] {
  const plan = offers.find(({ name }) => name === EXAMPLE_PLAN)?.plan;
  if (plan === undefined) throw new Error(`no shipped plan ${EXAMPLE_PLAN}`);
  const base = plan.prices.find(({ interval, currency }) => interval === 'month' && currency === CURRENCY);
  const exactBase: ExactAmount = { units: parsePrice(base?.amount ?? '0'), places: 12 };
  const lines = plan.allowances.map(allowance => {
    const used = USED[allowance.meter] ?? 0n;
    const allowed = allowance.quantity === 'unlimited' ? 'unlimited' : BigInt(allowance.quantity);
    const over = overageOf(used, allowed);
    const minor = toMinor(rateOverage(tiersOf(allowance), { from: 0n, to: over }), CURRENCY);
    const shown = allowed === 'unlimited' ? 'without a limit' : grouped(allowed);
    return { cells: [`\`${allowance.meter}\``, grouped(used), shown, grouped(over)], minor };
  });
  const baseMinor = toMinor(exactBase, CURRENCY);
  const total = lines.reduce((sum, { minor }) => sum + minor, baseMinor);
  return table(
    ['line', 'used', 'allowed', 'beyond', CURRENCY],
    [
      ['price of the plan', '', '', '', formatMinor(baseMinor, CURRENCY)],
      ...lines.map(({ cells, minor }) => [...cells, formatMinor(minor, CURRENCY)]),
      ['**together**', '', '', '', formatMinor(total, CURRENCY)],
    ],
  );
}

function tiersOf({ overage: priced }: Allowance) {
  return priced.find(({ currency }) => currency === CURRENCY)?.tiers ?? [];
}

const grouped = (quantity: bigint) => quantity.toLocaleString('en');
