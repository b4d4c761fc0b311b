import type { Log } from '../dev/log.ts';
import { type BaseImage, resolveBase } from './base-image.ts';
import { buildImage, contextFolder, imageName } from './build-image.ts';
import { type Revision, revisionOf } from './revision.ts';
import { SERVICES } from './services.ts';

export interface BuildOptions {
  readonly log?: Log;
  /** Name and tag of the image of a service. */
  readonly nameOf?: typeof imageName;
  /** Where what it is built from is written. */
  readonly folderOf?: typeof contextFolder;
}

/** Builds every image in the engine that docker reaches. One that has the name already loses it. */
export async function buildImages({
  log = () => undefined,
  nameOf = imageName,
  folderOf = contextFolder,
}: BuildOptions = {}): Promise<{ readonly revision: Revision; readonly base: BaseImage }> {
  const [revision, base] = [await revisionOf(), await resolveBase(log)];
  log(`base: ${base.reason}`);
  for (const service of SERVICES) {
    const tag = nameOf(service, revision);
    await buildImage({ service, revision, base, tag, folder: folderOf(service) });
    log(`built ${tag}`);
  }
  return { revision, base };
}
