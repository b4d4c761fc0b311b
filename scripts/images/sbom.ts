import { createHash } from 'node:crypto';
import type { BundledPackage } from './bundled-packages.ts';

const ALGORITHMS: Readonly<Record<string, string>> = {
  sha512: 'SHA-512',
  sha384: 'SHA-384',
  sha256: 'SHA-256',
  sha1: 'SHA-1',
};

/**
 * What of others is in an image beside its base, as CycloneDX 1.6: the packages that something of is left in the bundle,
 * not all that are installed. The same packages give the same file, byte by byte.
 */
export function sbomOf(options: {
  readonly name: string;
  readonly version: string;
  /** Seconds since 1970. */
  readonly epoch: number;
  readonly packages: readonly BundledPackage[];
}): string {
  const { name, version, epoch, packages } = options;
  const main = `tenantry/${name}@${version}`;
  const components = packages.map(componentOf);
  const body = {
    metadata: {
      timestamp: new Date(epoch * 1_000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': main,
        name: `tenantry-${name}`,
        version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components,
    dependencies: [
      { ref: main, dependsOn: components.map(component => component['bom-ref']) },
      ...components.map(component => ({ ref: component['bom-ref'] })),
    ],
  };
  const serialNumber = `urn:uuid:${uuidOf(JSON.stringify(body))}`;
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber, version: 1, ...body }, null, 2)}\n`;
}

function componentOf({ name, version, license, integrity }: BundledPackage) {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope !== undefined && { group: scope }),
    name: rest ?? name,
    version,
    ...(integrity !== undefined && { hashes: hashesOf(integrity) }),
    licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
    purl,
  };
}

function hashesOf(integrity: string) {
  return integrity.split(' ').flatMap(one => {
    const [algorithm = '', digest = ''] = one.split(/-(.*)/s);
    const alg = ALGORITHMS[algorithm];
    return alg === undefined ? [] : [{ alg, content: Buffer.from(digest, 'base64').toString('hex') }];
  });
}

/** A UUID of version 8, made of what it names. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
