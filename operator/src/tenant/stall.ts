import type { Outcome, ReconcileContext } from '../runtime/controller.ts';
import type { TenantDependencies } from './dependencies.ts';
import type { Fault } from './fault.ts';
import { stalledStatus } from './status.ts';
import type { TenantRecord } from './tenant-record.ts';

/** Says why nothing can be done, and leaves everything as it is until something changes. */
export async function stall(
  tenant: TenantRecord,
  fault: Fault,
  { signal }: Pick<ReconcileContext, 'signal'>,
  deps: TenantDependencies,
): Promise<Outcome> {
  const status = stalledStatus(tenant, fault, deps.clock.now());
  deps.announcer.announce(tenant, status);
  const heldBack = await deps.statuses.write(tenant, status, signal);
  // Nothing else comes back for it: a message that was held back would stay what it was.
  return heldBack === undefined ? undefined : { requeueAfterMs: heldBack };
}

export function unreadable(tenant: TenantRecord): Fault {
  return { reason: 'InvalidSpec', message: `The spec is not readable: ${tenant.problem}` };
}
