import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import type { TenantSpec } from '@tenantry/contracts/tenancy/tenant';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Outcome, ReconcileContext } from '../runtime/controller.ts';
import { nextSpread } from '../runtime/schedule/spread.ts';
import { ensureRevision } from '../tier/ensure-revision.ts';
import type { Announcer } from './announce.ts';
import type { PlanExecutor } from './apply.ts';
import { applyFault } from './apply-fault.ts';
import type { TenantCaches } from './caches.ts';
import type { Fault } from './fault.ts';
import { finalizeTenant } from './finalize.ts';
import { observe, readCaches } from './observe.ts';
import { plan } from './plan.ts';
import { namespaceOf, type RevisionTemplate } from './resolve.ts';
import type { SlowStart } from './slow-start.ts';
import { stalledStatus, tenantStatus } from './status.ts';
import type { StatusWriter } from './status-writer.ts';
import { activeSuspensions } from './suspension-phase.ts';
import type { TenantClient } from './tenant-client.ts';
import type { TenantRecord } from './tenant-record.ts';

export interface TenantDependencies {
  readonly client: KubeClient;
  readonly caches: TenantCaches;
  readonly tenants: TenantClient;
  readonly executor: PlanExecutor;
  readonly statuses: StatusWriter;
  readonly announcer: Announcer;
  readonly clock: Clock;
  /** Every tenant is written again once in this time, spread by its UID. */
  readonly reapplyIntervalMs: number;
  /** When each tenant is due for that; kept for as long as the process lives. */
  readonly reapplyDue: Map<string, number>;
  /** How long a tombstone keeps namespace and data. */
  readonly tombstoneRetentionMs: number;
  readonly slowStart: SlowStart;
}

/** A Tenant whose spec is readable. */
export type ReadableTenant = TenantRecord & { readonly spec: TenantSpec };

/** Brings one Tenant to what it declares. Called for every change of anything that belongs to it. */
export async function reconcileTenant(
  name: string,
  context: ReconcileContext,
  deps: TenantDependencies,
): Promise<Outcome> {
  const tenant = deps.caches.tenants.store.get('', name);
  if (!tenant) return undefined;
  if (!isReadable(tenant)) {
    return stall(
      tenant,
      { reason: 'InvalidSpec', message: `The spec is not readable: ${tenant.problem}` },
      deps,
    );
  }
  if (tenant.deletionTimestamp !== undefined) return finalizeTenant(tenant, context, deps);

  const revision = await revisionOf(tenant, deps);
  if ('reason' in revision) return stall(tenant, revision, deps);
  if (!tenant.spec.paused) await deps.tenants.holdFinalizer(tenant);

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
  const planned = plan({ tenant, revision, observed, now });
  const reapply = reapplyDue(tenant.uid, now, deps);
  let failure: unknown;
  if (!tenant.spec.paused) {
    await deps.executor.run(planned, { force: reapply.due }).catch((error: unknown) => {
      failure = error;
    });
  }
  const status = tenantStatus({
    tenant,
    revision: revision.name,
    tierDeleted: revision.tierDeleted,
    plan: planned,
    observed: { ...observed, ...readCaches(deps.caches, tenant.uid, planned.namespace) },
    fault: failure === undefined ? undefined : applyFault(failure),
    withheld: tenant.spec.paused ? deps.executor.pending(planned) : undefined,
    now,
  });
  deps.announcer.announce(tenant, status);
  const heldBack = await deps.statuses.write(tenant, status);
  if (failure !== undefined) throw failure;
  deps.reapplyDue.set(tenant.uid, nextSpread(tenant.uid, deps.reapplyIntervalMs, now));
  return requeueAt(now, [planned.wakeAt, reapply.next, slow.nextAt, heldBack && now + heldBack]);
}

export function isReadable(tenant: TenantRecord): tenant is ReadableTenant {
  return tenant.spec !== undefined;
}

/** Says why nothing can be done, and leaves everything as it is. */
async function stall(tenant: TenantRecord, fault: Fault, deps: TenantDependencies): Promise<Outcome> {
  const status = stalledStatus(tenant, fault, deps.clock.now());
  deps.announcer.announce(tenant, status);
  await deps.statuses.write(tenant, status);
  return undefined;
}

type TenantRevision = RevisionTemplate & { readonly tierDeleted: boolean };

/**
 * The revision to run: the Tier's present one; or, when the Tier is gone, the one that the Namespace says the
 * tenant runs, so that a deleted Tier changes nothing.
 */
export async function revisionOf(
  tenant: ReadableTenant,
  deps: TenantDependencies,
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
