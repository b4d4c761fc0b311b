import { z } from 'zod';
import { titleOf } from './right.ts';

const USERS: Readonly<Record<string, string>> = {
  'system:serviceaccount:tenantry-system:tenantry-operator': 'tenantry-operator',
  'system:serviceaccount:tenantry-system:tenantry-control-plane': 'tenantry-control-plane',
};
const DEFINITIONS = 'customresourcedefinitions';
const LEASES = 'leases';
const DECISION = 'authorization.k8s.io/decision';
const BIND = 'tenantry-operator: bind clusterroles.rbac.authorization.k8s.io/tenantry-tenant-owner';

/** The fields of a line of an audit log that tell what was asked for, and what the server said. */
const entrySchema = z.object({
  verb: z.string(),
  user: z.object({ username: z.string() }),
  objectRef: z
    .object({
      resource: z.string(),
      subresource: z.string().optional(),
      apiGroup: z.string().default(''),
      name: z.string().optional(),
    })
    .optional(),
  annotations: z.record(z.string(), z.string()).default({}),
  responseStatus: z.object({ code: z.number(), message: z.string().default('') }).optional(),
});
type Entry = z.infer<typeof entrySchema>;

export interface Usage {
  /** Rights without which an answer would have been another, by title. */
  readonly used: readonly string[];
  /** What was asked for in vain since no role allows it, by title. */
  readonly refused: readonly string[];
  /** What was refused without a word in the log: for want of this right, or by an admission policy. */
  readonly doubtful: readonly string[];
}

/** What the programs of ours used of their rights, from an audit log (one JSON object a line). */
export function usageIn(auditLog: string): Usage {
  const seen = { used: new Set<string>(), refused: new Set<string>(), doubtful: new Set<string>() };
  for (const line of auditLog.split('\n')) {
    if (!line.includes('serviceaccount:tenantry-system')) continue;
    const { user, objectRef, ...rest } = entrySchema.parse(JSON.parse(line));
    const role = USERS[user.username];
    if (role === undefined || objectRef === undefined) continue;
    for (const [what, titles] of judged({ role, objectRef, ...rest }))
      for (const title of titles) seen[what].add(title);
  }
  return {
    used: [...seen.used].sort(),
    refused: [...seen.refused].sort(),
    doubtful: [...seen.doubtful].sort(),
  };
}

type Request = Omit<Entry, 'user' | 'objectRef'> & {
  readonly role: string;
  readonly objectRef: NonNullable<Entry['objectRef']>;
};

function judged(request: Request): readonly [keyof Usage, readonly string[]][] {
  const { role, verb, objectRef, responseStatus, annotations } = request;
  const right = (of: string) => rightOf(role, of, objectRef);
  if (annotations[DECISION] === 'forbid') return [['refused', [right(verb)]]];
  const used: [keyof Usage, readonly string[]] = ['used', [right(verb)]];
  // A binding gives a role away, which is a right of its own and no request.
  const binds = objectRef.resource === 'rolebindings' && role === 'tenantry-operator' ? [BIND] : [];
  if (responseStatus?.code !== 403) {
    // Server-side apply is a patch, and where nothing is yet, a create as well.
    const created = verb === 'patch' && responseStatus?.code === 201 ? [right('create')] : [];
    return [used, ['used', created], ['used', verb === 'patch' || verb === 'create' ? binds : []]];
  }
  // The request itself is allowed; what more it takes is asked for while it is carried out.
  const { message } = responseStatus;
  if (/cannot create resource/.test(message)) return [used, ['refused', [right('create')]]];
  if (message.includes('attempting to grant RBAC permissions')) return [used, ['refused', binds]];
  // Of an answer in metadata alone the log has no words.
  return [used, ['doubtful', message === '' ? [right('create'), ...binds] : []]];
}

function rightOf(role: string, verb: string, ref: Request['objectRef']): string {
  const { resource, subresource, apiGroup: group, name } = ref;
  // Only these are given by name; a name cannot be asked for of what is not made yet.
  const byName = (resource === DEFINITIONS || resource === LEASES) && verb !== 'create';
  return titleOf({
    role,
    verb,
    group,
    resource: subresource === undefined ? resource : `${resource}/${subresource}`,
    ...(byName && name !== undefined && { name }),
  });
}
