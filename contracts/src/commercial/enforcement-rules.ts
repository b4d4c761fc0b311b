import { z } from 'zod';

/** What a plan does about use beyond its allowances and about statements that are overdue. */

export const ENFORCEMENT_ACTIONS = ['none', 'notify', 'throttle', 'suspend'] as const;
export const enforcementActionSchema = z.enum(ENFORCEMENT_ACTIONS).meta({
  id: 'EnforcementAction',
  description:
    'none: nothing. notify: the tenant is told. throttle: more of the meter is refused. ' +
    'suspend: it is announced, and after the notice period the tenant is suspended',
});
export type EnforcementAction = z.infer<typeof enforcementActionSchema>;

const NOTICE = /^(?:P(\d{1,3})D|PT(\d{1,4})H)$/;
const HOUR = 3_600_000;
const MOST_HOURS = 365 * 24;

/** How long a notice period is, in milliseconds. @throws RangeError for what is none */
export function noticeMs(notice: string): number {
  const [, days, hours] = NOTICE.exec(notice) ?? [];
  const all = days === undefined ? Number(hours) : Number(days) * 24;
  if (!(all >= 1 && all <= MOST_HOURS)) throw new RangeError(`${notice} is no notice period`);
  return all * HOUR;
}

export const noticePeriodSchema = z
  .string()
  .regex(NOTICE, 'days or hours as ISO 8601 writes them: P7D, PT48H')
  .refine(
    text => {
      const [, days, hours] = NOTICE.exec(text) ?? [];
      const all = days === undefined ? Number(hours) : Number(days) * 24;
      return all >= 1 && all <= MOST_HOURS;
    },
    { error: 'from an hour to 365 days' },
  )
  .meta({
    id: 'NoticePeriod',
    description: 'Time between an announced suspension and its coming: days (P7D) or hours (PT48H)',
    example: 'P7D',
  });

const percents = z
  .array(z.int().min(1).max(1_000))
  .max(10)
  .refine(list => list.every((percent, at) => at === 0 || percent > (list[at - 1] ?? 0)), 'in rising order');

const beyondSchema = z.int().min(100).max(10_000);

export const usageEnforcementSchema = z
  .strictObject({
    action: enforcementActionSchema.default('notify'),
    notifyAtPercent: percents.default([80, 100]).meta({
      description: 'At which shares of an allowance the tenant is told, in percent, in rising order',
    }),
    atPercent: beyondSchema.optional().meta({
      description:
        'Use beyond this share of the allowance is throttled, or brings the notice. Left out, it is where use is ' +
        'refused: 100 for hard, 100 and `gracePercent` for grace; what is soft is billed, and nothing more is done',
    }),
    notice: noticePeriodSchema.default('P7D'),
  })
  .meta({ id: 'UsageEnforcement', description: 'About use beyond the allowances' });

const days = z.int().min(0).max(365);

export const overdueEnforcementSchema = z
  .strictObject({
    action: z.enum(['none', 'notify', 'suspend']).default('notify'),
    remindAfterDays: z
      .array(days)
      .max(10)
      .refine(list => list.every((day, at) => at === 0 || day > (list[at - 1] ?? 0)), 'in rising order')
      .default([1, 7])
      .meta({ description: 'Days that something is overdue when the tenant is reminded, in rising order' }),
    warnAfterDays: days.default(14).meta({ description: 'Days when it is warned of the suspension' }),
    noticeAfterDays: days.default(21).meta({
      description: 'With suspend only: days when the suspension is announced, and the notice period begins',
    }),
    notice: noticePeriodSchema.default('P7D'),
  })
  .refine(
    ({ remindAfterDays, warnAfterDays, noticeAfterDays }) =>
      (remindAfterDays.at(-1) ?? -1) < warnAfterDays && warnAfterDays <= noticeAfterDays,
    { path: ['warnAfterDays'], error: 'first reminders, then the warning, then the notice' },
  )
  .meta({ id: 'OverdueEnforcement', description: 'About statements that are overdue: dunning' });

export const planEnforcementSchema = z
  .strictObject({
    usage: usageEnforcementSchema.prefault({}),
    overdue: overdueEnforcementSchema.prefault({}),
  })
  .meta({
    id: 'PlanEnforcement',
    description: 'What is done about use beyond it, and about what is not paid',
  });
export type PlanEnforcement = z.infer<typeof planEnforcementSchema>;

/** Of a plan that says nothing: tenants are told, and nothing is done to them. */
export const DEFAULT_ENFORCEMENT: PlanEnforcement = planEnforcementSchema.parse({});

export const allowanceEnforcementSchema = z
  .strictObject({
    action: enforcementActionSchema.optional(),
    atPercent: beyondSchema.optional(),
  })
  .meta({
    id: 'AllowanceEnforcement',
    description: 'Where this meter is enforced otherwise than the plan says for all of them',
  });
export type AllowanceEnforcement = z.infer<typeof allowanceEnforcementSchema>;

/** What is done about one meter. */
export interface MeterRule {
  readonly meter: string;
  readonly limit: bigint;
  readonly action: EnforcementAction;
  readonly notifyAtPercent: readonly number[];
  /** Beyond this share more is done than telling; undefined: nothing more is. */
  readonly atPercent: number | undefined;
}

interface RuledAllowance {
  readonly meter: string;
  readonly quantity: string;
  readonly policy: 'hard' | 'soft' | 'grace';
  readonly gracePercent?: number | undefined;
  readonly enforcement?: AllowanceEnforcement | undefined;
}

/** What a plan does about each meter that it limits. */
export function meterRules(plan: {
  readonly allowances: readonly RuledAllowance[];
  readonly enforcement?: PlanEnforcement | undefined;
}): MeterRule[] {
  const { usage } = plan.enforcement ?? DEFAULT_ENFORCEMENT;
  return plan.allowances.flatMap(allowance => {
    const { meter, quantity, enforcement } = allowance;
    const action = enforcement?.action ?? usage.action;
    if (quantity === 'unlimited' || action === 'none') return [];
    return [
      {
        meter,
        limit: BigInt(quantity),
        action,
        notifyAtPercent: usage.notifyAtPercent,
        atPercent: enforcement?.atPercent ?? usage.atPercent ?? refusedAt(allowance),
      },
    ];
  });
}

function refusedAt({ policy, gracePercent = 0 }: RuledAllowance): number | undefined {
  switch (policy) {
    case 'hard':
      return 100;
    case 'grace':
      return 100 + gracePercent;
    case 'soft':
      return undefined;
  }
}
