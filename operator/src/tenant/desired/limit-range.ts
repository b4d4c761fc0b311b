import { OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import { LIMIT_RANGE } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed } from './meta.ts';

/** Defaults and bounds per container; a pod without requests would otherwise be refused by the quota. */
export function limitRange(effective: EffectiveSpec): Desired | undefined {
  const { limits } = effective;
  if (Object.keys(limits).length === 0) return undefined;
  return managed(effective, LIMIT_RANGE, OBJECT_NAME.limitRange, {
    spec: { limits: [{ type: 'Container', ...limits }] },
  });
}
