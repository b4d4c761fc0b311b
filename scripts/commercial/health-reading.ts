import { evaluateHealth } from '@tenantry/contracts/commercial/health';
import {
  HARD_FACTS,
  HEALTH_ACTIONS,
  HEALTH_FACTORS,
  inapplicableBecause,
  type Measurements,
  measuredAs,
  missingBecause,
} from '@tenantry/contracts/commercial/health-factors';
import { INITIAL_HEALTH_SETTINGS } from '@tenantry/contracts/commercial/health-settings';
import { table } from '../../contracts/generate/markdown.ts';
import type { Sections } from '../page-sections.ts';

/** The sample customer that the handbook reads: sample-fading, as `npm start -- --no-cluster` shows it. */
export const READ_SAMPLE = 'sample-fading';
export const READ_MEASUREMENTS: Measurements = {
  adoption: measuredAs('used_well', 83, {}, 'Used on 23 of 28 days, 3 of 3 meters'),
  usageTrend: measuredAs('shrinking', 0, {}, '-82 % in 14 days against the 14 days before'),
  quotaPressure: measuredAs('room_left', 100, {}),
  onboarding: inapplicableBecause('not_onboarded_here'),
  workload: inapplicableBecause('no_cluster'),
  billing: measuredAs('paid', 100, {}),
  support: missingBecause('not_entered'),
  sentiment: measuredAs('discontent', 25, {}, '2 of 5'),
};
const AGE_DAYS = 40;

/** The parts of the handbook that follow from the code: weights, bounds, facts, actions and the reading of a sample. */
export function healthSections(): Sections {
  return new Map([
    ['health-weights', weights()],
    ['health-facts', facts()],
    ['health-actions', actions()],
    ['health-reading', reading('early')],
    ['health-reading-later', reading('established')],
  ]);
}

function weights(): string[] {
  const { early, established } = INITIAL_HEALTH_SETTINGS.weights;
  return table(
    ['factor', 'early', 'established'],
    HEALTH_FACTORS.map(factor => [`\`${factor}\``, String(early[factor]), String(established[factor])]),
  );
}

function facts(): string[] {
  return table(
    ['hard fact', 'what it says', 'the state is at best', 'suggested action'],
    Object.entries(HARD_FACTS).map(([code, { atBest, meaning, action }]) => [
      `\`${code}\``,
      meaning,
      `\`${atBest}\``,
      `\`${action}\``,
    ]),
  );
}

function actions(): string[] {
  return table(
    ['suggested action', 'title', 'due in days'],
    Object.entries(HEALTH_ACTIONS).map(([code, { title, dueInDays }]) => [
      `\`${code}\``,
      title,
      String(dueInDays),
    ]),
  );
}

/** The same measurements by the weights of either profile. */
function reading(profile: 'early' | 'established'): string[] {
  const settings = INITIAL_HEALTH_SETTINGS;
  const { factors, score, coverage, state, suggestedAction } = evaluateHealth({
    measurements: READ_MEASUREMENTS,
    hardFacts: [],
    ageDays: profile === 'early' ? AGE_DAYS : settings.earlyDays,
    settings,
    settingsVersion: 1,
  });
  const rows = factors.map(({ factor, weight, value, applies, points, lost, code, reason }) => [
    `\`${factor}\``,
    String(weight),
    value === null ? (applies ? 'missing' : 'does not apply') : String(value),
    points === null ? '' : String(points),
    lost === null ? '' : String(lost),
    `\`${code}\`: ${reason}`,
  ]);
  return [
    ...table(['factor', 'weight', 'value', 'points', 'lost', 'why'], rows),
    '',
    `Score ${score}, coverage ${coverage} %, state \`${state}\`, suggested action \`${suggestedAction?.action}\`.`,
  ];
}
