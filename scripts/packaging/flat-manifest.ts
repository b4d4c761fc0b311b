import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';

/** Stands for an empty field: bash splits at tabs, and joins empty fields. */
const EMPTY = '-';

/** The fields of each kind of record, in their order, which the installer relies on. New ones come at the end. */
export const FLAT_RECORDS = {
  tier: ['name', 'version of the product'],
  composefile: ['path below `compose/`'],
  profile: ['name', 'summary'],
  service: ['name', 'variable of its image', '1 for a job', 'profile', 'number of containers'],
  image: ['variable', 'reference'],
  secret: ['name', 'format', 'random bytes', 'purpose', 'template'],
  variable: ['name', '1 when required', 'default', 'purpose'],
  directory: ['path below `TENANTRY_DATA_DIR`', 'mode'],
  port: ['variable', 'default', 'service', 'address or its variable'],
  minimum: ['`cpus`, `memory_mib` or `disk_mib`', 'number'],
  feature: ['name', 'variable', 'value'],
  outgoing: ['host'],
  upgradefrom: ['version'],
  renamed: ['version', 'old variable', 'new variable'],
  added: ['version', 'variable', 'default'],
  removed: ['version', 'variable'],
  breaking: ['version', 'text'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The flat file of a tier: one record a line, fields separated by tabs, its kind first. */
export function flatManifest(manifest: TierManifest, version: string): string {
  return [
    `# Generated from compose/tiers/${manifest.tier}.yaml by npm run generate. Do not edit.`,
    record('tier', manifest.tier, version),
    ...partRecords(manifest, version),
    ...secretRecords(manifest),
    ...settingRecords(manifest),
    ...upgradeRecords(manifest),
    '',
  ].join('\n');
}

function partRecords(manifest: TierManifest, version: string): string[] {
  return [
    ...manifest.composeFiles.map(path => record('composefile', path)),
    ...manifest.profiles.map(({ name, summary }) => record('profile', name, summary)),
    ...manifest.services.map(service =>
      record(
        'service',
        service.name,
        service.image,
        service.oneShot ? 1 : 0,
        service.profile,
        service.replicas,
      ),
    ),
    ...manifest.images.map(({ variable, reference }) =>
      record('image', variable, reference.replaceAll('{version}', version)),
    ),
  ];
}

function secretRecords(manifest: TierManifest): string[] {
  return manifest.secrets.map(({ name, format, bytes, purpose, template }) =>
    record('secret', name, format, bytes, purpose, template),
  );
}

function settingRecords(manifest: TierManifest): string[] {
  const { cpus, memoryMiB, diskMiB } = manifest.minimum;
  return [
    ...manifest.variables.map(variable =>
      record('variable', variable.name, variable.required ? 1 : 0, variable.default, variable.purpose),
    ),
    ...manifest.directories.map(({ path, mode }) => record('directory', path, mode)),
    ...manifest.ports.map(port => record('port', port.variable, port.default, port.service, port.bind)),
    record('minimum', 'cpus', cpus),
    record('minimum', 'memory_mib', memoryMiB),
    record('minimum', 'disk_mib', diskMiB),
    ...manifest.featureFlags.map(({ name, variable, value }) => record('feature', name, variable, value)),
    ...manifest.outgoing.map(host => record('outgoing', host)),
  ];
}

function upgradeRecords(manifest: TierManifest): string[] {
  return [
    ...manifest.upgrade.from.map(version => record('upgradefrom', version)),
    ...manifest.changes.flatMap(({ version, renamed, added, removed, breaking }) => [
      ...renamed.map(({ from, to }) => record('renamed', version, from, to)),
      ...added.map(({ name, default: value }) => record('added', version, name, value)),
      ...removed.map(name => record('removed', version, name)),
      ...breaking.map(text => record('breaking', version, text)),
    ]),
  ];
}

function record(
  kind: keyof typeof FLAT_RECORDS,
  ...fields: readonly (string | number | undefined)[]
): string {
  return [kind, ...fields]
    .map(field => (field === undefined || field === '' ? EMPTY : String(field)))
    .join('\t');
}
