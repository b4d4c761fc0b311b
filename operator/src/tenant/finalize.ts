import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { Outcome, ReconcileContext } from '../runtime/controller.ts';
import { applyFault } from './apply-fault.ts';
import { awaitNamespaceEnd } from './await-namespace-end.ts';
import type { TenantDependencies } from './dependencies.ts';
import type { Fault } from './fault.ts';
import { NAMESPACE } from './kinds.ts';
import { observe } from './observe.ts';
import { planEnd } from './plan-end.ts';
import { namespaceOf } from './resolve.ts';
import { revisionOf } from './revision-of.ts';
import { sayOnly, stall, unreadable } from './stall.ts';
import { waitingStatus } from './status.ts';
import { isReadable, type ReadableTenant, type TenantRecord } from './tenant-record.ts';
import { promisedTo, reconcileTombstone } from './tombstones.ts';

/**
 * The end of a Tenant. By default a tombstone: the workload is stopped, namespace and data stay until the
 * time stamped on the Namespace. `deletionPolicy: Delete` stamps the present time, and tombstones.ts does the rest.
 *
 *     deleted ─┬─ the CRD is going ───────────────▶ released, everything runs on
 *              ├─ the spec is not readable ───────▶ waits
 *              ├─ namespace absent or not ours ───▶ released, once the API server says so too
 *              ├─ paused ─────────────────────────▶ waits
 *              ├─ Tombstone ─▶ stopped, stamped ──▶ released; the namespace waits for its time
 *              └─ Delete ────▶ stamped ───────────▶ namespace deleted ─┬▶ gone: released
 *                                                                      └▶ held: told, and waits
 */
export async function finalizeTenant(
  tenant: TenantRecord,
  context: ReconcileContext,
  deps: TenantDependencies,
): Promise<Outcome> {
  if (await deps.tenants.isDefinitionGoing()) {
    await release(tenant, context, deps);
    const kept = 'The CRD is being deleted: namespace and workload stay as they are.';
    deps.announcer.record(tenant, 'Normal', 'DefinitionDeleted', kept);
    return undefined;
  }
  if (!isReadable(tenant)) return stall(tenant, unreadable(tenant), context, deps);

  const namespace = namespaceOf(tenant);
  const observedNamespace = await ownNamespace(tenant, namespace, context, deps);
  if (observedNamespace === undefined) return release(tenant, context, deps);
  if (tenant.spec.paused) return sayOnly(tenant, waitingStatus(tenant, deps.clock.now()), context, deps);
  if (observedNamespace.deletionTimestamp !== undefined)
    return awaitNamespaceEnd(tenant, observedNamespace, context, deps);

  const deleteAfter = deletionTime(tenant, deps.tombstoneRetentionMs);
  const now = deps.clock.now();
  const observed = await observe({
    caches: deps.caches,
    client: deps.client,
    tenantUid: tenant.uid,
    namespace,
    suspending: true,
    unavailable: [],
    signal: context.signal,
  });
  const { last, wanted } = await revisionOf(tenant, deps);
  const end = { tenant, observed, now, deleteAfter };
  const options = { force: false, signal: context.signal };
  let planned = planEnd({ ...end, revision: last ?? wanted });
  const told = async (error: unknown) => {
    context.signal.throwIfAborted();
    const { stalled, ...fault } = applyFault(error);
    if (stalled) await stall(tenant, fault, context, deps);
    throw error;
  };
  await deps.executor.run(planned, options).catch((error: unknown) => {
    context.signal.throwIfAborted();
    if (!applyFault(error).stalled) throw error;
    // What the tier asks for is refused for good, and who goes does not need it.
    planned = planEnd({ ...end, revision: undefined });
    return deps.executor.run(planned, options).catch(told);
  });
  // With Delete the namespace is due at once, and the finalizer waits for its end, of which the watch tells. Of the
  // stamp itself the watch need not tell: what we wrote ourselves is no news to the caches.
  if (tenant.spec.deletionPolicy === 'Delete') {
    const promised = promisedTo(observedNamespace);
    if (promised !== undefined) return stall(tenant, promiseFault(namespace, promised), context, deps);
    return reconcileTombstone(namespace, deps);
  }
  if (!planned.suspension.settled) return { requeueAfterMs: Math.max(0, (planned.wakeAt ?? now) - now) };
  const kept = `Stopped. Namespace ${namespace} is kept with its data until ${deleteAfter}; a new Tenant can adopt it.`;
  await release(tenant, context, deps);
  deps.announcer.record(tenant, 'Normal', 'Tombstoned', kept);
  return undefined;
}

/**
 * The tenant's namespace, unless it is gone or another's. A cache that does not show it may be behind: releasing the
 * Tenant then would leave a namespace that runs on and that nobody is to end, so absence is asked of the API server.
 */
async function ownNamespace(
  tenant: TenantRecord,
  name: string,
  { signal }: ReconcileContext,
  { caches: { namespaces }, client }: TenantDependencies,
): Promise<ManagedObservation | undefined> {
  const isOwn = (namespace: ManagedObservation | undefined) =>
    namespace?.labels[LABEL.tenantUid] === tenant.uid ? namespace : undefined;
  const cached = isOwn(namespaces.store.get('', name));
  if (cached !== undefined) return cached;
  const live = await client.get(NAMESPACE, { name }, { metadataOnly: true, signal });
  if (live === undefined) return undefined;
  const observed = namespaces.project(live);
  namespaces.store.recordWrite(observed);
  return isOwn(observed);
}

function promiseFault(namespace: string, promised: string): Fault {
  return {
    reason: 'DeletionBlocked',
    message:
      `Namespace ${namespace} is promised to the Tenant with UID ${promised}, which has not taken it over. ` +
      `To let it go with this Tenant: kubectl annotate namespace ${namespace} ${ANNOTATION.adopt}-`,
  };
}

/** Fixed by the moment of deletion, so that trying again never moves it. RFC 3339. */
function deletionTime(tenant: ReadableTenant, retentionMs: number): string {
  const deleted = Date.parse(tenant.deletionTimestamp ?? '');
  const keep = tenant.spec.deletionPolicy === 'Delete' ? 0 : retentionMs;
  return new Date(deleted + keep).toISOString();
}

async function release(
  tenant: TenantRecord,
  { signal }: ReconcileContext,
  deps: TenantDependencies,
): Promise<undefined> {
  await deps.tenants.releaseFinalizer(tenant, signal);
}
