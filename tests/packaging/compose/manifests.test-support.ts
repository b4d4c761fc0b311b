import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { combinationsOf } from '../../../scripts/packaging/compose-files.ts';
import { productVersion, readManifests } from '../../../scripts/packaging/read-manifests.ts';
import { ROOT } from '../../../scripts/root.ts';

/** The manifests, read before the first test, so that each of them can have a test of its own. */
export const manifests = await readManifests(ROOT);
export const version = await productVersion(ROOT);

export function manifestOf(tier: TierManifest['tier']): TierManifest {
  const manifest = manifests.find(other => other.tier === tier);
  if (manifest === undefined) throw new Error(`no manifest of ${tier}`);
  return manifest;
}

export const combinations = combinationsOf(manifests);
