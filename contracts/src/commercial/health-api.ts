import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { fieldFaultSchema } from '../api/problem.ts';
import {
  evaluationSchema,
  healthBandSchema,
  healthCauseSchema,
  healthStateSchema,
  suggestedActionSchema,
} from './health.ts';
import { healthCodeSchema, healthFactorSchema, healthReasonSchema } from './health-factors.ts';
import { healthReasonOfStateSchema } from './health-overview.ts';
import { healthSettingsInputSchema } from './health-settings.ts';
import { plainText, slugSchema, tenantIdSchema, timeSchema } from './tenant.ts';

/** Health over HTTP: what is asked and answered. */

const changeSchema = z
  .object({
    days: z.int(),
    score: z.int().nullable().meta({ description: 'Then; null: it was not known, or nothing was recorded' }),
    change: z.int().nullable().meta({ description: 'Points since then; positive is better' }),
    state: healthStateSchema.nullable().meta({ description: 'Then; null: nothing was recorded' }),
    day: z.iso.date().meta({ description: 'The day that it is compared with' }),
  })
  .meta({ id: 'HealthChange', description: 'Against the first score of a day in the past' });
export type HealthChangeBody = z.infer<typeof changeSchema>;

export const healthSummarySchema = z
  .object({
    tenantId: tenantIdSchema,
    slug: z.string(),
    displayName: z.string(),
    accountOwner: z.string().optional(),
    planId: z.string().nullable(),
    state: healthStateSchema,
    cause: healthCauseSchema,
    score: z.int().nullable(),
    coverage: z.int(),
    stateSince: timeSchema('Since when it is in this state'),
    change7: z.int().nullable().meta({ description: 'Points in 7 days' }),
    change30: z.int().nullable().meta({ description: 'Points in 30 days' }),
    reason: healthReasonOfStateSchema
      .nullable()
      .meta({ description: 'What says most of why; null: it is simply well' }),
    suggestedAction: suggestedActionSchema.nullable(),
    overridden: z.boolean(),
    checkedAt: timeSchema('When it was last looked at'),
  })
  .meta({ id: 'HealthSummary', description: 'How a customer does, as lists show it' });
export type HealthSummaryBody = z.infer<typeof healthSummarySchema>;

export const healthPageSchema = z.object({ items: z.array(healthSummarySchema), next: nextSchema }).meta({
  id: 'HealthPage',
  description: 'A page may have fewer items than asked for, even none, while there is a `next`',
});

export const HEALTH_SORTS = ['score', 'change7', 'change30'] as const;
export const healthListQuerySchema = z.strictObject({
  state: healthStateSchema.optional(),
  owner: z.string().min(1).max(128).optional().meta({ description: 'The account owner, exactly' }),
  plan: z.string().min(1).max(63).optional().meta({ description: 'Id of a plan, or unassigned' }),
  tag: z.string().min(1).max(40).optional(),
  sort: z
    .enum(HEALTH_SORTS.flatMap(sort => [sort, `-${sort}` as const]))
    .default('score')
    .meta({ description: 'Ascending, or descending with a minus. Those without a number come last' }),
  ...pageQuery,
});
export type HealthListQuery = z.infer<typeof healthListQuerySchema>;

export const healthStateCountsSchema = z
  .object({ unknown: z.int(), at_risk: z.int(), watch: z.int(), healthy: z.int() })
  .meta({ id: 'HealthStateCounts' });

export const healthCountsSchema = z
  .object({
    states: healthStateCountsSchema,
    asOf: timeSchema('When they were counted; at most some seconds ago'),
  })
  .meta({ id: 'HealthCounts', description: 'How many customers are in which state' });

const sentimentSchema = z
  .object({
    rating: z.int().min(1).max(5),
    at: z.string(),
    source: z.string(),
    note: z.string().optional(),
    author: z.string().meta({ description: 'Name of who entered it' }),
  })
  .meta({ id: 'HealthSentiment' });

const supportSchema = z
  .object({
    openTickets: z.int(),
    criticalTickets: z.int(),
    satisfactionPercent: z.int().optional(),
    at: z.string(),
    source: z.string(),
    author: z.string(),
  })
  .meta({ id: 'HealthSupport' });

export const tenantHealthSchema = z
  .object({
    tenantId: tenantIdSchema,
    ...evaluationSchema.shape,
    stateSince: timeSchema('Since when it is in this state'),
    stateBefore: healthStateSchema.nullable(),
    changes: z.array(changeSchema).meta({ description: 'Against 7 and 30 days ago' }),
    moved: z
      .array(
        z.object({
          factor: healthFactorSchema,
          days: z.int(),
          before: z.int().nullable(),
          now: z.int().nullable(),
          codeBefore: healthReasonSchema.nullable(),
        }),
      )
      .meta({ description: 'Factors whose value is another than 7 or 30 days ago, the largest first' }),
    suggestedTaskId: z
      .uuidv7()
      .nullable()
      .meta({ description: 'An open task of this tenant that is about the suggested action' }),
    sentiment: sentimentSchema.nullable().meta({ description: 'As it was entered last' }),
    support: supportSchema.nullable().meta({ description: 'As it was entered last' }),
    checkedAt: timeSchema('When it was last looked at'),
  })
  .meta({ id: 'TenantHealth', description: 'How a customer does, why, and what to do' });
export type TenantHealthBody = z.infer<typeof tenantHealthSchema>;

