import { z } from 'zod';
import { flagNameForm } from '../tenancy/formats.ts';
import { allowanceEnforcementSchema, planEnforcementSchema } from './enforcement-rules.ts';
import { meterKeySchema } from './meter.ts';
import { currencySchema, priceSchema, quantitySchema } from './money.ts';
import { overageTiersSchema } from './rating.ts';

/** What a plan is made of. A published version never changes; prices and allowances change by a new version. */

/** Key of a plan, an add-on: a DNS label, chosen by whoever makes it and never used again for another. */
const keyPattern = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const KEY_MESSAGE = 'lower-case letters, digits and hyphens, no hyphen at the ends, at most 63';

export const planIdSchema = z.string().regex(keyPattern, KEY_MESSAGE).meta({
  id: 'PlanId',
  description: 'Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one',
  example: 'pro',
});

export const planVersionNumberSchema = z.int().min(1).max(1_000_000).meta({
  id: 'PlanVersionNumber',
  description: 'Versions of a plan are counted from 1',
});

export const addOnKeySchema = z.string().regex(keyPattern, KEY_MESSAGE).meta({ id: 'AddOnKey' });

export const flagKeySchema = z
  .string()
  .regex(flagNameForm.pattern, flagNameForm.message)
  .meta({ id: 'FlagKey', description: 'Name of a feature flag', example: 'timeline' });

export const featureFlagsSchema = z
  .record(flagKeySchema, z.boolean())
  .refine(flags => Object.keys(flags).length <= 200, 'at most 200 flags')
  .meta({ id: 'FeatureFlags', description: 'What is switched on and off, by name' });

export const INTERVALS = ['month', 'year'] as const;
export const intervalSchema = z.enum(INTERVALS).meta({
  id: 'PriceInterval',
  description: 'How long the base price holds. Usage is allowed and billed by the month all the same',
});
export type PriceInterval = z.infer<typeof intervalSchema>;

const pricedIn = { interval: intervalSchema, currency: currencySchema };

export const planPriceSchema = z
  .strictObject({
    ...pricedIn,
    amount: priceSchema.meta({ description: 'Base price of an interval; "0" for what is free' }),
    minimum: priceSchema
      .optional()
      .meta({ description: 'What an interval comes to at least, with add-ons and overage' }),
  })
  .meta({ id: 'PlanPrice' });
export type PlanPrice = z.infer<typeof planPriceSchema>;

export const limitSchema = z
  .union([quantitySchema, z.literal('unlimited')])
  .meta({ id: 'AllowanceQuantity', description: 'Quantity of a month, or "unlimited"' });
export type AllowanceQuantity = z.infer<typeof limitSchema>;

export const POLICIES = ['hard', 'soft', 'grace'] as const;
export const allowancePolicySchema = z.enum(POLICIES).meta({
  id: 'AllowancePolicy',
  description:
    'hard: no more than the allowance. soft: more is billed as overage. ' +
    'grace: more is billed as overage up to `gracePercent` of the allowance, and refused beyond',
});
export type AllowancePolicy = z.infer<typeof allowancePolicySchema>;

const gracePercentSchema = z.int().min(1).max(1_000).optional().meta({
  description: 'With grace only: how far beyond the allowance, in percent of it',
});

export const allowanceSchema = z
  .strictObject({
    meter: meterKeySchema,
    quantity: limitSchema,
    policy: allowancePolicySchema,
    gracePercent: gracePercentSchema,
    overage: z
      .array(z.strictObject({ currency: currencySchema, tiers: overageTiersSchema }).meta({ id: 'Overage' }))
      .max(50)
      .default([])
      .meta({ description: 'Graduated prices beyond the allowance, one table for each currency' }),
    enforcement: allowanceEnforcementSchema.optional(),
  })
  .superRefine((allowance, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { policy, gracePercent, overage, quantity } = allowance;
    if ((policy === 'grace') !== (gracePercent !== undefined)) {
      fault('gracePercent', policy === 'grace' ? 'grace says how much' : 'only grace has a percentage');
    }
    if (policy === 'hard' && overage.length > 0)
      fault('overage', 'nothing is billed beyond a hard allowance');
    if (quantity === 'unlimited' && overage.length > 0) fault('overage', 'nothing is beyond "unlimited"');
    if (repeated(overage.map(({ currency }) => currency))) fault('overage', 'one table for each currency');
  })
  .meta({ id: 'Allowance', description: 'How much of a meter a month includes, and what is beyond' });
