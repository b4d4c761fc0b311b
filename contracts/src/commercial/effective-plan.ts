import { z } from 'zod';
import { allowanceEnforcementSchema, planEnforcementSchema } from './enforcement-rules.ts';
import { meterKeySchema } from './meter.ts';
import { INT64_MAX, priceSchema } from './money.ts';
import {
  type Allowance,
  type AllowanceQuantity,
  allowancePolicySchema,
  featureFlagsSchema,
  intervalSchema,
  limitSchema,
  type PlanSpec,
  planIdSchema,
  planVersionNumberSchema,
  SUPPORT_TIERS,
} from './plan.ts';
import { overageTiersSchema } from './rating.ts';
import type { AddOnChoice, Override, OverrideChange } from './subscription.ts';

/** What a tenant has after all: the plan, then its add-ons, then what was agreed beside it. */

const sourceSchema = z
  .string()
  .meta({ description: '`plan`, or `override:<id>` of the override that holds' });

export const effectiveAllowanceSchema = z
  .object({
    meter: meterKeySchema,
    quantity: limitSchema,
    policy: allowancePolicySchema,
    gracePercent: z.int().optional(),
    tiers: overageTiersSchema.optional().meta({ description: 'Overage in the currency of the subscription' }),
    enforcement: allowanceEnforcementSchema.optional(),
    source: sourceSchema,
  })
  .meta({ id: 'EffectiveAllowance' });
export type EffectiveAllowance = z.infer<typeof effectiveAllowanceSchema>;

export const effectivePlanSchema = z
  .object({
    planId: planIdSchema,
    planVersion: planVersionNumberSchema,
    displayName: z.string(),
    tier: z.string(),
    supportTier: z.enum(SUPPORT_TIERS),
    interval: intervalSchema,
    currency: z.string(),
    basePrice: z.object({ amount: priceSchema, source: sourceSchema }),
    minimum: z.object({ amount: priceSchema, source: sourceSchema }).optional(),
    addOns: z.array(
      z.object({ key: z.string(), quantity: z.int(), unitPrice: priceSchema, source: sourceSchema }),
    ),
    allowances: z.array(effectiveAllowanceSchema),
    featureFlags: featureFlagsSchema,
    flagSources: z.record(z.string(), sourceSchema).optional().meta({
      description: 'Of flags that an override switches; the others are of the plan and its add-ons',
    }),
    enforcement: planEnforcementSchema.optional(),
  })
  .meta({ id: 'EffectivePlan', description: 'Plan, add-ons and overrides, put together' });
export type EffectivePlan = z.infer<typeof effectivePlanSchema>;

export interface PlanInForce {
  readonly planId: string;
  readonly planVersion: number;
  readonly spec: PlanSpec;
  readonly interval: EffectivePlan['interval'];
  readonly currency: string;
  readonly addOns: readonly AddOnChoice[];
}

/** Why a choice cannot be had of a plan; nothing when it can. */
export function refusalOf(choice: Omit<PlanInForce, 'planId' | 'planVersion'>): string | undefined {
  const { spec, interval, currency, addOns } = choice;
  const here = { interval, currency };
  if (priceIn(spec.prices, here) === undefined) return `it has no price by the ${interval} in ${currency}`;
  for (const { key, quantity } of addOns) {
    const addOn = spec.addOns.find(candidate => candidate.key === key);
    if (addOn === undefined) return `it has no add-on "${key}"`;
    if (quantity > addOn.maxQuantity) return `it takes at most ${addOn.maxQuantity} of "${key}"`;
  }
  if (new Set(addOns.map(({ key }) => key)).size < addOns.length) return 'each add-on is named once';
  return undefined;
}

/**
 * @param overrides Those in force, in the order they were recorded: the last one about a thing holds.
 * @throws RangeError when the choice cannot be had of the plan, see {@link refusalOf}.
 */
export function resolvePlan(plan: PlanInForce, overrides: readonly Override[]): EffectivePlan {
  const refusal = refusalOf(plan);
  if (refusal !== undefined) throw new RangeError(`${plan.planId}: ${refusal}`);
  const { spec, interval, currency } = plan;
  const price = priceIn(spec.prices, plan);
  if (price === undefined) throw new RangeError('checked above');
  const start: EffectivePlan = {
    planId: plan.planId,
    planVersion: plan.planVersion,
    displayName: spec.displayName,
    tier: spec.tier,
    supportTier: spec.supportTier,
    interval,
    currency,
    basePrice: { amount: price.amount, source: 'plan' },
    ...(price.minimum !== undefined && { minimum: { amount: price.minimum, source: 'plan' } }),
    addOns: plan.addOns.map(({ key, quantity }) => ({
      key,
      quantity,
      unitPrice: priceIn(spec.addOns.find(addOn => addOn.key === key)?.prices ?? [], plan)?.amount ?? '0',
      source: 'plan',
    })),
    allowances: spec.allowances.map(allowance => ({
      ...ofPlan(allowance, currency),
      quantity: withAddOns(allowance, plan),
    })),
    featureFlags: { ...spec.featureFlags, ...flagsOfAddOns(plan) },
    ...(spec.enforcement && { enforcement: spec.enforcement }),
  };
  return overrides.filter(({ scope }) => applies(scope, plan)).reduce(overridden, start);
}

