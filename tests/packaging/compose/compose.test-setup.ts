import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { buildImages } from '../../../scripts/images/build-images.ts';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';

/** Builds our images where the engine has none of this version. Without an engine the tests that run tiers say so. */
export async function setup(): Promise<void> {
  const image = `tenantry/control-plane:${await productVersion(fileURLToPath(new URL('../../../', import.meta.url)))}`;
  const run = execa({ reject: false });
  if ((await run`docker version`).exitCode !== 0) return;
  if ((await run`docker image inspect ${image}`).exitCode === 0)
    console.error(`${image} is there already; npm run images builds it anew`);
  else await buildImages({ log: line => console.error(line) });
}
