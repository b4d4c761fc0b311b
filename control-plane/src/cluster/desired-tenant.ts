import type { PlanInForce } from '../tenants/plan-port.ts';
import { isInForce, type TenantRecord } from '../tenants/tenant.ts';
import type { DecidedSpec, DesiredTenant } from './provisioner.ts';

/**
 * What the control plane decides of a Tenant, from its record and its plan. Nothing when it decides nothing: a tenant
 * without a plan has no tier and is not made; one that was found in the cluster keeps its own spec, and gets from us
 * no more than suspensions.
 *
 * @param plan In force, or the one that ended and by which it was made: without a tier the API server refuses the rest, too
 */
export function desiredTenant(
  tenant: TenantRecord,
  plan: PlanInForce | undefined,
  now: number,
): DesiredTenant | undefined {
  const { tenantId, slug } = tenant;
  const suspensions = tenant.suspensions
    .filter(suspension => isInForce(suspension, now))
    .map(({ since: _, ...suspension }) => suspension);
  if (plan === undefined) {
    return tenant.origin === 'cluster' ? { tenantId, slug, spec: suspensionsOf(suspensions) } : undefined;
  }
  const featureFlags = { ...plan.featureFlags, ...tenant.featureFlags };
  const spec: DecidedSpec = {
    tier: plan.tier,
    displayName: tenant.displayName,
    ...(hasKeys(tenant.quota) && { quota: tenant.quota }),
    ...(hasKeys(featureFlags) && { featureFlags }),
    ...(hasKeys(tenant.components) && { components: tenant.components }),
    ...(tenant.owners.length > 0 && { owners: tenant.owners }),
    ...suspensionsOf(suspensions),
    ...(tenant.deletion && { deletionPolicy: tenant.deletion.policy }),
  };
  return { tenantId, slug, spec };
}

function suspensionsOf(suspensions: DecidedSpec['suspensions'] & object): DecidedSpec {
  return suspensions.length > 0 ? { suspensions } : {};
}

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0;
}
