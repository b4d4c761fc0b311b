import { RECORD_ANNOTATION, TENANT_ID_ANNOTATION } from '@tenantry/contracts/commercial/tenant';
import { ANNOTATION, LABEL, TENANT_FINALIZER } from '@tenantry/contracts/tenancy/names';
import { table } from '../../contracts/generate/markdown.ts';

interface Mark {
  readonly on: string;
  readonly by: 'the operator' | 'an admin of Tenants' | 'the control plane' | 'the chart';
  readonly says: string;
}

const OPERATOR = 'the operator';
const ADMIN = 'an admin of Tenants';

/** The types ask for a row per label, so that none is left out. */
const LABELS: Record<keyof typeof LABEL, Mark> = {
  managedBy: {
    on: 'every managed object',
    by: OPERATOR,
    says: '`tenantry`: kept by the operator; its watches select by it',
  },
  tenant: {
    on: 'Namespace, every managed object, their pods',
    by: OPERATOR,
    says: 'name of the Tenant',
  },
  tenantUid: {
    on: 'Namespace, every managed object, their pods',
    by: OPERATOR,
    says: 'UID of the Tenant: a name used again is not the same tenant',
  },
  component: { on: 'objects of a component, its pods', by: OPERATOR, says: 'name of the component' },
};

const ANNOTATIONS: Record<keyof typeof ANNOTATION, Mark> = {
  desiredHash: {
    on: 'Namespace, every managed object',
    by: OPERATOR,
    says: 'hash of the intent that was last applied',
  },
  tierRevision: {
    on: 'Namespace, every managed object',
    by: OPERATOR,
    says: 'TierRevision that it was made from',
  },
  adopt: { on: 'Namespace', by: ADMIN, says: 'UID of the Tenant that may take the namespace over' },
  deleteAfter: {
    on: 'Namespace',
    by: OPERATOR,
    says: 'RFC 3339 time from which it is deleted; an admin may change it',
  },
  breakGlass: {
    on: 'Namespace, our definitions',
    by: ADMIN,
    says: '`delete` allows to delete it by hand',
  },
  lostPods: {
    on: 'Namespace',
    by: OPERATOR,
    says: 'pods without a controller that a suspension ended, comma-separated',
  },
  components: {
    on: 'Namespace',
    by: OPERATOR,
    says: 'names of the components, comma-separated: what no other autoscaler may count',
  },
  suspension: {
    on: 'Namespace',
    by: OPERATOR,
    says: 'how far a suspension or its end has come: `suspended/<time>` or `resuming/<time>`',
  },
  settingsHash: {
    on: 'pod templates',
    by: OPERATOR,
    says: 'changes when settings or feature flags do, so that pods are rolled',
  },
  poked: {
    on: 'ReplicaSets and other controllers of pods',
    by: OPERATOR,
    says: 'when it was last woken from its back-off after a suspension',
  },
  replicasBeforeSuspension: {
    on: 'Deployments of components',
    by: OPERATOR,
    says: 'count before the suspension that scaled it to zero',
  },
  suspendedBy: {
    on: 'Jobs, CronJobs',
    by: OPERATOR,
    says: '`tenantry`: suspended by a suspension of the tenant, to be resumed with it',
  },
};

/** What others than the operator set, by name. */
const OF_OTHERS: Readonly<Record<string, Mark & { readonly kind: string }>> = {
  [TENANT_ID_ANNOTATION]: {
    kind: 'annotation',
    on: 'Tenant',
    by: 'the control plane',
    says: 'id of the record that it belongs to',
  },
  [RECORD_ANNOTATION]: {
    kind: 'annotation',
    on: 'Tenant',
    by: 'the control plane',
    says: 'up to where the records had been written when it was applied last: an older store knows itself by it',
  },
  'tenantry.dev/store': {
    kind: 'label',
    on: 'the Secret of the chart',
    by: 'the chart',
    says: 'which store the release has: an upgrade to another one is refused',
  },
};

/** One row per label and annotation, and the finalizer. */
export function marksTable(): string[] {
  const rows = (
    kind: string,
    names: Readonly<Record<string, string>>,
    marks: Readonly<Record<string, Mark>>,
  ) =>
    Object.entries(names).map(([key, name]) => {
      const { on = '', by = '', says = '' } = marks[key] ?? {};
      return [`\`${name}\``, kind, on, by, says];
    });
  const ofOthers = Object.entries(OF_OTHERS).map(([name, { kind, on, by, says }]) => [
    `\`${name}\``,
    kind,
    on,
    by,
    says,
  ]);
  return table(
    ['name', 'is a', 'on', 'set by', 'says'],
    [
      ...rows('label', LABEL, LABELS),
      ...rows('annotation', ANNOTATION, ANNOTATIONS),
      [
        `\`${TENANT_FINALIZER}\``,
        'finalizer',
        'Tenant',
        OPERATOR,
        'the end of the Tenant has to be done first',
      ],
      ...ofOthers,
    ],
  );
}
