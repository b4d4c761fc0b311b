import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BacktestCase, backtestHealth } from './health-backtest.ts';
import { INITIAL_HEALTH_SETTINGS } from './health-settings.ts';

/** All factors alike, so that the score is that value. */
function sample(score: number | null, churned: boolean): BacktestCase {
  const factors = {
    ...{ adoption: score, usageTrend: score, quotaPressure: score, onboarding: score },
    ...{ workload: score, billing: score, support: score, sentiment: score },
  };
  return { customer: 'sample', churned, ageDays: 400, factors };
}

test('tells precision and recall of each threshold, and leaves out those without a score', () => {
  const cases = [
    ...[10, 20, 35, 80].map(score => sample(score, true)),
    ...[30, 60, 90, 95].map(score => sample(score, false)),
    sample(null, true),
  ];
  const report = backtestHealth(cases, INITIAL_HEALTH_SETTINGS);
  expect(report).toMatchObject({
    ...{ customers: 9, churned: 5, scored: 8 },
    unknown: { customers: 1, churned: 1 },
  });
  expect(report.thresholds.find(({ below }) => below === 40)).toEqual({
    ...{ below: 40, truePositives: 3, falsePositives: 1, falseNegatives: 1, trueNegatives: 3 },
    ...{ precision: 0.75, recall: 0.75, f1: 0.75 },
  });
  expect(report.thresholds[0]).toMatchObject({ below: 5, precision: null, recall: 0 });
  expect(report.thresholds.at(-1)).toMatchObject({ below: 100, precision: 0.5, recall: 1 });
  // 10, 20 and 35 are below 60, 90 and 95; 10 and 20 below 30; 80 below 90 and 95.
  expect(report.score).toEqual({ withData: 8, meanOfChurned: 36.3, meanOfKept: 68.8, auc: 0.813 });
  expect(report.factors.sentiment.withData).toBe(8);
});

test('the AUC is that of comparing every two, ties a half', () => {
  const outcomes = fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 40 });
  fc.assert(
    fc.property(outcomes, some => {
      const { score } = backtestHealth(
        some.map(([value, churned]) => sample(value, churned)),
        INITIAL_HEALTH_SETTINGS,
      );
      const left = some.filter(([, churned]) => churned).map(([value]) => value);
      const kept = some.filter(([, churned]) => !churned).map(([value]) => value);
      const wins = left.flatMap(a => kept.map(b => (a < b ? 1 : a === b ? 0.5 : 0)));
      const expected =
        wins.length === 0 ? null : wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
      if (expected === null) expect(score.auc).toBeNull();
      else expect(score.auc).toBeCloseTo(expected, 2);
    }),
  );
});
