import { execa } from 'execa';
import { z } from 'zod';
import { productVersion } from '../packaging/read-manifests.ts';
import { ROOT } from '../root.ts';

/** Which sources an image is of. */
export interface Revision {
  readonly version: string;
  /** Commit; with `-dirty` when the checkout holds something else, `unknown` outside of a repository. */
  readonly commit: string;
  /** Time of the commit, in seconds since 1970: the only time in an image. SOURCE_DATE_EPOCH goes before it. */
  readonly epoch: number;
}

const epochSchema = z.coerce.number().int().nonnegative();

export async function revisionOf(env: NodeJS.ProcessEnv = process.env): Promise<Revision> {
  const git = execa({ cwd: ROOT, reject: false });
  const last = await git`git log -1 --format=${'%H %ct'}`;
  const [commit = 'unknown', time = '0'] = last.exitCode === 0 ? last.stdout.split(' ') : [];
  const changed = last.exitCode === 0 && (await git`git status --porcelain`).stdout !== '';
  return {
    version: await productVersion(ROOT),
    commit: changed ? `${commit}-dirty` : commit,
    epoch: epochSchema.parse(env['SOURCE_DATE_EPOCH'] ?? time),
  };
}
