import { z } from 'zod';
import { amountMinorSchema, currencySchema, priceSchema } from './money.ts';
import { plainText } from './tenant.ts';

/** What an estimate of return is made from, and what it says. Every number that goes in is an assumption. */

export const ROI_LABEL = 'estimate, not customer-validated';
export const ROI_CASES = ['low', 'base', 'high'] as const;
export type RoiCase = (typeof ROI_CASES)[number];

const MOST_MONTHS = 120;

const decimalSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/, 'a decimal number, not negative, of at most 6 places')
  .meta({ id: 'RoiDecimal', description: 'Decimal number as text, not negative', example: '1250.5' });

const percent = (most: number) => z.number().min(0).max(most);

/** Three values, from the worst to the best or the other way round; `rising` says which way they must go. */
function cases(most: number, direction: 'rising' | 'falling', id: string, description: string) {
  return z
    .strictObject({ low: percent(most), base: percent(most), high: percent(most) })
    .refine(
      ({ low, base, high }) =>
        direction === 'rising' ? low <= base && base <= high : low >= base && base >= high,
      direction === 'rising' ? 'low ≤ base ≤ high' : 'low ≥ base ≥ high',
    )
    .meta({ id, description });
}

const named = {
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'at most 40 lower-case letters, digits, _ and -, a letter first')
    .meta({ description: 'Names the line in the result' }),
  title: plainText(120, 'What it is, for people'),
  source: plainText(200, 'Where the numbers are from')
    .default('given with the request')
    .meta({ description: 'Where the numbers are from; shown beside them' }),
};

const realisedSchema = cases(
  100,
  'rising',
  'RoiRealised',
  'How much of it comes true, in percent, in each case',
);
const overrunSchema = cases(
  500,
  'falling',
  'RoiOverrun',
  'How much more it costs than planned, in percent, in each case: in the low case the most',
);

const realised = realisedSchema.default({ low: 50, base: 75, high: 100 });
const rampMonths = z
  .int()
  .min(0)
  .max(MOST_MONTHS)
  .default(6)
  .meta({ description: 'Months until all of it is reached: it grows evenly from the first on' });

export const roiBenefitSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('time').meta({ description: 'Time that people save with each unit of usage' }),
      ...named,
      unitsPerMonth: decimalSchema,
      minutesPerUnit: decimalSchema,
      hourlyCost: priceSchema.meta({ description: 'What an hour of these people costs, in the currency' }),
      realised,
      rampMonths,
    }),
    z.strictObject({
      kind: z.literal('revenue').meta({ description: 'Margin that each unit of usage brings' }),
      ...named,
      unitsPerMonth: decimalSchema,
      marginPerUnit: priceSchema,
      realised,
      rampMonths,
    }),
    z.strictObject({
      kind: z.literal('spend').meta({ description: 'What is not paid for something else any more' }),
      ...named,
      amountPerMonth: priceSchema,
      realised,
      rampMonths,
    }),
  ])
  .meta({ id: 'RoiBenefit' });
export type RoiBenefit = z.output<typeof roiBenefitSchema>;

const overrun = overrunSchema.default({ low: 20, base: 10, high: 0 });

export const roiCostSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('once').meta({ description: 'Paid in the first month' }),
      ...named,
      amount: priceSchema,
      overrun,
    }),
    z.strictObject({
      kind: z.literal('monthly').meta({ description: 'Paid every month' }),
      ...named,
      amountPerMonth: priceSchema,
      overrun,
    }),
    z.strictObject({
      kind: z.literal('hours').meta({ description: 'Work of one’s own people, every month' }),
      ...named,
      hoursPerMonth: decimalSchema,
      hourlyCost: priceSchema,
      overrun,
    }),
  ])
  .meta({ id: 'RoiCost' });
export type RoiCost = z.output<typeof roiCostSchema>;

export const roiRiskSchema = z
  .strictObject({
    ...named,
    likelihoodPercent: percent(100).meta({ description: 'How likely it is to happen' }),
    impactPercent: percent(100).meta({ description: 'Which part of all benefits is lost when it does' }),
  })
  .meta({
    id: 'RoiRisk',
    description:
      'It happens in the low case, not in the high one, and counts by its likelihood in the base case',
  });
export type RoiRisk = z.output<typeof roiRiskSchema>;

