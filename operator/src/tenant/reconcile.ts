import type { Outcome, ReconcileContext } from '../runtime/controller.ts';
import { nextSpread } from '../runtime/schedule/spread.ts';
import { applyFault } from './apply-fault.ts';
import type { TenantDependencies } from './dependencies.ts';
import { finalizeTenant } from './finalize.ts';
import { observe, readCaches } from './observe.ts';
import { planRevision } from './plan-revision.ts';
import { namespaceOf } from './resolve.ts';
import { revisionOf } from './revision-of.ts';
import { stall, unreadable } from './stall.ts';
import { tenantStatus } from './status.ts';
import { activeSuspensions } from './suspension-phase.ts';
import { isReadable } from './tenant-record.ts';

/** Brings one Tenant to what it declares. Called for every change of anything that belongs to it. */
export async function reconcileTenant(
  name: string,
  context: ReconcileContext,
  deps: TenantDependencies,
): Promise<Outcome> {
  const tenant = deps.caches.tenants.store.get('', name);
  if (!tenant) return undefined;
  if (tenant.deletionTimestamp !== undefined) return finalizeTenant(tenant, context, deps);
  if (!isReadable(tenant)) return stall(tenant, unreadable(tenant), context, deps);

  const choice = await revisionOf(tenant, deps);
  const now = deps.clock.now();
  const slow = deps.slowStart.check(
    tenant.uid,
    deps.caches.deployments.store.inNamespace(namespaceOf(tenant)),
    now,
  );
  const observed = await observe({
    caches: deps.caches,
    client: deps.client,
    tenantUid: tenant.uid,
    namespace: namespaceOf(tenant),
    suspending: activeSuspensions(tenant.spec.suspensions, now).active.length > 0,
    unavailable: slow.diagnose,
    signal: context.signal,
  });
  const decided = planRevision(choice, { tenant, observed, now });
  if ('reason' in decided) return stall(tenant, decided, context, deps);
  const { plan: planned, revision } = decided;
  const reapply = reapplyDue(tenant.uid, now, deps);
  let failure: unknown;
  if (!tenant.spec.paused) {
    await deps.tenants.holdFinalizer(tenant, context.signal);
    const options = { force: reapply.due, signal: context.signal };
    await deps.executor.run(planned, options).catch((error: unknown) => {
      // What was given up says nothing of the tenant.
      context.signal.throwIfAborted();
      failure = error;
    });
  }
  const status = tenantStatus({
    tenant,
    revision,
    tierDeleted: choice.tierDeleted,
    plan: planned,
    observed: { ...observed, ...readCaches(deps.caches, tenant.uid, planned.namespace) },
    fault: failure === undefined ? undefined : applyFault(failure),
    withheld: tenant.spec.paused ? deps.executor.pending(planned) : undefined,
    now,
  });
  deps.announcer.announce(tenant, status);
  const heldBack = await deps.statuses.write(tenant, status, context.signal);
  if (failure !== undefined) throw failure;
  deps.reapplyDue.set(tenant.uid, reapply.next);
  return requeueAt(now, [planned.wakeAt, reapply.next, slow.nextAt, heldBack && now + heldBack]);
}

/** The forced re-apply follows a schedule of absolute times: a restart neither brings it forward nor puts it off. */
function reapplyDue(uid: string, now: number, deps: TenantDependencies): { due: boolean; next: number } {
  const due = deps.reapplyDue.get(uid);
  return { due: due !== undefined && due <= now, next: nextSpread(uid, deps.reapplyIntervalMs, now) };
}

function requeueAt(now: number, times: readonly (number | undefined)[]): Outcome {
  const known = times.filter(time => time !== undefined);
  if (known.length === 0) return undefined;
  return { requeueAfterMs: Math.max(0, Math.min(...known) - now) };
}
