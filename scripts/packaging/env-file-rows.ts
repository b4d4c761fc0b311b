import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { joined } from './joined.ts';
import { perTier } from './per-tier.ts';

/** A variable of `.env` in one tier. */
interface Entry {
  readonly name: string;
  readonly isRequired: boolean;
  readonly fallback: string;
  readonly services: readonly string[];
  readonly purpose: string;
}

/** A row for each variable of `.env`: name, tiers (bold where it is required), default, services, purpose. */
export function envFileRows(manifests: readonly TierManifest[], version: string): string[][] {
  const entries = manifests.flatMap(manifest =>
    entriesOf(manifest, version).map(entry => ({ tier: manifest.tier, ...entry })),
  );
  const names = [...new Set(entries.map(({ name }) => name))].sort((a, b) => a.localeCompare(b));
  return names.map(name => {
    const own = entries.filter(entry => entry.name === name);
    const services = new Set(own.flatMap(entry => entry.services));
    return [
      `\`${name}\``,
      joined(own.map(({ tier, isRequired }) => (isRequired ? `**${tier}**` : tier))),
      perTier(own.map(({ tier, fallback }) => [tier, fallback === '' ? '' : `\`${fallback}\``])),
      joined([...services]),
      perTier(own.map(({ tier, purpose }) => [tier, purpose])),
    ];
  });
}

function entriesOf(manifest: TierManifest, version: string): Entry[] {
  const usersOf = (variable: string) =>
    manifest.services.filter(({ image }) => image === variable).map(({ name }) => name);
  return [
    ...manifest.variables.map(({ name, required, default: fallback = '', services, purpose }) => ({
      name,
      isRequired: required,
      fallback,
      purpose,
      services: services.length === manifest.services.length ? ['all'] : services,
    })),
    ...manifest.images.map(({ name, variable, reference }) => ({
      name: variable,
      isRequired: true,
      purpose: `image: ${name}`,
      fallback: reference.replaceAll('{version}', version),
      services: usersOf(variable),
    })),
    ...manifest.ports.map(({ variable, default: port, service, bind }) => ({
      name: variable,
      isRequired: true,
      fallback: String(port),
      services: [service],
      purpose: bind.startsWith('TENANTRY_') ? `port on \`${bind}\`` : `port on ${bind}`,
    })),
    ...manifest.featureFlags.map(({ name, variable, value }) => ({
      name: variable,
      isRequired: false,
      fallback: value,
      services: ['control-plane'],
      purpose: `feature flag: ${name}`,
    })),
  ];
}
