import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import {
  ENFORCEMENT_STAGES,
  GROUND_STAGES,
  overdueEvidenceSchema,
  RELEASE_REASONS,
  SUSPENSION_PHASES,
  usageEvidenceSchema,
} from './enforcement-record.ts';
import { enforcementSettingsSchema } from './enforcement-settings.ts';
import { instantSchema } from './period.ts';
import { plainText, slugSchema, tenantIdSchema } from './tenant.ts';

/** What the API shows of enforcement, and what people may do about it. */

const time = (description: string) => z.string().meta({ description, format: 'date-time' });

export const enforcementStageSchema = z.enum([...ENFORCEMENT_STAGES, 'suspended']).meta({
  id: 'EnforcementStage',
  description:
    'clear: nothing is held against the tenant. notified: it was told, or reminded. throttled: more of a meter is ' +
    'refused. notice: its suspension is announced. awaiting_approval: its notice is over, and a person has to say so. ' +
    'suspending, releasing: it is decided, and being carried out. suspended: it is',
});

export const enforcementGroundSchema = z
  .object({
    ground: z.string().meta({ description: '`usage:<meter>`, or `overdue`' }),
    stage: z.enum(GROUND_STAGES),
    level: z.int().meta({
      description:
        'Of usage: the percentage it was told of last. Of what is overdue: how many reminders it got',
    }),
    since: time('Since when it is held against the tenant'),
    periodEndsAt: time(
      'When the period ends, and with it what is held against the tenant for usage',
    ).nullable(),
    noticeGivenAt: time('When the suspension was announced').nullable(),
    noticeEndsAt: time(
      'When the notice period is over, so much later as nobody watched the clock meanwhile',
    ).nullable(),
    secondsLeft: z.int().nullable().meta({ description: 'Until then; 0 when it is over' }),
    usage: usageEvidenceSchema.nullable().meta({ description: 'What was used when this stage was reached' }),
    overdue: overdueEvidenceSchema.nullable(),
  })
  .meta({ id: 'EnforcementGround', description: 'Something that is held against a tenant' });

const suspension = z
  .object({
    phase: z.enum(SUSPENSION_PHASES),
    reason: z.string(),
    until: time('When it ends by itself').nullable(),
    since: time('Since when it is in this phase'),
    slot: z.string().nullable().meta({ description: 'Which of the suspensions of an hour it is' }),
    approved: z.boolean(),
    why: z.enum(RELEASE_REASONS).nullable().meta({ description: 'Of one that is being lifted' }),
  })
  .meta({ id: 'EnforcementSuspension' });

const exemption = z
  .object({ until: time('Until when'), reason: z.string() })
  .meta({ id: 'EnforcementExemption' });

const shared = {
  tenantId: tenantIdSchema,
  stage: enforcementStageSchema,
  rehearsal: z.boolean().meta({ description: 'Noted in the dry run: nobody was told, and nothing was done' }),
  grounds: z.array(enforcementGroundSchema),
  suspension: suspension.nullable(),
  exemption: exemption.nullable(),
  updatedAt: time('When it last changed').nullable(),
};

export const heldSchema = z
  .object({
    reason: z.string().meta({
      description:
        'clock_behind, clock_ahead, clock_unsettled, ledger_lagging, ledger_empty, usage_unavailable, ' +
        'billing_unavailable, billing_unknown, store_unavailable, cluster_unreachable, suspended_by_hand or dry_run',
    }),
    step: z.string().meta({ description: 'What would have been done' }),
  })
  .meta({
    id: 'EnforcementHeld',
    description: 'A step that is not taken, since something speaks against it',
  });

export const enforcementSummarySchema = z
  .object({
    ...shared,
    slug: slugSchema.nullable(),
    displayName: z.string().nullable(),
    held: heldSchema.nullable().meta({ description: 'By the last look of the replica that answers' }),
  })
  .meta({ id: 'EnforcementSummary' });
export type EnforcementSummaryBody = z.infer<typeof enforcementSummarySchema>;

