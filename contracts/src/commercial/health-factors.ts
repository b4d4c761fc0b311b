import { z } from 'zod';

/** What a customer's health is made of: factors, why each has its value, and what to do about it. */

export const HEALTH_FACTORS = [
  'adoption',
  'usageTrend',
  'quotaPressure',
  'onboarding',
  'workload',
  'billing',
  'support',
  'sentiment',
] as const;
export type HealthFactor = (typeof HEALTH_FACTORS)[number];
export const healthFactorSchema = z.enum(HEALTH_FACTORS).meta({
  id: 'HealthFactor',
  description:
    'adoption: active use against the plan. usageTrend: use against that of before. quotaPressure: how near a limit is. ' +
    'onboarding: how far it has come. workload: how it runs in its cluster. billing: what is overdue. support: open ' +
    'tickets, entered or imported. sentiment: how the customer feels, entered or imported',
});

/** What to do next: a stable code, how it reads, and in how many days it should be done. */
export const HEALTH_ACTIONS = {
  save_account: { title: 'Talk to the customer: it is about to leave', dueInDays: 2 },
  handle_incident: { title: 'Settle the critical ticket, and tell the customer how it goes', dueInDays: 1 },
  mend_workload: { title: 'Have what does not run looked at', dueInDays: 1 },
  settle_suspension: { title: 'Settle what the tenant is suspended for', dueInDays: 2 },
  settle_payment: { title: 'Ask for the payment that is overdue', dueInDays: 3 },
  unblock_onboarding: { title: 'Remove what blocks onboarding', dueInDays: 2 },
  help_first_use: { title: 'Help with the first use', dueInDays: 3 },
  raise_adoption: { title: 'Show the customer what it does not use yet', dueInDays: 7 },
  ask_about_drop: { title: 'Ask why use fell', dueInDays: 5 },
  offer_upgrade: { title: 'Offer a larger plan: an allowance is nearly used up', dueInDays: 7 },
  answer_tickets: { title: 'Look through the open tickets', dueInDays: 3 },
  talk_to_customer: { title: 'Talk to the customer: it is unhappy', dueInDays: 5 },
  assign_plan: { title: 'Give the tenant a plan, or end it', dueInDays: 7 },
  connect_usage: { title: 'See to it that usage is sent', dueInDays: 7 },
  ask_sentiment: { title: 'Ask how happy the customer is, and enter it', dueInDays: 14 },
  enter_tickets: { title: 'Enter how many tickets are open, or import them', dueInDays: 14 },
} as const;
export type HealthAction = keyof typeof HEALTH_ACTIONS;
const actionCodes = Object.keys(HEALTH_ACTIONS).filter(
  (code): code is HealthAction => code in HEALTH_ACTIONS,
);
export const healthActionSchema = z.enum(actionCodes).meta({ id: 'HealthAction' });

interface Reason {
  readonly factor: HealthFactor | 'any';
  /** `missing`: it says why there is no value. `inapplicable`: why there can be none, and so none is missing. */
  readonly is: 'measured' | 'missing' | 'inapplicable';
  readonly meaning: string;
  /** What helps, when it pulls the score down or is missing. */
  readonly action?: HealthAction;
}

const measured = (factor: HealthFactor, meaning: string, action?: HealthAction): Reason => ({
  factor,
  is: 'measured',
  meaning,
  ...(action && { action }),
});
const missing = (factor: HealthFactor | 'any', meaning: string, action?: HealthAction): Reason => ({
  factor,
  is: 'missing',
  meaning,
  ...(action && { action }),
});
const inapplicable = (factor: HealthFactor, meaning: string): Reason => ({
  factor,
  is: 'inapplicable',
  meaning,
});

