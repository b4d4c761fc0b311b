import { ANNOTATION, LABEL, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import type { Intent, ResourceType } from '../../runtime/objects.ts';
import { apiVersionOf } from '../../runtime/objects.ts';

/** Whose object it is, where it lives and what revision asked for it: all that every object is marked with. */
export interface Scope {
  readonly tenant: { readonly name: string; readonly uid: string };
  readonly namespace: string;
  readonly revision: string;
}

/** One object that a tenant is to have. */
export interface Desired {
  readonly type: ResourceType;
  readonly intent: Intent;
}

/** Labels that say whose an object is; the watches select by them, and pruning trusts nothing else. */
export function ownerLabels(tenant: { readonly name: string; readonly uid: string }): Record<string, string> {
  return {
    [LABEL.managedBy]: MANAGED_BY,
    [LABEL.tenant]: tenant.name,
    [LABEL.tenantUid]: tenant.uid,
  };
}

/** An object in the tenant's namespace: identity, labels and revision in one place, `body` beside them. */
export function managed(
  scope: Scope,
  type: ResourceType,
  name: string,
  body: Readonly<Record<string, unknown>>,
  extra: { readonly component?: string; readonly annotations?: Readonly<Record<string, string>> } = {},
): Desired {
  return {
    type,
    intent: {
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      metadata: {
        name,
        namespace: scope.namespace,
        labels: {
          ...ownerLabels(scope.tenant),
          ...(extra.component !== undefined && { [LABEL.component]: extra.component }),
        },
        annotations: { [ANNOTATION.tierRevision]: scope.revision, ...extra.annotations },
      },
      ...body,
    },
  };
}
