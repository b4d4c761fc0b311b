import { z } from 'zod';
import { effectivePlanSchema } from './effective-plan.ts';
import { amountMinorSchema, currencySchema, priceSchema, quantitySchema } from './money.ts';
import { periodSchema } from './period.ts';
import {
  allowancePolicySchema,
  flagKeySchema,
  intervalSchema,
  limitSchema,
  planIdSchema,
  planVersionNumberSchema,
} from './plan.ts';
import { ratedLineSchema } from './rating.ts';
import { addOnChoiceSchema, termSchema } from './subscription.ts';
import { isWhenWhole, planChoiceShape, WHEN_FAULT, wantedWhenShape } from './subscription-api.ts';
import { timeSchema } from './tenant.ts';

/** What a change of plan would come to: money, allowances, what runs, and what somebody should know before. */

export const PREVIEW_VALID_SECONDS = { least: 60, usual: 900, most: 3_600 } as const;

export const previewSubscriptionChangeSchema = z
  .strictObject({
    ...planChoiceShape,
    ...wantedWhenShape,
    validForSeconds: z
      .int()
      .min(PREVIEW_VALID_SECONDS.least)
      .max(PREVIEW_VALID_SECONDS.most)
      .default(PREVIEW_VALID_SECONDS.usual)
      .meta({ description: 'How long the token is taken' }),
  })
  .refine(isWhenWhole, WHEN_FAULT)
  .meta({ id: 'SubscriptionChangePreviewRequest' });

/** Every code with what it is about (`subject`), and whether it stops a change unless it is accepted. */
export const FINDINGS = {
  use_beyond_limit: {
    blocking: true,
    subject: 'meter',
    when: 'More is used in the period under way than the new plan allows at all: the tenant would be refused at once',
  },
  use_beyond_limit_later: {
    blocking: false,
    subject: 'meter',
    when: 'As use is in the period under way, the tenant would be refused before the end of a period of the new plan',
  },
  use_beyond_allowance: {
    blocking: false,
    subject: 'meter',
    when: 'As use is in the period under way, it would be beyond the new allowance, and billed',
  },
  use_unknown: {
    blocking: false,
    subject: 'meter',
    when: 'Nobody counts a meter of the new plan, or not yet, or use could not be read',
  },
  add_on_lost: {
    blocking: false,
    subject: 'add-on',
    when: 'An add-on that the tenant has falls away, or it has fewer of it',
  },
  flag_off: { blocking: false, subject: 'flag', when: 'A feature that is on is switched off' },
  price_agreement_lost: {
    blocking: false,
    subject: 'kind of override',
    when: 'A price that was agreed beside the plan holds for the old plan and interval only',
  },
  scheduled_change_replaced: {
    blocking: false,
    subject: 'plan',
    when: 'A change that is scheduled would not come: this one takes its place',
  },
  nothing_changes: { blocking: false, subject: '', when: 'The tenant has exactly that already' },
  quota_below_use: {
    blocking: true,
    subject: 'quota key',
    when: 'What runs now holds more of a resource than the new quota allows: pods that end are not made again',
  },
  workload_does_not_fit: {
    blocking: true,
    subject: '',
    when: 'What the new tier runs does not fit into the quota that the tenant would have',
  },
  override_refused: {
    blocking: true,
    subject: '',
    when: 'The new tier does not allow an override that the tenant has: its Tenant would not become Ready',
  },
  volume_not_shrunk: {
    blocking: true,
    subject: '',
    when: 'The new tier asks for a smaller volume than there is, and volumes never shrink: it would not become Ready',
  },
  workload_fault: {
    blocking: true,
    subject: '',
    when: 'Something else of the new tier cannot be realised for this tenant',
  },
  component_removed: { blocking: false, subject: 'component', when: 'A component is not run any more' },
  volume_kept: {
    blocking: false,
    subject: 'volume',
    when: 'A volume is asked for no more; it stays with its data until somebody deletes it',
  },
  tier_unknown: {
    blocking: false,
    subject: 'tier',
    when: 'The tier could not be read, so that what would change of what runs is not known',
  },
  field_owned_elsewhere: {
    blocking: true,
    subject: 'field',
    when: 'Another manager owns a field of the Tenant that the change would write, so that it would not hold there',
  },
  refused_by_cluster: { blocking: true, subject: '', when: 'The cluster takes no such Tenant' },
  tenant_suspended: {
    blocking: false,
    subject: '',
    when: 'Nothing of the tenant runs now; what runs is otherwise once it is resumed',
  },
} as const satisfies Record<string, { blocking: boolean; subject: string; when: string }>;

