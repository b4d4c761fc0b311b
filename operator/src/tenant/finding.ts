import type { Reason } from '@tenantry/contracts/tenancy/conditions';
import type { ApplyFault } from './apply-fault.ts';
import type { Observed } from './observed.ts';
import type { Plan } from './plan.ts';
import type { TenantRecord } from './tenant-record.ts';

/** How a reconcile went. */
export interface StatusInput {
  readonly tenant: TenantRecord;
  readonly revision: string | undefined;
  readonly tierDeleted: boolean;
  readonly plan: Plan;
  readonly observed: Observed;
  /** A write that failed. */
  readonly fault: ApplyFault | undefined;
  /** Steps left undone since the tenant is paused; undefined when it is not paused. */
  readonly withheld: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What one condition says. */
export interface Finding {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: Reason;
  readonly message: string;
}
