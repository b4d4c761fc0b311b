import { parseArgs } from 'node:util';
import { resolveBase } from './base-image.ts';
import { buildImage, contextFolder, imageName } from './build-image.ts';
import { revisionOf } from './revision.ts';
import { SERVICES } from './services.ts';

const { values } = parseArgs({ options: { measure: { type: 'boolean' }, reproduce: { type: 'boolean' } } });
const log = (text: string) => console.error(text);
const revision = await revisionOf();
const base = await resolveBase(log);
log(`base: ${base.reason}`);
for (const service of SERVICES) {
  const tag = imageName(service, revision);
  await buildImage({ service, revision, base, tag, folder: contextFolder(service) });
  log(`built ${tag}`);
}
void values;
