import { OBJECT_NAME, TENANT_OWNER_ROLE } from '@tenantry/contracts/tenancy/names';
import { ROLE_BINDING } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed, type Scope } from './meta.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Owners get a role of ours: the built-in `admin` may write NetworkPolicies, and these void a deny by adding. */
export function roleBinding(scope: Scope & Pick<EffectiveSpec, 'owners'>): Desired | undefined {
  if (scope.owners.length === 0) return undefined;
  return managed(scope, ROLE_BINDING, OBJECT_NAME.ownerRoleBinding, {
    roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name: TENANT_OWNER_ROLE },
    subjects: scope.owners.map(owner =>
      owner.kind === 'ServiceAccount'
        ? { kind: owner.kind, name: owner.name, namespace: owner.namespace ?? scope.namespace }
        : { apiGroup: RBAC_GROUP, kind: owner.kind, name: owner.name },
    ),
  });
}
