import { chmod, copyFile, cp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeDocs } from '../docs/build-docs.ts';
import { ROOT } from '../root.ts';
import { buildConsole } from './build-console.ts';
import { bundle } from './bundle.ts';
import { bundledPackages } from './bundled-packages.ts';
import type { Revision } from './revision.ts';
import { sbomOf } from './sbom.ts';
import type { Service } from './services.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';

/**
 * Writes the folder that the Dockerfile of a service is built from. The same commit gives the same folder: names,
 * contents, modes and times. A build of the documentation that is there already is taken, unless all is to be made anew.
 */
export async function buildContext(
  service: Service,
  revision: Revision,
  folder: string,
  isAnew = false,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const app = join(folder, 'app');
  await mkdir(app, { recursive: true });
  const { files, modules } = await bundle(service);
  // Maps lead from a stack trace back to the sources; they are kept beside the image, which needs none to run.
  const maps = join(folder, 'maps');
  await mkdir(maps);
  for (const [name, content] of files)
    await writeFile(join(name.endsWith('.map') ? maps : app, name), content);
  for (const [source, place] of Object.entries(service.files)) {
    if (place.endsWith('/')) await copyTree(join(ROOT, source), join(app, place));
  }
  const shown = service.console ? await buildConsole(join(app, 'console')) : [];
  const read = service.docs ? await placeDocs(ROOT, join(app, 'docs'), isAnew) : [];
  const packages = await bundledPackages([...modules, ...shown, ...read]);
  const { version, epoch } = revision;
  await writeFile(
    join(app, 'package.json'),
    `${JSON.stringify({ name: `@tenantry/${service.name}`, version, type: 'module' })}\n`,
  );
  await writeFile(join(app, 'sbom.cdx.json'), sbomOf({ name: service.name, version, epoch, packages }));
  await writeFile(join(app, 'THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(packages));
  await copyFile(join(ROOT, 'LICENSE'), join(app, 'LICENSE'));
  await copyFile(join(ROOT, service.name, 'Dockerfile'), join(folder, 'Dockerfile'));
  if (service.dataFolder) await mkdir(join(folder, 'writable', 'data'), { recursive: true });
  await settle(folder, epoch);
  if (service.dataFolder) await chmod(join(folder, 'writable', 'data'), 0o777);
}

/** YAML and the like; what belongs to the sources alone stays behind. */
async function copyTree(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: path => !/\.test\.ts$/.test(path) });
}

/** Modes and times as everywhere, whatever the umask and the clock of this machine are. */
async function settle(path: string, epoch: number): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) await settle(below, epoch);
    else {
      await chmod(below, 0o644);
      await utimes(below, epoch, epoch);
    }
  }
  await chmod(path, 0o755);
  await utimes(path, epoch, epoch);
}
