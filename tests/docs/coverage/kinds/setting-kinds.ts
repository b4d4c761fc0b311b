import ts from 'typescript';
import {
  CONFIG_PREFIX,
  CONFIG_SECTIONS,
  FILE_SUFFIX,
  isSecretEntry,
} from '../../../../control-plane/src/config.ts';
import { configSchema as operatorSchema } from '../../../../operator/src/config.ts';
import { formerValues } from '../../../../scripts/charts/former-values.ts';
import { type ValueNode, valuesJsonSchema, valueTree } from '../../../../scripts/charts/values-tree.ts';
import { readManifests } from '../../../../scripts/packaging/read-manifests.ts';
import { ROOT } from '../../../../scripts/root.ts';
import type { Page } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { columnOf, mentionsOf } from '../read-page.ts';
import { literalOf, readSource, sourceFiles, walkSource } from '../read-source.ts';

const ENVIRONMENT = 'docs/reference/environment.md';
const CHART = 'docs/reference/chart.md';

const variables: Kind = {
  id: 'environment variables',
  source:
    'the schemas of both programs, .env of the tiers, and whatever else reads TENANTRY_…: sources, scripts, Compose files, charts',
  home: `${ENVIRONMENT}, docs/reference/operator.md; of tests and tools CONTRIBUTING.md`,
  inCode: variablesInCode,
  documented: pages => [
    ...columnOf(pages, ENVIRONMENT, 'variable'),
    ...columnOf(pages, 'docs/reference/operator.md', 'variable'),
    ...columnOf(pages, 'CONTRIBUTING.md', 'variable'),
  ],
  mentioned: variablesMentioned,
  mend: 'describe it where the configuration declares it and run npm run generate; one that only tests or tools read has a row in CONTRIBUTING.md, Variables',
};

const chartValues: Kind = {
  id: 'values of the chart',
  source: 'scripts/charts/values-schema.ts',
  home: `${CHART}, Values`,
  inCode: () => valueTree().flatMap(leavesOf).map(pathOf),
  documented: pages => columnOf(pages, CHART, 'value', ({ heads }) => heads.includes('type')),
  mentioned: valuesMentioned,
  mend: 'npm run generate; a page that names a value that is not there is mended by hand',
};

export const SETTING_KINDS: readonly Kind[] = [variables, chartValues];

/** Of a Service named tenantry-control-plane, by Kubernetes; and what the image of the operator sets aside. */
const BY_KUBERNETES = /^TENANTRY_CONTROL_PLANE_SERVICE_/;

async function variablesInCode(): Promise<ReadonlySet<string>> {
  const manifests = await readManifests(ROOT);
  const names = new Set<string>([
    ...CONFIG_SECTIONS.flatMap(({ entries }) => Object.keys(entries)).map(name => CONFIG_PREFIX + name),
    ...Object.keys(operatorSchema.shape).map(name => CONFIG_PREFIX + name),
    ...manifests.flatMap(({ variables: own }) => own.map(({ name }) => name)),
    ...readsOfPrograms(),
    ...readsOfFiles(),
  ]);
  const files = secretFiles();
  return new Set([...names].filter(name => !files.has(name) && !BY_KUBERNETES.test(name)));
}

/** `process.env['TENANTRY_X']`, `env.TENANTRY_X`; and outside of tests the constant that holds such a name. */
function readsOfPrograms(): Set<string> {
  const found = new Set<string>();
  for (const path of sourceFiles('*.ts', '*.mjs')) {
    if (/\.test\.ts$/.test(path) && !readSource(path).includes("process.env['TENANTRY_")) continue;
    for (const name of variablesReadIn(readSource(path), path)) found.add(name);
  }
  return found;
}

/** A name that is put together as it runs cannot be told, so it is in no reference: it is given as it stands. */
export function variablesReadIn(text: string, path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (isMadeName(node) && isRead(node, path)) found.push(node.getText());
    const name = literalOf(node) ?? (ts.isIdentifier(node) ? node.text : undefined);
    if (name === undefined || !/^TENANTRY_[A-Z0-9_]+[A-Z0-9]$/.test(name)) return;
    if (isRead(node, path)) found.push(name);
  };
  walkSource(path, visit, text);
  return found;
}

