import { ForeignObjectError } from '../runtime/apply/foreign-object.ts';
import { ApiError } from '../runtime/client/api-error.ts';
import type { Fault } from './fault.ts';

export interface ApplyFault extends Fault {
  /** Trying again changes nothing before a person has. */
  readonly stalled: boolean;
}

/** What a failed write means to whoever reads the Tenant's conditions. */
export function applyFault(error: unknown): ApplyFault {
  if (error instanceof ForeignObjectError) return nameTaken(error);
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ApiError)) return { reason: 'ApplyFailed', message, stalled: false };
  if (error.status === 0 || error.status >= 500 || error.status === 429) {
    return {
      reason: 'ClusterUnavailable',
      message: `The API server did not take a write and is tried again: ${message}`,
      stalled: false,
    };
  }
  if (error.causes.some(({ reason }) => reason === 'NamespaceTerminating')) {
    return { reason: 'NamespaceTerminating', message, stalled: false };
  }
  if (error.status === 403 && message.includes('exceeded quota')) {
    return { reason: 'QuotaExceeded', message, stalled: true };
  }
  if (message.includes('ValidatingAdmissionPolicy') || message.includes('admission webhook')) {
    return { reason: 'AdmissionDenied', message, stalled: true };
  }
  if (
    error.status === 422 &&
    /quantit|resource name|standard resource|must be (specified|greater|an integer)/i.test(message)
  ) {
    return { reason: 'InvalidQuantity', message, stalled: true };
  }
  return { reason: 'ApplyFailed', message, stalled: error.status === 403 || error.status === 422 };
}

function nameTaken({ kind, object: { namespace, name } }: ForeignObjectError): ApplyFault {
  return {
    reason: 'NameTaken',
    message: `${kind} ${name} in namespace ${namespace} was not made by Tenantry and is left untouched. Delete it or make it again under another name (kubectl delete ${kind.toLowerCase()} ${name} -n ${namespace}), or rename the component in the Tier.`,
    stalled: true,
  };
}
