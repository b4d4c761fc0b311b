import { z } from 'zod';
import { meterKeySchema } from './meter.ts';
import { currencySchema, priceSchema } from './money.ts';
import { instantSchema, zoneSchema } from './period.ts';
import {
  addOnKeySchema,
  allowancePolicySchema,
  flagKeySchema,
  intervalSchema,
  limitSchema,
  planIdSchema,
  planVersionNumberSchema,
} from './plan.ts';
import { overageTiersSchema } from './rating.ts';

/** What a tenant has bought, from when, and what was agreed beside the plan. */

export const addOnChoiceSchema = z
  .strictObject({ key: addOnKeySchema, quantity: z.int().min(1).max(100_000).default(1) })
  .meta({ id: 'AddOnChoice' });

export const addOnChoicesSchema = z.array(addOnChoiceSchema).max(50);
export type AddOnChoice = z.infer<typeof addOnChoiceSchema>;

/** Of any change of plan: what may hurt the tenant is done only by somebody who says that they know. */
export const acceptFindingsSchema = z.array(z.string().max(60)).max(50).default([]).meta({
  description: 'Codes of findings that would stop the change and are known of',
});

/** What an override puts in the place of the plan's. Prices are for one plan and interval; see `scope`. */
export const overrideChangeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('basePrice'), amount: priceSchema }),
    z.strictObject({ kind: z.literal('minimum'), amount: priceSchema }),
    z.strictObject({ kind: z.literal('addOnPrice'), addOn: addOnKeySchema, amount: priceSchema }),
    z.strictObject({ kind: z.literal('overagePrice'), meter: meterKeySchema, tiers: overageTiersSchema }),
    z.strictObject({
      kind: z.literal('allowance'),
      meter: meterKeySchema,
      quantity: limitSchema,
      policy: allowancePolicySchema.optional().meta({ description: "The plan's, when left out" }),
      gracePercent: z.int().min(1).max(1_000).optional(),
    }),
    z.strictObject({ kind: z.literal('flag'), flag: flagKeySchema, on: z.boolean() }),
  ])
  .superRefine((change, context) => {
    if (change.kind !== 'allowance') return;
    if ((change.policy === 'grace') !== (change.gracePercent !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['gracePercent'],
        message: 'with the policy grace, and only then',
      });
    }
  })
  .meta({ id: 'OverrideChange', description: 'What is otherwise than in the plan' });
export type OverrideChange = z.infer<typeof overrideChangeSchema>;

const reasonSchema = z.string().trim().min(3).max(500);

export const overrideInputSchema = z
  .strictObject({
    change: overrideChangeSchema,
    reason: reasonSchema.meta({ description: 'Why; audit and CS show it' }),
    from: instantSchema.optional().meta({ description: 'From when it holds: now, when left out' }),
    until: instantSchema.optional().meta({ description: 'Until when; without end, when left out' }),
  })
  .meta({ id: 'OverrideInput' });

export const overrideSchema = z
  .object({
    id: z.string(),
    change: overrideChangeSchema,
    reason: z.string(),
    author: z.object({ id: z.string(), name: z.string() }).meta({ id: 'Author' }),
    from: z.string().meta({ format: 'date-time' }),
    until: z
      .string()
      .optional()
      .meta({ format: 'date-time', description: 'The first instant it no longer holds' }),
    recordedAt: z.string().meta({ format: 'date-time' }),
    scope: z
      .object({ planId: planIdSchema, interval: intervalSchema, currency: currencySchema })
      .optional()
      .meta({ description: 'Of a price: it holds while the tenant is on this plan and interval' }),
  })
  .meta({ id: 'Override', description: 'What was agreed with a tenant beside its plan' });
export type Override = z.infer<typeof overrideSchema>;

/** From when a tenant has which plan, until the next term begins. Without a plan, the subscription has ended. */
export const termSchema = z
  .object({
    from: z.string().meta({ format: 'date-time' }),
    plan: z
      .object({
        planId: planIdSchema,
        version: planVersionNumberSchema,
        interval: intervalSchema,
        addOns: z.array(z.object({ key: z.string(), quantity: z.int() })),
      })
      .nullable()
      .meta({ description: 'null: the subscription has ended' }),
  })
  .meta({ id: 'Term' });
export type Term = z.infer<typeof termSchema>;

export const subscriptionStateSchema = z.object({
  tenantId: z.string(),
  startsAt: z.string().meta({ format: 'date-time' }),
  anchor: z
    .string()
    .meta({ format: 'date-time', description: 'Where period 0 begins; the end of the trial' }),
  zone: zoneSchema,
  currency: currencySchema,
  trialEndsAt: z.string().optional().meta({ format: 'date-time' }),
  /** By `from`, rising; the first begins at `startsAt`. */
  terms: z.array(termSchema).min(1),
  /** As they were recorded. */
  overrides: z.array(overrideSchema),
  /** The `newId` of the requests that were carried out last, so that one that is resumed is not done twice. */
  applied: z.array(z.string()),
  /** Until when what time brings about (terms, overrides, the end of the trial) was told to others. */
  announcedUntil: z.string(),
});
export type SubscriptionState = z.infer<typeof subscriptionStateSchema>;

/** The term in force at an instant (RFC 3339, UTC), or none before the first. */
export function termAt(state: SubscriptionState, at: string): Term | undefined {
  return state.terms.findLast(({ from }) => from <= at);
}

/** The overrides in force at an instant, in the order they were recorded: of two about one thing, the later holds. */
export function overridesAt(state: SubscriptionState, at: string): readonly Override[] {
  return state.overrides.filter(({ from, until }) => from <= at && (until === undefined || at < until));
}