export type FindingCode = keyof typeof FINDINGS;
const codes = Object.keys(FINDINGS).filter((code): code is FindingCode => code in FINDINGS);
export const findingCodeSchema = z.enum(codes).meta({
  id: 'PlanChangeFindingCode',
  description: 'Stable; docs/how-to/change-a-plan.md says what each means',
});

export const findingSchema = z
  .object({
    code: findingCodeSchema,
    blocking: z.boolean().meta({ description: 'It stops the change unless `acceptFindings` names it' }),
    subject: z
      .string()
      .meta({ description: 'The meter, add-on, flag, component … that it is about; may be empty' }),
    message: z.string(),
    params: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Figures and names of `message`, for other languages' }),
  })
  .meta({ id: 'PlanChangeFinding', description: 'What somebody should know before a change of plan' });
export type Finding = z.infer<typeof findingSchema>;

const chargeSideSchema = z
  .object({ lines: z.array(ratedLineSchema), totalMinor: amountMinorSchema })
  .meta({ id: 'PlanChangeChargesSide' });

export const periodChargesSchema = z
  .object({
    period: periodSchema,
    before: chargeSideSchema.meta({ description: 'Without the change' }),
    after: chargeSideSchema,
    deltaMinor: amountMinorSchema.meta({ description: 'What the change adds; negative for what it saves' }),
  })
  .meta({
    id: 'PlanChangeCharges',
    description: 'A period with and without the change, rated as its charges are, by what is used so far',
  });
export type PeriodChargesBody = z.infer<typeof periodChargesSchema>;

const priceSideSchema = z
  .object({
    interval: intervalSchema,
    amount: priceSchema.meta({ description: 'Base price and add-ons of a whole interval' }),
    minimum: priceSchema.optional(),
  })
  .meta({ id: 'PlanChangePriceSide' });

const allowanceSideSchema = z
  .object({
    quantity: limitSchema,
    policy: allowancePolicySchema,
    ceiling: quantitySchema.nullable().meta({ description: 'Where use is refused; null for nowhere' }),
  })
  .meta({ id: 'PlanChangeAllowanceSide' });

export const allowanceChangeSchema = z
  .object({
    meter: z.string(),
    before: allowanceSideSchema.nullable().meta({ description: 'null: it is not limited' }),
    after: allowanceSideSchema.nullable(),
    used: quantitySchema.nullable().meta({
      description: 'In the period under way; null when nobody counts the meter, or it could not be read',
    }),
    over: quantitySchema.meta({ description: 'How much of `used` is beyond the new allowance' }),
  })
  .meta({ id: 'PlanChangeAllowance' });
export type AllowanceChange = z.infer<typeof allowanceChangeSchema>;

const tierSideSchema = z
  .object({
    tier: z.string(),
    revision: z
      .string()
      .nullable()
      .meta({ description: 'Name of the TierRevision that the operator makes of it; null: not known' }),
    source: z
      .enum(['cluster', 'shipped', 'unknown'])
      .meta({ description: 'shipped: no cluster is attached, and it is a tier that comes with Tenantry' }),
  })
  .meta({ id: 'PlanChangeTier' });

export const objectChangeSchema = z
  .object({
    kind: z.string(),
    name: z.string(),
    change: z.enum(['created', 'changed', 'removed', 'kept']).meta({
      description: 'kept: it is asked for no more and stays all the same, as every volume does',
    }),
    restarts: z.boolean().meta({ description: 'Its pods are replaced by new ones' }),
    fields: z.array(
      z
        .object({
          path: z.string(),
          before: z.string().optional().meta({ description: 'JSON; absent: no such field' }),
          after: z.string().optional().meta({ description: 'JSON; absent: no such field' }),
        })
        .meta({ id: 'ObjectFieldChange' }),
    ),
  })
  .meta({ id: 'RunningObjectChange', description: 'An object of the tenant that the operator would touch' });

