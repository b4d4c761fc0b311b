import { z } from 'zod';
import {
  ENTRY_ACTIONS,
  HARD_FACTS,
  type HardFact,
  HEALTH_ACTIONS,
  HEALTH_FACTORS,
  HEALTH_REASONS,
  type HealthAction,
  type HealthCode,
  type HealthFactor,
  hardFactSchema,
  healthActionSchema,
  healthCodeSchema,
  healthFactorSchema,
  healthReasonSchema,
  type Measurement,
  type Measurements,
} from './health-factors.ts';
import type { HealthSettings, HealthWeights } from './health-settings.ts';

/**
 * Customer health: a score from 0 to 100, 100 is good.
 *
 *   measurements ── weights of the profile ──▶ score, coverage
 *   score ── bounds, moved by the margin on the side of the band before ──▶ band
 *   band ── coverage below the floor, no data on use ──▶ unknown
 *        ── hard facts ──▶ at best what the worst of them lets it be
 *        ── a person's override, while it holds ──▶ what the person says, never healthy without data
 *        ──▶ state
 */

export const HEALTH_BANDS = ['at_risk', 'watch', 'healthy'] as const;
export const healthBandSchema = z.enum(HEALTH_BANDS).meta({ id: 'HealthBand' });
export type HealthBand = z.infer<typeof healthBandSchema>;

export const HEALTH_STATES = ['unknown', ...HEALTH_BANDS] as const;
export const healthStateSchema = z.enum(HEALTH_STATES).meta({
  id: 'HealthState',
  description: 'unknown: there is too little data for a score; it is no good sign and no bad one',
});
export type HealthState = z.infer<typeof healthStateSchema>;

/** Factors of which one at least must have data: health without a sign of use is not known. */
const FACTORS_OF_USE = ['adoption', 'usageTrend'] as const satisfies readonly HealthFactor[];

/**
 * What cannot apply is left out of account only so far: however little applies, coverage is taken of so much of the
 * weight at least, and a score never rests on less than the floor's share of that.
 */
export const LEAST_APPLICABLE = 60;

/** A factor that pulls the score down by less is not what to act on. */
const LEAST_LOSS = 3;

export const healthCauseSchema = z
  .enum(['score', 'coverage', 'no_data_on_use', 'hard_fact', 'override'])
  .meta({ id: 'HealthCause', description: 'What the state comes from' });

export const manualOverrideSchema = z
  .object({
    state: healthBandSchema,
    reason: z.string(),
    until: z.string().meta({ format: 'date-time', description: 'When it ends by itself' }),
    author: z.string().meta({ description: 'Name of who set it' }),
    at: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'HealthOverride', description: 'What a person says in place of the score, for a time' });
export type ManualOverride = z.infer<typeof manualOverrideSchema>;

const tenths = (description: string) => z.number().nullable().meta({ description });

export const scoredFactorSchema = z
  .object({
    factor: healthFactorSchema,
    weight: z.int().meta({ description: 'Of 100' }),
    value: z.int().nullable().meta({ description: '0 to 100, 100 is good; null: there is no data' }),
    applies: z.boolean().default(true).meta({
      description: 'false: there can be no data here, and none is missing',
    }),
    points: tenths('What it adds to the score, of those that have data'),
    lost: tenths('What it takes from the score'),
    code: healthReasonSchema,
    reason: z.string(),
    evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: 'HealthFactorScore', description: 'One factor: its value, why, and what was read' });
export type ScoredFactor = z.infer<typeof scoredFactorSchema>;

export const suggestedActionSchema = z
  .object({
    action: healthActionSchema,
    title: z.string(),
    because: z.string(),
    code: healthCodeSchema.optional().meta({ description: 'What `because` says' }),
    dueInDays: z.int(),
  })
  .meta({ id: 'HealthSuggestedAction', description: 'What to do next' });
export type SuggestedAction = z.infer<typeof suggestedActionSchema>;

