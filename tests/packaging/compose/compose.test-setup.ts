import { execa } from 'execa';
import { buildImages } from '../../../scripts/images/build-images.ts';
import { revisionOf } from '../../../scripts/images/revision.ts';

const COMMIT = '{{index .Config.Labels "org.opencontainers.image.revision"}}';

/**
 * Builds our images where the engine has none of this version. One that is there is taken, since somebody may run it; of
 * which commit it is, is said. Without an engine the tests that run tiers say so.
 */
export async function setup(): Promise<void> {
  const { version, commit } = await revisionOf();
  const image = `tenantry/control-plane:${version}`;
  const run = execa({ reject: false });
  if ((await run`docker version`).exitCode !== 0) return;
  const there = await run`docker image inspect --format ${COMMIT} ${image}`;
  if (there.exitCode !== 0) return void (await buildImages({ log: line => console.error(line) }));
  const age = there.stdout === commit ? 'of this commit' : `of ${there.stdout}, and this is ${commit}`;
  console.error(`${image} is there already, ${age}; npm run images builds it anew`);
}
