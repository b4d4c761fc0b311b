import type { TenantStatus } from '@tenantry/contracts/tenancy/tenant';
import type { Outcome, ReconcileContext } from '../runtime/controller.ts';
import type { TenantDependencies } from './dependencies.ts';
import type { Fault } from './fault.ts';
import { stalledStatus } from './status.ts';
import type { TenantRecord } from './tenant-record.ts';

/** Says why nothing can be done, and leaves everything as it is until something changes. */
export async function stall(
  tenant: TenantRecord,
  fault: Fault,
  context: Pick<ReconcileContext, 'signal'>,
  deps: TenantDependencies,
): Promise<Outcome> {
  return sayOnly(tenant, stalledStatus(tenant, fault, deps.clock.now()), context, deps);
}

/** Says how it stands, where no more is done. Comes back for what was held back: nothing else would. */
export async function sayOnly(
  tenant: TenantRecord,
  status: TenantStatus,
  { signal }: Pick<ReconcileContext, 'signal'>,
  deps: TenantDependencies,
): Promise<Outcome> {
  deps.announcer.announce(tenant, status);
  const heldBack = await deps.statuses.write(tenant, status, signal);
  return heldBack === undefined ? undefined : { requeueAfterMs: heldBack };
}

export function unreadable(tenant: TenantRecord): Fault {
  return { reason: 'InvalidSpec', message: `The spec is not readable: ${tenant.problem}` };
}
