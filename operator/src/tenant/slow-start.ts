import type { DeploymentObservation } from './observation.ts';

const LONGEST_INTERVAL_MS = 300_000;

/**
 * Remembers since when a tenant's pods fail to come up. A pod that cannot pull its image changes no object
 * that is watched, so it is looked at: first after a while, then ever more rarely. Kept in memory only: a
 * restart begins to count anew.
 */
export class SlowStart {
  readonly #since = new Map<string, number>();
  readonly #afterMs: number;

  /** @param afterMs how long pods may take before anyone looks. */
  constructor(afterMs: number) {
    this.#afterMs = afterMs;
  }

  /** Which components to look into now, and when to come again; times are milliseconds since the epoch. */
  check(
    tenantUid: string,
    deployments: Iterable<DeploymentObservation>,
    now: number,
  ): { readonly diagnose: readonly string[]; readonly nextAt: number | undefined } {
    const slow = [...deployments].filter(isSlow).map(({ name }) => name);
    if (slow.length === 0) {
      this.#since.delete(tenantUid);
      return { diagnose: [], nextAt: undefined };
    }
    const since = this.#since.get(tenantUid) ?? now;
    this.#since.set(tenantUid, since);
    const elapsed = now - since;
    if (elapsed < this.#afterMs) return { diagnose: [], nextAt: since + this.#afterMs };
    return {
      diagnose: slow,
      nextAt: now + Math.min(Math.max(elapsed / 2, this.#afterMs), LONGEST_INTERVAL_MS),
    };
  }

  forget(tenantUid: string): void {
    this.#since.delete(tenantUid);
  }
}

/** Fewer ready or up-to-date pods than wanted, though the deployment controller has had its say. */
function isSlow({ current, specReplicas, readyReplicas, updatedReplicas }: DeploymentObservation): boolean {
  return current && (readyReplicas < specReplicas || updatedReplicas < specReplicas);
}
