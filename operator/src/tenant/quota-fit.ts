import { addQuantities, compareQuantities, multiplyQuantity } from '@tenantry/contracts/kubernetes/quantity';
import { holdsExclusiveVolume } from './desired/deployment.ts';
import type { EffectiveSpec } from './resolve.ts';

/**
 * What the components ask for at their declared counts, with the one pod more that a rolling update needs,
 * compared with the quota. Says what does not fit; the API server would only refuse the pods, later and one by one.
 */
export function quotaShortage(effective: EffectiveSpec): readonly string[] {
  const needed = new Map<string, string>();
  const add = (key: string, amount: string | undefined, times: number) => {
    if (amount === undefined || times === 0) return;
    needed.set(key, addQuantities(needed.get(key) ?? '0', multiplyQuantity(amount, times)));
  };
  for (const component of effective.components) {
    const replicas = component.autoscaling?.minReplicas ?? component.replicas;
    const pods = replicas + (replicas > 0 && !holdsExclusiveVolume(component) ? 1 : 0);
    const { requests, limits } = component.resources;
    add('pods', '1', pods);
    add('requests.cpu', requests?.cpu, pods);
    add('requests.memory', requests?.memory, pods);
    add('limits.cpu', limits?.cpu, pods);
    add('limits.memory', limits?.memory, pods);
    add('persistentvolumeclaims', '1', component.volume ? 1 : 0);
    add('requests.storage', component.volume?.size, 1);
  }
  return [...needed].flatMap(([key, amount]) => {
    const hard = effective.quota[key] ?? effective.quota[key.replace(/^requests\./, '')];
    return hard !== undefined && compareQuantities(amount, hard) > 0
      ? [`${key}: needs ${amount}, has ${hard}`]
      : [];
  });
}
