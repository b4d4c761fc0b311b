import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { execa } from 'execa';

const compress = promisify(gzip);

export interface Archive {
  /** Folder that everything in the archive is in, and where each file comes from, by its path below that folder. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  /** Time of every file, in seconds since 1970. */
  readonly epoch: number;
}

/**
 * Writes a .tar.gz. The same files give the same bytes, whatever their times, owners and the umask here are: of a mode only
 * counts whether the owner may execute.
 */
export async function writeArchive(path: string, { folder, files, epoch }: Archive): Promise<void> {
  const staged = await mkdtemp(join(tmpdir(), 'tenantry-archive-'));
  try {
    for (const [name, source] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const mode = (await lstat(source)).mode & 0o100 ? 0o755 : 0o644;
      const target = join(staged, folder, name);
      await execa`install -D --mode=${mode.toString(8)} ${source} ${target}`;
    }
    const settled = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX'];
    const tar = execa({ encoding: 'buffer', maxBuffer: 200_000_000 });
    const { stdout } =
      await tar`tar --create --format=ustar --mtime=@${epoch} ${settled} -C ${staged} ${folder}`;
    // Node's gzip writes neither a name nor a time.
    await writeFile(path, await compress(stdout, { level: 9 }));
  } finally {
    await rm(staged, { recursive: true });
  }
}

/** What git keeps below some paths of a checkout, by path. What only lies there is no part of a release. */
export async function trackedFiles(
  root: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await execa({ cwd: root })`git ls-files -z -- ${paths}`;
  return new Map(
    stdout
      .split('\0')
      .filter(path => path !== '')
      .map(path => [path, join(root, path)]),
  );
}

export async function sha256Of(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
