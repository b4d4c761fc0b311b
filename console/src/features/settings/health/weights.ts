import type { components } from '@tenantry/contracts/client/schema.generated';

export type HealthBody = components['schemas']['HealthSettingsInput'];
export type Factor = keyof HealthBody['weights']['early'];
export const PROFILES = ['early', 'established'] as const;
export const FACTORS = [
  'adoption',
  'usageTrend',
  'quotaPressure',
  'onboarding',
  'workload',
  'billing',
  'support',
  'sentiment',
] as const satisfies readonly Factor[];

/** Bounds of the other numbers, as the control plane has them. */
export const BOUNDS = {
  earlyDays: [1, 365],
  coverageFloor: [40, 100],
  healthyFrom: [20, 95],
  atRiskBelow: [5, 90],
  margin: [2, 10],
  overdueDays: [1, 365],
  downMinutes: [1, 1_440],
  sentimentDays: [1, 365],
  supportDays: [1, 365],
} as const satisfies Record<Exclude<keyof HealthBody, 'weights'>, readonly [number, number]>;
export type Bound = keyof typeof BOUNDS;
export const NUMBERS: readonly Bound[] = [
  'healthyFrom',
  'atRiskBelow',
  'margin',
  'coverageFloor',
  'earlyDays',
  'overdueDays',
  'downMinutes',
  'sentimentDays',
  'supportDays',
];

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

/** What the weights of a profile come to; it must be 100. */
export const sumOf = (weights: Readonly<Record<Factor, number | undefined>>): number =>
  FACTORS.reduce((sum, factor) => sum + (weights[factor] ?? 0), 0);

/** What is not right yet, by the name of the field. Nothing is sent while there is anything. */
export function faultsOf(body: HealthBody): ReadonlyMap<string, 'sum' | 'whole' | 'bounds' | 'apart'> {
  const faults = new Map<string, 'sum' | 'whole' | 'bounds' | 'apart'>();
  for (const profile of PROFILES) {
    const weights = body.weights[profile];
    for (const factor of FACTORS) {
      const weight: unknown = weights[factor];
      if (!isWhole(weight) || weight < 0 || weight > 100) faults.set(`${profile}.${factor}`, 'whole');
    }
    if (sumOf(weights) !== 100) faults.set(profile, 'sum');
  }
  for (const name of NUMBERS) {
    const value: unknown = body[name];
    const [least, most] = BOUNDS[name];
    if (!isWhole(value) || value < least || value > most) faults.set(name, 'bounds');
  }
  // Closer than that a score could be in two states at once.
  if (!(body.healthyFrom - body.atRiskBelow > 2 * body.margin) && !faults.has('healthyFrom'))
    faults.set('healthyFrom', 'apart');
  return faults;
}
