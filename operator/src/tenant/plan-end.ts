import type { Observed } from './observed.ts';
import { type Plan, plan } from './plan.ts';
import { planBare } from './plan-bare.ts';
import type { RevisionTemplate } from './resolve.ts';
import type { ReadableTenant } from './tenant-record.ts';

/**
 * The end of a Tenant: the ordinary plan, suspended and stamped; or, when the revision cannot be had or no valid
 * object can be made from it, what stops pods without it. Pure.
 */
export function planEnd(input: {
  readonly tenant: ReadableTenant;
  readonly revision: RevisionTemplate | undefined;
  readonly observed: Observed;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** RFC 3339. */
  readonly deleteAfter: string;
}): Plan {
  const { revision, ...rest } = input;
  const planned = revision && plan({ ...rest, revision });
  return planned && !planned.refusal ? planned : planBare(rest, []);
}
