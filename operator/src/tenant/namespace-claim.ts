import { ANNOTATION, isSystemNamespace, LABEL } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { Fault } from './fault.ts';

/**
 * May this Tenant have that namespace? Undefined when it may; else why not, and nothing is touched.
 * A namespace that exists is taken over only when an admin has said so on the namespace itself.
 */
export function refuseNamespace(input: {
  readonly tenantUid: string;
  readonly namespace: string;
  readonly observed: Pick<ManagedObservation, 'labels' | 'annotations' | 'deletionTimestamp'> | undefined;
  /** Whether a Tenant of that UID exists now. */
  readonly isLive: (uid: string) => boolean;
}): Fault | undefined {
  const { tenantUid, namespace, observed } = input;
  if (isSystemNamespace(namespace)) {
    return {
      reason: 'SystemNamespace',
      message: `Namespace ${namespace} belongs to the cluster; choose another in a new Tenant.`,
    };
  }
  if (!observed) return undefined;
  if (observed.deletionTimestamp !== undefined) {
    return {
      reason: 'NamespaceTerminating',
      message: `Namespace ${namespace} is being deleted; the tenant is created once it is gone.`,
    };
  }
  const holder = observed.labels[LABEL.tenantUid];
  if (holder === tenantUid) return undefined;
  if (observed.annotations[ANNOTATION.adopt] === tenantUid) return undefined;
  const adopt = `kubectl annotate namespace ${namespace} --overwrite ${ANNOTATION.adopt}=${tenantUid}`;
  if (holder !== undefined && input.isLive(holder)) {
    return {
      reason: 'NamespaceTaken',
      message: `Namespace ${namespace} belongs to Tenant ${observed.labels[LABEL.tenant] ?? holder}; choose another in a new Tenant.`,
    };
  }
  return {
    reason: 'NamespaceNotOurs',
    message:
      holder === undefined
        ? `Namespace ${namespace} exists and was not made for this Tenant. To hand it over: ${adopt}`
        : `Namespace ${namespace} was kept from a Tenant that is gone (UID ${holder}). To hand it over with its data: ${adopt}`,
  };
}