export const runningChangeSchema = z
  .object({
    known: z.boolean().meta({ description: 'false: a tier could not be read; `message` says which' }),
    message: z.string().optional(),
    before: tierSideSchema.nullable().meta({ description: 'null: nothing runs, for there is no plan' }),
    after: tierSideSchema,
    objects: z.array(objectChangeSchema),
    unchanged: z.int().meta({ description: 'Objects that stay as they are' }),
    components: z.array(
      z
        .object({
          name: z.string(),
          before: z.int().nullable().meta({ description: 'Pods; null: no such component' }),
          after: z.int().nullable(),
        })
        .meta({ id: 'ComponentChange' }),
    ),
    dryRun: z
      .object({
        outcome: z.enum(['applied', 'conflict', 'refused', 'unavailable', 'not_checked']),
        message: z.string().optional(),
      })
      .meta({
        id: 'PlanChangeDryRun',
        description:
          'What the cluster says to the Tenant as it would be. not_checked: no cluster is attached',
      }),
  })
  .meta({
    id: 'RunningChange',
    description: "What would change of what runs, by the operator's own plan, object by object",
  });
export type RunningChangeBody = z.infer<typeof runningChangeSchema>;

export const subscriptionChangePreviewSchema = z
  .object({
    previewToken: z.string().meta({ description: 'For POST …/subscription/changes' }),
    expiresAt: timeSchema('From then on the token is refused'),
    tenantId: z.string(),
    at: timeSchema('When it was looked at'),
    from: timeSchema('From when the change holds, also when it is carried out somewhat later by the token'),
    wanted: z
      .object({
        planId: planIdSchema,
        version: planVersionNumberSchema,
        interval: intervalSchema,
        addOns: z.array(addOnChoiceSchema),
      })
      .meta({ id: 'PlanChangeWanted', description: 'The choice, with what was left out filled in' }),
    saw: z
      .object({
        subscriptionVersion: z.int(),
        planVersion: planVersionNumberSchema,
        tenantVersion: z.int().meta({ description: 'Of what PATCH of the tenant changes' }),
        tierRevisions: z.array(z.string()).meta({ description: 'Those that are known' }),
      })
      .meta({ id: 'PlanChangeSaw', description: 'Another version of one of them: the token is refused' }),
    currency: currencySchema,
    before: effectivePlanSchema.nullable(),
    after: effectivePlanSchema,
    terms: z.array(termSchema).meta({ description: 'Of the subscription, once it is changed' }),
    replaces: termSchema.nullable().meta({ description: 'What is scheduled and would not come' }),
    price: z
      .object({ before: priceSideSchema.nullable(), after: priceSideSchema })
      .meta({ id: 'PlanChangePrice' }),
    charges: z.array(periodChargesSchema).meta({
      description: 'The period under way, the one in which the change comes, and the one after it',
    }),
    asOf: timeSchema('Use that was accepted before is in it'),
    allowances: z.array(allowanceChangeSchema),
    flags: z.array(
      z
        .object({ flag: flagKeySchema, before: z.boolean().nullable(), after: z.boolean().nullable() })
        .meta({ id: 'PlanChangeFlag', description: 'null: the plan has no such flag' }),
    ),
    running: runningChangeSchema,
    findings: z.array(findingSchema).meta({ description: 'Those that stop the change first' }),
  })
  .meta({
    id: 'SubscriptionChangePreview',
    description: 'What a change of plan would come to; it changes nothing',
  });
export type SubscriptionChangePreviewBody = z.infer<typeof subscriptionChangePreviewSchema>;

/** Why a token is refused. Each is the `code` of a fault with the field `/previewToken`. */
export const TOKEN_FAULTS = {
  preview_unknown: 'No token of this tenant, or one that expired long ago',
  preview_expired: 'Its time is over',
  preview_mismatch: 'It was given for another change',
  moved_subscription: 'The subscription was changed since',
  moved_tenant: 'The tenant was changed since',
  moved_plan: 'The version of the plan is not sold any more',
  moved_tier: 'The tier is another since',
  moved_time: 'The period ended since, or something that was scheduled began',
} as const;
export type TokenFault = keyof typeof TOKEN_FAULTS;
