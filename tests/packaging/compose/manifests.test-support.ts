import { fileURLToPath } from 'node:url';
import { combinationsOf } from '../../../scripts/packaging/compose-files.ts';
import { productVersion, readManifests } from '../../../scripts/packaging/read-manifests.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The manifests, read before the first test, so that each of them can have a test of its own. */
export const manifests = await readManifests(ROOT);
export const version = await productVersion(ROOT);
export const combinations = combinationsOf(manifests);
