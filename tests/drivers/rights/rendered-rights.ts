import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { type Right, rightsOf, titleOf, without } from './right.ts';

/** What the chart renders of who may do what; the tests of the chart hold it against Helm. */
const RENDERED = fileURLToPath(new URL('../../packaging/chart/snapshots/rights.yaml', import.meta.url));

/** Roles of our own programs: what is in them is used by a program, and not by a person. */
const PROGRAM_ROLES = ['tenantry-operator', 'tenantry-control-plane'] as const;

/** The kinds of which nothing but the chart's is applied. */
export const RIGHTS_KINDS: ReadonlySet<string> = new Set([
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
]);

/**
 * The chart's service accounts, roles and bindings.
 *
 * @param missing title of a right that is taken out first. @throws when no role has it
 */
export async function renderedRights(missing?: string): Promise<readonly unknown[]> {
  const objects = parseAllDocuments(await readFile(RENDERED, 'utf8')).map((document): unknown =>
    document.toJS(),
  );
  if (missing === undefined) return objects;
  if (!objects.flatMap(rightsOf).some(right => titleOf(right) === missing))
    throw new Error(`no role of the chart has the right "${missing}"`);
  return objects.map(object => without(object, missing));
}

/** Every single right of our programs. */
export async function programRights(): Promise<readonly Right[]> {
  const programs: readonly string[] = PROGRAM_ROLES;
  return (await renderedRights()).flatMap(rightsOf).filter(({ role }) => programs.includes(role));
}
