import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../root.ts';

/** A package of others that something of is in an image. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** As the lock file has it: algorithm, `-`, base64. */
  readonly integrity: string | undefined;
  readonly folder: string;
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
    }),
  ),
});
const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** What may be handed on inside of our images, under our licence beside its own. */
const ACCEPTED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
]);

const IN_PACKAGES = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * The packages that the modules of a bundle are from, by name and version, each once.
 * @throws Error for a package that the lock file does not have, or whose licence nobody accepted
 */
export async function bundledPackages(modules: Iterable<string>): Promise<BundledPackage[]> {
  const lock = lockSchema.parse(JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')));
  const found = new Map<string, BundledPackage>();
  for (const folder of packageFolders(modules)) {
    const place = relative(ROOT, folder).replaceAll('\\', '/');
    const locked = lock.packages[place];
    const manifest = packageSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    if (locked?.version !== manifest.version)
      throw new Error(
        `${place} is ${manifest.version}, and package-lock.json says ${locked?.version}: npm ci mends it`,
      );
    const license = locked.license ?? manifest.license ?? 'none';
    if (!isAccepted(license))
      throw new Error(`${place}: the licence "${license}" is not among those that are accepted`);
    const { name, version } = manifest;
    found.set(`${name}@${version}`, { name, version, license, integrity: locked.integrity, folder });
  }
  return [...found.keys()].toSorted().flatMap(key => found.get(key) ?? []);
}

function packageFolders(modules: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const id of modules) {
    const folder = IN_PACKAGES.exec(id.replace(/^\0/, ''))?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  return folders;
}

/** Of `A OR B` one is enough; of `A AND B` both are needed. */
export function isAccepted(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some(choice => choice.split(' AND ').every(id => ACCEPTED.has(id.trim())));
}
