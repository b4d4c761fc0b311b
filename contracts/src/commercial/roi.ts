import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import { currencyExponent } from './currencies.ts';
import {
  ROI_LABEL,
  type RoiBenefit,
  type RoiCase,
  type RoiCost,
  type RoiEstimate,
  type RoiInputs,
  type RoiRisk,
  type roiCaseSchema,
  type roiLineSchema,
} from './roi-api.ts';

/**
 * What a customer gains by a product, what it pays for it, and how sure that is. A pure function of its inputs: every
 * number that goes in comes out again with its source, every line with the formula that made it.
 * docs/reference/roi.md explains the method.
 */

// Enough for 15 digits times 12 places times 120 months, and then some.
const Exactly = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_EVEN });
type Exact = InstanceType<typeof Exactly>;

const ROI_FORMULAS: readonly { readonly name: string; readonly formula: string }[] = [
  { name: 'time', formula: 'units a month × minutes a unit ÷ 60 × cost of an hour' },
  { name: 'revenue', formula: 'units a month × margin a unit' },
  { name: 'spend', formula: 'amount a month' },
  {
    name: 'benefit of a month',
    formula: 'the above × min(1, month ÷ ramp months) × realised % × risk factor',
  },
  { name: 'cost of a month', formula: 'amount (or hours × cost of an hour) × (1 + overrun %)' },
  {
    name: 'risk factor',
    formula: 'product over all risks of: low 1 − impact; base 1 − likelihood × impact; high 1',
  },
  { name: 'net', formula: 'benefits − costs' },
  { name: 'ROI', formula: 'net ÷ costs × 100' },
  { name: 'present value', formula: 'sum over years of net of the year ÷ (1 + discount %)^year' },
  {
    name: 'rounding',
    formula: 'once for each line, case and year, to the minor unit, a half to the even one',
  },
];

/** Low is the cautious case: the least benefits and the most costs. Low ≤ base ≤ high holds for every net. */
export function estimateRoi(inputs: RoiInputs): RoiEstimate {
  const { currency, months, discountPercent, benefits, costs, risks } = inputs;
  const risk = byCase(name => riskFactor(risks, name));
  const gains = benefits.map(benefit => benefitLine(benefit, inputs, risk));
  const spends = costs.map(cost => costLine(cost, inputs));
  const sums = byCase(name => summed(gains, spends, name, months));
  return {
    label: ROI_LABEL,
    currency,
    months,
    cases: byCase(name => caseOf(sums[name], discountPercent, risk[name])),
    benefits: gains.map(({ line }) => line),
    costs: spends.map(({ line }) => line),
    years: Array.from({ length: yearsIn(months) }, (_, at) => ({
      year: at + 1,
      benefits: byCase(name => (sums[name].benefitsByYear[at] ?? 0n).toString()),
      costs: byCase(name => (sums[name].costsByYear[at] ?? 0n).toString()),
    })),
    formulas: ROI_FORMULAS.map(formula => ({ ...formula })),
    assumptions: assumptionsOf(inputs),
    flexibility: [...inputs.flexibility],
  };
}

interface Reckoned {
  readonly line: z.output<typeof roiLineSchema>;
  /** Rounded to the minor unit. */
  readonly byYear: Readonly<Record<RoiCase, readonly bigint[]>>;
  /** Exact, of the major unit, by month from the first on. */
  readonly byMonth: Readonly<Record<RoiCase, readonly Exact[]>>;
}

function byCase<T>(of: (name: RoiCase) => T): Record<RoiCase, T> {
  return { low: of('low'), base: of('base'), high: of('high') };
}

function yearsIn(months: number): number {
  return Math.ceil(months / 12);
}

function riskFactor(risks: readonly RoiRisk[], name: RoiCase): Exact {
  return risks.reduce((factor, { likelihoodPercent, impactPercent }) => {
    const impact = new Exactly(impactPercent).div(100);
    const counted = { low: impact, base: impact.times(likelihoodPercent).div(100), high: new Exactly(0) };
    return factor.times(new Exactly(1).minus(counted[name]));
  }, new Exactly(1));
}

function benefitLine(
  benefit: RoiBenefit,
  { months, currency }: RoiInputs,
  risk: Readonly<Record<RoiCase, Exact>>,
): Reckoned {
  const { amount, formula } = monthlyBenefit(benefit, currency);
  const { realised, rampMonths } = benefit;
  const ofMonth = (name: RoiCase, month: number): Exact => {
    const ramp = rampMonths === 0 ? new Exactly(1) : Exactly.min(1, new Exactly(month).div(rampMonths));
    return amount.times(ramp).times(realised[name]).div(100).times(risk[name]);
  };
  const reach = rampMonths === 0 ? 'from the first month' : `reached evenly within ${rampMonths} months`;
  const share = `${realised.low} / ${realised.base} / ${realised.high} % realised`;
  return reckoned(benefit, `${formula}, ${reach}, ${share}, × risk factor`, months, currency, ofMonth);
}

function monthlyBenefit(benefit: RoiBenefit, currency: string): { amount: Exact; formula: string } {
  switch (benefit.kind) {
    case 'time': {
      const { unitsPerMonth: units, minutesPerUnit: minutes, hourlyCost } = benefit;
      return {
        amount: new Exactly(units).times(minutes).div(60).times(hourlyCost),
        formula: `${units} a month × ${minutes} min ÷ 60 × ${hourlyCost} ${currency}`,
      };
    }
    case 'revenue': {
      const { unitsPerMonth: units, marginPerUnit } = benefit;
      return {
        amount: new Exactly(units).times(marginPerUnit),
        formula: `${units} a month × ${marginPerUnit} ${currency}`,
      };
    }
    case 'spend':
      return {
        amount: new Exactly(benefit.amountPerMonth),
        formula: `${benefit.amountPerMonth} ${currency} a month`,
      };
  }
}

