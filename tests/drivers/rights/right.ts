import { z } from 'zod';

/** One thing that a role allows: a verb on one resource, and where the role names objects, on one of them. */
export interface Right {
  readonly role: string;
  readonly verb: string;
  /** API group; `''` is the core one. */
  readonly group: string;
  /** With its subresource, as RBAC writes it: `tenants/status`. */
  readonly resource: string;
  readonly name?: string;
}

const ruleSchema = z.strictObject({
  apiGroups: z.array(z.string()).nonempty(),
  resources: z.array(z.string()).nonempty(),
  resourceNames: z.array(z.string()).nonempty().optional(),
  verbs: z.array(z.string()).nonempty(),
});
const roleSchema = z.looseObject({
  kind: z.enum(['ClusterRole', 'Role']),
  metadata: z.looseObject({ name: z.string() }),
  rules: z.array(ruleSchema),
});

/** `tenantry-operator: patch deployments.apps`, in the words of `kubectl auth can-i`. */
export function titleOf({ role, verb, group, resource, name }: Right): string {
  const [plural, ...sub] = resource.split('/');
  const full = [group === '' ? plural : `${plural}.${group}`, ...sub, ...(name === undefined ? [] : [name])];
  return `${role}: ${verb} ${full.join('/')}`;
}

/** Every single right of a role; none of an object that is no role. */
export function rightsOf(object: unknown): readonly Right[] {
  const role = roleSchema.safeParse(object).data;
  if (role === undefined) return [];
  return role.rules.flatMap(({ apiGroups, resources, resourceNames, verbs }) =>
    apiGroups.flatMap(group =>
      resources.flatMap(resource =>
        (resourceNames ?? [undefined]).flatMap(name =>
          verbs.map(verb => ({
            role: role.metadata.name,
            verb,
            group,
            resource,
            ...(name !== undefined && { name }),
          })),
        ),
      ),
    ),
  );
}

/** The object without one right, when it is the role that has it. */
export function without(object: unknown, title: string): unknown {
  const rights = rightsOf(object);
  const kept = rights.filter(right => titleOf(right) !== title);
  if (kept.length === rights.length) return object;
  return { ...Object(object), rules: kept.map(ruleOf) };
}

function ruleOf({ verb, group, resource, name }: Right): z.infer<typeof ruleSchema> {
  return {
    apiGroups: [group],
    resources: [resource],
    ...(name !== undefined && { resourceNames: [name] }),
    verbs: [verb],
  };
}
