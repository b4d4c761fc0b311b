import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Head, headSchema } from '../stewardship/entry.ts';
import { HEAD } from '../stewardship/places.ts';
import { sha256Of, trackedFiles, writeArchive } from './archive.ts';
import { type Release, readReleases } from './releases.ts';
import { RELEASE_PATHS } from './resolve-release.ts';

/** Notes a version that was tagged in releases/releases.json, and keeps its archive. The commit decides: twice is once. */
export async function recordRelease(root: string, tag: string): Promise<Release> {
  const version = tag.replace(/^v/, '');
  const { stdout } = await execa({ cwd: root })`git log -1 --format=${'%H %ct'} ${tag}`;
  const [commit = '', epoch = ''] = stdout.split(' ');
  const file = `releases/tenantry-${version}.tar.gz`;
  await freeze(root, commit, { path: join(root, file), version, epoch: Number(epoch) });
  const stewardship = await headAt(root, commit);
  const release = {
    version,
    tag,
    commit,
    archive: { file, sha256: await sha256Of(join(root, file)) },
    ...(stewardship && { stewardship }),
  };
  const others = (await readReleases(root)).filter(other => other.version !== version);
  const releases = [...others, release];
  await writeFile(join(root, 'releases/releases.json'), `${JSON.stringify({ releases }, null, 2)}\n`);
  return release;
}

/** Where the stewardship log ended at a commit; nothing before there was one. */
async function headAt(root: string, commit: string): Promise<Head | undefined> {
  const { stdout, exitCode } = await execa({ cwd: root, reject: false })`git show ${`${commit}:${HEAD}`}`;
  return exitCode === 0 ? headSchema.parse(JSON.parse(stdout)) : undefined;
}

/** Writes the archive of a commit: installer, Compose tiers and chart. */
export async function freeze(
  root: string,
  commit: string,
  { path, version, epoch }: { readonly path: string; readonly version: string; readonly epoch: number },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-record-'));
  try {
    await execa`git clone --quiet --shared --no-checkout ${root} ${folder}`;
    await execa({ cwd: folder })`git checkout --quiet --detach ${commit}`;
    const files = await trackedFiles(folder, RELEASE_PATHS);
    await writeArchive(path, { folder: `tenantry-${version}`, files, epoch });
  } finally {
    await rm(folder, { recursive: true });
  }
}
