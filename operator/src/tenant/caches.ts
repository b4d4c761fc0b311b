import { LABEL, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import { type Cached, ObjectStore } from '../runtime/cache/object-store.ts';
import type { KubeObject, ResourceType } from '../runtime/objects.ts';
import { type RevisionRecord, revisionRecord, type TierRecord, tierRecord } from '../tier/tier-record.ts';
import {
  DEPLOYMENT,
  INGRESS,
  MANAGED_TYPES,
  NAMESPACE,
  PERSISTENT_VOLUME_CLAIM,
  RESOURCE_QUOTA,
  TENANT,
  TIER,
  TIER_REVISION,
} from './kinds.ts';
import {
  type ClaimObservation,
  type DeploymentObservation,
  type IngressObservation,
  observeClaim,
  observeDeployment,
  observeIngress,
  observeNamespace,
  observeObject,
  observeQuota,
  type QuotaObservation,
} from './observation.ts';
import { namespaceOf } from './resolve.ts';
import { type TenantRecord, tenantRecord } from './tenant-record.ts';

/** One type's store, and how it is filled. */
export interface CacheEntry<P extends Cached> {
  readonly type: ResourceType;
  readonly store: ObjectStore<P>;
  readonly project: (object: KubeObject) => P;
  readonly metadataOnly: boolean;
  readonly labelSelector?: string;
}

/** Everything the operator keeps in memory of the cluster. */
export interface TenantCaches {
  /** Indexes: `tier` by name of the tier, `namespace` by the namespace that the Tenant asks for, `uid`. */
  readonly tenants: CacheEntry<TenantRecord>;
  readonly tiers: CacheEntry<TierRecord>;
  readonly revisions: CacheEntry<RevisionRecord>;
  /** Every namespace of the cluster, since one that is not ours has to be known to be left alone. */
  readonly namespaces: CacheEntry<ManagedObservation>;
  readonly deployments: CacheEntry<DeploymentObservation>;
  readonly quotas: CacheEntry<QuotaObservation>;
  /** Index: `host`. */
  readonly ingresses: CacheEntry<IngressObservation>;
  readonly claims: CacheEntry<ClaimObservation>;
  /** Managed kinds of which metadata says enough. */
  readonly others: readonly CacheEntry<ManagedObservation>[];
}

/** Whoever may make objects can say that they are managed by us; whose they are, no user of a tenant can. */
const OURS = `${LABEL.managedBy}=${MANAGED_BY},${LABEL.tenantUid}`;

export function createCaches(): TenantCaches {
  const entry = <P extends Cached>(
    type: ResourceType,
    project: (object: KubeObject) => P,
    options: {
      metadataOnly?: boolean;
      all?: boolean;
      indexes?: Record<string, (p: P) => Iterable<string>>;
    } = {},
  ): CacheEntry<P> => ({
    type,
    project,
    store: new ObjectStore<P>(options.indexes ? { indexes: options.indexes } : {}),
    metadataOnly: options.metadataOnly ?? false,
    ...(!options.all && { labelSelector: OURS }),
  });
  const special: readonly ResourceType[] = [DEPLOYMENT, RESOURCE_QUOTA, INGRESS, PERSISTENT_VOLUME_CLAIM];
  return {
    tenants: entry(TENANT, tenantRecord, {
      all: true,
      indexes: {
        tier: ({ spec }) => (spec ? [spec.tier] : []),
        namespace: ({ name, spec }) => (spec ? [namespaceOf({ name, spec })] : []),
        uid: ({ uid }) => [uid],
      },
    }),
    tiers: entry(TIER, tierRecord, { all: true }),
    revisions: entry(TIER_REVISION, revisionRecord, { all: true }),
    namespaces: entry(NAMESPACE, observeNamespace, { all: true, metadataOnly: true }),
    deployments: entry(DEPLOYMENT, observeDeployment),
    quotas: entry(RESOURCE_QUOTA, observeQuota),
    ingresses: entry(INGRESS, observeIngress, { indexes: { host: ({ hosts }) => hosts } }),
    claims: entry(PERSISTENT_VOLUME_CLAIM, observeClaim),
    others: MANAGED_TYPES.filter(type => !special.includes(type)).map(type =>
      entry(type, observeObject, { metadataOnly: true }),
    ),
  };
}

/** What any cache of managed objects is to who reads all of them, or writes through them. */
export interface ManagedCache
  extends Pick<CacheEntry<ManagedObservation>, 'type' | 'project' | 'metadataOnly'> {
  readonly store: Pick<ObjectStore<ManagedObservation>, 'get' | 'inNamespace' | 'recordWrite'>;
}

/** The caches of what lies in tenants' namespaces. */
export function managedCaches(caches: TenantCaches): readonly ManagedCache[] {
  return [caches.deployments, caches.quotas, caches.ingresses, caches.claims, ...caches.others];
}
