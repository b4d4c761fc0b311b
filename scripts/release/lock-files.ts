import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import type { ImageLock } from './lock-images.ts';

/** Lines for `.env` of a Compose installation: every image of the tiers that has a digest in a registry, by its variable. */
export function lockedEnv(lock: ImageLock, manifests: readonly TierManifest[]): string {
  const variables = new Map(
    manifests.flatMap(({ images }) =>
      images.map(({ variable, reference }) => [variable, reference.replaceAll('{version}', lock.version)]),
    ),
  );
  const lines = [...variables].sort().flatMap(([variable, reference]) => {
    const digest = digestOf(lock, reference ?? '');
    return digest === undefined ? [] : [`${variable}=${digest}`];
  });
  return [`# Images of Tenantry ${lock.version} by what their registries hold.`, ...lines, ''].join('\n');
}

/** Values of the chart: our images that have a digest in a registry. JSON, which YAML is a superset of. */
export function lockedValues(lock: ImageLock): string {
  const image = (name: string) => {
    const digest = digestOf(lock, `tenantry/${name}:${lock.version}`);
    if (digest === undefined) return undefined;
    const [repository = '', sum = ''] = digest.split('@');
    const registry = repository.slice(0, -`/tenantry/${name}`.length);
    return {
      image: {
        ...(registry !== '' && repository.length > `tenantry/${name}`.length && { registry }),
        digest: sum,
      },
    };
  };
  return `${JSON.stringify({ operator: image('operator'), controlPlane: image('control-plane') }, null, 2)}\n`;
}

/** What is to be known of a lock, a line for each image that it cannot pin. */
export function lockFaults(lock: ImageLock): readonly string[] {
  return lock.images.flatMap(({ reference, digest, id, standIn }) => [
    ...(standIn ? [`${reference}: built on a stand-in for its base`] : []),
    ...(digest !== undefined
      ? []
      : id === undefined
        ? [`${reference}: this engine does not have it`]
        : [`${reference}: in no registry; this engine alone calls it ${id}`]),
  ]);
}

function digestOf(lock: ImageLock, reference: string): string | undefined {
  return lock.images.find(image => image.reference === reference)?.digest;
}