export const enforcementSchema = z
  .object({
    ...shared,
    next: z
      .object({ step: z.string(), held: heldSchema.nullable() })
      .meta({ id: 'EnforcementNext', description: 'What would be done if it were looked at now' }),
  })
  .meta({ id: 'Enforcement', description: 'Where enforcement stands with a tenant' });
export type EnforcementBody = z.infer<typeof enforcementSchema>;

export const enforcementListQuerySchema = z.strictObject({
  ...pageQuery,
  stage: enforcementStageSchema.optional(),
});

export const enforcementPageSchema = z
  .object({ items: z.array(enforcementSummarySchema), next: nextSchema })
  .meta({ id: 'EnforcementPage' });

export const enforcementStepSchema = z
  .object({
    version: z.int(),
    at: time('When it was decided'),
    action: z.string(),
    by: z.string().meta({ description: 'Id of who did it' }),
    reason: z.string().nullable(),
    stage: enforcementStageSchema,
    rehearsal: z.boolean(),
    events: z.array(z.string()).meta({ description: 'What was told of it' }),
  })
  .meta({ id: 'EnforcementStep' });

export const enforcementHistorySchema = z
  .object({ items: z.array(enforcementStepSchema), next: nextSchema })
  .meta({ id: 'EnforcementHistory', description: 'Every step, oldest first' });

export const enforcementHistoryQuerySchema = z.strictObject({ ...pageQuery });

const reason = plainText(1024, 'Why, for audit', 'lines');

export const approveSchema = z.strictObject({ reason: reason.optional() }).meta({ id: 'ApproveSuspension' });

export const exemptSchema = z
  .strictObject({ until: instantSchema, reason })
  .meta({ id: 'ExemptTenant', description: 'Nothing is done to the tenant until a time' });

export const releaseSchema = z
  .strictObject({
    until: instantSchema.optional().meta({
      description:
        'Until when nothing is done to it; 7 days when left out. Then what still holds is announced anew',
    }),
    reason,
  })
  .meta({ id: 'ReleaseTenant' });

export const endExemptionSchema = z.strictObject({ reason: reason.optional() }).meta({ id: 'EndExemption' });

export const extendNoticeSchema = z
  .strictObject({
    until: instantSchema.meta({
      description: 'When the notice ends: later than it does now, at most 90 days ahead',
    }),
    reason,
  })
  .meta({ id: 'ExtendNotice' });

export const confirmClockSchema = z.strictObject({ reason }).meta({ id: 'ConfirmClock' });

export const enforcementSettingsBodySchema = z
  .object({
    ...enforcementSettingsSchema.shape,
    updatedAt: time('Absent while nobody changed them').optional(),
  })
  .meta({ id: 'EnforcementSettingsInForce' });

export const enforcementStatusSchema = z
  .object({
    clock: z
      .object({
        fault: z
          .string()
          .nullable()
          .meta({ description: 'Why nothing is done; null when nothing speaks against it' }),
        now: time('By the clock of the replica that answers'),
        latest: time('The latest time that any replica wrote down').nullable(),
        unwatched: z.array(z.object({ from: z.string(), to: z.string() })).meta({
          description: 'Stretches that are part of no notice period, oldest first',
        }),
      })
      .meta({ id: 'EnforcementClock' }),
    suspensionsThisHour: z.int(),
    suspensionsPerHour: z.int(),
    mode: z.enum(['dry_run', 'live']),
  })
  .meta({ id: 'EnforcementStatus', description: 'Whether enforcement acts now' });

export const tenantEnforcementSchema = z
  .object({
    stage: enforcementStageSchema,
    grounds: z.array(enforcementGroundSchema),
    suspendedUntil: time(
      'When the suspension ends by itself; null when it does not, or there is none',
    ).nullable(),
    ends: z.array(z.enum(['pay', 'upgrade', 'next_period'])).meta({
      description: 'What would end it, each by itself',
    }),
  })
  .meta({ id: 'TenantEnforcement', description: 'What a tenant is told of its own standing' });
export type TenantEnforcementBody = z.infer<typeof tenantEnforcementSchema>;
