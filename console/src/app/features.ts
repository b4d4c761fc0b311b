import type { Feature } from './feature.ts';

const found = import.meta.glob<{ feature: Feature }>('../features/*/feature.ts', { eager: true });

/** Every folder of `features`, by name. */
export const FEATURES: readonly Feature[] = Object.values(found)
  .map(({ feature }) => feature)
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));
