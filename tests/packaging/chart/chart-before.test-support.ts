import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseBefore } from '../../../scripts/release/releases.ts';
import { type ResolvedRelease, resolveRelease } from '../../../scripts/release/resolve-release.ts';
import { ROOT } from '../../../scripts/root.ts';

const before = await releaseBefore(ROOT);

/** The version of the release before this one. */
export const BEFORE = before.version;

/** The chart of the release before, as it was released. */
export async function chartBefore(): Promise<{
  readonly path: string;
  readonly release: ResolvedRelease;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-before-'));
  const release = await resolveRelease(ROOT, before, folder);
  console.log(`release before: ${release.reason}`);
  return { path: join(folder, 'charts/tenantry'), release, remove: () => rm(folder, { recursive: true }) };
}
