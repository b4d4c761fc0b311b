import { isLive, type Look, NOTHING, UNKNOWN } from './look.ts';

/** What health says of a tenant: 100 is good; null while too little is known for a score. */
export interface HealthScore {
  readonly score: number | null;
  /** Of when it is (RFC 3339, UTC). */
  readonly at: string;
}

/** undefined: nobody has looked yet. */
export type HealthOf = (tenantId: string) => Promise<HealthScore | undefined>;

/** The score. One that is not known raises nothing, and recovers nothing. */
export function healthLook(healthOf: HealthOf): Look {
  return async ({ tenantId, head }) => {
    if (!isLive(head)) return NOTHING;
    const health = await healthOf(tenantId);
    if (health === undefined || health.score === null) return UNKNOWN;
    const { score, at } = health;
    const reading = { rule: 'health' as const, tenantId, value: score, figures: {}, at: Date.parse(at) };
    return { readings: [reading], complete: true };
  };
}
