/**
 * npm run images [-- --measure | --reproduce]
 *
 * Builds the image of every service. With --measure it then starts them, and the last line is one JSON object of
 * figures; with --reproduce each is built a second time from nothing, and both root file systems must be the same.
 */
import { parseArgs } from 'node:util';
import { startCluster } from '../dev/cluster/start-cluster.ts';
import { resolveEngine } from '../dev/docker/resolve-engine.ts';
import type { BaseImage } from './base-image.ts';
import { imageName } from './build-image.ts';
import { buildImages } from './build-images.ts';
import { MEMORY_AIMS, measureImage } from './measure.ts';
import { reproduce } from './reproduce.ts';
import type { Revision } from './revision.ts';
import { SERVICES } from './services.ts';

const { values } = parseArgs({ options: { measure: { type: 'boolean' }, reproduce: { type: 'boolean' } } });
const log = (text: string) => console.error(text);

const engine = await resolveEngine(log);
log(`engine: ${engine.reason}`);
if (engine.host !== undefined) process.env['DOCKER_HOST'] = engine.host;
try {
  const { revision, base } = await buildImages({ log });
  const same = !values.reproduce || (await reproduceAll(revision, base));
  const small = !values.measure || (await measureAll(revision, base));
  process.exitCode = same && small ? 0 : 1;
} finally {
  await engine.stop();
}

async function reproduceAll(revision: Revision, base: BaseImage): Promise<boolean> {
  let same = true;
  for (const service of SERVICES) {
    const { digest, different } = await reproduce(service, revision, base);
    for (const line of different) log(`${service.name}, not the same in both: ${line}`);
    if (different.length === 0) console.log(`${imageName(service, revision)} root ${digest}, twice`);
    same &&= different.length === 0;
  }
  return same;
}

async function measureAll(revision: Revision, base: BaseImage): Promise<boolean> {
  const cluster = await startCluster({ log });
  try {
    const figures: Record<string, unknown> = { base: base.name, standIn: base.standIn };
    let small = true;
    for (const service of SERVICES) {
      const image = imageName(service, revision);
      const measured = await measureImage({ service, image, base: base.name, cluster });
      figures[service.name] = measured;
      const aim = MEMORY_AIMS[service.name];
      if (measured.idleMiB <= aim) continue;
      log(`${image} takes ${measured.idleMiB} MiB when idle, and may take ${aim}`);
      small = false;
    }
    console.log(JSON.stringify(figures));
    return small;
  } finally {
    await cluster.stop();
  }
}
