import { isDeepStrictEqual } from 'node:util';
import { API_GROUP_VERSION } from '@tenantry/contracts/tenancy/names';
import type { TenantStatus } from '@tenantry/contracts/tenancy/tenant';
import type { ObjectStore } from '../runtime/cache/object-store.ts';
import { isApiError } from '../runtime/client/api-error.ts';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { Clock } from '../runtime/clock.ts';
import { TENANT } from './kinds.ts';
import { type TenantRecord, tenantRecord } from './tenant-record.ts';

/** Counts and messages that move while pods start are written at most this often, per tenant. */
const SOFT_INTERVAL_MS = 2_000;

/**
 * Writes statuses: none when nothing changed, at once when a condition or the generation did, and otherwise
 * not more often than every two seconds.
 */
export class StatusWriter {
  readonly #client: KubeClient;
  readonly #store: ObjectStore<TenantRecord>;
  readonly #clock: Clock;
  readonly #lastWrite = new Map<string, number>();

  constructor(options: {
    readonly client: KubeClient;
    readonly store: ObjectStore<TenantRecord>;
    readonly clock: Clock;
  }) {
    this.#client = options.client;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  /** Answers in how many milliseconds to come back for what was held back; undefined when nothing was. */
  async write(tenant: TenantRecord, status: TenantStatus, signal: AbortSignal): Promise<number | undefined> {
    if (isDeepStrictEqual(essence(tenant.status), essence(status))) return undefined;
    const now = this.#clock.monotonic();
    const since = now - (this.#lastWrite.get(tenant.uid) ?? Number.NEGATIVE_INFINITY);
    if (since < SOFT_INTERVAL_MS && isDeepStrictEqual(outline(tenant.status), outline(status))) {
      return SOFT_INTERVAL_MS - since;
    }
    this.#lastWrite.set(tenant.uid, now);
    const intent = {
      apiVersion: API_GROUP_VERSION,
      kind: TENANT.kind,
      // The UID is a precondition: a Tenant made anew under the name has a status of its own.
      metadata: { name: tenant.name, uid: tenant.uid },
      status,
    };
    try {
      const { object } = await this.#client.apply(TENANT, intent, { subresource: 'status', signal });
      this.#store.recordWrite(tenantRecord(object));
    } catch (error) {
      if (!isApiError(error, 404) && !isApiError(error, 409)) throw error;
    }
    return undefined;
  }

  forget(uid: string): void {
    this.#lastWrite.delete(uid);
  }
}

/** All but the times of transition, which follow from the rest. Order of conditions says nothing. */
function essence(status: TenantStatus | undefined): unknown {
  return (
    status && { ...status, conditions: sorted(status).map(({ lastTransitionTime: _, ...rest }) => rest) }
  );
}

/** What someone may wait for, or be woken by. */
function outline(status: TenantStatus | undefined): unknown {
  return (
    status && {
      generation: status.observedGeneration,
      revision: status.tierRevision,
      conditions: sorted(status).map(({ type, status, reason }) => [type, status, reason]),
    }
  );
}

function sorted(status: TenantStatus) {
  return [...(status.conditions ?? [])].sort((a, b) => (a.type < b.type ? -1 : 1));
}
