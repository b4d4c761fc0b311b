import type { TierComponent } from '@tenantry/contracts/tenancy/tier';
import { POD_DISRUPTION_BUDGET } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { selectorLabels } from './deployment.ts';
import { type Desired, managed } from './meta.ts';

export function podDisruptionBudget(effective: EffectiveSpec, component: TierComponent): Desired | undefined {
  const budget = component.disruptionBudget;
  if (!budget) return undefined;
  return managed(
    effective,
    POD_DISRUPTION_BUDGET,
    component.name,
    {
      spec: {
        ...(budget.minAvailable !== undefined
          ? { minAvailable: budget.minAvailable }
          : { maxUnavailable: budget.maxUnavailable }),
        selector: { matchLabels: selectorLabels(component) },
        // A pod that never became ready protects nothing; without this it would block draining its node.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
    { component: component.name },
  );
}