export const healthPointSchema = z
  .object({
    day: z.iso.date(),
    at: timeSchema('When it was scored, first on that day'),
    state: healthStateSchema,
    score: z.int().nullable(),
    coverage: z.int(),
    profile: z.enum(['early', 'established']),
    settingsVersion: z.int(),
    factors: z
      .array(
        z.object({
          factor: healthFactorSchema,
          weight: z.int(),
          value: z.int().nullable(),
          code: healthReasonSchema,
        }),
      )
      .meta({ description: 'All that the score was made of' }),
  })
  .meta({ id: 'HealthPoint', description: 'The first score of a day; never changed' });
export type HealthPointBody = z.infer<typeof healthPointSchema>;

const transitionSchema = z
  .object({
    at: timeSchema('When it was recorded'),
    from: healthStateSchema.nullable(),
    to: healthStateSchema,
    cause: healthCauseSchema,
    score: z.int().nullable(),
    coverage: z.int(),
    because: z.string().nullable(),
    code: healthCodeSchema
      .nullable()
      .optional()
      .meta({ description: 'What `because` says, of a fact or a factor' }),
  })
  .meta({ id: 'HealthTransition', description: 'A change of the state; each is recorded once' });

const dayQuery = z.iso.date({ error: 'a day such as 2027-01-31' }).optional();
export const healthHistoryQuerySchema = z
  .strictObject({
    from: dayQuery.meta({ description: 'First day (UTC); 30 days before `to`, when left out' }),
    to: dayQuery.meta({ description: 'Last day (UTC); today, when left out' }),
  })
  .meta({ description: 'At most 400 days' });

export const healthHistorySchema = z
  .object({
    points: z
      .array(healthPointSchema)
      .meta({ description: 'By day. Days beyond 90 days ago are thinned to the first of each week' }),
    transitions: z.array(transitionSchema).meta({ description: 'Of these days, oldest first; 500 at most' }),
  })
  .meta({ id: 'HealthHistory' });

export const HEALTH_OVERRIDE_DAYS = 180;
export const setHealthOverrideSchema = z
  .strictObject({
    state: healthBandSchema,
    reason: plainText(500, 'Why; everybody who sees the score sees it', 'lines'),
    until: timeSchema(`When it ends by itself; within ${HEALTH_OVERRIDE_DAYS} days`),
  })
  .meta({ id: 'SetHealthOverride' });

const sourceSchema = plainText(64, 'Where it comes from, such as survey or call').default('entered');
export const SENTIMENT_NOTE_MAX = 2_000;
export const setSentimentSchema = z
  .strictObject({
    rating: z.int().min(1).max(5).meta({ description: '1: very discontent, to 5: very content' }),
    at: timeSchema('When it was said; now when left out').optional(),
    source: sourceSchema,
    note: plainText(SENTIMENT_NOTE_MAX, 'What was said', 'lines').optional(),
  })
  .meta({ id: 'SetSentiment' });
export type SetSentiment = z.infer<typeof setSentimentSchema>;

export const setSupportSchema = z
  .strictObject({
    openTickets: z
      .int()
      .min(0)
      .max(100_000)
      .meta({ description: 'Tickets that are open, critical ones too' }),
    criticalTickets: z.int().min(0).max(100_000).default(0),
    satisfactionPercent: z.int().min(0).max(100).optional().meta({ description: 'Of answered surveys' }),
    at: timeSchema('When it was counted; now when left out').optional(),
    source: sourceSchema,
  })
  .refine(({ openTickets, criticalTickets }) => criticalTickets <= openTickets, {
    path: ['criticalTickets'],
    error: 'not more than are open',
  })
  .meta({ id: 'SetSupport' });
export type SetSupport = z.infer<typeof setSupportSchema>;

export const HEALTH_IMPORT_COLUMNS = [
  'slug',
  'rating',
  'note',
  'openTickets',
  'criticalTickets',
  'satisfactionPercent',
  'at',
  'source',
] as const;
export const HEALTH_IMPORT_ROWS_MAX = 5_000;
export const HEALTH_IMPORT_BYTES_MAX = 2 * 1024 * 1024;

export const healthImportQuerySchema = z.strictObject({
  faulty: z
    .enum(['refuse', 'skip'])
    .default('refuse')
    .meta({ description: 'refuse: one faulty row refuses the file; skip: the good rows are applied' }),
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'true: say what would be done, and do nothing' }),
});

export const healthImportSchema = z
  .object({
    rows: z.int(),
    applied: z.int().meta({ description: 'Rows that changed something; with dryRun, that would' }),
    unchanged: z.int().meta({ description: 'Rows whose values, or later ones, were there already' }),
    faulty: z.array(
      z
        .object({ line: z.int(), slug: slugSchema.or(z.string()), faults: z.array(fieldFaultSchema) })
        .meta({ id: 'HealthImportFault' }),
    ),
    done: z.boolean().meta({ description: 'false: it was a dry run' }),
  })
  .meta({ id: 'HealthImport', description: 'What became of a file; sent again, it changes nothing' });

export const healthSettingsSchema = z
  .object({
    ...healthSettingsInputSchema.shape,
    version: z.int().meta({ description: '0: as shipped' }),
    updatedAt: timeSchema('When they were changed; absent while nobody did').optional(),
  })
  .meta({ id: 'HealthSettings' });

export const healthSettingsQuerySchema = z.strictObject({
  version: z
    .string()
    .regex(/^\d{1,9}$/, 'a version')
    .transform(Number)
    .optional()
    .meta({ description: 'As they were at a version that a score names; now, when left out' }),
});
