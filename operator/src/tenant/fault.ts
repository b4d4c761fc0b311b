import type { Reason } from '@tenantry/contracts/tenancy/conditions';

/**
 * Something about a Tenant that a person has to mend. A refusal leaves everything as it is; any other fault
 * lets the rest of the spec be realised and keeps Ready from being True.
 */
export interface Fault {
  /** Stable code, listed with its meaning in docs/reference/conditions.md. */
  readonly reason: Reason;
  /** What is wrong and what to do, for the person who applied the Tenant. */
  readonly message: string;
}
