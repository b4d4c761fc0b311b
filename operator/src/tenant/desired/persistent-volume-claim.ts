import { compareQuantities } from '@tenantry/contracts/kubernetes/quantity';
import type { TierComponent } from '@tenantry/contracts/tenancy/tier';
import { PERSISTENT_VOLUME_CLAIM } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed } from './meta.ts';

/**
 * A component's volume: created and expanded, never shrunk and never deleted by the operator.
 *
 * @param size storage to ask for; see `claimSize`.
 */
export function persistentVolumeClaim(
  effective: EffectiveSpec,
  component: TierComponent,
  size: string,
): Desired | undefined {
  const { volume } = component;
  if (!volume) return undefined;
  return managed(
    effective,
    PERSISTENT_VOLUME_CLAIM,
    component.name,
    {
      spec: {
        accessModes: [volume.accessMode],
        resources: { requests: { storage: size } },
        ...(volume.storageClassName !== undefined && { storageClassName: volume.storageClassName }),
      },
    },
    { component: component.name },
  );
}

/** A claim never shrinks: the larger of what the tier says and what the live claim asks for. */
export function claimSize(
  declared: string,
  live: string | undefined,
): { size: string; shrinkRefused: boolean } {
  if (live !== undefined && compareQuantities(declared, live) < 0) return { size: live, shrinkRefused: true };
  return { size: declared, shrinkRefused: false };
}
