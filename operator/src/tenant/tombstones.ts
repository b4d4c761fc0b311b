import { dateTimePattern } from '@tenantry/contracts/tenancy/formats';
import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import { isApiError } from '../runtime/client/api-error.ts';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Outcome } from '../runtime/controller.ts';
import type { TenantCaches } from './caches.ts';
import { NAMESPACE, TENANT } from './kinds.ts';
import { type TenantRecord, tenantRecord } from './tenant-record.ts';

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
  const after = deleteAfterOf(namespace);
  const tenantUid = namespace?.labels[LABEL.tenantUid];
  if (!namespace || tenantUid === undefined || after === undefined) return { do: 'nothing' };
  if (namespace.deletionTimestamp !== undefined || isHeld(tenantUid)) return { do: 'nothing' };
  if (promisedTo(namespace) !== undefined) return { do: 'nothing' };
  if (after > now) return { do: 'wait', until: after };
  return { do: 'delete', uid: namespace.uid, resourceVersion: namespace.resourceVersion };
}

/** The UID of another Tenant that an admin has promised it to, which is about to take it over. */
export function promisedTo({ annotations, labels }: ManagedObservation): string | undefined {
  const promised = annotations[ANNOTATION.adopt];
  return promised === labels[LABEL.tenantUid] ? undefined : promised;
}

/** People write this date, too. JavaScript finds a year in nearly anything; only RFC 3339 with an offset is a date. */
function deleteAfterOf(namespace: ManagedObservation | undefined): number | undefined {
  const text = namespace?.annotations[ANNOTATION.deleteAfter] ?? '';
  const after = dateTimePattern.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(after) ? undefined : after;
}

/** Whether a Tenant is to keep its namespace: it lives, leaves a tombstone, or is paused and nothing may happen. */
function keepsNamespace({ deletionTimestamp, spec }: TenantRecord): boolean {
  return deletionTimestamp === undefined || spec?.deletionPolicy !== 'Delete' || spec.paused;
}

/** A clock that was wrong and is set right is noticed within this time. */
const LONGEST_WAIT_MS = 3_600_000;
const LOOK_AGAIN_MS = 60_000;

/** Acts on one namespace's `delete-after` when it comes. */
export async function reconcileTombstone(
  name: string,
  deps: {
    readonly client: Pick<KubeClient, 'delete' | 'get' | 'serverNow'>;
    readonly caches: TenantCaches;
    readonly clock: Clock;
  },
): Promise<Outcome> {
  // The date was reckoned from the API server's clock. A machine whose own clock is ahead must not make it come early.
  const now = Math.min(deps.clock.now(), deps.client.serverNow() ?? 0);
  const isHeld = (uid: string) => [...deps.caches.tenants.store.by('uid', uid)].some(keepsNamespace);
  const namespace = deps.caches.namespaces.store.get('', name);
  const decision = decideTombstone(namespace, isHeld, now);
  if (decision.do === 'wait') return { requeueAfterMs: Math.min(decision.until - now, LONGEST_WAIT_MS) };
  if (decision.do === 'nothing') return undefined;
  // What the cache does not show, it may not show yet: a Tenant that adopted the namespace a moment ago.
  if (await isHeldNow(namespace, deps.client)) return { requeueAfterMs: LOOK_AGAIN_MS };
  try {
    // The resource version is a precondition: an adoption in this very moment wins.
    const { uid, resourceVersion } = decision;
    await deps.client.delete(NAMESPACE, { name }, { uid, resourceVersion });
  } catch (error) {
    if (!isApiError(error, 409)) throw error;
  }
  return undefined;
}

async function isHeldNow(
  namespace: ManagedObservation | undefined,
  client: Pick<KubeClient, 'get'>,
): Promise<boolean> {
  const name = namespace?.labels[LABEL.tenant];
  if (name === undefined) return false;
  const found = await client.get(TENANT, { name });
  return found?.metadata.uid === namespace?.labels[LABEL.tenantUid] && found !== undefined
    ? keepsNamespace(tenantRecord(found))
    : false;
}
