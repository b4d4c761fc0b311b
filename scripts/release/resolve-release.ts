import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { sha256Of } from './archive.ts';
import type { Release } from './releases.ts';

/** What of a release an installation is made from. */
export const RELEASE_PATHS = ['scripts/install_tier.sh', 'compose', 'charts/tenantry'] as const;

export interface ResolvedRelease {
  readonly version: string;
  /** Holds RELEASE_PATHS as that version had them. */
  readonly folder: string;
  /** Its commit, when this clone holds it: then its images can be built from its own sources. */
  readonly commit: string | undefined;
  /** Where it is from, for people. */
  readonly reason: string;
}

/**
 * A release of before, put into `folder`: out of this clone by its commit, or, where the clone does not reach back so far,
 * out of the archive that the repository keeps.
 * @throws when the tag of this clone is another commit, or the archive is not the one that was kept
 */
export async function resolveRelease(
  root: string,
  release: Release,
  folder: string,
): Promise<ResolvedRelease> {
  const { version, tag, commit, archive } = release;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const git = execa({ cwd: root, reject: false });
  const tagged = await git`git rev-parse --verify --quiet ${`refs/tags/${tag}^{commit}`}`;
  if (tagged.exitCode === 0 && tagged.stdout !== commit)
    throw new Error(`the tag ${tag} is ${tagged.stdout}, and releases/releases.json says ${commit}`);
  const held = (await git`git cat-file -e ${`${commit}^{tree}`}`).exitCode === 0;
  if (held) {
    const tar = join(folder, 'release.tar');
    await execa({ cwd: root })`git archive --format=tar --output=${tar} ${commit} -- ${RELEASE_PATHS}`;
    await execa`tar -xf ${tar} -C ${folder}`;
    await rm(tar);
    return { version, folder, commit, reason: `${version}, from commit ${commit.slice(0, 12)} (${tag})` };
  }
  const file = join(root, archive.file);
  const sum = await sha256Of(file);
  if (sum !== archive.sha256)
    throw new Error(
      `${archive.file} has the checksum ${sum}, and releases/releases.json says ${archive.sha256}`,
    );
  await execa`tar -xzf ${file} -C ${folder} --strip-components=1`;
  const reason = `${version}, from ${archive.file}: this clone does not hold commit ${commit.slice(0, 12)}`;
  return { version, folder, commit: undefined, reason };
}
