import type { EntitlementService } from '../../entitlements/service.ts';
import { Problem } from '../../http/problem.ts';
import { isLive, type Look, NOTHING, percentOf } from './look.ts';

/** How much of each allowance is used, in percent. An allowance of nothing is used up by whatever is used. */
export function allowanceLook(entitlements: Pick<EntitlementService, 'all'>): Look {
  return async ({ tenantId, head }) => {
    if (!isLive(head)) return NOTHING;
    const all = await entitlements.all(tenantId, true).catch(error => {
      if (error instanceof Problem && error.code === 'not_found') return undefined;
      throw error;
    });
    if (all === undefined) return NOTHING;
    const limited = all.meters.filter(({ limit, period }) => limit !== null && period !== null);
    const counted = limited.filter(({ reason }) => reason !== 'unmetered');
    const readings = counted.flatMap(({ meter, period, limit, used, asOf }) => {
      if (period === null || limit === null) return [];
      const [most, there] = [BigInt(limit), BigInt(used)];
      const value = most > 0n ? percentOf(there, most) : there > 0n ? 100 : 0;
      const { from, to } = period;
      const at = Date.parse(asOf);
      return [
        {
          rule: 'allowance' as const,
          tenantId,
          meter,
          period: { from, to },
          value,
          figures: { used, limit },
          at,
        },
      ];
    });
    return { readings, complete: counted.length === limited.length };
  };
}
