import type { TenantBody, TenantSummary } from '@tenantry/contracts/commercial/tenant';
import { defaultNamespace } from '@tenantry/contracts/tenancy/names';
import type { Principal } from '../access/principal.ts';
import type { Versioned } from '../storage/aggregates.ts';
import type { PlanInForce } from './plan-port.ts';
import { isInForce, lifecycleOf, type TenantRecord } from './tenant.ts';
import { planOnWire, type TenantHead } from './tenant-heads.ts';

export function toTenant(
  { state: tenant, at }: Versioned<TenantRecord>,
  plan: PlanInForce | undefined,
  now: number,
  reader: Principal,
): TenantBody {
  const { phase: _phase, follows: _follows, specVersion, suspensions, namespace, ...rest } = tenant;
  const body = {
    ...rest,
    namespace: namespace ?? defaultNamespace(tenant.slug),
    state: lifecycleOf(tenant, now),
    plan: planOnWire(plan),
    suspensions: suspensions.filter(suspension => isInForce(suspension, now)),
    version: specVersion,
    updatedAt: at,
  };
  return reader.tenantId === undefined ? body : withoutOurs(body);
}

/** A customer sees itself, and not what we think of it. */
function withoutOurs(body: TenantBody): TenantBody {
  const { accountOwner: _owner, contractValue: _value, crmId: _crm, ...rest } = body;
  return { ...rest, tags: [] };
}

export function toSummary(head: TenantHead, now: number): TenantSummary {
  const {
    id,
    phase: _phase,
    suspensions: _suspensions,
    deletion: _deletion,
    namespace: _namespace,
    version: _version,
    dueAt: _dueAt,
    writtenAt: _writtenAt,
    ...rest
  } = head;
  return { tenantId: id, ...rest, state: lifecycleOf(head, now) };
}
