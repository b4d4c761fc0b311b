import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { placeOf, type VersionPlace } from './version-places.ts';

/** Says `version` in every place that says one by hand. Returns the files that changed. */
export async function setVersion(root: string, version: string): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path, place, text } of await placesBelow(root)) {
    const next = place.write(text, version);
    if (next === text) continue;
    await writeFile(join(root, path), next);
    changed.push(path);
  }
  return changed;
}

/** Every place that says another version than `version`: `path: the other version`. */
export async function otherVersions(root: string, version: string): Promise<readonly string[]> {
  const places = await placesBelow(root);
  return places.flatMap(({ path, place, text }) =>
    [...new Set(place.read(text))].filter(said => said !== version).map(said => `${path}: ${said}`),
  );
}

async function placesBelow(root: string) {
  const { stdout } = await execa({ cwd: root })`git ls-files`;
  const found: { path: string; place: VersionPlace; text: string }[] = [];
  for (const path of stdout.split('\n')) {
    const place = placeOf(path);
    if (!place) continue;
    const text = await readFile(join(root, path), 'utf8');
    // What a generator writes follows from the rest.
    if (/^.{0,20}Generated (from|by)/m.test(text.slice(0, 200))) continue;
    if (place.read(text).length > 0) found.push({ path, place, text });
  }
  return found;
}
