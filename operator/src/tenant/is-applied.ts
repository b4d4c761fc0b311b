import { LABEL, OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';

const FIXED_NAMES: ReadonlySet<string> = new Set(Object.values(OBJECT_NAME));

/**
 * Whether the operator applied the object. The API server's record of it says so; a restored object has none, but our
 * marks, which no user of a tenant can write, and a name that only we give. A copy made by hand has the marks too, and
 * another name.
 */
export function isApplied({ name, labels, desiredHash, fields }: ManagedObservation): boolean {
  if (fields !== undefined) return true;
  const marked = labels[LABEL.tenantUid] !== undefined && desiredHash !== undefined;
  return marked && (FIXED_NAMES.has(name) || labels[LABEL.component] === name);
}
