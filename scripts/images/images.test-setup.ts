import { buildImages } from './build-images.ts';

/** Builds the images once for all tests of them. */
export async function setup(): Promise<void> {
  await buildImages(line => console.error(line));
}
