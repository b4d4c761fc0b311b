import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { parse } from 'yaml';
import { z } from 'zod';
import { perTier } from './per-tier.ts';

const composeFileSchema = z.object({
  services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()).default({}) })),
});

/** Variables of the control plane that no Compose file sets. */
export const OF_ADMIN = '`control-plane.env`';

/**
 * Where a variable of the control plane is set in a Compose installation, as Markdown, for those that a Compose file
 * sets. Of these none can be set anywhere else: what a Compose file gives a container goes before `control-plane.env`.
 */
export async function composePlaces(
  manifests: readonly TierManifest[],
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const environments = await Promise.all(
    manifests.map(async manifest => [manifest.tier, await environmentOf(manifest, root)] as const),
  );
  const names = new Set(environments.flatMap(([, environment]) => [...environment.keys()]));
  return new Map(
    [...names].map(name => [
      name,
      perTier(environments.map(([tier, environment]) => [tier, environment.get(name) ?? OF_ADMIN])),
    ]),
  );
}

/** Of the containers that run the control plane's image in a tier: a place for each variable, without `_FILE`. */
async function environmentOf(manifest: TierManifest, root: string): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  for (const file of manifest.composeFiles) {
    const text = await readFile(join(root, 'compose', file), 'utf8');
    const { services } = composeFileSchema.parse(parse(text, { merge: true, logLevel: 'error' }));
    for (const service of ['backup', 'control-plane'])
      for (const [name, value] of Object.entries(services[service]?.environment ?? {}))
        places.set(name.replace(/_FILE$/, ''), placeOf(name, value));
  }
  return places;
}

function placeOf(name: string, value: string): string {
  const [, used, operator] = /^\$\{(\w+):([?-])/.exec(value) ?? [];
  if (used === name) return operator === '?' ? '**`.env`**' : '`.env`';
  if (used !== undefined) return `\`${used}\` of \`.env\``;
  const [, secret] = /^\/run\/secrets\/(.+)$/.exec(value) ?? [];
  return secret === undefined ? `fixed \`${value}\`` : `**file \`${secret}\`**`;
}
