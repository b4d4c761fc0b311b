import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { table } from '../../contracts/generate/markdown.ts';

/** A row of the comparison: what the manifests say of each tier, and why it is so. */
interface Feature {
  readonly title: string;
  readonly of: (manifest: TierManifest) => string;
  readonly why: string;
}

const FEATURES: readonly Feature[] = [
  {
    title: 'program',
    of: manifest => `\`${imageOf(manifest, 'TENANTRY_CONTROL_PLANE_IMAGE')}\``,
    why: 'One image: a tier is a size of the installation and locks no page, call or meter. What differs is what stands around it',
  },
  {
    title: 'store',
    of: ({ services }) => {
      const members = services.filter(({ name, oneShot }) => name.startsWith('mongodb') && !oneShot).length;
      if (members === 0) return 'SQLite, a file';
      return members === 1 ? 'MongoDB, one member' : `MongoDB, ${members} members`;
    },
    why: 'A file needs no looking after; MongoDB lets a second control plane join. Three members are meant to survive the loss of one, and not of the machine that they share; that was not run',
  },
  {
    title: 'control planes',
    of: ({ services }) => String(serviceOf(services, 'control-plane')?.replicas ?? 0),
    why: 'SQLite has one owner. Two need a store that both reach, and a proxy before them',
  },
  {
    title: 'TLS',
    of: ({ services }) => (serviceOf(services, 'proxy') ? 'by its own proxy' : 'by a proxy of yours'),
    why: 'On one machine the port is 127.0.0.1; whoever lets others in brings a certificate',
  },
  {
    title: 'sign-in by OpenID Connect',
    of: ({ variables }) =>
      variables.some(({ name, required }) => name === 'TENANTRY_OIDC_ISSUER' && required)
        ? 'asked for at install'
        : 'by `control-plane.env`, when you want it',
    why: 'It is in each tier, since access is no extra. Where many people sign in, an installation without it is a mistake, so it is asked for',
  },
  {
    title: 'metrics, alert rules, dashboard',
    of: ({ services }) => startedBy(services, 'prometheus'),
    why: 'Three more containers, which a first look does not need and a service that people rely on does',
  },
  {
    title: 'usage sent as OTLP metrics',
    of: ({ featureFlags }) => {
      const receiver = featureFlags.find(({ name }) => name === 'telemetry')?.value;
      return receiver ? `\`${receiver}\`` : 'off';
    },
    why: 'On where a collector runs; what is billed comes from the ledger in each tier',
  },
  {
    title: 'encrypted export as a backup',
    of: ({ services }) => startedBy(services, 'backup'),
    why: 'In each tier: data that somebody else gave you is backed up, whatever the size',
  },
  {
    title: 'secrets, each a file of its own',
    of: ({ secrets }) => String(secrets.length),
    why: 'As many as there are parts that have to trust one another. The installer makes those that only it can know, and asks for what others gave you',
  },
  {
    title: 'at least: CPUs, memory, disk',
    of: ({ minimum: { cpus, memoryMiB, diskMiB } }) => `${cpus}, ${memoryMiB} MiB, ${diskMiB} MiB`,
    why: 'What the installer asks of the machine before it changes anything',
  },
  {
    title: 'calls out that nobody configured',
    of: ({ outgoing }) => (outgoing.length === 0 ? 'none' : outgoing.join(', ')),
    why: 'No tier is paid for with data',
  },
];

/** Sizes of the Compose installation side by side, from compose/tiers. */
export function installationTiers(manifests: readonly TierManifest[]): string[] {
  return table(
    ['', ...manifests.map(({ tier }) => `\`${tier}\``), 'why so'],
    FEATURES.map(({ title, of, why }) => [title, ...manifests.map(of), why]),
  );
}

type Services = TierManifest['services'];

function serviceOf(services: Services, wanted: string): Services[number] | undefined {
  return services.find(({ name }) => name === wanted);
}

function startedBy(services: Services, wanted: string): string {
  const found = serviceOf(services, wanted);
  if (found === undefined) return 'no';
  return found.profile === undefined ? 'yes' : `add-on \`${found.profile}\``;
}

function imageOf({ images }: TierManifest, wanted: string): string {
  const image = images.find(({ variable }) => variable === wanted);
  if (image === undefined) throw new Error(`a tier without ${wanted}`);
  return image.reference.replace(':{version}', '');
}
