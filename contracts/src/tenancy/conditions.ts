/**
 * Conditions of a Tenant and their reasons. A reason is a stable code: it is never renamed, and its meaning never
 * changes. docs/reference/conditions.md is generated from here.
 */

export interface ConditionType {
  /** What True says. */
  readonly meaning: string;
  /** `normal`: True is the good state. `abnormal`: True is the state to look at. */
  readonly polarity: 'normal' | 'abnormal';
  readonly present: string;
}

export interface ReasonText {
  /** Conditions that carry it; none when it stands on Events only. */
  readonly conditions: readonly ConditionTypeName[];
  readonly meaning: string;
  readonly action: string;
}

export const CONDITIONS = {
  Ready: {
    meaning: 'The spec is realised: every object is as declared, also while the tenant is suspended.',
    polarity: 'normal',
    present: 'always',
  },
  Available: {
    meaning: 'Every component has the pods it should have, and they serve.',
    polarity: 'normal',
    present: 'always',
  },
  Reconciling: {
    meaning: 'The operator is bringing the tenant to a new spec or tier revision.',
    polarity: 'abnormal',
    present: 'while work is under way',
  },
  Stalled: {
    meaning: 'The operator cannot go on before a person changes something.',
    polarity: 'abnormal',
    present: 'while it is so',
  },
  Suspended: {
    meaning: 'A suspension is in force: nothing runs, data is kept.',
    polarity: 'abnormal',
    present: 'always',
  },
  Paused: {
    meaning: 'The operator writes nothing but status, since spec.paused is true.',
    polarity: 'abnormal',
    present: 'while paused',
  },
  QuotaPressure: {
    meaning: 'The quota is, or is about to be, too small for what runs or is declared.',
    polarity: 'abnormal',
    present: 'while it is so',
  },
} as const satisfies Record<string, ConditionType>;

export type ConditionTypeName = keyof typeof CONDITIONS;

/** Refusals before anything was written: what ran before runs on, so the other conditions are Unknown. */
const REFUSED = [
  'Ready',
  'Stalled',
  'Available',
  'Suspended',
] as const satisfies readonly ConditionTypeName[];

const reason = (conditions: readonly ConditionTypeName[], meaning: string, action: string): ReasonText => ({
  conditions,
  meaning,
  action,
});

