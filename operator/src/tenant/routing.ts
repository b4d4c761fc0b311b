import { isDeepStrictEqual } from 'node:util';
import { ANNOTATION, LABEL, TENANT_FINALIZER } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { Cached, Change } from '../runtime/cache/object-store.ts';
import type { Priority } from '../runtime/queue/work-queue.ts';
import type { RevisionRecord, TierRecord } from '../tier/tier-record.ts';
import type { TenantCaches } from './caches.ts';
import type { IngressObservation } from './observation.ts';
import { namespaceOf } from './resolve.ts';
import type { TenantRecord } from './tenant-record.ts';

/** A change, and whether it is part of the first state being read. */
export type Seen<P extends Cached> = Change<P> & { readonly initial: boolean };

/** Where keys go. */
export interface Queues {
  tenant(name: string, priority: Priority): void;
  tier(name: string): void;
  /** By name of the namespace. */
  tombstone(namespace: string): void;
}

/** Turns what the watches show into keys of what to look at again; it never acts on an object itself. */
export class ChangeRouter {
  readonly #caches: TenantCaches;
  readonly #queues: Queues;

  constructor(caches: TenantCaches, queues: Queues) {
    this.#caches = caches;
    this.#queues = queues;
  }

  /** Everything there is: on becoming the leader, whatever a predecessor may have left half done. */
  all(): void {
    for (const { name } of this.#caches.tiers.store.values()) this.#queues.tier(name);
    for (const { name } of this.#caches.tenants.store.values()) this.#queues.tenant(name, 'low');
    for (const namespace of this.#caches.namespaces.store.values()) this.#tombstone(namespace);
  }

  tenant({ previous, current, written, initial }: Seen<TenantRecord>): void {
    const subject = current ?? previous;
    // A status of ours changes nothing that is asked for.
    if (!subject || (written && asksTheSame(previous, current))) return;
    this.#queues.tenant(subject.name, initial ? 'low' : 'high');
    if (current || !subject.spec) return;
    // Its namespace may be due, and others may be waiting for it.
    const namespace = namespaceOf({ name: subject.name, spec: subject.spec });
    this.#queues.tombstone(namespace);
    this.#claimants(namespace, 'low');
  }

  tier({ previous, current }: Seen<TierRecord>): void {
    const name = (current ?? previous)?.name;
    if (name === undefined) return;
    this.#queues.tier(name);
    for (const tenant of this.#caches.tenants.store.by('tier', name)) this.#queues.tenant(tenant.name, 'low');
  }

  revision({ previous, current, initial }: Seen<RevisionRecord>): void {
    if (!current && previous && !initial) this.#queues.tier(previous.tier);
  }

  namespace({ previous, current, written, initial }: Seen<ManagedObservation>): void {
    const subject = current ?? previous;
    if (!subject || (written && isOfOurs(previous, current))) return;
    if (current) this.#tombstone(current);
    // The first state of all Tenants is queued as a whole already.
    if (initial) return;
    this.#claimants(subject.name, 'high');
    const uid = subject.labels[LABEL.tenantUid];
    if (uid === undefined) return;
    for (const tenant of this.#caches.tenants.store.by('uid', uid)) this.#queues.tenant(tenant.name, 'high');
  }

  managed({ previous, current, written, initial }: Seen<ManagedObservation>): void {
    const subject = current ?? previous;
    if (initial || !subject || (written && isOfOurs(previous, current))) return;
    const name = this.#tenantOf(subject);
    if (name !== undefined) this.#queues.tenant(name, isDrift(previous, current) ? 'high' : 'low');
  }

  /**
   * Whose an object is says its namespace: a tenant's own users can have labels put on objects (a StatefulSet's claims
   * have those of its template), and with another's name they would hurry that one's tenant.
   */
  #tenantOf({ namespace, labels }: ManagedObservation): string | undefined {
    const holder = this.#caches.namespaces.store.get('', namespace);
    return holder === undefined ? labels[LABEL.tenant] : holder.labels[LABEL.tenant];
  }

  ingress(seen: Seen<IngressObservation>): void {
    this.managed(seen);
    const { previous, current } = seen;
    const freed = (previous?.hosts ?? []).filter(host => !current?.hosts.includes(host));
    if (freed.length === 0) return;
    for (const { name, status } of this.#caches.tenants.store.values()) {
      if (status?.conditions?.some(({ reason }) => reason === 'HostTaken')) this.#queues.tenant(name, 'low');
    }
  }

  #claimants(namespace: string, priority: Priority): void {
    for (const tenant of this.#caches.tenants.store.by('namespace', namespace))
      this.#queues.tenant(tenant.name, priority);
  }

  #tombstone(namespace: ManagedObservation): void {
    if (namespace.annotations[ANNOTATION.deleteAfter] !== undefined) this.#queues.tombstone(namespace.name);
  }
}

/** Someone undid what we want, as opposed to a controller reporting progress. */
function isDrift(previous: ManagedObservation | undefined, current: ManagedObservation | undefined): boolean {
  if (!previous || !current) return true;
  return previous.desiredHash !== current.desiredHash || previous.fields !== current.fields;
}

/**
 * Nobody has changed the Tenant but for its status, nor taken our finalizer off, without which its end would leave
 * everything running.
 */
function asksTheSame(previous: TenantRecord | undefined, current: TenantRecord | undefined): boolean {
  const isHeld = current?.finalizers.includes(TENANT_FINALIZER) ?? false;
  return (
    previous?.uid === current?.uid &&
    previous?.generation === current?.generation &&
    previous?.deletionTimestamp === current?.deletionTimestamp &&
    (isHeld || !previous?.finalizers.includes(TENANT_FINALIZER))
  );
}

/** A write of ours, and no more: we made the object, or nothing differs but what an apply says of itself. */
function isOfOurs(
  previous: ManagedObservation | undefined,
  current: ManagedObservation | undefined,
): boolean {
  return previous === undefined || isDeepStrictEqual(withoutApply(previous), withoutApply(current));
}

function withoutApply(observed: ManagedObservation | undefined): unknown {
  const { resourceVersion: _version, desiredHash: _hash, fields: _fields, ...rest } = observed ?? {};
  return rest;
}
