import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { BaseImage } from './base-image.ts';
import { buildImage, imageName } from './build-image.ts';
import type { Revision } from './revision.ts';
import { differences, digestOf } from './root-entries.ts';
import { rootOfImage } from './root-of-image.ts';
import type { Service } from './services.ts';

/**
 * Builds an image that is there a second time, from nothing, in another folder, and holds both root file systems against
 * each other: names, contents, modes and owners; not times.
 */
export async function reproduce(
  service: Service,
  revision: Revision,
  base: BaseImage,
): Promise<{ readonly digest: string; readonly different: readonly string[] }> {
  const first = await rootOfImage(imageName(service, revision));
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-image-'));
  const tag = `tenantry/${service.name}:reproduced-${process.pid}`;
  try {
    await buildImage({ service, revision, base, tag, folder, cache: false });
    const second = await rootOfImage(tag);
    return { digest: digestOf(second), different: differences(first, second) };
  } finally {
    await execa({ reject: false })`docker image rm ${tag}`;
    await rm(folder, { recursive: true, force: true });
  }
}
