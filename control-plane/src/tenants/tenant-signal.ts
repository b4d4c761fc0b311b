import type { Projection } from '../storage/relay.ts';

/**
 * Says within this process that something about a tenant is otherwise: a change of it was decided, or usage of it was
 * counted. A hint and no more: other replicas and a restart are not heard, so whoever listens also looks at everybody
 * now and then.
 */
export class TenantSignal {
  readonly #listeners: ((tenantId: string) => void)[] = [];

  tell(tenantId: string): void {
    for (const listener of this.#listeners) listener(tenantId);
  }

  listen(listener: (tenantId: string) => void): void {
    this.#listeners.push(listener);
  }

  /** The tenants that are told of from now on, each once until it is taken. */
  follow(): TenantsToLookAt {
    const tenants = new TenantsToLookAt();
    this.listen(tenantId => tenants.add(tenantId));
    return tenants;
  }

  /** Tells of every change that is about a tenant. */
  readonly projection: Projection = async ({ tenantId }) => {
    if (tenantId !== undefined) this.tell(tenantId);
  };
}

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
