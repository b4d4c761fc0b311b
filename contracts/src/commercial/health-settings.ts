import { z } from 'zod';
import { HEALTH_FACTORS, type HealthFactor } from './health-factors.ts';

/** How scores are made: weights, bounds and times. Every change is a version, and every score names the one it has. */

const weight = z.int().min(0).max(100);

export const healthWeightsSchema = z
  .strictObject({
    adoption: weight,
    usageTrend: weight,
    quotaPressure: weight,
    onboarding: weight,
    workload: weight,
    billing: weight,
    support: weight,
    sentiment: weight,
  } satisfies Record<HealthFactor, z.ZodType>)
  .refine(weights => sumOf(weights) === 100, { error: 'the weights sum to 100' })
  .meta({ id: 'HealthWeights', description: 'What each factor counts; together 100' });
export type HealthWeights = z.infer<typeof healthWeightsSchema>;

function sumOf(weights: Readonly<Record<HealthFactor, number>>): number {
  return HEALTH_FACTORS.reduce((sum, factor) => sum + weights[factor], 0);
}

/** With less than this a noise of two points could flip a state to and fro. */
export const LEAST_MARGIN = 2;

const days = (description: string, max = 365) => z.int().min(1).max(max).meta({ description });

export const healthSettingsInputSchema = z
  .strictObject({
    weights: z
      .strictObject({
        early: healthWeightsSchema,
        established: healthWeightsSchema,
      })
      .meta({ description: 'For customers that are younger than `earlyDays`, and for all others' }),
    earlyDays: days('How long a customer counts as new'),
    coverageFloor: z
      .int()
      .min(40)
      .max(100)
      .meta({ description: 'Share of the weight that must have data; with less there is no score' }),
    healthyFrom: z.int().min(20).max(95).meta({ description: 'Scores from here on are healthy' }),
    atRiskBelow: z.int().min(5).max(90).meta({ description: 'Scores below this are at risk' }),
    margin: z
      .int()
      .min(LEAST_MARGIN)
      .max(10)
      .meta({ description: 'How far beyond a bound a score must be to change the state' }),
    overdueDays: days('After how many days an overdue payment puts a customer at risk'),
    downMinutes: z
      .int()
      .min(1)
      .max(1_440)
      .meta({ description: 'After how many minutes a workload that is down puts a customer at risk' }),
    sentimentDays: days('How long an entered sentiment counts'),
    supportDays: days('How long entered ticket numbers count'),
  })
  .refine(({ healthyFrom, atRiskBelow, margin }) => healthyFrom - atRiskBelow > 2 * margin, {
    path: ['healthyFrom'],
    error: 'more than two margins above atRiskBelow',
  })
  .meta({ id: 'HealthSettingsInput', description: 'How health is scored' });
export type HealthSettings = z.infer<typeof healthSettingsInputSchema>;

/** Before anybody changed them. docs/explanation/health-scores.md says why. */
export const INITIAL_HEALTH_SETTINGS: HealthSettings = {
  weights: {
    early: {
      adoption: 20,
      usageTrend: 5,
      quotaPressure: 5,
      onboarding: 30,
      workload: 20,
      billing: 5,
      support: 5,
      sentiment: 10,
    },
    established: {
      adoption: 25,
      usageTrend: 20,
      quotaPressure: 10,
      onboarding: 5,
      workload: 15,
      billing: 10,
      support: 5,
      sentiment: 10,
    },
  },
  earlyDays: 90,
  coverageFloor: 60,
  healthyFrom: 70,
  atRiskBelow: 40,
  margin: 3,
  overdueDays: 14,
  downMinutes: 15,
  sentimentDays: 120,
  supportDays: 30,
};
