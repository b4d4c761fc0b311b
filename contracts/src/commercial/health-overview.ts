import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { healthStateSchema } from './health.ts';
import { hardFactCodeSchema, healthFactorSchema, healthReasonSchema } from './health-factors.ts';
import { tenantIdSchema, timeSchema } from './tenant.ts';

/** How all customers do together: counted, by plan, by when they began, and who moved. */

export const healthReasonOfStateSchema = z
  .strictObject({
    kind: z.enum(['hard_fact', 'factor', 'coverage', 'no_data_on_use', 'override']),
    fact: hardFactCodeSchema.nullable(),
    factor: healthFactorSchema.nullable(),
    code: healthReasonSchema.nullable().meta({ description: 'Of the factor' }),
    text: z.string().meta({ description: 'In a sentence' }),
  })
  .meta({
    id: 'HealthReasonOfState',
    description:
      'The one thing that says most of why a customer is in its state: what holds it there, or costs most',
  });
export type HealthReasonOfState = z.output<typeof healthReasonOfStateSchema>;

const countsSchema = z
  .strictObject({ at_risk: z.int(), watch: z.int(), healthy: z.int(), unknown: z.int() })
  .meta({ id: 'HealthStates', description: 'How many are in which state' });
export type HealthStatesBody = z.output<typeof countsSchema>;

export const SCORE_BUCKET = 10;

export const healthOverviewQuerySchema = z.strictObject({
  owner: z.string().min(1).max(128).optional().meta({ description: 'The account owner, exactly' }),
  plan: z.string().min(1).max(63).optional().meta({ description: 'Id of a plan, or unassigned' }),
});
export type HealthOverviewQuery = z.output<typeof healthOverviewQuerySchema>;

export const healthOverviewSchema = z
  .strictObject({
    at: timeSchema('When it was counted'),
    total: z.int().meta({ description: 'Customers that are there' }),
    states: countsSchema,
    notEvaluated: z.int().meta({ description: 'Of the unknown ones those that were never looked at' }),
    averageScore: z.int().nullable().meta({ description: 'Of those that have a score, rounded' }),
    averageCoverage: z
      .int()
      .nullable()
      .meta({ description: 'Share of the weight that has data, in percent' }),
    overridden: z.int().meta({ description: 'Whose state a person says, for a time' }),
    scores: z
      .array(z.strictObject({ from: z.int(), to: z.int(), tenants: z.int() }))
      .meta({ description: `By score, in steps of ${SCORE_BUCKET}; the last one has 100, too` }),
    plans: z
      .array(z.strictObject({ planId: z.string().nullable(), ...countsSchema.shape }))
      .meta({ description: 'By plan, the largest first; null: no plan' }),
    cohorts: z
      .array(z.strictObject({ month: z.string(), ...countsSchema.shape }))
      .meta({ description: 'By the month (UTC) in which they came, the earliest first' }),
    movement: z
      .array(
        z.strictObject({
          days: z.int(),
          better: z.int(),
          worse: z.int(),
          moves: z.array(
            z.strictObject({ from: healthStateSchema, to: healthStateSchema, tenants: z.int() }),
          ),
          notKnown: z.int().meta({ description: 'Of whom nothing was recorded then' }),
        }),
      )
      .meta({ description: 'Over 7 and 30 days; who was not known, or is not, moved neither up nor down' }),
    unknown: z
      .array(
        z.strictObject({
          kind: z.enum(['coverage', 'no_data_on_use', 'not_evaluated', 'other']),
          code: healthReasonSchema.nullable().meta({ description: 'Why the heaviest factor has no data' }),
          tenants: z.int(),
        }),
      )
      .meta({ description: 'Why nothing is known of those that are unknown, the most frequent first' }),
  })
  .meta({ id: 'HealthOverview', description: 'How all customers do together' });
export type HealthOverviewBody = z.output<typeof healthOverviewSchema>;

export const HEALTH_MOVE_DAYS = ['7', '30'] as const;
export const healthMovesQuerySchema = z.strictObject({
  days: z.enum(HEALTH_MOVE_DAYS).default('7'),
  direction: z.enum(['worse', 'better', 'any']).default('any'),
  from: healthStateSchema.optional(),
  to: healthStateSchema.optional(),
  ...healthOverviewQuerySchema.shape,
  ...pageQuery,
});
export type HealthMovesQuery = z.output<typeof healthMovesQuerySchema>;

export const healthMoveSchema = z
  .strictObject({
    tenantId: tenantIdSchema,
    displayName: z.string(),
    owner: z.string().nullable(),
    planId: z.string().nullable(),
    from: healthStateSchema,
    to: healthStateSchema,
    score: z.int().nullable(),
    change: z.int().nullable().meta({ description: 'Points over these days' }),
    since: timeSchema('Since when it is in its state'),
    reason: healthReasonOfStateSchema.nullable(),
  })
  .meta({ id: 'HealthMove', description: 'A customer whose state is another one than it was' });
export type HealthMoveBody = z.output<typeof healthMoveSchema>;

export const healthMovesSchema = z
  .strictObject({ items: z.array(healthMoveSchema), total: z.int(), next: nextSchema })
  .meta({ id: 'HealthMoves', description: 'Who moved between states, the steepest fall first' });
