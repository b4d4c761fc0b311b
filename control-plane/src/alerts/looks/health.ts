import { isLive, type Look, NOTHING, UNKNOWN } from './look.ts';

/** What health says of a tenant: 100 is good; null while too little is known for a score. */
export interface HealthScore {
  readonly state: string;
  readonly score: number | null;
  /** When it was evaluated last (RFC 3339, UTC). */
  readonly checkedAt: string;
}

/** undefined: nobody has looked yet. */
export type HealthOf = (tenantId: string) => Promise<HealthScore | undefined>;

/** The score. One that is not known raises nothing, and recovers nothing. */
export function healthLook(healthOf: HealthOf): Look {
  return async ({ tenantId, head }) => {
    if (!isLive(head)) return NOTHING;
    const health = await healthOf(tenantId);
    if (health === undefined || health.score === null || health.state === 'unknown') return UNKNOWN;
    const { state, score, checkedAt } = health;
    const common = { rule: 'health' as const, tenantId, figures: { state } };
    return { readings: [{ ...common, value: score, at: Date.parse(checkedAt) }], complete: true };
  };
}
