import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Log } from '../dev/log.ts';
import { SERVICES } from '../images/services.ts';
import { productVersion } from '../packaging/read-manifests.ts';
import type { ResolvedRelease } from './resolve-release.ts';

const imagesOf = (version: string) => SERVICES.map(({ name }) => `tenantry/${name}:${version}`);
const REVISION = '{{index .Config.Labels "org.opencontainers.image.revision"}}';

/**
 * Has the engine hold the images of a release of before, under their names. They are built from its own sources where this
 * clone holds them; else today's get its names, which is said. Answers what they are, for people.
 */
export async function releaseImages(
  root: string,
  release: ResolvedRelease,
  { host, log }: { readonly host: string | undefined; readonly log: Log },
): Promise<string> {
  const { version, commit } = release;
  const env = host === undefined ? {} : { DOCKER_HOST: host };
  if (commit === undefined) {
    const now = await productVersion(root);
    for (const { name } of SERVICES)
      await execa({ env })`docker tag ${`tenantry/${name}:${now}`} ${`tenantry/${name}:${version}`}`;
    const said = `images of ${version} are NOT those of that version: today's have its name, since this clone does not hold its sources`;
    log(said);
    return said;
  }
  const said = `images of ${version}, built from its sources`;
  const found = await execa({
    env,
    reject: false,
  })`docker image inspect --format ${REVISION} ${imagesOf(version)}`;
  if (found.exitCode === 0 && found.stdout.split('\n').every(line => line === commit)) return said;
  log(`building the images of ${version} from commit ${commit.slice(0, 12)}`);
  const folder = await sources(root, commit, version);
  await execa({ cwd: folder, env, stdout: 'ignore', stderr: 'inherit' })`npm run --silent images`;
  return said;
}

/** The sources of a commit with the packages that its lock file names, in a folder that git does not look at. */
async function sources(root: string, commit: string, version: string): Promise<string> {
  const folder = join(root, '.tenantry/releases', version);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(root, '.tenantry/releases'), { recursive: true });
  await execa`git clone --quiet --shared --no-checkout ${root} ${folder}`;
  await execa({ cwd: folder })`git checkout --quiet --detach ${commit}`;
  // Hard links are free; the links to the workspaces lead into the copy. What its lock file has otherwise, npm mends.
  const linked = await execa({ reject: false })`cp --archive --link ${join(root, 'node_modules')} ${folder}`;
  if (linked.exitCode !== 0 && existsSync(join(root, 'node_modules')))
    await cp(join(root, 'node_modules'), join(folder, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  return folder;
}
