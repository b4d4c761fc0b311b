import type { TierComponent } from '@tenantry/contracts/tenancy/tier';
import { SERVICE } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { selectorLabels } from './deployment.ts';
import { type Desired, managed } from './meta.ts';

export function service(effective: EffectiveSpec, component: TierComponent): Desired | undefined {
  if (!component.service) return undefined;
  return managed(
    effective,
    SERVICE,
    component.name,
    {
      spec: {
        type: 'ClusterIP',
        selector: selectorLabels(component),
        ports: component.service.ports.map(({ name, port, targetPort, protocol }) => ({
          name,
          port,
          targetPort,
          protocol,
        })),
      },
    },
    { component: component.name },
  );
}
