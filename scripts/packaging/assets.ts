import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** A file or folder that people install, build or run Tenantry with. */
export interface Asset {
  readonly path: string;
  readonly purpose: string;
  readonly owner: string;
}

export interface AssetKind {
  readonly title: string;
  /** The part of the project that a change of these is asked of. */
  readonly owner: string;
  /** Which folder they are in, and how far below it. */
  readonly folder: string;
  readonly matches: RegExp;
}

export const ASSET_KINDS: readonly AssetKind[] = [
  { title: 'Compose files', owner: 'compose', folder: 'compose', matches: /^compose(\.\w+)?\.yaml$/ },
  { title: 'Configuration that Compose mounts', owner: 'compose', folder: 'compose/config', matches: /./ },
  { title: 'Manifests of tiers', owner: 'compose', folder: 'compose/tiers', matches: /\.(yaml|flat)$/ },
  {
    title: 'Installer',
    owner: 'installer',
    folder: 'scripts',
    matches: /^(install_tier\.sh|install\/.*\.sh)$/,
  },
  { title: 'Images', owner: 'images', folder: '.', matches: /^(operator|control-plane)\/Dockerfile$/ },
  {
    title: 'Charts',
    owner: 'chart',
    folder: 'charts',
    matches: /^([^/]+\/Chart\.yaml|kustomize\/.*kustomization\.yaml)$/,
  },
  { title: 'Rules and dashboards', owner: 'observability', folder: 'charts/observability', matches: /./ },
  { title: 'Manifests of the operator', owner: 'operator', folder: 'operator/manifests', matches: /\.yaml$/ },
  { title: 'Continuous integration', owner: 'development', folder: '.ci', matches: /./ },
];

const SKIPPED = new Set([
  'node_modules',
  '.git',
  'dist',
  'src',
  'docs',
  'console',
  'contracts',
  'tests',
  'dev',
]);
const chartSchema = z.object({ description: z.string() });
const objectSchema = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }) });

/** Every asset of a kind below `root`. Rejects when one of them does not say what it is for. */
export async function assetsOf(kind: AssetKind, root: string): Promise<readonly Asset[]> {
  const paths = (await filesBelow(join(root, kind.folder))).filter(path => kind.matches.test(path)).sort();
  return Promise.all(
    paths.map(async path => {
      const inRoot = join(kind.folder, path);
      const purpose = purposeIn(inRoot, await readFile(join(root, inRoot), 'utf8'));
      if (purpose === undefined) throw new Error(`${inRoot} does not say in its first lines what it is for`);
      return { path: inRoot, purpose, owner: kind.owner };
    }),
  );
}

/** What a file says of itself: its first comment, or the description of a chart. */
export function purposeIn(path: string, text: string): string | undefined {
  if (path.endsWith('Chart.yaml')) return chartSchema.safeParse(parse(text)).data?.description;
  if (/Generated from.*?npm run generate/.test(text.slice(0, 400))) return generatedPurpose(text);
  return (
    firstSentence(hashComment(text)) ?? (path.startsWith('operator/manifests') ? objectIn(text) : undefined)
  );
}

/** `Namespace tenantry-system`. */
function objectIn(text: string): string | undefined {
  const object = objectSchema.safeParse(parseAllDocuments(text)[0]?.toJS()).data;
  return object && `${object.kind} ${object.metadata.name}`;
}

function generatedPurpose(text: string): string {
  return `generated from ${/Generated from (\S+)/.exec(text)?.[1] ?? 'other files'}`;
}

function hashComment(text: string): string {
  const lines = text
    .split('\n')
    .slice(0, 20)
    .filter(line => !line.startsWith('#!'));
  const start = lines.findIndex(line => /^(#|\/\/) /.test(line));
  if (start < 0) return '';
  const end = lines.findIndex((line, index) => index > start && !/^(#|\/\/) /.test(line));
  return lines
    .slice(start, end < 0 ? undefined : end)
    .map(line => line.replace(/^(#|\/\/) /, ''))
    .map((line, index, all) => (endsShort(line, all[index + 1]) ? `${line}.` : line))
    .join(' ')
    .replaceAll(/-{3,}/g, '');
}

/** A short line before one that begins anew is a heading. */
function endsShort(line: string, next: string | undefined): boolean {
  return line.length < 90 && /\w$/.test(line) && /^[A-Z]/.test(next ?? '');
}

/** Up to the first full stop or semicolon with a space or nothing behind it. */
function firstSentence(text: string): string | undefined {
  const sentence = /^(.*?[^.])(?:[.;](?=\s|$)|$)/.exec(text.replaceAll(/\s+/g, ' ').trim())?.[1]?.trim();
  return sentence === undefined || sentence === '' ? undefined : sentence;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const nested = entries
    .filter(entry => !SKIPPED.has(entry.name))
    .map(async entry =>
      entry.isDirectory()
        ? (await filesBelow(join(folder, entry.name))).map(file => join(entry.name, file))
        : [entry.name],
    );
  return (await Promise.all(nested)).flat();
}
