import type { Change } from '../storage/aggregates.ts';

/**
 * Says within this process that something about a tenant is otherwise: a change of it was decided, or usage of it was
 * counted. A hint and no more: other replicas and a restart are not heard, so whoever listens also looks at everybody
 * now and then.
 */
export class TenantSignal {
  readonly #listeners: Listener[] = [];

  tell(tenantId: string, change?: Change<unknown>): void {
    for (const listener of this.#listeners) listener(tenantId, change);
  }

  /** The tenants that are told of from now on, each once until it is taken. */
  follow(): TenantsToLookAt {
    const tenants = new TenantsToLookAt();
    this.listen(tenantId => tenants.add(tenantId));
    return tenants;
  }

  /** Is called within the request that made the change: it notes, and no more. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /**
   * Tells of a change that is about a tenant: once what follows from it can be read, not sooner. Who is told too soon
   * reads what was before, and looks no more.
   */
  readonly changed = (change: Change<unknown>): void => {
    if (change.tenantId !== undefined) this.tell(change.tenantId, change);
  };
}

/** `change`: what was decided; none, when usage was counted or something came from elsewhere. */
type Listener = (tenantId: string, change: Change<unknown> | undefined) => void;

/** A set that is emptied a few at a time, in the order in which they came. */
export class TenantsToLookAt {
  readonly #waiting = new Set<string>();

  get size(): number {
    return this.#waiting.size;
  }

  add(tenantId: string): void {
    this.#waiting.add(tenantId);
  }

  /** Taken before it is looked at: what is told meanwhile is looked at again. */
  take(most: number): readonly string[] {
    const taken: string[] = [];
    for (const tenantId of this.#waiting) {
      if (taken.length === most) break;
      taken.push(tenantId);
      this.#waiting.delete(tenantId);
    }
    return taken;
  }
}
