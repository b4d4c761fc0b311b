/** Of so many places in a round, so many go in order of arrival, so that nobody waits for ever behind the urgent. */
const IN_TURN = 1 / 4;

export interface Urgency {
  /** Whether something is held against the tenant that it may want to be released of. */
  isHeld(tenantId: string): boolean;
  /** Whether it was looked at a moment ago. It goes on waiting. */
  isTooSoon(tenantId: string, isChanged: boolean): boolean;
}

/**
 * Tenants to look at, each once. Those that wait to be released come first, and of them those about whom something was
 * decided, since a payment or a larger plan is that; then others about whom something was decided; those whose usage was
 * counted, the many, come last.
 */
export class WaitingTenants {
  /** In order of arrival, and whether something was decided about it. */
  readonly #waiting = new Map<string, boolean>();

  get size(): number {
    return this.#waiting.size;
  }

  add(tenantId: string, isChanged: boolean): void {
    this.#waiting.set(tenantId, isChanged || this.#waiting.get(tenantId) === true);
  }

  /** Taken before they are looked at: what is told meanwhile is looked at again. */
  take(most: number, urgency: Urgency): readonly string[] {
    const ripe = [...this.#waiting].filter(
      ([tenantId, isChanged]) => !urgency.isTooSoon(tenantId, isChanged),
    );
    const ranks: string[][] = [[], [], [], []];
    for (const [tenantId, isChanged] of ripe) {
      ranks[rankOf(isChanged, urgency.isHeld(tenantId))]?.push(tenantId);
    }
    const first = ranks.flat().slice(0, Math.ceil(most * (1 - IN_TURN)));
    const taken = new Set(first);
    for (const [tenantId] of ripe) {
      if (taken.size >= most) break;
      taken.add(tenantId);
    }
    for (const tenantId of taken) this.#waiting.delete(tenantId);
    return [...taken];
  }
}

function rankOf(isChanged: boolean, isHeld: boolean): 0 | 1 | 2 | 3 {
  if (isHeld) return isChanged ? 0 : 1;
  return isChanged ? 2 : 3;
}
