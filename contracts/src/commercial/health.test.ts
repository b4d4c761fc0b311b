import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandOf,
  evaluateHealth,
  HEALTH_BANDS,
  type HealthBand,
  type HealthInput,
  LEAST_APPLICABLE,
} from './health.ts';
import {
  type HardFact,
  HEALTH_FACTORS,
  type HealthFactor,
  inapplicableBecause,
  type Measurement,
  measuredAs,
  missingBecause,
} from './health-factors.ts';
import {
  type HealthSettings,
  healthSettingsInputSchema,
  healthWeightsSchema,
  INITIAL_HEALTH_SETTINGS,
} from './health-settings.ts';

const overdue: HardFact = { code: 'long_overdue', reason: 'overdue', evidence: {} };

function measurements(values: Partial<Record<HealthFactor, number>>): Record<HealthFactor, Measurement> {
  const of = (factor: HealthFactor) => {
    const value = values[factor];
    return value === undefined ? missingBecause('not_counted') : measuredAs('serves', value, {});
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

const every = (value: number) =>
  measurements(Object.fromEntries(HEALTH_FACTORS.map(factor => [factor, value])));

function evaluate(input: Partial<HealthInput>) {
  return evaluateHealth({
    measurements: every(100),
    hardFacts: [],
    ageDays: 400,
    settings: INITIAL_HEALTH_SETTINGS,
    settingsVersion: 0,
    ...input,
  });
}

/** Every way in which some of the factors have data. */
const subsets = Array.from({ length: 2 ** HEALTH_FACTORS.length }, (_, bits) =>
  HEALTH_FACTORS.filter((_factor, at) => (bits >> at) % 2 === 1),
);

describe('what is missing', () => {
  test.each(['early', 'established'] as const)(
    'of each of the 256 combinations of missing factors, %s, one below the floor is unknown, and none is healthy without data on use',
    profile => {
      const ageDays = profile === 'early' ? 10 : 400;
      let unknown = 0;
      for (const present of subsets) {
        const full = measurements(Object.fromEntries(present.map(factor => [factor, 100])));
        const evaluation = evaluate({ measurements: full, ageDays });
        const weights = INITIAL_HEALTH_SETTINGS.weights[profile];
        const coverage = present.reduce((sum, factor) => sum + weights[factor], 0);
        const hasUse = present.includes('adoption') || present.includes('usageTrend');
        const known = coverage >= INITIAL_HEALTH_SETTINGS.coverageFloor && hasUse;
        expect(evaluation.coverage, present.join()).toBe(coverage);
        expect(evaluation.state, present.join()).toBe(known ? 'healthy' : 'unknown');
        expect(evaluation.score === null, present.join()).toBe(!known);
        if (!known) unknown++;
      }
      expect(unknown).toBeGreaterThan(100);
    },
  );

  test.each(['early', 'established'] as const)(
    'of each of the 6,561 combinations of factors that have data, are missing or cannot apply, %s, one below the floor is unknown',
    profile => {
      const weights = INITIAL_HEALTH_SETTINGS.weights[profile];
      const seen = { known: 0, unknown: 0 };
      for (let code = 0; code < 3 ** HEALTH_FACTORS.length; code++) {
        const kinds = HEALTH_FACTORS.map((factor, at) => [factor, Math.floor(code / 3 ** at) % 3] as const);
        const weightOf = (...wanted: number[]) =>
          kinds.reduce((sum, [factor, kind]) => sum + (wanted.includes(kind) ? weights[factor] : 0), 0);
        const some = measurements(
          Object.fromEntries(kinds.flatMap(([f, kind]) => (kind === 0 ? [[f, 100]] : []))),
        );
        for (const [factor, kind] of kinds) if (kind === 2) some[factor] = inapplicableBecause('no_cluster');
        const evaluation = evaluate({ measurements: some, ageDays: profile === 'early' ? 10 : 400 });
        const coverage = Math.floor((100 * weightOf(0)) / Math.max(LEAST_APPLICABLE, weightOf(0, 1)));
        const hasUse = kinds.some(([f, kind]) => kind === 0 && (f === 'adoption' || f === 'usageTrend'));
        const known = coverage >= INITIAL_HEALTH_SETTINGS.coverageFloor && hasUse;
        expect(evaluation, kinds.join(' ')).toMatchObject({ coverage, state: known ? 'healthy' : 'unknown' });
        seen[known ? 'known' : 'unknown']++;
      }
      expect(Math.min(seen.known, seen.unknown)).toBeGreaterThan(1_000);
    },
  );

  test('what cannot apply changes no score, and makes up for nothing when hardly anything applies', () => {
    const use = { adoption: 80, usageTrend: 60, quotaPressure: 100 };
    const without = (...factors: HealthFactor[]) => {
      const some = measurements(use);
      for (const factor of factors) some[factor] = inapplicableBecause('no_cluster');
      return evaluate({ measurements: some });
    };
    expect(without()).toMatchObject({ state: 'unknown', coverage: 55 });
    expect(without('workload', 'billing')).toMatchObject({ state: 'healthy', coverage: 73, score: 76 });
    expect(without('workload')).toMatchObject({ coverage: 64, score: 76 });
    const onlyUse = measurements({ usageTrend: 100 });
    for (const factor of HEALTH_FACTORS)
      if (factor !== 'usageTrend') onlyUse[factor] = inapplicableBecause('no_cluster');
    expect(evaluate({ measurements: onlyUse })).toMatchObject({ state: 'unknown', coverage: 33 });
  });

  test('with any weights, floor, values, band before and word of a person, below the floor nobody is healthy', () => {
    fc.assert(
      fc.property(
        settings(),
        values(),
        fc.constantFrom(...HEALTH_BANDS),
        fc.nat(800),
        (given, some, band, age) => {
          const until = '2030-01-01T00:00:00.000Z';
          const override = { state: 'healthy' as const, reason: 'r', until, author: 'a', at: until };
          for (const word of [undefined, override]) {
            const evaluation = evaluate({
              ...{ measurements: measurements(some), settings: given, ageDays: age },
              ...{ previousBand: band, override: word },
            });
            if (evaluation.coverage >= given.coverageFloor) continue;
            expect(evaluation).toMatchObject({ state: 'unknown', score: null, band: null });
          }
        },
      ),
    );
  });
});

describe('the score', () => {
  test('is the weighted mean, and what each factor adds and takes makes up 100', () => {
    fc.assert(
      fc.property(values(), fc.nat(800), (some, ageDays) => {
        const { score, factors, coverage } = evaluate({ measurements: measurements(some), ageDays });
        if (score === null) return;
        const total = factors.reduce((sum, { weight, value }) => sum + weight * (value ?? 0), 0);
        expect(Math.abs(score - total / coverage)).toBeLessThanOrEqual(0.5);
        const added = factors.reduce((sum, { points }) => sum + (points ?? 0), 0);
        const taken = factors.reduce((sum, { lost }) => sum + (lost ?? 0), 0);
        expect(Math.abs(added + taken - 100)).toBeLessThan(1);
      }),
    );
  });

  test('never falls when a factor is better, all else alike', () => {
    fc.assert(
      fc.property(values(), fc.constantFrom(...HEALTH_FACTORS), fc.nat(100), (some, factor, better) => {
        const before = evaluate({ measurements: measurements({ ...some, [factor]: 0 }) });
        const after = evaluate({ measurements: measurements({ ...some, [factor]: better }) });
        expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
      }),
    );
  });

  test('is by other weights for those who are new', () => {
    const notOnboarded = measurements({ ...values100(), onboarding: 0 });
    expect(evaluate({ measurements: notOnboarded, ageDays: 89 })).toMatchObject({
      profile: 'early',
      score: 70,
    });
    expect(evaluate({ measurements: notOnboarded, ageDays: 90 })).toMatchObject({
      profile: 'established',
      score: 95,
    });
  });
});

describe('steadiness', () => {
  test('a score that trembles by two points about anything changes its state once at most', () => {
    const noise = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(
        settings(),
        fc.nat(100),
        noise,
        fc.option(fc.constantFrom(...HEALTH_BANDS)),
        (given, base, trembling, before) => {
          let band: HealthBand | undefined = before ?? undefined;
          let first: HealthBand | undefined;
          let flips = 0;
          for (const by of trembling) {
            const next = bandOf(base + by, band, given);
            if (first !== undefined && next !== band) flips++;
            first ??= next;
            band = next;
          }
          expect(flips).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('nor does a customer each of whose factors trembles by two points', () => {
    const noises = fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 8, maxLength: 8 }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        settings(),
        fc.array(fc.integer({ min: 2, max: 98 }), { minLength: 8, maxLength: 8 }),
        noises,
        (given, base, all) => {
          let previousBand: HealthBand | undefined;
          const states: string[] = [];
          for (const noise of all) {
            const some = Object.fromEntries(
              HEALTH_FACTORS.map((factor, at) => [factor, (base[at] ?? 0) + (noise[at] ?? 0)]),
            );
            const evaluation = evaluate({ measurements: measurements(some), settings: given, previousBand });
            previousBand = evaluation.band ?? undefined;
            if (states.at(-1) !== evaluation.state) states.push(evaluation.state);
          }
          expect(states.length).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('a score that really moved does change it, whatever it was before', () => {
    for (const before of HEALTH_BANDS) {
      expect(bandOf(100, before, INITIAL_HEALTH_SETTINGS)).toBe('healthy');
      expect(bandOf(0, before, INITIAL_HEALTH_SETTINGS)).toBe('at_risk');
      expect(bandOf(55, before, INITIAL_HEALTH_SETTINGS)).toBe('watch');
    }
  });
});

describe('hard facts and words of people', () => {
  test('no score makes up for a hard fact, and it comes first among what to do', () => {
    expect(evaluate({ hardFacts: [overdue] })).toMatchObject({
      ...{ state: 'at_risk', cause: 'hard_fact', score: 100, band: 'healthy' },
      suggestedAction: { action: 'settle_payment' },
    });
    const mild: HardFact = { ...overdue, code: 'overdue' };
    expect(evaluate({ hardFacts: [mild] })).toMatchObject({ state: 'watch', cause: 'hard_fact' });
    expect(evaluate({ hardFacts: [mild], measurements: every(0) })).toMatchObject({
      state: 'at_risk',
      cause: 'score',
    });
  });

  test('of what people enter, that is asked for which they did not enter', () => {
    const early = Object.fromEntries(HEALTH_FACTORS.map(factor => [factor, missingBecause('too_early')]));
    const unknown = (entered: Partial<Record<HealthFactor, Measurement>>) =>
      evaluate({ measurements: { ...measurements({}), ...early, ...entered } }).suggestedAction?.action;
    const none = missingBecause('not_entered');
    expect(unknown({ support: none, sentiment: measuredAs('content', 75, {}) })).toBe('enter_tickets');
    expect(unknown({ support: measuredAs('few_tickets', 100, {}), sentiment: none })).toBe('ask_sentiment');
  });

  test('a hard fact is told of one who is otherwise unknown, too', () => {
    const evaluation = evaluate({ hardFacts: [overdue], measurements: measurements({}) });
    expect(evaluation).toMatchObject({ state: 'at_risk', cause: 'hard_fact', score: null });
  });

  test('a word holds in place of score and hard facts, and the score goes on beside it', () => {
    const word = { state: 'watch' as const, reason: 'we agreed', until: '2030-01-01', author: 'a', at: '' };
    const evaluation = evaluate({ hardFacts: [overdue], override: word });
    expect(evaluation).toMatchObject({ state: 'watch', cause: 'override', score: 100, band: 'healthy' });
  });
});

describe('settings', () => {
  test('weights that do not sum to 100 are refused', () => {
    const { established } = INITIAL_HEALTH_SETTINGS.weights;
    expect(healthWeightsSchema.safeParse(established).success).toBe(true);
    for (const off of [-1, 1]) {
      const weights = { ...established, adoption: established.adoption + off };
      expect(healthWeightsSchema.safeParse(weights).success).toBe(false);
    }
  });

  test('what is shipped is valid, and bounds so near that a state could tremble are not', () => {
    expect(healthSettingsInputSchema.parse(INITIAL_HEALTH_SETTINGS)).toEqual(INITIAL_HEALTH_SETTINGS);
    for (const wrong of [{ margin: 1 }, { healthyFrom: 46 }, { coverageFloor: 39 }]) {
      const parsed = healthSettingsInputSchema.safeParse({ ...INITIAL_HEALTH_SETTINGS, ...wrong });
      expect(parsed.success, JSON.stringify(wrong)).toBe(false);
    }
  });
});

function values100(): Record<HealthFactor, number> {
  return {
    ...{ adoption: 100, usageTrend: 100, quotaPressure: 100, onboarding: 100 },
    ...{ workload: 100, billing: 100, support: 100, sentiment: 100 },
  };
}

/** Values of some factors; the others are missing. */
function values(): fc.Arbitrary<Partial<Record<HealthFactor, number>>> {
  return fc.record(Object.fromEntries(HEALTH_FACTORS.map(factor => [factor, fc.nat(100)])), {
    requiredKeys: [],
  });
}

/** Settings that are taken. */
function settings(): fc.Arbitrary<HealthSettings> {
  return fc
    .record({
      early: weights(),
      established: weights(),
      coverageFloor: fc.integer({ min: 40, max: 100 }),
      margin: fc.integer({ min: 2, max: 10 }),
      atRiskBelow: fc.integer({ min: 5, max: 60 }),
      gap: fc.integer({ min: 1, max: 14 }),
    })
    .map(({ early, established, gap, ...rest }) =>
      healthSettingsInputSchema.parse({
        ...{ ...INITIAL_HEALTH_SETTINGS, ...rest, weights: { early, established } },
        healthyFrom: Math.max(20, rest.atRiskBelow + 2 * rest.margin + gap),
      }),
    );
}

function weights(): fc.Arbitrary<HealthSettings['weights']['early']> {
  return fc.array(fc.nat(100), { minLength: 7, maxLength: 7 }).map(cuts => {
    const sorted = [0, ...cuts.toSorted((a, b) => a - b), 100];
    const entries = HEALTH_FACTORS.map((factor, at) => [factor, (sorted[at + 1] ?? 0) - (sorted[at] ?? 0)]);
    return healthWeightsSchema.parse(Object.fromEntries(entries));
  });
}
