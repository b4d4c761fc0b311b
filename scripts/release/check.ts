import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productVersion, readManifests } from '../packaging/read-manifests.ts';
import { notesOf, versionsIn } from './changelog.ts';
import { releaseBefore } from './releases.ts';
import { otherVersions } from './version.ts';
import { compareSemver } from './version-range.ts';

/** What a release of this checkout would say wrongly of itself; empty when all is well. */
export async function versionFaults(root: string): Promise<readonly string[]> {
  const version = await productVersion(root);
  const before = await releaseBefore(root);
  const read = (path: string) => readFile(join(root, path), 'utf8');
  const [changelog, upgrade] = await Promise.all([read('CHANGELOG.md'), read('docs/how-to/upgrade.md')]);
  const notes = notesOf(changelog, version) ?? '';
  const manifests = await readManifests(root);
  return [
    ...(await otherVersions(root, version)).map(other => `says another version than ${version}: ${other}`),
    ...(compareSemver(version, before.version) > 0
      ? []
      : [`${version} does not come after ${before.version}`]),
    ...(versionsIn(changelog)[0] === version ? [] : [`CHANGELOG.md does not begin with ${version}`]),
    ...(notes === '' ? [`CHANGELOG.md says nothing of ${version}`] : []),
    ...(upgrade.includes(`## From ${before.version} to ${version}`)
      ? []
      : [`docs/how-to/upgrade.md does not say how to go from ${before.version} to ${version}`]),
    ...manifests.flatMap(({ tier, upgrade: { from }, changes }) => [
      ...(from.includes(before.version) ? [] : [`the tier ${tier} is not upgraded from ${before.version}`]),
      ...changes
        .filter(change => change.version === version)
        .flatMap(({ renamed, added, removed }) => [
          ...renamed.flatMap(({ from: old, to }) => [old, to]),
          ...added.map(({ name }) => name),
          ...removed,
        ])
        .flatMap(name => [
          ...(notes.includes(`\`${name}\``) ? [] : [`CHANGELOG.md says nothing of ${name} (${tier})`]),
          ...(upgrade.includes(name) ? [] : [`docs/how-to/upgrade.md says nothing of ${name} (${tier})`]),
        ]),
    ]),
  ];
}
