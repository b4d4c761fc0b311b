import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../root.ts';
import type { BaseImage } from './base-image.ts';
import { buildContext } from './build-context.ts';
import type { Revision } from './revision.ts';
import type { Service } from './services.ts';

/** The name that Compose files and chart have it by. */
export const imageName = (service: Service, { version }: Revision): string =>
  `tenantry/${service.name}:${version}`;

/** Where `npm run images` writes what images are built from, for each service. */
export const contextFolder = (service: Service): string => join(ROOT, 'dist', 'images', service.name);

/** Builds an image from a folder that is written anew. */
export async function buildImage(options: {
  readonly service: Service;
  readonly revision: Revision;
  readonly base: BaseImage;
  readonly tag: string;
  readonly folder: string;
  /** Off to prove something of a build: a layer of one before proves nothing. */
  readonly cache?: boolean;
}): Promise<void> {
  const { service, revision, base, tag, folder, cache = true } = options;
  await buildContext(service, revision, folder, !cache);
  const told = { BASE_IMAGE: base.name, VERSION: revision.version, REVISION: revision.commit };
  const given = Object.entries(told).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  const fresh = cache ? [] : ['--no-cache'];
  await execa({
    env: { SOURCE_DATE_EPOCH: String(revision.epoch) },
  })`docker build ${fresh} ${given} --tag ${tag} ${folder}`;
}