function costLine(cost: RoiCost, { months, currency }: RoiInputs): Reckoned {
  const { amount, formula } = plannedCost(cost, currency);
  const { overrun } = cost;
  const ofMonth = (name: RoiCase, month: number): Exact =>
    cost.kind === 'once' && month > 1
      ? new Exactly(0)
      : amount.times(new Exactly(100).plus(overrun[name])).div(100);
  const more = `${overrun.low} / ${overrun.base} / ${overrun.high} % more than planned`;
  return reckoned(cost, `${formula}, ${more}`, months, currency, ofMonth);
}

function plannedCost(cost: RoiCost, currency: string): { amount: Exact; formula: string } {
  switch (cost.kind) {
    case 'once':
      return { amount: new Exactly(cost.amount), formula: `${cost.amount} ${currency} in the first month` };
    case 'monthly':
      return {
        amount: new Exactly(cost.amountPerMonth),
        formula: `${cost.amountPerMonth} ${currency} a month`,
      };
    case 'hours':
      return {
        amount: new Exactly(cost.hoursPerMonth).times(cost.hourlyCost),
        formula: `${cost.hoursPerMonth} h a month × ${cost.hourlyCost} ${currency}`,
      };
  }
}

function reckoned(
  { key, title, source }: { readonly key: string; readonly title: string; readonly source: string },
  formula: string,
  months: number,
  currency: string,
  ofMonth: (name: RoiCase, month: number) => Exact,
): Reckoned {
  const byMonth = byCase(name => Array.from({ length: months }, (_, at) => ofMonth(name, at + 1)));
  const byYear = byCase(name =>
    Array.from({ length: yearsIn(months) }, (_, year) =>
      minorOf(sum(byMonth[name].slice(year * 12, year * 12 + 12)), currency),
    ),
  );
  const total = byCase(name => byYear[name].reduce((all, year) => all + year, 0n).toString());
  return { line: { key, title, source, formula, total }, byYear, byMonth };
}

function sum(amounts: readonly Exact[]): Exact {
  return amounts.reduce((all, amount) => all.plus(amount), new Exactly(0));
}

function minorOf(amount: Exact, currency: string): bigint {
  return BigInt(amount.times(new Exactly(10).pow(currencyExponent(currency))).toFixed(0));
}

interface Sums {
  readonly benefitsByYear: readonly bigint[];
  readonly costsByYear: readonly bigint[];
  readonly paybackMonth: number | null;
}

function summed(
  gains: readonly Reckoned[],
  spends: readonly Reckoned[],
  name: RoiCase,
  months: number,
): Sums {
  const yearly = (lines: readonly Reckoned[]) =>
    Array.from({ length: yearsIn(months) }, (_, year) =>
      lines.reduce((all, { byYear }) => all + (byYear[name][year] ?? 0n), 0n),
    );
  return {
    benefitsByYear: yearly(gains),
    costsByYear: yearly(spends),
    paybackMonth: paybackOf(gains, spends, name, months),
  };
}

function paybackOf(
  gains: readonly Reckoned[],
  spends: readonly Reckoned[],
  name: RoiCase,
  months: number,
): number | null {
  let balance = new Exactly(0);
  for (let at = 0; at < months; at++) {
    for (const { byMonth } of gains) balance = balance.plus(byMonth[name][at] ?? 0);
    for (const { byMonth } of spends) balance = balance.minus(byMonth[name][at] ?? 0);
    if (balance.gte(0) && gains.length > 0) return at + 1;
  }
  return null;
}

function caseOf(sums: Sums, discountPercent: number, risk: Exact): z.output<typeof roiCaseSchema> {
  const add = (all: bigint, one: bigint) => all + one;
  const benefits = sums.benefitsByYear.reduce(add, 0n);
  const costs = sums.costsByYear.reduce(add, 0n);
  const net = benefits - costs;
  const rate = new Exactly(100).plus(discountPercent).div(100);
  const present = sums.benefitsByYear.reduce((all, benefit, at) => {
    const ofYear = benefit - (sums.costsByYear[at] ?? 0n);
    return all.plus(new Exactly(ofYear.toString()).div(rate.pow(at + 1)));
  }, new Exactly(0));
  return {
    benefitsMinor: benefits.toString(),
    costsMinor: costs.toString(),
    netMinor: net.toString(),
    presentValueMinor: BigInt(present.toFixed(0)).toString(),
    roiPercent:
      costs === 0n
        ? null
        : new Exactly(net.toString()).times(100).div(costs.toString()).toDecimalPlaces(1).toNumber(),
    paybackMonth: sums.paybackMonth,
    riskFactor: risk.toDecimalPlaces(6).toNumber(),
  };
}

function assumptionsOf(inputs: RoiInputs): RoiEstimate['assumptions'] {
  const { months, discountPercent, benefits, costs, risks } = inputs;
  const own = 'given with the request';
  return [
    { name: 'months', value: String(months), source: own },
    { name: 'discount', value: `${discountPercent} % a year`, source: own },
    ...[...benefits, ...costs, ...risks].flatMap(({ key, title: _, source, ...numbers }) =>
      Object.entries(numbers)
        .filter(([name]) => name !== 'kind')
        .map(([name, value]) => ({ name: `${key}.${name}`, value: shown(value), source })),
    ),
  ];
}

function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${part}`)
    .join(', ');
}
