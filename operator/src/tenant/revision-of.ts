import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import { ensureRevision } from '../tier/ensure-revision.ts';
import type { RevisionRecord } from '../tier/tier-record.ts';
import type { TenantCaches } from './caches.ts';
import type { TenantDependencies } from './dependencies.ts';
import type { Fault } from './fault.ts';
import { namespaceOf, type RevisionTemplate } from './resolve.ts';
import type { ReadableTenant } from './tenant-record.ts';

/** Which revision a tenant is to run. */
export interface RevisionChoice {
  /** The Tier's present one, or, when the Tier is gone, its last. Undefined: `fault` says why there is none. */
  readonly wanted: RevisionTemplate | undefined;
  /** The one that the Namespace says the tenant runs, to go on with when the wanted one cannot be used. */
  readonly last: RevisionTemplate | undefined;
  readonly fault: Fault | undefined;
  readonly tierDeleted: boolean;
}

/** A Tier that is gone, misspelt or broken changes nothing for the tenants that run it already. */
export async function revisionOf(
  tenant: ReadableTenant,
  deps: Pick<TenantDependencies, 'caches' | 'client'>,
): Promise<RevisionChoice> {
  const { caches, client } = deps;
  const lastRecord = lastRevision(tenant, caches);
  const last = lastRecord && usable(lastRecord);
  const none = (fault: Fault): RevisionChoice => ({ wanted: undefined, last, fault, tierDeleted: false });
  const tier = caches.tiers.store.get('', tenant.spec.tier);
  if (!tier && last?.tier === tenant.spec.tier)
    return { wanted: last, last, fault: undefined, tierDeleted: true };
  if (!tier) {
    return none({
      reason: 'TierNotFound',
      message: `There is no Tier ${tenant.spec.tier}; apply it, or choose one that "kubectl get tiers" lists.`,
    });
  }
  if (tier.problem !== undefined) {
    return none({ reason: 'InvalidTemplate', message: `Tier ${tier.name} is not usable: ${tier.problem}` });
  }
  const record = await ensureRevision(tier, caches.revisions.store, client);
  const wanted = usable(record);
  if (wanted) return { wanted, last, fault: undefined, tierDeleted: false };
  const message = `TierRevision ${record.name} is not readable by this version.`;
  return none({ reason: 'InvalidTemplate', message });
}

function usable({ name, tier, template }: RevisionRecord): RevisionTemplate | undefined {
  return template && { name, tier, template };
}

function lastRevision(tenant: ReadableTenant, caches: TenantCaches): RevisionRecord | undefined {
  const namespace = caches.namespaces.store.get('', namespaceOf(tenant));
  if (namespace?.labels[LABEL.tenantUid] !== tenant.uid) return undefined;
  return caches.revisions.store.get('', namespace.annotations[ANNOTATION.tierRevision] ?? '');
}
