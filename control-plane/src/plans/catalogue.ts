import type { SettingsInput } from '@tenantry/contracts/commercial/settings';
import type { PlanVersionState } from './plan-version.ts';

/**
 * What may be chosen now: of each plan its newest published version, or the one that the settings name; not those
 * that the settings withhold. Plans of the settings come first, in their order.
 */
export function catalogueOf(
  versions: readonly PlanVersionState[],
  { planSelection }: Pick<SettingsInput, 'planSelection'>,
): PlanVersionState[] {
  const published = versions.filter(({ status }) => status === 'published');
  const named = planSelection.map(({ planId }) => planId);
  const others = [...new Set(published.map(({ planId }) => planId))]
    .filter(planId => !named.includes(planId))
    .toSorted();
  return [...named, ...others].flatMap(planId => {
    const chosen = planSelection.find(selection => selection.planId === planId);
    if (chosen?.offered === false) return [];
    const candidates = published.filter(
      version =>
        version.planId === planId && (chosen?.version === undefined || version.version === chosen.version),
    );
    // By number, since versions are published in any order.
    return candidates.toSorted((a, b) => b.version - a.version).slice(0, 1);
  });
}
