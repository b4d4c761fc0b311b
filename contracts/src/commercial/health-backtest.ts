import { z } from 'zod';
import { weigh } from './health.ts';
import {
  type HealthFactor,
  type Measurement,
  type Measurements,
  measuredAs,
  missingBecause,
} from './health-factors.ts';
import type { HealthSettings } from './health-settings.ts';

/** What a score would have told of customers of whom it is known whether they left. */

const value = z.number().min(0).max(100).nullable().optional();

export const backtestCaseSchema = z.strictObject({
  customer: z.string().min(1).max(200),
  churned: z.boolean(),
  /** How long it had been a customer when the factors were taken. */
  ageDays: z.int().min(0),
  factors: z.strictObject({
    adoption: value,
    usageTrend: value,
    quotaPressure: value,
    onboarding: value,
    workload: value,
    billing: value,
    support: value,
    sentiment: value,
  } satisfies Record<HealthFactor, z.ZodType>),
});
export type BacktestCase = z.infer<typeof backtestCaseSchema>;

export interface ThresholdRow {
  /** Customers with a lower score are taken for such as will leave. */
  readonly below: number;
  /** Left, and was warned of. */
  readonly truePositives: number;
  /** Stayed, and was warned of. */
  readonly falsePositives: number;
  /** Left without a warning; only of those with a score. */
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Of those warned of, how many left; null when none was warned of. */
  readonly precision: number | null;
  /** Of those that left, how many were warned of; null when none left. */
  readonly recall: number | null;
  readonly f1: number | null;
}

export interface Separation {
  readonly withData: number;
  readonly meanOfChurned: number | null;
  readonly meanOfKept: number | null;
  /** Probability that one that left has a lower value than one that stayed; 0.5 is chance, null without both. */
  readonly auc: number | null;
}

export interface BacktestReport {
  readonly customers: number;
  readonly churned: number;
  readonly scored: number;
  /** Too little data for a score: none of these is in any row. */
  readonly unknown: { readonly customers: number; readonly churned: number };
  readonly thresholds: readonly ThresholdRow[];
  readonly score: Separation;
  readonly factors: Readonly<Record<HealthFactor, Separation>>;
}

interface Outcome {
  readonly value: number;
  readonly churned: boolean;
}

const STEP = 5;

/**
 * Scores every case by the settings, as customers are scored, but for hard facts and words of people, of which the data
 * knows nothing. Values that are no whole numbers are rounded, as they are when they are measured.
 */
export function backtestHealth(cases: readonly BacktestCase[], settings: HealthSettings): BacktestReport {
  const scored = cases.flatMap(one => {
    const score = scoreOf(one, settings);
    return score === null ? [] : [{ value: score, churned: one.churned }];
  });
  const churned = countChurned(cases);
  const bounds = [
    ...Array.from({ length: 100 / STEP }, (_, at) => (at + 1) * STEP),
    settings.atRiskBelow,
    settings.healthyFrom,
  ];
  return {
    customers: cases.length,
    churned,
    scored: scored.length,
    unknown: {
      customers: cases.length - scored.length,
      churned: churned - countChurned(scored),
    },
    thresholds: [...new Set(bounds)].toSorted((a, b) => a - b).map(below => rowOf(scored, below)),
    score: separationOf(scored),
    factors: separations(cases),
  };
}

function scoreOf({ ageDays, factors }: BacktestCase, settings: HealthSettings): number | null {
  const { adoption, usageTrend } = factors;
  if (typeof adoption !== 'number' && typeof usageTrend !== 'number') return null;
  const profile = ageDays < settings.earlyDays ? 'early' : 'established';
  return weigh(measurementsOf(factors), settings.weights[profile], settings.coverageFloor).score;
}

function measurementsOf(factors: BacktestCase['factors']): Measurements {
  const of = (factor: HealthFactor): Measurement => {
    const known = factors[factor];
    return typeof known === 'number' ? measuredAs('steady', known, {}) : missingBecause('not_counted');
  };
  return {
    adoption: of('adoption'),
    usageTrend: of('usageTrend'),
    quotaPressure: of('quotaPressure'),
    onboarding: of('onboarding'),
    workload: of('workload'),
    billing: of('billing'),
    support: of('support'),
    sentiment: of('sentiment'),
  };
}

function rowOf(scored: readonly Outcome[], below: number): ThresholdRow {
  const count = (warned: boolean, churned: boolean) =>
    scored.filter(one => one.value < below === warned && one.churned === churned).length;
  const truePositives = count(true, true);
  const falsePositives = count(true, false);
  const falseNegatives = count(false, true);
  const precision = ratio(truePositives, truePositives + falsePositives);
  const recall = ratio(truePositives, truePositives + falseNegatives);
  const f1 = ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  const trueNegatives = count(false, false);
  return { below, truePositives, falsePositives, falseNegatives, trueNegatives, precision, recall, f1 };
}

function separations(cases: readonly BacktestCase[]): BacktestReport['factors'] {
  const of = (factor: HealthFactor) =>
    separationOf(
      cases.flatMap(({ churned, factors }) => {
        const known = factors[factor];
        return typeof known === 'number' ? [{ value: known, churned }] : [];
      }),
    );
  return {
    adoption: of('adoption'),
    usageTrend: of('usageTrend'),
    quotaPressure: of('quotaPressure'),
    onboarding: of('onboarding'),
    workload: of('workload'),
    billing: of('billing'),
    support: of('support'),
    sentiment: of('sentiment'),
  };
}

/** The AUC by ranks, as Mann and Whitney count it: ties are worth a half. */
function separationOf(outcomes: readonly Outcome[]): Separation {
  const sorted = outcomes.toSorted((a, b) => a.value - b.value);
  const left = sorted.filter(({ churned }) => churned);
  const stayed = sorted.filter(({ churned }) => !churned);
  let wins = 0;
  let below = 0;
  for (let at = 0; at < sorted.length; ) {
    const end = sorted.findIndex(({ value }, index) => index > at && value !== sorted[at]?.value);
    const tied = sorted.slice(at, end === -1 ? undefined : end);
    const churned = countChurned(tied);
    const kept = tied.length - churned;
    wins += kept * (below + churned / 2);
    below += churned;
    at += tied.length;
  }
  return {
    withData: outcomes.length,
    meanOfChurned: meanOf(left),
    meanOfKept: meanOf(stayed),
    auc: ratio(wins, left.length * stayed.length),
  };
}

function meanOf(outcomes: readonly Outcome[]): number | null {
  const sum = outcomes.reduce((total, { value }) => total + value, 0);
  return outcomes.length === 0 ? null : Math.round((10 * sum) / outcomes.length) / 10;
}

function countChurned(outcomes: readonly { readonly churned: boolean }[]): number {
  return outcomes.filter(({ churned }) => churned).length;
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1_000 * part) / whole) / 1_000;
}
