import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateRoi } from './roi.ts';
import {
  ROI_CASES,
  ROI_LABEL,
  type RoiEstimate,
  type RoiInputs,
  roiEstimateSchema,
  roiInputsSchema,
  roiSensitivitySchema,
} from './roi-api.ts';
import { roiSensitivity } from './roi-sensitivity.ts';

const EXAMPLE = roiInputsSchema.parse({
  currency: 'EUR',
  months: 24,
  discountPercent: 10,
  benefits: [
    {
      kind: 'time',
      key: 'queries',
      title: 'Answers without asking a colleague',
      unitsPerMonth: '1000',
      minutesPerUnit: '3',
      hourlyCost: '40',
      realised: { low: 50, base: 80, high: 100 },
      rampMonths: 0,
      source: 'a sample',
    },
  ],
  costs: [
    {
      kind: 'monthly',
      key: 'plan',
      title: 'Plan',
      amountPerMonth: '500',
      overrun: { low: 0, base: 0, high: 0 },
    },
    { kind: 'once', key: 'setup', title: 'Set-up', amount: '6000', overrun: { low: 50, base: 0, high: 0 } },
  ],
  risks: [{ key: 'slow', title: 'Slow adoption', likelihoodPercent: 25, impactPercent: 40 }],
  flexibility: ['More teams can join without another project'],
});

describe('an estimate', () => {
  const estimate = estimateRoi(EXAMPLE);

  test('is what a sheet of paper says', () => {
    // 1000 × 3 ÷ 60 × 40 = 2000 a month. Base: × 0.8 × (1 − 0.25 × 0.4) = 1440; × 24 = 34560. Costs 12000 + 6000.
    expect(estimate.cases.base).toMatchObject({
      benefitsMinor: '3456000',
      costsMinor: '1800000',
      netMinor: '1656000',
      roiPercent: 92,
      riskFactor: 0.9,
      // 6000 ÷ (1440 − 500) = 6.4 months.
      paybackMonth: 7,
      // Years: 17280 − 12000 = 5280, 17280 − 6000 = 11280; 5280 ÷ 1.1 + 11280 ÷ 1.21.
      presentValueMinor: '1412231',
    });
    // Low: × 0.5 × 0.6 = 600; the set-up costs half as much again.
    expect(estimate.cases.low).toMatchObject({
      benefitsMinor: '1440000',
      costsMinor: '2100000',
      paybackMonth: null,
    });
    expect(estimate.cases.high).toMatchObject({
      benefitsMinor: '4800000',
      costsMinor: '1800000',
      riskFactor: 1,
    });
  });

  test('says that nobody has validated it, and shows every number that went in and what was done with it', () => {
    expect(estimate.label).toBe('estimate, not customer-validated');
    expect(estimate.label).toBe(ROI_LABEL);
    expect(estimate.benefits[0]).toMatchObject({
      source: 'a sample',
      formula:
        '1000 a month × 3 min ÷ 60 × 40 EUR, from the first month, 50 / 80 / 100 % realised, × risk factor',
      total: { low: '1440000', base: '3456000', high: '4800000' },
    });
    const assumptions = new Map(estimate.assumptions.map(({ name, value }) => [name, value]));
    expect(assumptions.get('queries.minutesPerUnit')).toBe('3');
    expect(assumptions.get('setup.overrun')).toBe('low 50, base 0, high 0');
    expect(assumptions.get('slow.likelihoodPercent')).toBe('25');
    expect(estimate.formulas.map(({ name }) => name)).toContain('risk factor');
    expect(estimate.flexibility).toEqual(EXAMPLE.flexibility);
    expect(roiEstimateSchema.parse(estimate)).toEqual(estimate);
  });

  test('of nothing is nothing, and no return on no costs', () => {
    const nothing = estimateRoi(roiInputsSchema.parse({ currency: 'JPY' }));
    expect(nothing.cases.base).toMatchObject({ netMinor: '0', roiPercent: null, paybackMonth: null });
    expect(nothing.years).toHaveLength(3);
  });
});

test('cases in the wrong order and keys that come twice are refused', () => {
  const [benefit] = EXAMPLE.benefits;
  const upside = { ...EXAMPLE, benefits: [{ ...benefit, realised: { low: 90, base: 80, high: 100 } }] };
  expect(roiInputsSchema.safeParse(upside).success).toBe(false);
  expect(roiInputsSchema.safeParse({ ...EXAMPLE, benefits: [benefit, benefit] }).success).toBe(false);
});

