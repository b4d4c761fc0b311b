import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import { managedCaches, type TenantCaches } from './caches.ts';
import type { IngressObservation } from './observation.ts';
import { type Observed, type ObservedObject, objectId } from './observed.ts';
import { readPodTroubles } from './pod-troubles.ts';
import { readRunning } from './running.ts';

/**
 * Reads what planning needs: nearly all from the caches. Only around a suspension, or while pods do not come
 * up, are the namespace's pods and workloads read from the API server.
 */
export async function observe(input: {
  readonly caches: TenantCaches;
  readonly client: KubeClient;
  readonly tenantUid: string;
  readonly namespace: string;
  /** A suspension is in force or about to be. */
  readonly suspending: boolean;
  /** Components whose pods have not come up for a while. */
  readonly unavailable: readonly string[];
  readonly signal: AbortSignal;
}): Promise<Observed> {
  const { caches, client, tenantUid, namespace, signal } = input;
  const observedNamespace = caches.namespaces.store.get('', namespace);
  const exists = observedNamespace !== undefined && observedNamespace.deletionTimestamp === undefined;
  const inTransition =
    input.suspending || observedNamespace?.annotations[ANNOTATION.suspension] !== undefined;
  const [running, troubles] = await Promise.all([
    inTransition && exists ? readRunning(client, namespace, signal) : undefined,
    input.unavailable.length > 0 && exists
      ? readPodTroubles(client, namespace, input.unavailable, signal)
      : [],
  ]);
  return { ...readCaches(caches, tenantUid, namespace), running, troubles };
}

/** The part that costs nothing; read again after writing, it shows what the writes were answered. */
export function readCaches(
  caches: TenantCaches,
  tenantUid: string,
  namespace: string,
): Omit<Observed, 'running' | 'troubles'> {
  const objects = new Map<string, ObservedObject>();
  for (const { type, store } of managedCaches(caches)) {
    for (const observation of store.inNamespace(namespace)) {
      objects.set(objectId(type, observation.name), { type, observation });
    }
  }
  return {
    namespace: caches.namespaces.store.get('', namespace),
    objects,
    deployments: byName(caches.deployments.store.inNamespace(namespace)),
    claims: byName(caches.claims.store.inNamespace(namespace)),
    quotas: byName(caches.quotas.store.inNamespace(namespace)),
    ingresses: byName(caches.ingresses.store.inNamespace(namespace)),
    otherIngresses: host => othersAt(caches, host, namespace),
    isLive: uid => uid !== tenantUid && !isEmpty(caches.tenants.store.by('uid', uid)),
  };
}

function othersAt(caches: TenantCaches, host: string, namespace: string): IngressObservation[] {
  return [...caches.ingresses.store.by('host', host)].filter(
    other => other.namespace !== namespace && isOfItsNamespace(caches, other),
  );
}

/** Outside tenants' namespaces anyone may put our labels on an Ingress, and so keep a host from a tenant. */
function isOfItsNamespace(caches: TenantCaches, { namespace, labels }: IngressObservation): boolean {
  const holder = caches.namespaces.store.get('', namespace)?.labels[LABEL.tenantUid];
  return holder !== undefined && holder === labels[LABEL.tenantUid];
}

function byName<P extends { readonly name: string }>(items: Iterable<P>): ReadonlyMap<string, P> {
  const map = new Map<string, P>();
  for (const item of items) map.set(item.name, item);
  return map;
}

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false;
  return true;
}