/** Why a factor has its value, or none. A code is never renamed, and never changes its meaning. */
export const HEALTH_REASONS = {
  used_well: measured('adoption', 'It is used often, widely and in volume'),
  used_some: measured('adoption', 'It is used, and could be used more', 'raise_adoption'),
  used_little: measured('adoption', 'It is hardly used', 'raise_adoption'),
  not_used: measured('adoption', 'It was not used at all', 'help_first_use'),
  growing: measured('usageTrend', 'Use grows'),
  steady: measured('usageTrend', 'Use is about what it was'),
  shrinking: measured('usageTrend', 'Use shrinks', 'ask_about_drop'),
  stopped: measured('usageTrend', 'Use has stopped', 'ask_about_drop'),
  started: measured('usageTrend', 'Use has begun'),
  no_use_yet: measured('usageTrend', 'There is no use, now or before', 'help_first_use'),
  room_left: measured('quotaPressure', 'There is room in every allowance'),
  near_limit: measured('quotaPressure', 'An allowance is nearly used up', 'offer_upgrade'),
  over_included: measured('quotaPressure', 'More is used than is included, and billed', 'offer_upgrade'),
  limit_reached: measured('quotaPressure', 'Use is being refused', 'offer_upgrade'),
  no_limits: measured('quotaPressure', 'The plan limits nothing'),
  onboarded: measured('onboarding', 'Onboarding is complete'),
  first_use_awaited: measured('onboarding', 'It serves, and its first use is awaited', 'help_first_use'),
  first_use_overdue: measured('onboarding', 'It has served for long, unused', 'help_first_use'),
  onboarding_runs: measured('onboarding', 'Onboarding is under way'),
  onboarding_slow: measured('onboarding', 'Onboarding takes longer than it should', 'unblock_onboarding'),
  onboarding_blocked: measured('onboarding', 'Onboarding cannot go on by itself', 'unblock_onboarding'),
  serves: measured('workload', 'Everything runs'),
  serves_with_faults: measured('workload', 'It serves, but something is amiss', 'mend_workload'),
  partly_down: measured('workload', 'Parts of it do not run', 'mend_workload'),
  down: measured('workload', 'It does not run', 'mend_workload'),
  paid: measured('billing', 'Nothing is overdue'),
  payment_overdue: measured('billing', 'Something is overdue', 'settle_payment'),
  few_tickets: measured('support', 'Little or nothing is open'),
  many_tickets: measured('support', 'Many tickets are open', 'answer_tickets'),
  critical_ticket: measured('support', 'A critical ticket is open', 'handle_incident'),
  content: measured('sentiment', 'The customer is content'),
  neutral: measured('sentiment', 'The customer is neither content nor discontent'),
  discontent: measured('sentiment', 'The customer is not content', 'talk_to_customer'),
  no_plan: missing('any', 'The tenant has no plan', 'assign_plan'),
  too_early: missing('any', 'It is too early to tell'),
  not_counted: missing('any', 'No meter of the plan is counted', 'connect_usage'),
  not_onboarded_here: inapplicable('onboarding', 'It was not onboarded here'),
  onboarding_not_begun: missing('onboarding', 'Its onboarding was not begun, or given up'),
  no_cluster: inapplicable('workload', 'No cluster is attached'),
  cluster_silent: missing('workload', 'The cluster has not been heard for some time'),
  not_settled: missing('workload', 'The operator has not acted on the present record yet'),
  stopped_on_purpose: missing('workload', 'It is suspended, so nothing runs'),
  nothing_billed: inapplicable('billing', 'Nothing was to be billed yet'),
  statement_missing: missing('billing', 'A period is over, and what it came to is not known'),
  not_entered: missing('any', 'Nobody entered it yet'),
  outdated: missing('any', 'What was entered is too old'),
} as const satisfies Record<string, Reason>;
/** What helps where people have entered nothing, or nothing of late. */
export const ENTRY_ACTIONS: Readonly<Partial<Record<HealthFactor, HealthAction>>> = {
  support: 'enter_tickets',
  sentiment: 'ask_sentiment',
};
export type HealthReason = keyof typeof HEALTH_REASONS;
const reasonCodes = Object.keys(HEALTH_REASONS).filter(
  (code): code is HealthReason => code in HEALTH_REASONS,
);
export const healthReasonSchema = z.enum(reasonCodes).meta({ id: 'HealthReason' });

