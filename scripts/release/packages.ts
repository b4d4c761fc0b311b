import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A package that package-lock.json names. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as its package says. */
  readonly license: string | undefined;
  /** Only of use for developing: nothing that runs needs it. */
  readonly development: boolean;
}

const flag = z.boolean().default(false);
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      link: flag,
      dev: flag,
      devOptional: flag,
    }),
  ),
});

/** Every package of others in package-lock.json, each name and version once. Of use for running, when it is anywhere. */
export async function lockedPackages(root: string): Promise<readonly LockedPackage[]> {
  const { packages } = lockSchema.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const found = new Map<string, LockedPackage>();
  for (const [path, { name: own, version = '', license, link, dev, devOptional }] of Object.entries(
    packages,
  )) {
    if (!path.includes('node_modules/') || link) continue;
    const name = own ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const key = `${name}@${version}`;
    const development = (dev || devOptional) && (found.get(key)?.development ?? true);
    found.set(key, { name, version, license, development });
  }
  return [...found.keys()].sort().flatMap(key => found.get(key) ?? []);
}
