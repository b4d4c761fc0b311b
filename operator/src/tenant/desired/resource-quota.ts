import { OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import { RESOURCE_QUOTA } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed, type Scope } from './meta.ts';

export function resourceQuota(effective: EffectiveSpec): Desired {
  return managed(effective, RESOURCE_QUOTA, OBJECT_NAME.quota, { spec: { hard: effective.quota } });
}

/**
 * While this quota stands nothing in the namespace gets a pod, whoever asks: it stops tenants' own workloads,
 * autoscalers and GitOps alike without fighting any of them over a field.
 */
export function suspensionQuota(scope: Scope): Desired {
  return managed(scope, RESOURCE_QUOTA, OBJECT_NAME.suspensionQuota, { spec: { hard: { pods: '0' } } });
}
