import { madeBy, table } from '../../contracts/generate/markdown.ts';
import type { FormerValue } from './former-values.ts';
import { controlPlaneNeeds } from './rights/control-plane-needs.ts';
import { operatorNeeds } from './rights/operator-needs.ts';
import { rightsTable } from './rights/rights-table.ts';
import type { ValueNode } from './values-tree.ts';

export interface PageFacts {
  readonly command: string;
  readonly version: string;
  readonly floor: string;
  readonly former: readonly FormerValue[];
}

/** docs/reference/chart.md: every value, and what the chart refuses. */
export function chartPage(
  tree: readonly ValueNode[],
  { command, version, floor, former }: PageFacts,
): string {
  const groups = tree.map(group => {
    const rows = leavesOf(group).map(({ path, type, fallback, description }) => [
      `\`${path.join('.')}\``,
      type,
      fallback === '' ? '' : `\`${JSON.stringify(fallback)}\``,
      description,
    ]);
    return [
      `### ${group.path.join('.')}`,
      '',
      `${group.description[0]?.toUpperCase()}${group.description.slice(1)}.`,
      '',
      ...table(['value', 'type', 'default', 'what it says'], rows),
    ].join('\n');
  });
  const renamed = former.map(({ was, since, now }) => [
    `\`${was.join('.')}\``,
    since,
    now ? `\`${now.join('.')}\`` : 'removed',
  ]);
  return `${madeBy('scripts/charts', command)}
# The chart

\`charts/tenantry\`, for Helm 3 and Kubernetes ${floor} or newer. Version ${version} of the chart installs version ${version} of the operator and the control plane. [Install the chart](../how-to/install-the-chart.md) says how.

One release to a cluster, in the namespace \`tenantry-system\`: the definitions and the admission policies name it.

## What it refuses

| given | refused, since |
|---|---|
| another namespace than \`tenantry-system\` | the definitions and the policies name that one |
| SQLite with \`controlPlane.replicas\` above 1, or with autoscaling | one process owns the file |
| MongoDB without \`store.mongodb.urlSecret.name\` | it does not know where MongoDB is |
| an Ingress without a host | it would take every host |
| another \`store.kind\` than the release has | the store would be empty: data is moved first |
| definitions in the cluster that store a version this chart does not know | the chart is older than the data |
| an older chart over a newer one | unless \`upgrade.allowDowngrade\` says so |
| \`crds.install: false\` where the definitions are missing | nothing could be applied |
| a value that is not below | a misspelt value would do nothing; only \`global\` takes any |

\`helm rollback\` renders nothing anew, so it refuses none of this: look at the versions yourself.

## What stays after \`helm uninstall\`

The three definitions, and with them every Tenant, Tier and TierRevision; tenants' namespaces with all that runs in them; the role that tenants' owners are bound to; the claim of the SQLite store; the Secret that the chart made. The same release installed again takes them up.

## Former values

Taken still, so that \`--reuse-values\` and files of before go on. Given under both names with different values: refused. What was removed means nothing any more; the notes after an upgrade name what you had set. [Upgrade](../how-to/upgrade.md).

${table(['value', 'since', 'now'], renamed).join('\n')}

## Who may do what

The rules of both service accounts are made of what the programs ask an API server for, and the table of the same. The suites run with these rights and no others; \`npm run chaos -- rbac\` takes away one at a time and asks that a test fails.

The operator, in every namespace but for the Lease, which is in \`tenantry-system\`. Admission policies narrow it further, to namespaces that are a tenant's:

${rightsTable(operatorNeeds())}

The control plane, where \`controlPlane.enabled\`; elsewhere its role is for the cluster that tenants live in:

${rightsTable([controlPlaneNeeds()])}

Three roles are for people, who are bound to them by you: \`tenantry-viewer\` and \`tenantry-admin\` add Tenants and Tiers to the built-in roles \`view\` and \`admin\`, and \`tenantry-namespace-admin\` is for those who adopt namespaces and move the dates of deletion. The fourth, \`tenantry-tenant-owner\`, is what the operator binds a tenant's owners to, in the tenant's namespace alone. [Security](../explanation/security.md) says who is trusted with what.

## Values

${groups.join('\n\n')}
`;
}

function leavesOf(node: ValueNode): ValueNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}