export const roiInputsSchema = z
  .strictObject({
    currency: currencySchema,
    months: z.int().min(1).max(MOST_MONTHS).default(36).meta({ description: 'For how long it is reckoned' }),
    discountPercent: percent(100)
      .default(0)
      .meta({ description: 'By how much money of a year later is worth less, for the present value' }),
    benefits: z.array(roiBenefitSchema).max(50).default([]),
    costs: z.array(roiCostSchema).max(50).default([]),
    risks: z.array(roiRiskSchema).max(20).default([]),
    flexibility: z
      .array(plainText(500, 'What it makes possible later'))
      .max(20)
      .default([])
      .meta({ description: 'What it makes possible later: told, and in no sum' }),
  })
  .superRefine(({ benefits, costs, risks }, context) => {
    const keys = [...benefits, ...costs, ...risks].map(({ key }) => key);
    if (new Set(keys).size < keys.length)
      context.addIssue({ code: 'custom', path: ['benefits'], message: 'each key once, over all lists' });
  })
  .meta({ id: 'RoiInputs', description: 'What an estimate is made from: all of it is assumption' });
export type RoiInputs = z.output<typeof roiInputsSchema>;

const triple = <T extends z.ZodType>(each: T) => z.strictObject({ low: each, base: each, high: each });
const amounts = triple(amountMinorSchema);

export const roiLineSchema = z
  .strictObject({
    key: z.string(),
    title: z.string(),
    source: z.string(),
    formula: z.string().meta({ description: 'With the numbers that it was reckoned with' }),
    total: amounts.meta({ description: 'Over all months, in the minor unit' }),
  })
  .meta({ id: 'RoiLine' });

export const roiCaseSchema = z
  .strictObject({
    benefitsMinor: amountMinorSchema,
    costsMinor: amountMinorSchema,
    netMinor: amountMinorSchema,
    presentValueMinor: amountMinorSchema.meta({
      description: 'The net of each year, discounted to the beginning by the end of that year',
    }),
    roiPercent: z
      .number()
      .nullable()
      .meta({ description: 'Net in percent of the costs; null when nothing is paid' }),
    paybackMonth: z.int().nullable().meta({
      description: 'The first month at whose end the benefits have made up for the costs; null: none of them',
    }),
    riskFactor: z.number().meta({ description: 'What the risks leave of the benefits' }),
  })
  .meta({ id: 'RoiCase' });

export const roiEstimateSchema = z
  .strictObject({
    label: z.literal(ROI_LABEL),
    currency: currencySchema,
    months: z.int(),
    cases: triple(roiCaseSchema),
    benefits: z.array(roiLineSchema),
    costs: z.array(roiLineSchema),
    years: z
      .array(z.strictObject({ year: z.int(), benefits: amounts, costs: amounts }).meta({ id: 'RoiYear' }))
      .meta({ description: 'The same sums by year' }),
    formulas: z.array(z.strictObject({ name: z.string(), formula: z.string() })),
    assumptions: z
      .array(z.strictObject({ name: z.string(), value: z.string(), source: z.string() }))
      .meta({ description: 'Every number that went in' }),
    flexibility: z.array(z.string()),
  })
  .meta({ id: 'RoiEstimate', description: 'An estimate, not validated by the customer' });
export type RoiEstimate = z.output<typeof roiEstimateSchema>;

export const roiSeedSchema = z
  .strictObject({
    inputs: roiInputsSchema.meta({
      description: 'Send them to POST /v1/roi/estimates once what is missing is filled in',
    }),
    missing: z.array(z.string()).meta({
      description:
        'JSON pointers into `inputs` of numbers that no usage tells, and that stand at 0: ask the customer',
    }),
    measured: z.strictObject({ from: z.string(), to: z.string(), days: z.int() }),
  })
  .meta({ id: 'RoiSeed', description: 'Inputs as far as they can be measured' });
export type RoiSeed = z.output<typeof roiSeedSchema>;

const movedSchema = z.strictObject({
  value: z.string().meta({ description: 'What it is made' }),
  netMinor: amountMinorSchema.meta({ description: 'The net of the base case then' }),
});

export const roiSensitivityItemSchema = z
  .strictObject({
    input: z.string().meta({ description: 'JSON pointer into the inputs' }),
    title: z.string().meta({ description: 'Of the line; `months` of the whole' }),
    value: z.string(),
    less: movedSchema,
    more: movedSchema,
    spreadMinor: amountMinorSchema.meta({ description: 'Between the two: how much it moves the result' }),
  })
  .meta({ id: 'RoiSensitivityItem' });

export const roiSensitivitySchema = z
  .strictObject({
    currency: currencySchema,
    movedPercent: z.int().meta({ description: 'By how much each number is made less, and more' }),
    netMinor: amountMinorSchema.meta({ description: 'The net of the base case as it was given' }),
    items: z.array(roiSensitivityItemSchema).meta({ description: 'What moves the result most stands first' }),
  })
  .meta({ id: 'RoiSensitivity', description: 'Which assumption the result hangs on' });
export type RoiSensitivity = z.output<typeof roiSensitivitySchema>;
