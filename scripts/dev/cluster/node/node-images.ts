import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../log.ts';
import { buildPrograms, builtPath } from '../../programs/build-programs.ts';
import type { GoModule } from '../../programs/go-module.ts';
import { imageArchive } from './image-archive.ts';

const FOLDER = fileURLToPath(new URL('../../servers/node-images/', import.meta.url));
const PROGRAMS = ['pause', 'sample-app'];

export const PAUSE_IMAGE = 'tenantry.dev/pause:1';
export const SAMPLE_IMAGE = 'tenantry.dev/sample-app:1';

/** Builds the node's images; resolves with the archives to import. Nothing is pulled from anywhere. */
export async function nodeImages(cache: string, log: Log): Promise<readonly Buffer[]> {
  const module = imagesModule();
  await buildPrograms(cache, module, PROGRAMS, log);
  const image = async (reference: string, name: string): Promise<Buffer> =>
    imageArchive({ reference, program: { name, content: await readFile(builtPath(cache, module, name)) } });
  return Promise.all([image(PAUSE_IMAGE, 'pause'), image(SAMPLE_IMAGE, 'sample-app')]);
}

/** Their sources are ours, so their version is what they say: an edit is built anew. */
function imagesModule(): GoModule {
  const sources = ['go.mod', ...PROGRAMS.map(program => join(program, 'main.go'))];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(join(FOLDER, source)));
  const version = hash.digest('hex').slice(0, 12);
  return {
    folder: FOLDER,
    id: `node-images-${version}`,
    version,
    packages: Object.fromEntries(PROGRAMS.map(name => [name, `tenantry.dev/servers/node-images/${name}`])),
  };
}