const decimal = fc.integer({ min: 0, max: 10_000_000 }).map(cents => String(cents / 100));
const percent = fc.integer({ min: 0, max: 1_000 }).map(tenths => tenths / 10);
const three = fc.tuple(percent, percent, percent).map(values => values.toSorted((a, b) => a - b));
const rising = three.map(([low = 0, base = 0, high = 0]) => ({ low, base, high }));
const falling = three.map(([high = 0, base = 0, low = 0]) => ({ low, base, high }));
const shape = { title: fc.constant('x'), source: fc.constant('made up') };
const growing = { ...shape, realised: rising, rampMonths: fc.integer({ min: 0, max: 40 }) };
const benefit = fc.oneof(
  fc.record({
    kind: fc.constant('time' as const),
    ...growing,
    unitsPerMonth: decimal,
    minutesPerUnit: decimal,
    hourlyCost: decimal,
  }),
  fc.record({
    kind: fc.constant('revenue' as const),
    ...growing,
    unitsPerMonth: decimal,
    marginPerUnit: decimal,
  }),
  fc.record({ kind: fc.constant('spend' as const), ...growing, amountPerMonth: decimal }),
);
const cost = fc.oneof(
  fc.record({ kind: fc.constant('once' as const), ...shape, overrun: falling, amount: decimal }),
  fc.record({ kind: fc.constant('monthly' as const), ...shape, overrun: falling, amountPerMonth: decimal }),
  fc.record({
    kind: fc.constant('hours' as const),
    ...shape,
    overrun: falling,
    hoursPerMonth: decimal,
    hourlyCost: decimal,
  }),
);
const risk = fc.record({ ...shape, likelihoodPercent: percent, impactPercent: percent });

const inputs: fc.Arbitrary<RoiInputs> = fc
  .record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    months: fc.integer({ min: 1, max: 48 }),
    discountPercent: percent,
    benefits: fc.array(benefit, { maxLength: 4 }),
    costs: fc.array(cost, { maxLength: 4 }),
    risks: fc.array(risk, { maxLength: 3 }),
  })
  .map(({ benefits, costs, risks, ...rest }) => ({
    ...rest,
    benefits: benefits.map((line, at) => ({ ...line, key: `b${at}` })),
    costs: costs.map((line, at) => ({ ...line, key: `c${at}` })),
    risks: risks.map((line, at) => ({ ...line, key: `r${at}` })),
    flexibility: [],
  }));

/** Not less, `null` being as bad as can be. */
const upTo = (a: number | null, b: number | null) => a === null || (b !== null && a <= b);

