import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { madeBy, table } from '../../contracts/generate/markdown.ts';
import { FLAT_RECORDS } from './flat-manifest.ts';
import { joined } from './joined.ts';

/** docs/reference/tiers.md: what each tier consists of and asks of the machine. */
export function tiersPage(manifests: readonly TierManifest[], version: string): string {
  return [
    madeBy('compose/tiers', 'npm run generate'),
    '# Tiers of the Compose installation',
    '',
    `What each tier of version ${version} consists of, from its manifest \`compose/tiers/<tier>.yaml\`. Tests hold the manifests against the Compose files, both ways. [How the Compose files are laid out](compose.md); [how each service is hardened](hardening.md); [every asset](assets.md).`,
    '',
    ...table(
      ['tier', 'what it is', 'CPUs', 'memory, MiB', 'disk, MiB', 'outgoing connections', 'upgraded from'],
      manifests.map(({ tier, summary, minimum, outgoing, upgrade }) => [
        tier,
        summary,
        String(minimum.cpus),
        String(minimum.memoryMiB),
        String(minimum.diskMiB),
        joined(outgoing) || 'none',
        joined(upgrade.from) || 'none yet',
      ]),
    ),
    '',
    '**No tier calls anybody that nobody configured**: no phone-home, no check for updates, no usage statistics. Whom the control plane calls is what you tell it: an issuer, a mail server, webhooks, Stripe, a cluster. MongoDB and the collector have no way out of the machine at all.',
    '',
    ...manifests.flatMap(tierSection),
    '## The flat file',
    '',
    '`compose/tiers/<tier>.flat` is the manifest for programs without a parser of YAML, such as the installer: a record a line, fields separated by tabs, its kind first; an empty field is `-`. Lines that begin with `#` do not count. Fields are only ever added at the end of a record.',
    '',
    ...table(
      ['kind', 'fields'],
      Object.entries(FLAT_RECORDS).map(([kind, fields]) => [kind, fields.join(', ')]),
    ),
    '',
  ].join('\n');
}

function tierSection(manifest: TierManifest): string[] {
  const limitOf = (name: string) => manifest.limits.find(({ service }) => service === name);
  return [
    `## ${manifest.tier}`,
    '',
    `${manifest.composeFiles.map(file => `\`compose/${file}\``).join(' and ')}. Add-ons: ${manifest.profiles.map(({ name, summary }) => `\`${name}\` (${summary})`).join('; ')}.`,
    '',
    ...table(
      ['service', 'role', 'containers', 'CPUs', 'memory, MiB', 'pids', 'started by'],
      manifest.services.map(({ name, role, replicas, oneShot, profile }) => [
        name,
        role,
        String(replicas),
        String(limitOf(name)?.cpus ?? ''),
        String(limitOf(name)?.memoryMiB ?? ''),
        String(limitOf(name)?.pids ?? ''),
        `${profile === undefined ? 'up' : `profile ${profile}`}${oneShot ? ', a job' : ''}`,
      ]),
    ),
    '',
    'Feature flags, as `.env` has them at first:',
    '',
    ...table(
      ['flag', 'variable', 'value'],
      manifest.featureFlags.map(({ name, variable, value }) => [
        name,
        `\`${variable}\``,
        value === '' ? 'empty: off' : `\`${value}\``,
      ]),
    ),
    '',
  ];
}
