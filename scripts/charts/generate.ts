/**
 * Makes the generated parts of the charts and their page. The objects that operator/manifests and control-plane/manifests
 * hold are copied, never written twice: the chart adds labels to them while it renders.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { KUBERNETES_MINORS } from '../dev/cluster/local-cluster.ts';
import { chartPage } from './chart-page.ts';
import { type FormerValue, formerValues } from './former-values.ts';
import { valuesFile } from './values-file.ts';
import { valuesJsonSchema, valueTree } from './values-tree.ts';

const COMMAND = 'npm run generate';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHART = 'charts/tenantry';
const KUSTOMIZE = 'charts/kustomize';
/** Lowest Kubernetes that the suites run on. */
const [KUBERNETES_FLOOR] = KUBERNETES_MINORS;

/** Folders whose manifests go into the chart, and where to. */
const COPIED = [
  ['operator/manifests/crds', `${CHART}/files/crds`],
  ['operator/manifests/rbac', `${CHART}/files/rbac`],
  ['operator/manifests/policies', `${CHART}/files/policies`],
  ['operator/tiers', `${CHART}/files/tiers`],
] as const;
const SINGLE = [
  ['control-plane/manifests/cluster-access.yaml', `${CHART}/files/control-plane/cluster-access.yaml`],
  ['control-plane/manifests/cluster-access.yaml', `${KUSTOMIZE}/cluster-access.yaml`],
  ['charts/observability/alerts.yaml', `${CHART}/files/alerts.yaml`],
  ['charts/observability/alerts-operator.yaml', `${CHART}/files/alerts-operator.yaml`],
  ['charts/observability/dashboard.json', `${CHART}/files/dashboard.json`],
] as const;

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined)
  throw new Error('usage: node scripts/charts/generate.ts --out <repository root>');
const { out } = values;
for (const [path, content] of generatedFiles()) {
  const target = join(out, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

function generatedFiles(): ReadonlyMap<string, string> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
  const tree = valueTree();
  const former = formerValues(valuesJsonSchema());
  const file = valuesFile(tree, COMMAND);
  const files = new Map([
    [`${CHART}/Chart.yaml`, chartFile(version)],
    [`${CHART}/values.yaml`, file],
    // The same again where templates can read it: an upgrade with --reuse-values brings no new defaults.
    [`${CHART}/files/defaults.yaml`, file],
    [`${CHART}/files/former-values.yaml`, formerFile(former)],
    [
      `${CHART}/values.schema.json`,
      `${JSON.stringify({ $comment: `Generated from scripts/charts/values-schema.ts by ${COMMAND}. Do not edit.`, ...valuesJsonSchema() }, null, 2)}\n`,
    ],
    [
      'docs/reference/chart.md',
      chartPage(tree, { command: COMMAND, version, floor: KUBERNETES_FLOOR, former }),
    ],
  ]);
  for (const [from, to] of COPIED) {
    for (const name of readdirSync(join(ROOT, from)).sort()) {
      if (name.endsWith('.yaml') && name !== 'kustomization.yaml')
        files.set(`${to}/${name}`, copyOf(`${from}/${name}`));
    }
  }
  for (const [from, to] of SINGLE) files.set(to, copyOf(from));
  return files;
}

/** What another generator made into `out` a moment ago is newer than what the checkout holds. */
function read(path: string): string {
  const fresh = join(out, path);
  return readFileSync(existsSync(fresh) ? fresh : join(ROOT, path), 'utf8');
}

function copyOf(path: string): string {
  const text = read(path);
  return text.slice(0, 300).includes(COMMAND)
    ? text
    : `# Generated from ${path} by \`${COMMAND}\`. Do not edit.\n${text}`;
}

/** What the templates go by (`tenantry.former`): JSON, which YAML is a superset of. */
function formerFile(former: readonly FormerValue[]): string {
  const lines = former.map(value => `  - ${JSON.stringify(value)}`);
  return [
    `# Generated from scripts/charts/values-schema.ts by \`${COMMAND}\`. Do not edit.`,
    'values:',
    ...lines,
    '',
  ].join('\n');
}

function chartFile(version: string): string {
  return `# Generated from package.json by \`${COMMAND}\`. Do not edit.
apiVersion: v2
name: tenantry
description: Operator, control plane and console that run a SaaS vendor's customers on Kubernetes
type: application
version: ${version}
appVersion: "${version}"
kubeVersion: ">=${KUBERNETES_FLOOR}.0-0"
`;
}
