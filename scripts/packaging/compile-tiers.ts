import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { flatManifest } from './flat-manifest.ts';
import { productVersion, readManifests } from './read-manifests.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

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
  for (const manifest of await readManifests(ROOT))
    files.set(`compose/tiers/${manifest.tier}.flat`, flatManifest(manifest, version));
  for (const [from, to] of COPIES)
    files.set(to, await readFile(join(out, from), 'utf8').catch(() => readFile(join(ROOT, from), 'utf8')));
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
