import type { TierComponent } from '@tenantry/contracts/tenancy/tier';
import { apiVersionOf } from '../../runtime/objects.ts';
import { DEPLOYMENT, HORIZONTAL_POD_AUTOSCALER } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed } from './meta.ts';

export function horizontalPodAutoscaler(
  effective: EffectiveSpec,
  component: TierComponent,
): Desired | undefined {
  const { autoscaling } = component;
  if (!autoscaling) return undefined;
  return managed(
    effective,
    HORIZONTAL_POD_AUTOSCALER,
    component.name,
    {
      spec: {
        scaleTargetRef: { apiVersion: apiVersionOf(DEPLOYMENT), kind: DEPLOYMENT.kind, name: component.name },
        minReplicas: autoscaling.minReplicas,
        maxReplicas: autoscaling.maxReplicas,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: autoscaling.targetCpuUtilization },
            },
          },
        ],
      },
    },
    { component: component.name },
  );
}
