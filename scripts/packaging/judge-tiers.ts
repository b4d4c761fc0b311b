import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { combinationName, combinationsOf } from './compose-files.ts';
import type { JudgedProject } from './hardening.ts';
import { renderCompose } from './render-compose.ts';

/** Every tier with every set of its profiles, as Compose renders it. */
export async function judgedProjects(
  manifests: readonly TierManifest[],
  compose: string,
  version: string,
): Promise<readonly JudgedProject[]> {
  return Promise.all(
    combinationsOf(manifests).map(async combination => ({
      combination: combinationName(combination),
      project: await renderCompose(combination, { compose, version }),
      oneShots: combination.manifest.services.filter(({ oneShot }) => oneShot).map(({ name }) => name),
    })),
  );
}
