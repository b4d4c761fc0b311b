import { z } from 'zod';

/** Where enforcement stands with a tenant. Times are RFC 3339 in UTC; quantities are decimal strings. */

export const GROUND_STAGES = ['notified', 'throttled', 'notice', 'suspended'] as const;
export type GroundStage = (typeof GROUND_STAGES)[number];

const time = z.string();

export const usageEvidenceSchema = z.object({ used: z.string(), limit: z.string(), asOf: time });
export const overdueEvidenceSchema = z.object({
  currency: z.string(),
  overdueMinor: z.string(),
  overdueSince: time,
});

/** Something that is held against a tenant: use of one meter beyond its allowance in one period, or what is overdue. */
export const groundSchema = z.object({
  /** `usage:<meter>` or `overdue`. */
  key: z.string(),
  stage: z.enum(GROUND_STAGES),
  /** What the tenant was told last: the percentage it passed, or how many steps of dunning were taken. */
  level: z.int(),
  since: time,
  /** Of usage: the period that it was used in. */
  period: z.object({ from: time, to: time }).optional(),
  /** While the notice runs, and afterwards. */
  notice: z.object({ givenAt: time, endsAt: time }).optional(),
  usage: usageEvidenceSchema.optional(),
  overdue: overdueEvidenceSchema.optional(),
});
export type Ground = z.infer<typeof groundSchema>;

export const RELEASE_REASONS = [
  'paid',
  'upgraded',
  'corrected',
  'new_period',
  'rules_changed',
  'exempted',
  'no_plan',
  'lifted_elsewhere',
] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

export const SUSPENSION_PHASES = ['awaiting_approval', 'suspending', 'suspended', 'releasing'] as const;

/**
 * The entry `billing` of the Tenant's suspensions, as it is wanted. `suspending` and `releasing` are intents: they
 * stand from before the Tenant is changed until it is known to be.
 */
export const suspensionSchema = z.object({
  phase: z.enum(SUSPENSION_PHASES),
  reason: z.enum(['PaymentOverdue', 'AllowanceExceeded']),
  /** When it ends by itself. */
  until: time.optional(),
  since: time,
  /** `<hour>/<n>`: which of the suspensions of an hour it was. */
  slot: z.string().optional(),
  /** A person said that it may come beyond the bound of an hour. */
  approved: z.literal(true).optional(),
  why: z.enum(RELEASE_REASONS).optional(),
});
export type EnforcedSuspension = z.infer<typeof suspensionSchema>;

export const enforcementRecordSchema = z.object({
  tenantId: z.string(),
  /** Made in the dry run: nobody was told anything, and nothing was done. */
  rehearsal: z.boolean(),
  grounds: z.array(groundSchema),
  suspension: suspensionSchema.optional(),
  /** `note` is people's own words: it is erased with what is personal. */
  exemption: z.object({ until: time, note: z.string() }).optional(),
  /** The greatest use that was seen of each meter: a ledger that lost it since is not believed. */
  seen: z.array(z.object({ meter: z.string(), from: time, used: z.string() })),
});
export type EnforcementRecord = z.infer<typeof enforcementRecordSchema>;

export function emptyRecord(tenantId: string): EnforcementRecord {
  return { tenantId, rehearsal: false, grounds: [], seen: [] };
}

export const ENFORCEMENT_STAGES = ['clear', ...GROUND_STAGES.slice(0, 3), ...SUSPENSION_PHASES] as const;
export type EnforcementStage = (typeof ENFORCEMENT_STAGES)[number] | GroundStage;

/** Where the tenant stands by the gravest of what is held against it. */
export function stageOf({ grounds, suspension }: EnforcementRecord): EnforcementStage {
  if (suspension !== undefined) return suspension.phase;
  const ranks = grounds.map(({ stage }) => GROUND_STAGES.indexOf(stage));
  return ranks.length === 0 ? 'clear' : (GROUND_STAGES[Math.max(...ranks)] ?? 'clear');
}

/** Meters of which more is refused now. */
export function throttledMeters({ grounds, rehearsal }: EnforcementRecord, now: number): string[] {
  if (rehearsal) return [];
  return grounds
    .filter(
      ({ stage, period }) => stage === 'throttled' && period !== undefined && Date.parse(period.to) > now,
    )
    .map(({ key }) => meterOf(key));
}

export const OVERDUE = 'overdue';
const USAGE = 'usage:';

export function usageKey(meter: string): string {
  return USAGE + meter;
}

export function meterOf(key: string): string {
  return key.slice(USAGE.length);
}

/** What a suspension of enforcement begins its message with: all others by `billing` are people's. */
export const ENFORCEMENT_MESSAGE = 'Enforcement: ';
