import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transferEntries } from '../../control-plane/src/config/transfer.ts';
import { CONFIG_PREFIX } from '../../control-plane/src/config.ts';
import { chartPlaces } from './chart-places.ts';
import { composePlaces, OF_ADMIN } from './compose-places.ts';
import { envFileRows } from './env-file-rows.ts';
import { productVersion, readManifests } from './read-manifests.ts';

/** Where whoever installs Tenantry sets a variable of the control plane, as Markdown, by its name without TENANTRY_. */
export interface VariablePlaces {
  compose(name: string): string;
  chart(name: string, isSecret: boolean): string;
  /** The variables of Compose itself: a row for each. */
  readonly envFile: readonly (readonly string[])[];
}

/** What the manifests of the tiers, the Compose files, the chart and the Dockerfile below `root` say. */
export async function variablePlaces(root: string): Promise<VariablePlaces> {
  const manifests = await readManifests(root);
  const [compose, chart, image] = [
    await composePlaces(manifests, root),
    await chartPlaces(root),
    await imagePlaces(root),
  ];
  return {
    compose: name => compose.get(CONFIG_PREFIX + name) ?? image.get(name) ?? unsetByCompose(name),
    chart: (name, isSecret) =>
      chart.get(name) ?? image.get(name) ?? (isSecret ? '`secretConfig`' : '`config`'),
    envFile: envFileRows(manifests, await productVersion(root)),
  };
}

/** control-plane.env reaches the control plane alone, and the job is what reads these. */
function unsetByCompose(name: string): string {
  return name in transferEntries ? 'none: the job `backup` has the passphrase' : OF_ADMIN;
}

async function imagePlaces(root: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(root, 'control-plane/Dockerfile'), 'utf8');
  return new Map(
    [...text.matchAll(/\bTENANTRY_([A-Z0-9_]+)=(\S+)/g)].map(([, name = '', value]) => [
      name,
      `fixed \`${value}\``,
    ]),
  );
}
