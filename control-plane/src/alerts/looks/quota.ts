import { parseQuantity, QuantityError } from '@tenantry/contracts/kubernetes/quantity';
import type { Clock } from '../../clock.ts';
import { freshnessOf } from '../../cluster/convert.ts';
import { ClusterUnavailable } from '../../cluster/provisioner.ts';
import type { Workloads } from '../../cluster/workloads.ts';
import { isLive, type Look, NOTHING, percentOf, UNKNOWN } from './look.ts';

/** How much of each quota of its namespace a tenant has taken. Nothing is told while it is suspended: its quota is 0. */
export function quotaLook(workloads: Pick<Workloads, 'observe' | 'provisionerOf'>, clock: Clock): Look {
  return async ({ tenantId, head }) => {
    if (!isLive(head)) return NOTHING;
    const provisioner = workloads.provisionerOf(head.cluster);
    if (provisioner === undefined) return UNKNOWN;
    const heard = provisioner.lastHeard();
    if (provisioner.kind === 'cluster' && freshnessOf(heard, clock.now()).stale) return UNKNOWN;
    const observed = await workloads.observe(tenantId).catch(error => {
      if (error instanceof ClusterUnavailable) return 'unknown' as const;
      throw error;
    });
    if (observed === 'unknown') return UNKNOWN;
    const quota = observed?.status.quota;
    if (observed === undefined || quota === undefined) return NOTHING;
    if (observed.status.suspendedBy.length > 0) return NOTHING;
    const at = heard ?? clock.now();
    const readings = Object.entries(quota.hard).flatMap(([subject, hard]) => {
      const used = quota.used[subject];
      const value = used === undefined ? undefined : shareOf(used, hard);
      if (value === undefined || used === undefined) return [];
      return [{ rule: 'quota' as const, tenantId, subject, value, figures: { used, hard }, at }];
    });
    return { readings, complete: true };
  };
}

/** undefined where it says nothing: of a quota of 0, or of what is no quantity. */
function shareOf(used: string, hard: string): number | undefined {
  try {
    const most = parseQuantity(hard).nanos;
    return most > 0n ? percentOf(parseQuantity(used).nanos, most) : undefined;
  } catch (error) {
    if (error instanceof QuantityError) return undefined;
    throw error;
  }
}