describe('whatever goes in', () => {
  test('low ≤ base ≤ high, for net, present value, return, and each benefit', () => {
    fc.assert(
      fc.property(inputs, given => {
        const estimate = estimateRoi(given);
        mustBeInOrder(estimate, 'low', 'base');
        mustBeInOrder(estimate, 'base', 'high');
      }),
      { numRuns: 500 },
    );
  });

  test('lines, years and cases are the same money', () => {
    fc.assert(
      fc.property(inputs, given => {
        const { cases, benefits, costs, years } = estimateRoi(given);
        const add = (texts: readonly string[]) => texts.reduce((all, text) => all + BigInt(text), 0n);
        for (const name of ROI_CASES) {
          const { benefitsMinor, costsMinor, netMinor } = cases[name];
          expect(add(benefits.map(({ total }) => total[name]))).toBe(BigInt(benefitsMinor));
          expect(add(years.map(year => year.benefits[name]))).toBe(BigInt(benefitsMinor));
          expect(add(costs.map(({ total }) => total[name]))).toBe(BigInt(costsMinor));
          expect(add(years.map(year => year.costs[name]))).toBe(BigInt(costsMinor));
          expect(BigInt(benefitsMinor) - BigInt(costsMinor)).toBe(BigInt(netMinor));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('more benefit, less cost, less risk or a shorter ramp never make it worse', () => {
    const better = fc.constantFrom<(given: RoiInputs, by: string) => RoiInputs>(
      (given, by) => ({
        ...given,
        benefits: given.benefits.map(line => {
          if (line.kind === 'spend') return { ...line, amountPerMonth: more(line.amountPerMonth, by) };
          return { ...line, unitsPerMonth: more(line.unitsPerMonth, by) };
        }),
      }),
      given => ({ ...given, costs: given.costs.slice(1) }),
      given => ({ ...given, risks: given.risks.slice(1) }),
      given => ({
        ...given,
        risks: given.risks.map(line => ({ ...line, likelihoodPercent: line.likelihoodPercent / 2 })),
      }),
      given => ({
        ...given,
        benefits: given.benefits.map(line => ({ ...line, rampMonths: Math.floor(line.rampMonths / 2) })),
      }),
      given => ({
        ...given,
        costs: given.costs.map(line => ({ ...line, overrun: { low: line.overrun.low, base: 0, high: 0 } })),
      }),
    );
    fc.assert(
      fc.property(inputs, better, decimal, (given, change, by) => {
        const [before, after] = [estimateRoi(given), estimateRoi(change(given, by))];
        for (const name of ROI_CASES) {
          const [a, b] = [before.cases[name], after.cases[name]];
          expect(BigInt(a.netMinor) <= BigInt(b.netMinor)).toBe(true);
          expect(BigInt(a.presentValueMinor) <= BigInt(b.presentValueMinor)).toBe(true);
          if (b.roiPercent !== null) expect(upTo(a.roiPercent, b.roiPercent)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function more(amount: string, by: string): string {
  return String(Math.round((Number(amount) + Number(by)) * 100) / 100);
}

type Case = (typeof ROI_CASES)[number];

function mustBeInOrder({ cases, benefits, costs }: RoiEstimate, worse: Case, better: Case): void {
  const [a, b] = [cases[worse], cases[better]];
  const rises = (name: 'benefitsMinor' | 'netMinor' | 'presentValueMinor') =>
    expect(BigInt(a[name]) <= BigInt(b[name]), name).toBe(true);
  for (const name of ['benefitsMinor', 'netMinor', 'presentValueMinor'] as const) rises(name);
  expect(BigInt(a.costsMinor) >= BigInt(b.costsMinor)).toBe(true);
  if (b.roiPercent !== null) expect(upTo(a.roiPercent, b.roiPercent)).toBe(true);
  // Later, or never, is worse.
  const never = Number.POSITIVE_INFINITY;
  expect(a.paybackMonth ?? never).toBeGreaterThanOrEqual(b.paybackMonth ?? never);
  for (const { total } of benefits) expect(BigInt(total[worse]) <= BigInt(total[better])).toBe(true);
  for (const { total } of costs) expect(BigInt(total[worse]) >= BigInt(total[better])).toBe(true);
}

describe('sensitivity', () => {
  test('what is made a fifth less or more moves the net by what the estimate itself says', () => {
    const { items, netMinor } = roiSensitivity(EXAMPLE);
    expect(netMinor).toBe(estimateRoi(EXAMPLE).cases.base.netMinor);
    const [benefit] = EXAMPLE.benefits;
    const [plan] = EXAMPLE.costs;
    if (benefit?.kind !== 'time' || plan?.kind !== 'monthly') throw new Error('another example');
    const netOf = (inputs: RoiInputs) => estimateRoi(inputs).cases.base.netMinor;
    const found = (input: string) => items.find(item => item.input === input);
    expect(found('/benefits/0/minutesPerUnit')?.more).toEqual({
      value: '3.6',
      netMinor: netOf({ ...EXAMPLE, benefits: [{ ...benefit, minutesPerUnit: '3.6' }] }),
    });
    expect(found('/costs/0/amountPerMonth')?.less).toEqual({
      value: '400',
      netMinor: netOf({ ...EXAMPLE, costs: [{ ...plan, amountPerMonth: '400' }, ...EXAMPLE.costs.slice(1)] }),
    });
  });

  test('what moves the result most stands first, what moves nothing is left out, and shares stay below the whole', () => {
    const { items } = roiSensitivity({ ...EXAMPLE, risks: [] });
    const spreads = items.map(({ spreadMinor }) => BigInt(spreadMinor));
    expect(spreads).toEqual([...spreads].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
    expect(spreads.every(spread => spread > 0n)).toBe(true);
    // Without a time until it is reached there is nothing to move.
    expect(items.some(({ input }) => input.endsWith('rampMonths'))).toBe(false);
    const high = {
      ...EXAMPLE,
      benefits: EXAMPLE.benefits.map(one => ({ ...one, realised: { low: 90, base: 95, high: 100 } })),
    };
    const share = roiSensitivity(high).items.find(({ input }) => input.endsWith('realised/base'));
    expect(share?.more.value).toBe('100');
    expect(roiSensitivitySchema.parse(roiSensitivity(EXAMPLE)).items.length).toBeGreaterThan(4);
  });

  test('what can only be a whole number of months is named as the whole number that it was reckoned with', () => {
    const inputs = {
      ...EXAMPLE,
      benefits: EXAMPLE.benefits.map(one => ({ ...one, rampMonths: 3 })),
      months: 36,
    };
    const moved = (end: string) => roiSensitivity(inputs).items.find(({ input }) => input.endsWith(end));
    expect(moved('/months')).toMatchObject({ less: { value: '29' }, more: { value: '43' } });
    expect(moved('/rampMonths')).toMatchObject({ less: { value: '2' }, more: { value: '4' } });
    const { netMinor } = estimateRoi({ ...inputs, months: 29 }).cases.base;
    expect(moved('/months')?.less.netMinor).toBe(netMinor);
  });
});