/** In tests, who sets one is no reader of it. */
function isMadeName(node: ts.Node): boolean {
  if (!ts.isTemplateExpression(node) || !node.head.text.startsWith('TENANTRY_')) return false;
  const { parent } = node.parent;
  return !(ts.isBinaryExpression(parent) && parent.left === node.parent);
}

function isRead(node: ts.Node, path: string): boolean {
  const { parent } = node;
  const isAccess =
    (ts.isElementAccessExpression(parent) && parent.argumentExpression === node) ||
    (ts.isPropertyAccessExpression(parent) && parent.name === node);
  if (isAccess) return /\benv\b/.test(parent.getText());
  // `const { TENANTRY_X } = process.env`
  if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === node)
    return /\benv\b/.test(ts.findAncestor(parent, ts.isVariableDeclaration)?.initializer?.getText() ?? '');
  return !/\.test\.ts$/.test(path) && ts.isVariableDeclaration(parent) && parent.initializer === node;
}

/** `${TENANTRY_X}` of Compose files, charts and shell, `os.environ["TENANTRY_X"]`, `os.Getenv("TENANTRY_X")`. */
function readsOfFiles(): Set<string> {
  const reads = /(?:\$\{?|environ(?:\.get)?[[(]["']|Getenv\("|getenv\(["'])(TENANTRY_[A-Z0-9_]*[A-Z0-9])/g;
  const files = sourceFiles(
    '*.sh',
    '*.yaml',
    '*.yml',
    '*.go',
    '*.java',
    '*.py',
    '*.bats',
    '*Dockerfile',
    '*.conf',
    '.ci/run',
    'charts/**',
  );
  return new Set(
    [...new Set(files)]
      .filter(path => !path.startsWith('docs/'))
      .flatMap(path => [...readSource(path).matchAll(reads)].map(([, name = '']) => name)),
  );
}

/** A secret can be given as the path of a file; the reference says so once, for all. */
function secretFiles(): Set<string> {
  return new Set(
    CONFIG_SECTIONS.flatMap(({ entries }) => Object.entries(entries))
      .filter(([, entry]) => isSecretEntry(entry))
      .map(([name]) => `${CONFIG_PREFIX}${name}${FILE_SUFFIX}`),
  );
}

function variablesMentioned(pages: readonly Page[]): Mention[] {
  const files = secretFiles();
  // A name that goes on with `_` or `…` stands for several.
  return mentionsOf(pages, /\bTENANTRY_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_…*<])/g)
    .filter(({ text }) => !files.has(text))
    .filter(({ text, page }) => !isVariableOfThePage(text, page, pages));
}

/** What a page sets for its own commands: `export TENANTRY_URL=…`, and nothing of ours reads. */
function isVariableOfThePage(name: string, path: string, pages: readonly Page[]): boolean {
  const text = pages.find(page => page.path === path)?.text ?? '';
  return new RegExp(`export ${name}=`).test(text);
}

function leavesOf(node: ValueNode): ValueNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

function pathOf({ path }: ValueNode): string {
  return path.join('.');
}

/** `controlPlane.replicas` in the text, `--set controlPlane.replicas=3` in fences; a group may be named as a whole. */
function valuesMentioned(pages: readonly Page[]): Mention[] {
  const tree = valueTree();
  const every = (node: ValueNode): string[] => [pathOf(node), ...node.children.flatMap(every)];
  const known = tree.flatMap(every);
  const former = new Set(formerValues(valuesJsonSchema()).map(({ was }) => was.join('.')));
  const isMap = (name: string) =>
    known.some(
      path =>
        name.startsWith(`${path}.`) &&
        /(config|secretConfig|annotations|labels|Labels|Annotations|resources\.\w+|nodeSelector|global)$/i.test(
          path,
        ),
    );
  const roots = tree.map(({ path }) => path[0]).join('|');
  const inText = mentionsOf(pages, new RegExp(`^((?:${roots})\\.[A-Za-z][A-Za-z.]*?)(?:[:=].*)?$`, 'g'), {
    fences: false,
  });
  const set = mentionsOf(pages, /--set(?:-string|-json|-file)?[ =]([A-Za-z]+\.[A-Za-z.]+)=/g);
  return [...inText, ...set]
    .filter(({ text, page }) => !/\.(md|ts|yaml|json|go)$/.test(text) && !/reference\/tier/.test(page))
    .map(mention => ({
      ...mention,
      exists: known.includes(mention.text) || former.has(mention.text) || isMap(mention.text),
    }));
}
