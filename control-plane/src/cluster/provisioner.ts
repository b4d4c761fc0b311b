import type { tenantSuspensionSchema } from '@tenantry/contracts/commercial/tenant';
import type { z } from 'zod';
import type { TenantRecord } from '../tenants/tenant.ts';

type Suspension = Omit<z.infer<typeof tenantSuspensionSchema>, 'since'>;

/** Of a Tenant's spec, the fields that the control plane decides; what is left out here is left to others. */
export interface DecidedSpec {
  readonly tier?: string;
  readonly displayName?: string;
  readonly quota?: TenantRecord['quota'];
  readonly featureFlags?: TenantRecord['featureFlags'];
  readonly components?: TenantRecord['components'];
  readonly owners?: TenantRecord['owners'];
  readonly suspensions?: readonly Suspension[];
  readonly deletionPolicy?: 'Tombstone' | 'Delete';
}

export interface DesiredTenant {
  readonly tenantId: string;
  /** Name of the Tenant. */
  readonly slug: string;
  readonly spec: DecidedSpec;
}

/** A field that another manager owns with another value, so that ours was not written. */
export interface OwnedField {
  /** As the API server writes it: `.spec.tier`. */
  readonly field: string;
  readonly manager: string;
}

export type ApplyOutcome =
  | { readonly is: 'applied' }
  | { readonly is: 'conflict'; readonly fields: readonly OwnedField[] }
  /** The cluster takes no such Tenant: a person must change something. */
  | { readonly is: 'refused'; readonly code: string; readonly message: string };

/** How a Tenant is doing, as far as is known here. */
export interface WorkloadStatus {
  readonly ready: boolean;
  /** Why not, for people. */
  readonly message: string;
}

/** Brings what is decided of tenants to where they run. Everything may be called again at any time. */
export interface Provisioner {
  /** `recording` writes down what would be applied: for those who run tenants by other means. */
  readonly kind: 'recording' | 'cluster';
  /** Applies the whole of what we decide, never by force. @throws ClusterUnavailable */
  apply(desired: DesiredTenant, options?: { readonly dryRun?: boolean }): Promise<ApplyOutcome>;
  /** Whether nothing is asked for any more; until it is, call again. @throws ClusterUnavailable */
  remove(tenant: { readonly tenantId: string; readonly slug: string }): Promise<boolean>;
  /** undefined: there is no such Tenant. @throws ClusterUnavailable */
  status(tenant: { readonly tenantId: string; readonly slug: string }): Promise<WorkloadStatus | undefined>;
}

/** The cluster does not answer, or not yet: come again. */
export class ClusterUnavailable extends Error {
  override readonly name = 'ClusterUnavailable';
}
