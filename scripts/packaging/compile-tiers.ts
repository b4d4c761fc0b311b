import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../root.ts';
import { ASSET_KINDS, assetsOf } from './assets.ts';
import { assetsPage } from './assets-page.ts';
import { flatManifest } from './flat-manifest.ts';
import { productVersion, readManifests } from './read-manifests.ts';
import { tiersPage } from './tiers-page.ts';

/** An installation has the folder compose/ alone, so what it mounts lies there, too. */
const COPIES = [
  ['charts/observability/alerts.yaml', 'compose/config/prometheus/alerts.yaml'],
  ['charts/observability/dashboard.json', 'compose/config/grafana/dashboard.json'],
] as const;

/**
 * Every generated file of the packaging by its path below the repository's root. What is copied is taken from `out`
 * when it was just generated there.
 */
async function generatedFiles(out: string): Promise<ReadonlyMap<string, string>> {
  const version = await productVersion(ROOT);
  const files = new Map<string, string>();
  const manifests = await readManifests(ROOT);
  for (const manifest of manifests)
    files.set(`compose/tiers/${manifest.tier}.flat`, flatManifest(manifest, version));
  for (const [from, to] of COPIES)
    files.set(to, await readFile(join(out, from), 'utf8').catch(() => readFile(join(ROOT, from), 'utf8')));
  files.set('docs/reference/tiers.md', tiersPage(manifests, version));
  const assets = ASSET_KINDS.map(async kind => [kind, await assetsOf(kind, ROOT)] as const);
  files.set('docs/reference/assets.md', assetsPage(await Promise.all(assets), manifests, version));
  return files;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined)
    throw new Error('usage: node scripts/packaging/compile-tiers.ts --out <repository root>');
  for (const [path, content] of await generatedFiles(values.out)) {
    const target = join(values.out, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

await main();