export const evaluationSchema = z
  .object({
    state: healthStateSchema,
    cause: healthCauseSchema,
    score: z.int().nullable().meta({ description: '0 to 100, 100 is good; null: it is not known' }),
    band: healthBandSchema
      .nullable()
      .meta({ description: 'What the score alone says, bounds kept steady; null without a score' }),
    coverage: z.int().meta({
      description:
        'Share of the weight that has data, in percent; what cannot apply, such as the workload without a cluster, is left out of account',
    }),
    profile: z.enum(['early', 'established']),
    settingsVersion: z.int(),
    ageDays: z.int().meta({ description: 'How long it has been a customer' }),
    factors: z.array(scoredFactorSchema),
    hardFacts: z.array(hardFactSchema),
    override: manualOverrideSchema.nullable(),
    suggestedAction: suggestedActionSchema.nullable(),
  })
  .meta({ id: 'HealthEvaluation' });
export type HealthEvaluation = z.infer<typeof evaluationSchema>;

export interface HealthInput {
  readonly measurements: Measurements;
  readonly hardFacts: readonly HardFact[];
  readonly ageDays: number;
  readonly settings: HealthSettings;
  readonly settingsVersion: number;
  /** The band of the evaluation before, if it had one. */
  readonly previousBand?: HealthBand | undefined;
  /** A person's word, while it holds. */
  readonly override?: ManualOverride | undefined;
}

/** The same for the same input, always. */
export function evaluateHealth(input: HealthInput): HealthEvaluation {
  const { measurements, hardFacts, ageDays, settings, settingsVersion, override } = input;
  const profile = ageDays < settings.earlyDays ? 'early' : 'established';
  const { score, coverage, factors } = weigh(measurements, settings.weights[profile], settings.coverageFloor);
  const known = score !== null && hasDataOnUse(measurements);
  const band = known ? bandOf(score, input.previousBand, settings) : null;
  const judged = judge(band, coverage < settings.coverageFloor, hardFacts, override);
  return {
    ...judged,
    score: known ? score : null,
    band,
    coverage,
    profile,
    settingsVersion,
    ageDays,
    factors: [...factors],
    hardFacts: [...hardFacts],
    override: override ?? null,
    suggestedAction: suggest(factors, hardFacts, known) ?? null,
  };
}

/**
 * The weighted mean of what has data. Score and coverage are whole numbers; the mean is taken in integers, so nothing
 * depends on an order of additions. Below the floor there is no score.
 */
export function weigh(
  measurements: Measurements,
  weights: HealthWeights,
  floor: number,
): { readonly score: number | null; readonly coverage: number; readonly factors: readonly ScoredFactor[] } {
  const measured = HEALTH_FACTORS.filter(factor => measurements[factor].is === 'measured');
  const weight = measured.reduce((sum, factor) => sum + weights[factor], 0);
  const coverage = Math.floor((100 * weight) / applicableWeight(measurements, weights));
  const total = measured.reduce((sum, factor) => sum + weights[factor] * valueIn(measurements[factor]), 0);
  const score = coverage < floor || weight === 0 ? null : Math.floor((2 * total + weight) / (2 * weight));
  const factors = HEALTH_FACTORS.map(factor =>
    scored(factor, weights[factor], measurements[factor], score === null ? 0 : weight),
  );
  return { score, coverage, factors };
}

function applicableWeight(measurements: Measurements, weights: HealthWeights): number {
  const applicable = HEALTH_FACTORS.filter(factor => measurements[factor].is !== 'inapplicable');
  return Math.max(
    LEAST_APPLICABLE,
    applicable.reduce((sum, factor) => sum + weights[factor], 0),
  );
}

