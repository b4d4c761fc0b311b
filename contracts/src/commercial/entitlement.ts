import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import type { EffectiveAllowance } from './effective-plan.ts';
import { meterKeySchema } from './meter.ts';
import { quantitySchema } from './money.ts';
import { periodSchema } from './period.ts';
import { allowancePolicySchema, flagKeySchema } from './plan.ts';

/** What a tenant may use now. */

export const ENTITLEMENT_REASONS = [
  'within_allowance',
  'overage',
  'limit_reached',
  'unlimited',
  'not_limited',
  'unmetered',
  'suspended',
  'throttled',
  'plan_unassigned',
  'not_begun',
  'ended',
] as const;

export const entitlementReasonSchema = z.enum(ENTITLEMENT_REASONS).meta({
  id: 'EntitlementReason',
  description:
    'within_allowance: it is included. overage: it is allowed, and billed. limit_reached: it would pass what is ' +
    'allowed. unlimited: the plan sets no limit. not_limited: the plan does not list the meter. unmetered: the plan ' +
    'lists a meter that is not declared, or whose history is still being counted, so `used` is not known, and 0; what ' +
    'is reserved is within the limit all the same. suspended: somebody suspends the tenant, so it may use nothing until it is resumed. throttled: the plan refuses more of the meter, since too much was used beyond the allowance. plan_unassigned: the tenant has no plan, and nothing is cut off for that. not_begun, ended: there is no plan at this time',
});

/** Where use is refused, in the meter's smallest unit; nothing is refused when it is undefined. */
export function ceilingOf(
  allowance: Pick<EffectiveAllowance, 'quantity' | 'policy' | 'gracePercent'>,
): bigint | undefined {
  const { quantity, policy, gracePercent = 0 } = allowance;
  if (quantity === 'unlimited' || policy === 'soft') return undefined;
  const limit = BigInt(quantity);
  return policy === 'hard' ? limit : limit + (limit * BigInt(gracePercent)) / 100n;
}

export interface Verdict {
  readonly allowed: boolean;
  readonly reason: (typeof ENTITLEMENT_REASONS)[number];
  /** The allowance; undefined when there is none. */
  readonly limit: bigint | undefined;
  readonly ceiling: bigint | undefined;
  /** What is left until use is refused, or, where nothing is refused, until it is billed. */
  readonly remaining: bigint | undefined;
}

/** Whether `quantity` more may be used on top of `used`; all of it or nothing. */
export function judge(allowance: EffectiveAllowance | undefined, used: bigint, quantity: bigint): Verdict {
  const nothing = { limit: undefined, ceiling: undefined, remaining: undefined };
  if (allowance === undefined) return { allowed: true, reason: 'not_limited', ...nothing };
  if (allowance.quantity === 'unlimited') return { allowed: true, reason: 'unlimited', ...nothing };
  const limit = BigInt(allowance.quantity);
  const ceiling = ceilingOf(allowance);
  const left = (ceiling ?? limit) - used;
  const numbers = { limit, ceiling, remaining: left > 0n ? left : 0n };
  const after = used + quantity;
  if (ceiling !== undefined && after > ceiling)
    return { allowed: false, reason: 'limit_reached', ...numbers };
  return { allowed: true, reason: after > limit ? 'overage' : 'within_allowance', ...numbers };
}

const time = (description: string) => z.string().meta({ description, format: 'date-time' });

