import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import { isApiError } from '../runtime/client/api-error.ts';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Outcome } from '../runtime/controller.ts';
import type { TenantCaches } from './caches.ts';
import { NAMESPACE } from './kinds.ts';

export type TombstoneDecision =
  | { readonly do: 'nothing' }
  | { readonly do: 'wait'; readonly until: number }
  | { readonly do: 'delete'; readonly uid: string; readonly resourceVersion: string };

/**
 * What becomes of a namespace now. It is deleted only when it is ours, its time has come, and no Tenant that
 * is to live has it: this is the one place in the operator where data ends.
 */
export function decideTombstone(
  namespace: ManagedObservation | undefined,
  isHeld: (tenantUid: string) => boolean,
  now: number,
): TombstoneDecision {
  const after = Date.parse(namespace?.annotations[ANNOTATION.deleteAfter] ?? '');
  const tenantUid = namespace?.labels[LABEL.tenantUid];
  if (!namespace || tenantUid === undefined || Number.isNaN(after)) return { do: 'nothing' };
  if (namespace.deletionTimestamp !== undefined || isHeld(tenantUid)) return { do: 'nothing' };
  // An admin has promised it to a new Tenant, which is about to take it over.
  const promised = namespace.annotations[ANNOTATION.adopt];
  if (promised !== undefined && promised !== tenantUid) return { do: 'nothing' };
  if (after > now) return { do: 'wait', until: after };
  return { do: 'delete', uid: namespace.uid, resourceVersion: namespace.resourceVersion };
}

/** A clock that was wrong and is set right is noticed within this time. */
const LONGEST_WAIT_MS = 3_600_000;

/** Acts on one namespace's `delete-after` when it comes. */
export async function reconcileTombstone(
  name: string,
  deps: {
    readonly client: Pick<KubeClient, 'delete' | 'serverNow'>;
    readonly caches: TenantCaches;
    readonly clock: Clock;
  },
): Promise<Outcome> {
  // The date was reckoned from the API server's clock. A machine whose own clock is ahead must not make it come early.
  const now = Math.min(deps.clock.now(), deps.client.serverNow() ?? 0);
  const isHeld = (uid: string) => {
    for (const tenant of deps.caches.tenants.store.by('uid', uid)) {
      if (tenant.deletionTimestamp === undefined || tenant.spec?.deletionPolicy !== 'Delete') return true;
    }
    return false;
  };
  const decision = decideTombstone(deps.caches.namespaces.store.get('', name), isHeld, now);
  if (decision.do === 'wait') return { requeueAfterMs: Math.min(decision.until - now, LONGEST_WAIT_MS) };
  if (decision.do === 'nothing') return undefined;
  try {
    // The resource version is a precondition: an adoption in this very moment wins.
    const { uid, resourceVersion } = decision;
    await deps.client.delete(NAMESPACE, { name }, { uid, resourceVersion });
  } catch (error) {
    if (!isApiError(error, 409)) throw error;
  }
  return undefined;
}
