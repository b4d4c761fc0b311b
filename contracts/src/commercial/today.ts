import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { alertSchema } from './alert-api.ts';
import { healthStateSchema, suggestedActionSchema } from './health.ts';
import { healthActionSchema } from './health-factors.ts';
import { healthReasonOfStateSchema } from './health-overview.ts';
import { instantSchema } from './period.ts';
import { tenantIdSchema, timeSchema } from './tenant.ts';
import { TOUCH_KINDS } from './tenant-table.ts';

/** Who needs somebody today, and why: what customer success begins with. */

/** Worst first. What a level of an alert adds counts while nobody has taken the alert on. */
export const NEEDS = ['at_risk', 'alarm', 'watch', 'warning'] as const;
export type Need = (typeof NEEDS)[number];
const needSchema = z.enum(NEEDS).meta({
  id: 'Need',
  description:
    'at_risk, watch: its health. alarm, warning: an alert that nobody has acknowledged. The worst of them, in this order',
});

export const TODAY_SHOWS = ['needs', 'snoozed', 'unknown'] as const;

/** A contract that renews within so many days is shown. */
export const RENEWAL_DAYS = 60;
/** Whoever was submitted so long ago and does not serve is stuck, in hours. */
export const STUCK_HOURS = 24;
export const TODAY_BESIDE_MAX = 25;
export const TODAY_ALERTS_MAX = 5;

export const todayQuerySchema = z.strictObject({
  show: z.enum(TODAY_SHOWS).default('needs').meta({
    description:
      'needs: those that need somebody. snoozed: those of which every alert is put off. unknown: too little is known of them, and nothing is alarming',
  }),
  owner: z.string().min(1).max(128).optional().meta({ description: 'The account owner, exactly' }),
  since: z
    .union([z.literal('visit'), instantSchema])
    .optional()
    .meta({
      description:
        'What changed after it is `fresh`. visit: since the last visit of the caller ended (`/v1/console/visits`). ' +
        'Of the last day when left out, or when it is the first visit',
    }),
  freshOnly: z.enum(['true', 'false']).default('false').meta({ description: 'Only what is fresh' }),
  ...pageQuery,
});
export type TodayQuery = z.output<typeof todayQuerySchema>;

export const todayTenantSchema = z
  .strictObject({
    tenantId: tenantIdSchema,
    slug: z.string(),
    displayName: z.string(),
    owner: z.string().nullable(),
    planId: z.string().nullable(),
    need: needSchema.nullable().meta({ description: 'null: nothing that is pressing' }),
    fresh: z.boolean().meta({ description: 'What it is needed for is newer than `since`' }),
    changedAt: timeSchema('When what it is needed for came about'),
    state: healthStateSchema,
    stateBefore: healthStateSchema.nullable(),
    stateSince: timeSchema('Since when it is in this state').nullable(),
    score: z.int().nullable(),
    change7: z.int().nullable(),
    change30: z.int().nullable(),
    reason: healthReasonOfStateSchema.nullable(),
    suggestedAction: suggestedActionSchema.nullable(),
    suggestedTaskId: z.uuidv7().nullable().meta({ description: 'An open task about the suggested action' }),
    openTasks: z.int(),
    nextTask: z
      .strictObject({
        taskId: z.uuidv7(),
        title: z.string(),
        titleOf: healthActionSchema.optional(),
        due: z.iso.date(),
        owner: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The open task whose day comes first' }),
    alerts: z.array(alertSchema).meta({
      description: `Those that have not recovered, the most urgent first; ${TODAY_ALERTS_MAX} at most`,
    }),
    alertCount: z.int().meta({ description: 'All that have not recovered' }),
    touch: z
      .strictObject({ at: timeSchema('When'), kind: z.enum(TOUCH_KINDS), by: z.string() })
      .nullable()
      .meta({ description: 'What a person last did about it' }),
    renewal: z.iso.date().nullable(),
    monthlyMinor: z.string().nullable(),
    currency: z.string().nullable(),
  })
  .meta({ id: 'TodayTenant', description: 'A customer that needs somebody, and why' });
export type TodayTenantBody = z.output<typeof todayTenantSchema>;

const who = { tenantId: tenantIdSchema, displayName: z.string(), owner: z.string().nullable() };
const counted = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ total: z.int(), items: z.array(item) });

export const todayBesideSchema = z
  .strictObject({
    onboarding: counted(
      z.strictObject({
        submissionId: z.uuidv7(),
        displayName: z.string().nullable(),
        status: z.enum(['needs_attention', 'submitted']),
        step: z.string().nullable().meta({ description: 'The step that it is at' }),
        why: z.string().nullable().meta({ description: 'What blocks it, in a sentence' }),
        since: timeSchema('When it was submitted'),
      }),
    ).meta({ id: 'TodayOnboarding', description: 'Those that cannot go on, or are not done in time' }),
    renewals: counted(
      z.strictObject({
        ...who,
        renewal: z.iso.date(),
        state: healthStateSchema,
        score: z.int().nullable(),
        monthlyMinor: z.string().nullable(),
        currency: z.string().nullable(),
      }),
    ).meta({ id: 'TodayRenewals', description: `Within ${RENEWAL_DAYS} days, the next one first` }),
    suspensions: counted(
      z.strictObject({
        ...who,
        what: z.enum(['announced', 'suspended', 'deletion']),
        at: timeSchema('When it comes, or ends by itself').nullable(),
        why: z.string().nullable().meta({ description: 'As a code, or what it is for' }),
      }),
    ).meta({
      id: 'TodaySuspensions',
      description: 'Suspensions that are announced or in force, and deletions that are scheduled',
    }),
  })
  .meta({ id: 'TodayBeside', description: `At most ${TODAY_BESIDE_MAX} of each, with how many there are` });
export type TodayBesideBody = z.output<typeof todayBesideSchema>;

export const todaySchema = z
  .strictObject({
    at: timeSchema('When it was read'),
    since: timeSchema('What changed after it is fresh'),
    counts: z
      .strictObject({
        needs: z.int(),
        fresh: z.int().meta({ description: 'Of those that need somebody' }),
        snoozed: z.int(),
        unknown: z.int(),
        quiet: z.int().meta({ description: 'Healthy, and without an alert that nobody took on' }),
      })
      .meta({ id: 'TodayCounts' }),
    items: z.array(todayTenantSchema).meta({
      description: 'Worst first: by need, what is fresh before what is known, then by score',
    }),
    next: nextSchema,
    beside: todayBesideSchema.optional().meta({ description: 'On the first page' }),
  })
  .meta({ id: 'Today', description: 'Who needs somebody today, and why' });
export type TodayBody = z.output<typeof todaySchema>;
