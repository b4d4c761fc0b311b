import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TIERS, type TierManifest, tierManifestSchema } from '@tenantry/contracts/packaging/tier-manifest';
import { parse } from 'yaml';
import { z } from 'zod';

/** The manifests of the tiers below `root`, in the order of the tiers. Rejects with every fault of the first bad one. */
export async function readManifests(root: string): Promise<readonly TierManifest[]> {
  return Promise.all(TIERS.map(tier => readManifest(join(root, 'compose/tiers', `${tier}.yaml`), tier)));
}

async function readManifest(path: string, tier: string): Promise<TierManifest> {
  const parsed = tierManifestSchema.safeParse(parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is no manifest of a tier:\n${z.prettifyError(parsed.error)}`);
  if (parsed.data.tier !== tier) throw new Error(`${path} is the manifest of ${parsed.data.tier}`);
  return parsed.data;
}

/** The version of the product. */
export async function productVersion(root: string): Promise<string> {
  const content: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(content).version;
}
