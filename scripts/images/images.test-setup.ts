import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';
import { buildImages } from './build-images.ts';
import { SERVICES, type Service } from './services.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Name and tag of the image of each service. */
    readonly images: Readonly<Record<Service['name'], string>>;
    /** What they were built from: a folder for each service, under its name. */
    readonly imageContexts: string;
  }
}

/**
 * Builds the images once for all tests of them. Under names and from folders of this run alone: an image that somebody
 * runs, or that others test beside this, keeps its name.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-images-test-'));
  const nameOf = ({ name }: Pick<Service, 'name'>) => `tenantry-images-test/${name}:${process.pid}`;
  const images = {
    operator: nameOf({ name: 'operator' }),
    'control-plane': nameOf({ name: 'control-plane' }),
  };
  const remove = async () => {
    await execa({ reject: false })`docker image rm --force ${SERVICES.map(nameOf)}`;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const folderOf = ({ name }: Service) => join(folder, name);
    await buildImages({ log: line => console.error(line), nameOf, folderOf });
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('images', images);
  project.provide('imageContexts', folder);
  return remove;
}