/** Facts that no good score makes up for: each says how well the customer can be at best. */
export const HARD_FACTS = {
  deletion_scheduled: { atBest: 'at_risk', meaning: 'Its deletion is scheduled', action: 'save_account' },
  subscription_ending: { atBest: 'at_risk', meaning: 'Its subscription ends', action: 'save_account' },
  suspended: { atBest: 'at_risk', meaning: 'It is suspended', action: 'settle_suspension' },
  workload_down: { atBest: 'at_risk', meaning: 'Its workload is down', action: 'mend_workload' },
  critical_incident: {
    atBest: 'at_risk',
    meaning: 'A critical ticket is open',
    action: 'handle_incident',
  },
  long_overdue: { atBest: 'at_risk', meaning: 'A payment is long overdue', action: 'settle_payment' },
  overdue: { atBest: 'watch', meaning: 'A payment is overdue', action: 'settle_payment' },
} as const satisfies Record<
  string,
  { readonly atBest: 'watch' | 'at_risk'; readonly meaning: string; readonly action: HealthAction }
>;
export type HardFactCode = keyof typeof HARD_FACTS;
const factCodes = Object.keys(HARD_FACTS).filter((code): code is HardFactCode => code in HARD_FACTS);
export const hardFactCodeSchema = z.enum(factCodes).meta({
  id: 'HealthHardFact',
  description: 'What no good score makes up for',
});

/** What a state or a suggestion comes from. A hard fact and a reason never share a code. */
export const healthCodeSchema = z.enum([...factCodes, ...reasonCodes]).meta({
  id: 'HealthCode',
  description:
    'A hard fact, or the reason of a factor: what a sentence beside it says, for programs and other languages',
});
export type HealthCode = z.infer<typeof healthCodeSchema>;

const evidenceSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .meta({ description: 'What was read, by name: quantities, times, codes' });
export type Evidence = z.infer<typeof evidenceSchema>;

const valueSchema = z.int().min(0).max(100);

/** What is known of one factor: its value, 100 being good, or why there is none, or can be none. */
export const measurementSchema = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('measured'),
    value: valueSchema,
    code: healthReasonSchema,
    reason: z.string(),
    evidence: evidenceSchema,
  }),
  z.object({
    is: z.enum(['missing', 'inapplicable']),
    code: healthReasonSchema,
    reason: z.string(),
    evidence: evidenceSchema,
  }),
]);
export type Measurement = z.infer<typeof measurementSchema>;
export type Measurements = Readonly<Record<HealthFactor, Measurement>>;

export const hardFactSchema = z.object({
  code: hardFactCodeSchema,
  reason: z.string(),
  since: z.string().optional().meta({ format: 'date-time' }),
  evidence: evidenceSchema,
});
export type HardFact = z.infer<typeof hardFactSchema>;

/** A value between 0 and 100 that is whole, whatever came out of a formula. */
export function measuredAs(
  code: HealthReason,
  value: number,
  evidence: Evidence,
  reason: string = HEALTH_REASONS[code].meaning,
): Measurement {
  const whole = Math.round(Math.min(100, Math.max(0, value)));
  return { is: 'measured', value: whole, code, reason, evidence };
}

export function missingBecause(code: HealthReason, evidence: Evidence = {}): Measurement {
  return { is: 'missing', code, reason: HEALTH_REASONS[code].meaning, evidence };
}

/** There can be no value: where no cluster is attached, nothing can run in one. */
export function inapplicableBecause(code: HealthReason, evidence: Evidence = {}): Measurement {
  return { is: 'inapplicable', code, reason: HEALTH_REASONS[code].meaning, evidence };
}
