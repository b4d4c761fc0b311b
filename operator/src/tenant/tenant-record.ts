import {
  type TenantSpec,
  type TenantStatus,
  tenantSpecSchema,
  tenantStatusSchema,
} from '@tenantry/contracts/tenancy/tenant';
import type { KubeObject } from '../runtime/objects.ts';
import { issueText } from './issue-text.ts';

/** What the cache keeps of a Tenant. */
export interface TenantRecord {
  readonly namespace: '';
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  readonly deletionTimestamp: string | undefined;
  readonly finalizers: readonly string[];
  /** Undefined when the stored spec is not one that this version understands; `problem` then says why. */
  readonly spec: TenantSpec | undefined;
  readonly problem: string | undefined;
  readonly status: TenantStatus | undefined;
}

export function tenantRecord(object: KubeObject): TenantRecord {
  const { metadata } = object;
  const spec = tenantSpecSchema.safeParse(object['spec']);
  const status = tenantStatusSchema.safeParse(object['status']);
  return {
    namespace: '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    generation: metadata.generation ?? 0,
    deletionTimestamp: metadata.deletionTimestamp,
    finalizers: metadata.finalizers ?? [],
    spec: spec.success ? spec.data : undefined,
    problem: spec.success ? undefined : issueText(spec.error.issues[0]),
    // A status that cannot be read is as good as none: it mirrors, and is written again.
    status: status.success ? status.data : undefined,
  };
}

/** A Tenant whose spec is readable. */
export type ReadableTenant = TenantRecord & { readonly spec: TenantSpec };

export function isReadable(tenant: TenantRecord): tenant is ReadableTenant {
  return tenant.spec !== undefined;
}