export const entitlementSchema = z
  .object({
    meter: meterKeySchema,
    allowed: z.boolean().meta({ description: 'Whether the quantity asked for may be used now, all of it' }),
    reason: entitlementReasonSchema,
    policy: allowancePolicySchema.nullable(),
    quantity: quantitySchema.meta({ description: 'What was asked for' }),
    used: quantitySchema.meta({ description: 'In this period, as of `asOf`' }),
    held: quantitySchema.meta({
      description:
        'What reservations hold of it, or have committed and is not counted in `used` yet: `remaining` less this is ' +
        'free to be reserved. A check does not take it off',
    }),
    limit: quantitySchema.nullable().meta({ description: 'The allowance of the period; null for none' }),
    ceiling: quantitySchema.nullable().meta({
      description: 'Where use is refused: the allowance, or what grace adds to it; null for nowhere',
    }),
    remaining: quantitySchema.nullable().meta({
      description: 'Until use is refused, or, where it never is, until it is billed; null for no end',
    }),
    period: periodSchema.nullable(),
    reset: time('When the period ends and the count begins anew').nullable(),
    asOf: time(
      'All that was accepted before this is in `used`. What is used since is not: a check may let pass at most what ' +
        'is used in that time',
    ),
  })
  .meta({ id: 'Entitlement', description: 'Whether a tenant may use more of a meter' });
export type EntitlementBody = z.infer<typeof entitlementSchema>;

export const flagEntitlementSchema = z
  .object({
    flag: flagKeySchema,
    on: z.boolean(),
    reason: z
      .enum(['plan', 'override', 'not_in_plan', 'suspended', 'plan_unassigned', 'not_begun', 'ended'])
      .meta({ description: 'plan: the plan says so, or an add-on. override: it was agreed beside the plan' }),
  })
  .meta({ id: 'FlagEntitlement', description: 'Whether a feature is switched on for a tenant' });
export type FlagEntitlementBody = z.infer<typeof flagEntitlementSchema>;

export const entitlementsSchema = z
  .object({
    planId: z.string().nullable(),
    meters: z.array(entitlementSchema).meta({ description: 'Those that the plan lists' }),
    flags: z.array(flagEntitlementSchema),
  })
  .meta({ id: 'Entitlements', description: 'All that a tenant may use' });

export const entitlementQuerySchema = z.strictObject({
  quantity: quantitySchema
    .default('1')
    .meta({ description: 'How much more: 1 when left out, 0 to look only' }),
});

export const MAX_HOLD_SECONDS = 3_600;

export const newReservationSchema = z
  .strictObject({
    quantity: z
      .union([quantitySchema, z.int().min(0)])
      .transform(String)
      .refine(text => !/^0*$/.test(text), 'more than nothing')
      .meta({ description: 'A whole number; as text beyond 2^53' }),
    holdSeconds: z
      .int()
      .min(1)
      .max(MAX_HOLD_SECONDS)
      .default(60)
      .meta({ description: 'How long it is held without a word; then it is free again' }),
  })
  .meta({ id: 'NewReservation' });

export const reservationSchema = z
  .object({
    reservationId: z.string(),
    meter: meterKeySchema,
    quantity: quantitySchema,
    status: z.enum(['held', 'expired', 'committed', 'released']).meta({
      id: 'ReservationStatus',
      description:
        'expired: its time is over and nobody settled it; a commit counts unless others took what it held',
    }),
    used: quantitySchema.optional().meta({ description: 'Of one that is committed' }),
    period: periodSchema
      .omit({ index: true })
      .nullable()
      .meta({ description: 'Whose limit it is held of; null where nothing limits, and so nothing is held' }),
    expiresAt: time('Until when it is held'),
  })
  .meta({ id: 'Reservation', description: 'A quantity that is held for one who is about to use it' });
export type ReservationBody = z.infer<typeof reservationSchema>;

export const commitReservationSchema = z
  .strictObject({
    used: quantitySchema
      .optional()
      .meta({ description: 'All of it when left out; what is left is free again' }),
  })
  .meta({ id: 'ReservationCommit' });

export const reservationListQuerySchema = z.strictObject({
  ...pageQuery,
  meter: meterKeySchema.optional(),
  status: z
    .literal('held')
    .optional()
    .meta({ description: 'Only what is held now; all that is kept when left out' }),
});
export type ReservationListQuery = z.infer<typeof reservationListQuerySchema>;

export const reservationPageSchema = z
  .object({ items: z.array(reservationSchema), next: nextSchema })
  .meta({ id: 'ReservationPage', description: 'Those whose time ends last come first' });
