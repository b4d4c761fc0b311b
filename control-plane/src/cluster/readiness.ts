import type { ObservedTenant } from './provisioner.ts';

export type TriState = 'True' | 'False' | 'Unknown';

/** The status of a condition that is about the present spec; one about an older spec says nothing of it. */
export function conditionOf(tenant: ObservedTenant, type: string): TriState {
  const condition = tenant.status.conditions.find(known => known.type === type);
  if (condition === undefined || !isUpToDate(tenant)) return 'Unknown';
  return condition.status;
}

/** Whether the operator has acted on the spec as it is now. */
export function isUpToDate({ generation, status }: ObservedTenant): boolean {
  return status.observedGeneration >= generation;
}

/** The state in a sentence, for people. */
export function messageOf(tenant: ObservedTenant | undefined): string {
  if (tenant === undefined) return 'there is no such Tenant';
  if (tenant.deleting) return 'the Tenant is being deleted';
  if (!isUpToDate(tenant)) return 'the operator has not acted on the present spec yet';
  return (
    tenant.status.conditions.find(({ type }) => type === 'Ready')?.message ??
    'the operator has said nothing yet'
  );
}
