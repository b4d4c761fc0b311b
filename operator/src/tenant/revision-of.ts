import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import { ensureRevision } from '../tier/ensure-revision.ts';
import type { TenantCaches } from './caches.ts';
import type { TenantDependencies } from './dependencies.ts';
import type { Fault } from './fault.ts';
import { namespaceOf, type RevisionTemplate } from './resolve.ts';
import type { ReadableTenant } from './tenant-record.ts';

export type TenantRevision = RevisionTemplate & { readonly tierDeleted: boolean };

/**
 * The revision to run: the Tier's present one; or, when the Tier is gone, the one that the Namespace says the
 * tenant runs, so that a deleted Tier changes nothing.
 */
export async function revisionOf(
  tenant: ReadableTenant,
  deps: Pick<TenantDependencies, 'caches' | 'client'>,
): Promise<TenantRevision | Fault> {
  const { caches } = deps;
  const tier = caches.tiers.store.get('', tenant.spec.tier);
  if (tier?.problem !== undefined) {
    return { reason: 'InvalidTemplate', message: `Tier ${tier.name} is not usable: ${tier.problem}` };
  }
  const record = tier
    ? await ensureRevision(tier, caches.revisions.store, deps.client)
    : lastRevision(tenant, caches);
  if (!record) {
    return {
      reason: 'TierNotFound',
      message: `There is no Tier ${tenant.spec.tier}; apply it, or choose one that "kubectl get tiers" lists.`,
    };
  }
  if (!record.template) {
    return {
      reason: 'InvalidTemplate',
      message: `TierRevision ${record.name} is not readable by this version.`,
    };
  }
  return { name: record.name, tier: record.tier, template: record.template, tierDeleted: tier === undefined };
}

function lastRevision(tenant: ReadableTenant, caches: TenantCaches) {
  const namespace = caches.namespaces.store.get('', namespaceOf(tenant));
  if (namespace?.labels[LABEL.tenantUid] !== tenant.uid) return undefined;
  const record = caches.revisions.store.get('', namespace.annotations[ANNOTATION.tierRevision] ?? '');
  return record?.tier === tenant.spec.tier ? record : undefined;
}