export type Allowance = z.infer<typeof allowanceSchema>;

export const addOnSchema = z
  .strictObject({
    key: addOnKeySchema,
    displayName: z.string().trim().min(1).max(100),
    maxQuantity: z.int().min(1).max(100_000).default(1),
    prices: z
      .array(z.strictObject({ ...pricedIn, amount: priceSchema }).meta({ id: 'AddOnPrice' }))
      .min(1)
      .max(100),
    allowances: z
      .array(
        z.strictObject({ meter: meterKeySchema, quantity: quantitySchema }).meta({ id: 'AddOnAllowance' }),
      )
      .max(50)
      .default([])
      .meta({ description: 'What each one adds to the allowances of the plan' }),
    featureFlags: featureFlagsSchema.default({}).meta({ description: 'Flags that it switches' }),
  })
  .meta({ id: 'AddOn', description: 'What can be bought on top of a plan' });
export type AddOn = z.infer<typeof addOnSchema>;

export const SUPPORT_TIERS = ['community', 'standard', 'premium'] as const;

export const planSpecSchema = z
  .strictObject({
    displayName: z.string().trim().min(1).max(100),
    description: z.string().trim().max(2_000).default(''),
    tier: z
      .string()
      .max(63)
      .regex(keyPattern, KEY_MESSAGE)
      .meta({ description: 'The Tier that it buys: what a tenant on this plan runs' }),
    prices: z.array(planPriceSchema).min(1).max(100),
    allowances: z.array(allowanceSchema).max(100).default([]).meta({
      description: 'A meter that is not listed is counted, and neither limited nor billed',
    }),
    addOns: z.array(addOnSchema).max(50).default([]),
    supportTier: z.enum(SUPPORT_TIERS).meta({ id: 'SupportTier' }),
    featureFlags: featureFlagsSchema.default({}),
    trialDays: z.int().min(0).max(365).default(0).meta({ description: 'Free days before the first period' }),
    enforcement: planEnforcementSchema.optional().meta({
      description:
        'Left out, tenants are told at 80 and 100 percent and reminded of what is overdue, and no more',
    }),
  })
  .superRefine((plan, context) => {
    for (const fault of faultsOfPlan(plan)) context.addIssue({ code: 'custom', ...fault });
  })
  .meta({ id: 'PlanSpec', description: 'What a plan gives and costs' });
export type PlanSpec = z.infer<typeof planSpecSchema>;

interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What must fit together across the fields of a plan. */
function faultsOfPlan(plan: PlanSpec): Fault[] {
  const faults: Fault[] = [];
  const sold = plan.prices.map(priceKey);
  if (repeated(sold)) faults.push({ path: ['prices'], message: 'one price for each interval and currency' });
  if (repeated(plan.allowances.map(({ meter }) => meter)))
    faults.push({ path: ['allowances'], message: 'one allowance for each meter' });
  if (repeated(plan.addOns.map(({ key }) => key)))
    faults.push({ path: ['addOns'], message: 'one add-on for each key' });
  const currencies = new Set(plan.prices.map(({ currency }) => currency));
  for (const [at, { policy, quantity, overage }] of plan.allowances.entries()) {
    if (policy === 'hard' || quantity === 'unlimited') continue;
    const missing = [...currencies].filter(code => !overage.some(({ currency }) => currency === code));
    if (missing.length > 0) {
      const message = `what is billed beyond the allowance has a price in ${missing.join(', ')}, too`;
      faults.push({ path: ['allowances', at, 'overage'], message });
    }
  }
  for (const [at, { prices, allowances }] of plan.addOns.entries()) {
    const path = ['addOns', at];
    if (repeated(prices.map(priceKey)) || sold.some(key => !prices.map(priceKey).includes(key))) {
      faults.push({
        path: [...path, 'prices'],
        message: 'one price for each interval and currency of the plan',
      });
    }
    if (allowances.some(({ meter }) => !plan.allowances.some(given => given.meter === meter))) {
      faults.push({ path: [...path, 'allowances'], message: 'it adds to meters that the plan allows' });
    }
  }
  return faults;
}

export function priceKey({ interval, currency }: { interval: string; currency: string }): string {
  return `${interval} ${currency}`;
}

function repeated(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}
