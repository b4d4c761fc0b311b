import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAccepted } from '../images/bundled-packages.ts';
import type { LockedPackage } from './packages.ts';

/**
 * What is of others, by how far it goes. In an image or the console: handed on, so its licence has to be one that asks for
 * no more than its text. Of use for running: on the machine of whoever runs the sources. For developing: on ours alone.
 */
export type Reach = 'handed on' | 'for running the sources' | 'for developing';

/** Beyond those that may be handed on (scripts/images/bundled-packages.ts). */
const ALLOWED: Readonly<Record<string, { readonly reach: readonly Reach[]; readonly because: string }>> = {
  'MPL-2.0': {
    reach: ['for running the sources', 'for developing'],
    because: 'asks for the sources of changed files of it; we change none and hand none on',
  },
  'PSF-2.0': {
    reach: ['for running the sources', 'for developing'],
    because: 'asks for its text, which is in the package; nothing of it is in a bundle',
  },
  'CC BY-SA 4.0': {
    reach: ['for developing'],
    because:
      'a list of words for the spelling check: what is made from it would have to be shared alike, and nothing is',
  },
  WTFPL: {
    reach: ['for developing'],
    because: 'a list of words for the spelling check; it asks for nothing',
  },
};

/** Packages that say no licence in their package.json, and what the file beside it says. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  buildcheck: 'MIT',
  'cpu-features': 'MIT',
  ssh2: 'MIT',
};

export interface LicenceFault {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly reach: Reach;
}

const sbomSchema = z.looseObject({
  components: z.array(z.looseObject({ purl: z.string() })),
});

/** What the images hold, by the lists of packages in them: `name@version`. */
export async function handedOn(sboms: readonly string[]): Promise<ReadonlySet<string>> {
  const lists = await Promise.all(
    sboms.map(async path => sbomSchema.parse(JSON.parse(await readFile(path, 'utf8'))).components),
  );
  return new Set(lists.flat().map(({ purl }) => decodeURIComponent(purl.replace(/^pkg:npm\//, ''))));
}

/** Every package whose licence nobody allowed for where it goes. */
export function licenceFaults(
  packages: readonly LockedPackage[],
  handed: ReadonlySet<string>,
): readonly LicenceFault[] {
  return packages.flatMap(({ name, version, license: said, development }) => {
    const license = said ?? SAID_ELSEWHERE[name] ?? 'none';
    const reach = reachOf({ name, version, development }, handed);
    return isAccepted(license) || ALLOWED[license]?.reach.includes(reach)
      ? []
      : [{ name, version, license, reach }];
  });
}

export function reachOf(
  { name, version, development }: Pick<LockedPackage, 'name' | 'version' | 'development'>,
  handed: ReadonlySet<string>,
): Reach {
  if (handed.has(`${name}@${version}`)) return 'handed on';
  return development ? 'for developing' : 'for running the sources';
}

/** Go modules and Java archives that tests and `npm start` build servers from. None is in an image; none is handed on. */
export async function testOnlyModules(root: string): Promise<readonly string[]> {
  const folder = join(root, 'scripts/dev/servers');
  const found: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const text = await readFile(join(folder, name, 'go.mod'), 'utf8').catch(() => undefined);
    const java = await readFile(join(folder, name, 'pom.xml'), 'utf8').catch(() => undefined);
    // What a module needs in its turn is marked as indirect.
    for (const [, module, version] of (text ?? '').matchAll(/^(?:require )?\t?(\S+\.\S+) (v\S+)$/gm))
      found.push(`${module} ${version}`);
    if (java !== undefined) found.push(`${name}, Java`);
  }
  return [...new Set(found)].sort();
}
