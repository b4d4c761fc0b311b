import type { KubeObject, ResourceType } from '../objects.ts';

export const LEASE: ResourceType = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};

/** What a Lease says, its times left out: they are the holder's own and nobody else's clock can judge them. */
export interface LeaseRecord {
  readonly resourceVersion: string;
  /** '' when nobody holds it. */
  readonly holder: string;
  readonly durationMs: number;
  readonly transitions: number;
}

export function readLease(lease: KubeObject): LeaseRecord {
  const value = lease['spec'];
  const spec: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { holderIdentity, leaseDurationSeconds, leaseTransitions } = spec;
  return {
    resourceVersion: lease.metadata.resourceVersion ?? '',
    holder: typeof holderIdentity === 'string' ? holderIdentity : '',
    durationMs: typeof leaseDurationSeconds === 'number' ? leaseDurationSeconds * 1000 : 0,
    transitions: typeof leaseTransitions === 'number' ? leaseTransitions : 0,
  };
}

/**
 * What to do about the lease, `unchangedMs` after this process last saw it change (or saw it first). The
 * holder's stated duration counts when it is longer than ours (another version may be running), within reason.
 */
export function decideLease(
  record: LeaseRecord | undefined,
  us: { readonly identity: string; readonly leaseDurationMs: number },
  unchangedMs: number,
): 'create' | 'renew' | 'take' | 'wait' {
  if (!record) return 'create';
  if (record.holder === us.identity) return 'renew';
  if (record.holder === '') return 'take';
  const validMs = Math.min(Math.max(us.leaseDurationMs, record.durationMs), 4 * us.leaseDurationMs);
  return unchangedMs >= validMs ? 'take' : 'wait';
}
