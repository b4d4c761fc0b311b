import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { madeBy, table } from '../../contracts/generate/markdown.ts';
import type { Asset, AssetKind } from './assets.ts';
import { joined } from './joined.ts';

/** docs/reference/assets.md: everything that is installed, built or run, with what it is for and who looks after it. */
export function assetsPage(
  kinds: readonly (readonly [AssetKind, readonly Asset[]])[],
  manifests: readonly TierManifest[],
  version: string,
): string {
  return [
    madeBy('the files themselves and compose/tiers', 'npm run generate'),
    '# Assets of an installation',
    '',
    'Every file that people install, build or run Tenantry with, and every image, port, folder and secret of the tiers. What a file is for is what its first lines say; a file that says nothing fails `npm run generate`, and one that is not listed here fails `npm run verify`. The owner is the part of the project that a change is asked of. Variables are [on a page of their own](environment.md).',
    '',
    ...kinds
      .filter(([, assets]) => assets.length > 0)
      .flatMap(([kind, assets]) => [
        `## ${kind.title}`,
        '',
        ...table(
          ['file', 'purpose', 'owner'],
          assets.map(({ path, purpose, owner }) => [`\`${path}\``, purpose, owner]),
        ),
        '',
      ]),
    ...partsOf(manifests, version),
  ].join('\n');
}

function partsOf(manifests: readonly TierManifest[], version: string): string[] {
  return [
    '## Images that are run',
    '',
    ...byTier(manifests, ['image', 'variable', 'purpose', 'owner'], manifest =>
      manifest.images.map(({ variable, reference }) => [
        `\`${reference.replaceAll('{version}', version)}\``,
        `\`${variable}\``,
        joined(manifest.services.filter(({ image }) => image === variable).map(({ role }) => role)),
        reference.includes('{version}') ? 'images' : 'its publisher; which one, compose',
      ]),
    ),
    '## Ports on the machine',
    '',
    ...byTier(manifests, ['port', 'address', 'variable', 'service', 'owner'], manifest =>
      manifest.ports.map(port => [
        String(port.default),
        `\`${port.bind}\``,
        `\`${port.variable}\``,
        port.service,
        'compose',
      ]),
    ),
    '## Folders with data, below `TENANTRY_DATA_DIR`',
    '',
    ...byTier(manifests, ['folder', 'mode', 'purpose', 'owner'], manifest =>
      manifest.directories.map(({ path, mode, purpose }) => [`\`${path}\``, mode, purpose, 'compose']),
    ),
    '## Secrets, below `TENANTRY_SECRETS_DIR`',
    '',
    ...byTier(manifests, ['file', 'purpose', 'consumer', 'owner'], manifest =>
      manifest.secrets.map(({ name, purpose, consumer, owner }) => [
        `\`${name}\``,
        purpose,
        joined(consumer),
        owner,
      ]),
    ),
  ];
}

/** Rows of all tiers, each once, with the tiers that have it. */
function byTier(
  manifests: readonly TierManifest[],
  heads: readonly string[],
  rowsOf: (manifest: TierManifest) => readonly (readonly string[])[],
): string[] {
  const tiers = new Map<string, { row: readonly string[]; tiers: string[] }>();
  for (const manifest of manifests)
    for (const row of rowsOf(manifest)) {
      const known = tiers.get(row.join('\t')) ?? { row, tiers: [] };
      known.tiers.push(manifest.tier);
      tiers.set(row.join('\t'), known);
    }
  const rows = [...tiers.values()].sort((a, b) => (a.row[0] ?? '').localeCompare(b.row[0] ?? ''));
  return [
    ...table(
      [...heads, 'tiers'],
      rows.map(({ row, tiers: of }) => [...row, joined(of)]),
    ),
    '',
  ];
}