/** A price that was agreed for one plan and interval means nothing for another. */
function applies(scope: Override['scope'], plan: PlanInForce): boolean {
  return (
    scope === undefined ||
    (scope.planId === plan.planId && scope.interval === plan.interval && scope.currency === plan.currency)
  );
}

function priceIn<P extends { interval: string; currency: string }>(
  prices: readonly P[],
  { interval, currency }: { readonly interval: string; readonly currency: string },
): P | undefined {
  return prices.find(price => price.interval === interval && price.currency === currency);
}

function ofPlan(
  { meter, quantity, policy, gracePercent, overage, enforcement }: Allowance,
  currency: string,
): EffectiveAllowance {
  const tiers = overage.find(table => table.currency === currency)?.tiers;
  return {
    meter,
    quantity,
    policy,
    ...(gracePercent !== undefined && { gracePercent }),
    ...(tiers !== undefined && { tiers }),
    ...(enforcement !== undefined && { enforcement }),
    source: 'plan',
  };
}

function withAddOns({ meter, quantity }: Allowance, { spec, addOns }: PlanInForce): AllowanceQuantity {
  if (quantity === 'unlimited') return quantity;
  let sum = BigInt(quantity);
  for (const choice of addOns) {
    const addOn = spec.addOns.find(({ key }) => key === choice.key);
    const each = addOn?.allowances.find(allowance => allowance.meter === meter)?.quantity ?? '0';
    sum += BigInt(each) * BigInt(choice.quantity);
  }
  return (sum < INT64_MAX ? sum : INT64_MAX).toString();
}

function flagsOfAddOns({ spec, addOns }: PlanInForce): Record<string, boolean> {
  return Object.assign(
    {},
    ...addOns.map(({ key }) => spec.addOns.find(addOn => addOn.key === key)?.featureFlags ?? {}),
  );
}

function overridden(plan: EffectivePlan, { id, change }: Override): EffectivePlan {
  const source = `override:${id}`;
  switch (change.kind) {
    case 'basePrice':
      return { ...plan, basePrice: { amount: change.amount, source } };
    case 'minimum':
      return { ...plan, minimum: { amount: change.amount, source } };
    case 'addOnPrice':
      return {
        ...plan,
        addOns: plan.addOns.map(addOn =>
          addOn.key === change.addOn ? { ...addOn, unitPrice: change.amount, source } : addOn,
        ),
      };
    case 'overagePrice':
      return {
        ...plan,
        allowances: plan.allowances.map(allowance =>
          allowance.meter === change.meter ? { ...allowance, tiers: change.tiers, source } : allowance,
        ),
      };
    case 'allowance':
      return { ...plan, allowances: withAllowance(plan.allowances, change, source) };
    case 'flag':
      return {
        ...plan,
        featureFlags: { ...plan.featureFlags, [change.flag]: change.on },
        flagSources: { ...plan.flagSources, [change.flag]: source },
      };
  }
}

/** It replaces what plan and add-ons give together; a meter that the plan does not list is limited from here on. */
function withAllowance(
  allowances: readonly EffectiveAllowance[],
  { meter, quantity, policy, gracePercent }: Extract<OverrideChange, { kind: 'allowance' }>,
  source: string,
): EffectiveAllowance[] {
  const before = allowances.find(allowance => allowance.meter === meter);
  const grace = policy === undefined ? before?.gracePercent : gracePercent;
  const after: EffectiveAllowance = {
    meter,
    quantity,
    policy: policy ?? before?.policy ?? 'hard',
    ...(grace !== undefined && { gracePercent: grace }),
    ...(before?.tiers !== undefined && { tiers: before.tiers }),
    ...(before?.enforcement !== undefined && { enforcement: before.enforcement }),
    source,
  };
  return before === undefined
    ? [...allowances, after]
    : allowances.map(allowance => (allowance === before ? after : allowance));
}
