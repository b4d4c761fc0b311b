import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../dev/log.ts';
import { buildContext } from '../images/build-context.ts';
import { contextFolder } from '../images/build-image.ts';
import { type Revision, revisionOf } from '../images/revision.ts';
import { SERVICES } from '../images/services.ts';
import { sha256Of, trackedFiles, writeArchive } from './archive.ts';

export const SUMS = 'SHA256SUMS';
/** What an installation by Compose is made from; the rest is for reading. */
const INSTALLER_PATHS = ['scripts/install_tier.sh', 'compose', 'LICENSE', 'CHANGELOG.md'] as const;

/** Writes what is handed out into `out`, which is made anew. The same commit gives the same bytes. `isAnew`: takes nothing that was built before. */
export async function buildArtifacts(
  root: string,
  out: string,
  log: Log,
  isAnew = false,
): Promise<readonly string[]> {
  const revision = await revisionOf();
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await buildArchives(root, out, revision);
  for (const service of SERVICES) {
    log(`packages of ${service.name}`);
    const context = contextFolder(service);
    await buildContext(service, revision, context, isAnew);
    await copyFile(
      join(context, 'app/sbom.cdx.json'),
      join(out, `${service.name}-${revision.version}.cdx.json`),
    );
  }
  return writeSums(out);
}

/** The installer with the Compose tiers, and the chart by the name that Helm gives it. */
async function buildArchives(
  root: string,
  out: string,
  { version, epoch }: Pick<Revision, 'version' | 'epoch'>,
): Promise<void> {
  await writeArchive(join(out, `tenantry-compose-${version}.tar.gz`), {
    folder: `tenantry-${version}`,
    files: await trackedFiles(root, INSTALLER_PATHS),
    epoch,
  });
  const chart = await trackedFiles(root, ['charts/tenantry']);
  await writeArchive(join(out, `tenantry-${version}.tgz`), {
    folder: 'tenantry',
    files: new Map([...chart].map(([path, source]) => [path.replace('charts/tenantry/', ''), source])),
    epoch,
  });
}

/** Lists every file of the folder with its checksum, as `sha256sum --check` reads it. */
export async function writeSums(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter(name => !name.startsWith(SUMS)).sort();
  const lines = await Promise.all(names.map(async name => `${await sha256Of(join(folder, name))}  ${name}`));
  await writeFile(join(folder, SUMS), `${lines.join('\n')}\n`);
  return lines;
}

/** Builds a second time elsewhere, and answers which files are not the same. */
export async function differences(root: string, out: string, log: Log): Promise<readonly string[]> {
  const second = await mkdtemp(join(tmpdir(), 'tenantry-second-'));
  try {
    await buildArtifacts(root, second, log, true);
    const of = async (folder: string) =>
      new Map(
        await Promise.all(
          (await readdir(second)).map(async name => [name, await sha256Of(join(folder, name))] as const),
        ),
      );
    const [a, b] = [await of(out), await of(second)];
    return [...b].filter(([name, sum]) => a.get(name) !== sum).map(([name]) => name);
  } finally {
    await rm(second, { recursive: true });
  }
}
