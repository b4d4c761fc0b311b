import type { ResourceType } from '../../../operator/src/runtime/objects.ts';

/** What a program asks of an API server, and what for. One need becomes one rule for each API group. */
export interface Need {
  readonly why: string;
  readonly types: readonly Pick<ResourceType, 'group' | 'plural'>[];
  readonly subresource?: string;
  /** Only the objects of these names. */
  readonly names?: readonly string[];
  readonly verbs: readonly string[];
}

export interface RoleNeeds {
  readonly kind: 'ClusterRole' | 'Role';
  readonly name: string;
  /** What is said of the role where it is written. */
  readonly comment: string;
  readonly needs: readonly Need[];
}

export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** The rules that grant a need, and nothing else. */
export function rulesOf({ types, subresource, names, verbs }: Need): readonly Rule[] {
  const byGroup = Map.groupBy(types, ({ group }) => group);
  return [...byGroup].map(([group, all]) => ({
    apiGroups: [group],
    resources: all.map(({ plural }) => (subresource === undefined ? plural : `${plural}/${subresource}`)),
    ...(names && { resourceNames: names }),
    verbs,
  }));
}