function scored(
  factor: HealthFactor,
  weight: number,
  measurement: Measurement,
  measured: number,
): ScoredFactor {
  const { code, reason, evidence } = measurement;
  const value = measurement.is === 'measured' ? measurement.value : null;
  const part = (amount: number) => Math.round((10 * weight * amount) / measured) / 10;
  const counts = value !== null && measured > 0;
  return {
    factor,
    weight,
    value,
    applies: measurement.is !== 'inapplicable',
    points: counts ? part(value) : null,
    lost: counts ? part(100 - value) : null,
    code,
    reason,
    evidence,
  };
}

/**
 * Where a score lies. A band is left only when the score is `margin` beyond its bound, and the way back is as far: to
 * go there and back again a score must move by two margins, at least four points. So a score that only trembles by two
 * to either side changes its band once at most.
 */
export function bandOf(
  score: number,
  previous: HealthBand | undefined,
  { healthyFrom, atRiskBelow, margin }: Pick<HealthSettings, 'healthyFrom' | 'atRiskBelow' | 'margin'>,
): HealthBand {
  const upper = previous === undefined ? 0 : previous === 'healthy' ? -margin : margin;
  const lower = previous === undefined ? 0 : previous === 'at_risk' ? margin : -margin;
  if (score >= healthyFrom + upper) return 'healthy';
  return score < atRiskBelow + lower ? 'at_risk' : 'watch';
}

function judge(
  band: HealthBand | null,
  belowFloor: boolean,
  hardFacts: readonly HardFact[],
  override: ManualOverride | undefined,
): Pick<HealthEvaluation, 'state' | 'cause'> {
  // Nobody's word makes a customer healthy of whom nothing is known.
  if (override !== undefined && !(band === null && override.state === 'healthy')) {
    return { state: override.state, cause: 'override' };
  }
  const worst = worstOf(hardFacts);
  if (band === null) {
    if (worst === 'at_risk') return { state: worst, cause: 'hard_fact' };
    return { state: 'unknown', cause: belowFloor ? 'coverage' : 'no_data_on_use' };
  }
  if (worst !== undefined && HEALTH_BANDS.indexOf(worst) < HEALTH_BANDS.indexOf(band)) {
    return { state: worst, cause: 'hard_fact' };
  }
  return { state: band, cause: 'score' };
}

function worstOf(hardFacts: readonly HardFact[]): HealthBand | undefined {
  const bounds = hardFacts.map(({ code }) => HARD_FACTS[code].atBest);
  return bounds.includes('at_risk') ? 'at_risk' : bounds[0];
}

function hasDataOnUse(measurements: Measurements): boolean {
  return FACTORS_OF_USE.some(factor => measurements[factor].is === 'measured');
}

function valueIn(measurement: Measurement): number {
  return measurement.is === 'measured' ? measurement.value : 0;
}

/** What weighs most: a hard fact, then what costs the score most, then what there should be data about. */
function suggest(
  factors: readonly ScoredFactor[],
  hardFacts: readonly HardFact[],
  known: boolean,
): SuggestedAction | undefined {
  const order = Object.keys(HARD_FACTS);
  const [fact] = hardFacts.toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
  if (fact) return action(HARD_FACTS[fact.code].action, fact);
  const heaviest = known
    ? factors
        .filter(({ lost }) => lost !== null && lost >= LEAST_LOSS)
        .toSorted((a, b) => (b.lost ?? 0) - (a.lost ?? 0))
    : factors.filter(({ value }) => value === null).toSorted((a, b) => b.weight - a.weight);
  for (const { factor, value, code, reason } of heaviest) {
    const reasons: Readonly<Record<string, { readonly action?: HealthAction }>> = HEALTH_REASONS;
    const found = reasons[code]?.action ?? (value === null ? ENTRY_ACTIONS[factor] : undefined);
    if (found !== undefined) return action(found, { code, reason });
  }
  return undefined;
}

function action(
  suggested: HealthAction,
  { code, reason }: { readonly code: HealthCode; readonly reason: string },
): SuggestedAction {
  return { action: suggested, ...HEALTH_ACTIONS[suggested], because: reason, code };
}