export const REASONS = {
  Realised: reason(['Ready'], 'Every object of the tenant is as declared.', 'Nothing.'),
  Progressing: reason(
    ['Ready', 'Reconciling', 'Available', 'Suspended'],
    'Objects are being written, or pods are starting.',
    'Wait; the message says what is awaited.',
  ),
  TierNotFound: reason(
    REFUSED,
    'spec.tier names a Tier that does not exist.',
    'Correct spec.tier or apply the Tier; the tenant follows by itself.',
  ),
  TierDeleted: reason(
    ['Ready'],
    'The Tier is gone; the tenant runs on with its last revision.',
    'Apply the Tier again or choose another by spec.tier. Nothing stops meanwhile.',
  ),
  OverrideForbidden: reason(
    ['Ready', 'Stalled'],
    'spec.components overrides what the tier does not let a tenant choose, or the count of an autoscaled component; everything else is realised.',
    "Remove the override named in the message, or allow it in the Tier's overridable.",
  ),
  UnknownComponent: reason(
    ['Ready', 'Stalled'],
    'spec.components names a component that the tier does not have.',
    'Correct the name or remove the override.',
  ),
  InvalidTemplate: reason(
    REFUSED,
    'The tier holds a placeholder or a value from which no valid object can be made.',
    'Mend the Tier at the place named in the message.',
  ),
  InvalidQuantity: reason(
    ['Ready', 'Stalled'],
    'A value is no quantity, or the resource does not take such a quantity.',
    'Correct the value named in the message, for instance 500m, 2 or 1.5Gi.',
  ),
  InvalidSpec: reason(
    REFUSED,
    'The spec does not have the form that this version of the operator reads.',
    'Correct the field named in the message; apply the CRDs that belong to the operator.',
  ),
  NamespaceNotOurs: reason(
    REFUSED,
    'The namespace exists and belongs to nobody or to an earlier Tenant of the name; it is left untouched.',
    "Choose another spec.namespace in a new Tenant, or let this one adopt it: annotate the Namespace with tenantry.dev/adopt=<the Tenant's UID>.",
  ),
  NamespaceTaken: reason(
    REFUSED,
    'Another Tenant has the namespace.',
    'Make the Tenant again with another spec.namespace.',
  ),
  NamespaceTerminating: reason(
    ['Ready', 'Reconciling', 'Available', 'Suspended'],
    'The namespace is being deleted.',
    'Wait; the tenant goes on when the namespace is gone. If it stays, look for finalizers in it.',
  ),
  DeletionBlocked: reason(
    REFUSED,
    'The Tenant is deleted, and its namespace has not ended for more than thirty seconds since something in it is held, or it is promised to another Tenant.',
    'The message names what holds it: let the controllers of the finalizers finish or take the finalizers off by hand; or take the promise back. The Tenant goes with the namespace.',
  ),
  SystemNamespace: reason(
    REFUSED,
    'The namespace is one of Kubernetes or of the operator.',
    'Make the Tenant again with another spec.namespace.',
  ),
  HostTaken: reason(
    ['Ready', 'Stalled'],
    'Another tenant serves the host name; its Ingress stays, and ours is not made.',
    "Choose another host in the Tier (for instance with ${tenant.name}) or end the other's use.",
  ),
  NameTaken: reason(
    ['Ready', 'Stalled'],
    "An object that the tier asks for cannot be made, since one of its kind and name is there that is not the operator's; it is left untouched, and the rest is realised. Where it has a volume's name, the component's Deployment is withheld; where it has that of a quota, limit, network policy, service account, role binding or settings of Tenantry's, no component is applied before it is gone.",
    'Delete the object named in the message, or make it again under another name; the operator tries again by itself, within five minutes.',
  ),
  QuotaTooSmall: reason(
    ['QuotaPressure'],
    'The quota does not hold the components and the surge of a roll-out.',
    'Raise spec.quota, or lower replicas or resources; the message says what is missing.',
  ),
  QuotaExceeded: reason(
    ['Ready', 'Stalled', 'Available'],
    'Pods or objects were refused since the quota is used up.',
    'Raise spec.quota or remove what uses it; the message says which resource.',
  ),
  QuotaNearLimit: reason(
    ['QuotaPressure'],
    'At least 90 % of a quota is in use.',
    'Raise spec.quota, or remove what uses it; the message says which resource.',
  ),
  ImagePullFailed: reason(
    ['Available'],
    'An image cannot be pulled.',
    'Check the image name and imagePullSecrets; the message has the words of the node.',
  ),
  ComponentsUnavailable: reason(
    ['Available'],
    'Components have fewer ready pods than they should.',
    'Look at the pods of the components named in the message.',
  ),
  ComponentsAvailable: reason(['Available'], 'Every component has its pods, and they are ready.', 'Nothing.'),
  VolumeShrinkRefused: reason(
    ['Ready', 'Stalled'],
    'The tier asks for a smaller volume than there is; volumes never shrink.',
    'Raise volume.size in the Tier to at least the size named in the message.',
  ),
  Suspended: reason(
    ['Suspended', 'Available'],
    'A suspension is in force; the message says by whom, why and until when.',
    'Whoever suspended lifts it: remove the entry from spec.suspensions.',
  ),
  NotSuspended: reason(['Suspended'], 'No suspension is in force.', 'Nothing.'),
  PodsNotRestored: reason(
    ['Suspended'],
    'A suspension ended pods that no controller makes again.',
    'Create the pods named in the message again, better by a Deployment.',
  ),
  Paused: reason(
    ['Paused', 'Ready', 'Suspended'],
    'spec.paused is true.',
    'Set spec.paused to false to go on.',
  ),
  ApplyFailed: reason(
    ['Ready', 'Reconciling', 'Stalled'],
    'The API server refused an object or could not be written to; it is tried again.',
    'Read the message; if it names a field, mend it in the Tier or the Tenant.',
  ),
  AdmissionDenied: reason(
    ['Ready', 'Stalled'],
    'An admission policy or webhook of the cluster refused an object.',
    "Change the Tier so that the policy is met, or exempt the tenant's namespace.",
  ),
  ClusterUnavailable: reason(
    ['Ready', 'Reconciling'],
    'The cluster does not answer, so nothing can be said.',
    'Check the API server; the operator goes on by itself.',
  ),
  Tombstoned: reason(
    [],
    'The Tenant was deleted; its workload is stopped, and namespace and data are kept until the time on the Namespace.',
    'To have it again, make the Tenant anew and annotate the Namespace with tenantry.dev/adopt=<its UID>.',
  ),
  DefinitionDeleted: reason(
    [],
    'The definition of Tenants is being deleted; namespaces, workload and data stay as they are.',
    "To have the tenants again, apply the definitions and the Tenants, and annotate each Namespace with tenantry.dev/adopt=<the new Tenant's UID>.",
  ),
} as const satisfies Record<string, ReasonText>;

/** Stable code of why a condition has its status. */
export type Reason = keyof typeof REASONS;
