import {
  OPERATOR_LEASE,
  OPERATOR_NAMESPACE,
  OPERATOR_SERVICE_ACCOUNT,
  TENANT_OWNER_ROLE,
} from '../../../contracts/src/tenancy/names.ts';
import { EVENT } from '../../../operator/src/runtime/events/event-recorder.ts';
import { LEASE } from '../../../operator/src/runtime/lease/lease-record.ts';
import { createCaches, managedCaches } from '../../../operator/src/tenant/caches.ts';
import {
  CUSTOM_RESOURCE_DEFINITION,
  MANAGED_TYPES,
  NAMESPACE,
  PERSISTENT_VOLUME_CLAIM,
  POD,
  TENANT,
  TIER_REVISION,
} from '../../../operator/src/tenant/kinds.ts';
import { PAUSABLE_TYPES, REPLICATED_TYPES } from '../../../operator/src/tenant/running.ts';
import type { Need, RoleNeeds } from './need.ts';

/** From the very lists of types that the operator works through: a kind that is added there is added here. */
export function operatorNeeds(): readonly RoleNeeds[] {
  return [
    {
      kind: 'ClusterRole',
      name: OPERATOR_SERVICE_ACCOUNT,
      comment:
        "What the operator may do. No wildcard, no Secret; what RBAC cannot say is said by policies/operator-*.yaml: it writes only in namespaces that are a tenant's, and never to a Tenant's spec.",
      needs: [...ownNeeds(), ...managedNeeds(), ...suspensionNeeds()],
    },
    {
      kind: 'Role',
      name: OPERATOR_SERVICE_ACCOUNT,
      comment: `In ${OPERATOR_NAMESPACE}: the Lease by which one of several operators leads.`,
      needs: [
        {
          why: 'The Lease is made by whoever comes first. Its name cannot be asked for here: it is not there yet.',
          types: [LEASE],
          verbs: ['create'],
        },
        {
          why: 'Who leads renews it; who waits reads it.',
          types: [LEASE],
          names: [OPERATOR_LEASE],
          verbs: ['get', 'patch'],
        },
      ],
    },
  ];
}

/** What the operator is there for, and what it says of it. */
function ownNeeds(): readonly Need[] {
  const { tenants, tiers, revisions, namespaces, ...managed } = createCaches();
  const own = [tenants, tiers, revisions, namespaces].map(({ type }) => type);
  const cached = managedCaches({ tenants, tiers, revisions, namespaces, ...managed }).map(({ type }) => type);
  return [
    {
      why: 'Kept in memory: watched, and read page by page where an API server has no watch-list.',
      types: [...own, ...cached],
      verbs: ['list', 'watch'],
    },
    {
      why: 'Asked for once more before its namespace goes, and when its finalizer cannot be let go; the finalizer itself, which cannot be written through /status.',
      types: [TENANT],
      verbs: ['get', 'patch'],
    },
    {
      why: 'What became of a tenant is said in its status.',
      types: [TENANT],
      subresource: 'status',
      verbs: ['patch'],
    },
    {
      why: 'Every state of a Tier is kept as a revision, whoever of two operators makes it; those that nobody runs go in the end.',
      types: [TIER_REVISION],
      verbs: ['get', 'create', 'delete'],
    },
    {
      why: 'To tell "this Tenant is deleted" from "all Tenants go, since their definition does".',
      types: [CUSTOM_RESOURCE_DEFINITION],
      names: [`${TENANT.plural}.${TENANT.group}`],
      verbs: ['get'],
    },
    {
      why: 'What happens to a tenant is told as Events, and one that happens again is counted.',
      types: [EVENT],
      verbs: ['create', 'patch'],
    },
  ];
}

/** A tenant's namespace and what lies in it. */
function managedNeeds(): readonly Need[] {
  return [
    {
      why: "A tenant's namespace: made, dated, adopted, and deleted when its time has come.",
      types: [NAMESPACE],
      verbs: ['get', 'create', 'patch', 'delete'],
    },
    {
      why: "What a tenant's tier says is made and kept by server-side apply, and of what cannot be applied is read whose it is.",
      types: MANAGED_TYPES,
      verbs: ['get', 'create', 'patch'],
    },
    {
      why: 'What the tier no longer says is deleted; volumes never: they go with their namespace alone.',
      types: MANAGED_TYPES.filter(type => type !== PERSISTENT_VOLUME_CLAIM),
      verbs: ['delete'],
    },
    {
      why: "A tenant's owners are bound to the one role that it may give away.",
      types: [{ group: 'rbac.authorization.k8s.io', plural: 'clusterroles' }],
      names: [TENANT_OWNER_ROLE],
      verbs: ['bind'],
    },
  ];
}

/** Pods are ended whoever made them, and what makes them is woken again afterwards. */
function suspensionNeeds(): readonly Need[] {
  return [
    {
      why: 'Suspension ends every pod, whoever made it; and why pods do not come up is told.',
      types: [POD],
      verbs: ['list', 'deletecollection'],
    },
    {
      why: 'Jobs are paused while a tenant is suspended, and go on afterwards.',
      types: PAUSABLE_TYPES,
      verbs: ['list', 'patch'],
    },
    {
      why: 'What is short of pods after a suspension is touched, so that its controller does not wait out a back-off of minutes.',
      types: REPLICATED_TYPES,
      verbs: ['list', 'patch'],
    },
  ];
}
