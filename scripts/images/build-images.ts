import type { Log } from '../dev/log.ts';
import { type BaseImage, resolveBase } from './base-image.ts';
import { buildImage, contextFolder, imageName } from './build-image.ts';
import { type Revision, revisionOf } from './revision.ts';
import { SERVICES } from './services.ts';

/** Builds every image, under its name, in the engine that docker reaches. */
export async function buildImages(
  log: Log = () => undefined,
): Promise<{ readonly revision: Revision; readonly base: BaseImage }> {
  const [revision, base] = [await revisionOf(), await resolveBase(log)];
  log(`base: ${base.reason}`);
  for (const service of SERVICES) {
    const tag = imageName(service, revision);
    await buildImage({ service, revision, base, tag, folder: contextFolder(service) });
    log(`built ${tag}`);
  }
  return { revision, base };
}
