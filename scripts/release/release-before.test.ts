import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifests } from '../packaging/read-manifests.ts';
import { ROOT } from '../root.ts';
import { sha256Of } from './archive.ts';
import { freeze } from './record.ts';
import { type Release, readReleases, releaseBefore } from './releases.ts';
import { resolveRelease } from './resolve-release.ts';
import { compareSemver } from './version-range.ts';

const releases = await readReleases(ROOT);
const git = execa({ cwd: ROOT, reject: false });
const held = (commit: string) =>
  git`git cat-file -e ${`${commit}^{tree}`}`.then(({ exitCode }) => exitCode === 0);

describe.each(releases.map(release => [release.version, release] as const))('release %s', (_, release) => {
  let folder = '';
  /** A repository without any commit, and with what this one keeps of releases. */
  let shallow = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenantry-releases-'));
    shallow = join(folder, 'shallow');
    await mkdir(join(shallow, 'releases'), { recursive: true });
    await execa`git init --quiet ${shallow}`;
    await copyFile(join(ROOT, release.archive.file), join(shallow, release.archive.file));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const resolved = (root: string, of: Release = release) => resolveRelease(root, of, join(folder, 'out'));
  const flatOf = (at: string) => readFile(join(at, 'compose/tiers/community.flat'), 'utf8');

  test('is taken out of the archive that the repository keeps where the clone does not reach back, and that is said', async () => {
    const { folder: at, commit, reason } = await resolved(shallow);
    expect(commit).toBeUndefined();
    expect(reason).toContain('this clone does not hold commit');
    expect(await flatOf(at)).toContain(`tier\tcommunity\t${release.version}\n`);
    expect((await readdir(at)).sort()).toEqual(['charts', 'compose', 'scripts']);
  });

  test('is not taken out of an archive that is another one', async () => {
    const path = join(shallow, release.archive.file);
    const bytes = await readFile(path);
    await writeFile(path, Buffer.concat([bytes, Buffer.from('x')]));
    await expect(resolved(shallow)).rejects.toThrow('has the checksum');
    await writeFile(path, bytes);
  });

  test('whose tag is another commit than the one that was recorded is refused', async () => {
    const commit = execa({
      cwd: shallow,
    })`git -c user.name=x -c user.email=x@x.example commit --quiet --allow-empty -m x`;
    await commit;
    await execa({ cwd: shallow })`git tag ${release.tag}`;
    await expect(resolved(shallow)).rejects.toThrow(`the tag ${release.tag} is`);
    await execa({ cwd: shallow })`git tag --delete ${release.tag}`;
  });

  test('is, out of this clone and out of the archive, the same files; and the archive is made anew byte by byte', async context => {
    if (!(await held(release.commit))) return context.skip(`this clone does not hold ${release.tag}`);
    const { folder: at, commit } = await resolved(ROOT);
    expect(commit).toBe(release.commit);
    const again = join(folder, 'again.tar.gz');
    const { stdout } = await execa({ cwd: ROOT })`git log -1 --format=%ct ${release.commit}`;
    await freeze(ROOT, release.commit, { path: again, version: release.version, epoch: Number(stdout) });
    expect(await sha256Of(again)).toBe(release.archive.sha256);
    const kept = await resolveRelease(shallow, release, join(folder, 'kept'));
    expect((await execa({ reject: false })`diff -r ${at} ${kept.folder}`).stdout).toBe('');
  });
});

test('the changes of each tier are all that became of the variables of the release before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-changes-'));
  try {
    const before = await releaseBefore(ROOT);
    await resolveRelease(ROOT, before, folder);
    for (const manifest of await readManifests(ROOT)) {
      const file = `compose/tiers/${manifest.tier}.flat`;
      const [was, is] = await Promise.all([variablesOf(join(folder, file)), variablesOf(join(ROOT, file))]);
      const changes = manifest.changes.filter(({ version }) => compareSemver(version, before.version) > 0);
      const came = changes.flatMap(({ added, renamed }) => [
        ...added.map(({ name }) => name),
        ...renamed.map(({ to }) => to),
      ]);
      const gone = changes.flatMap(({ removed, renamed }) => [
        ...removed,
        ...renamed.map(({ from }) => from),
      ]);
      expect(came.sort(), `${manifest.tier}: new`).toEqual(is.filter(name => !was.includes(name)));
      expect(gone.sort(), `${manifest.tier}: gone`).toEqual(was.filter(name => !is.includes(name)));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function variablesOf(flat: string): Promise<readonly string[]> {
  const text = await readFile(flat, 'utf8');
  return [...new Set(text.match(/^(?:variable|image|port)\t(\S+)|^feature\t\S+\t(\S+)/gm) ?? [])]
    .map(line => line.split('\t').at(-1) ?? '')
    .sort();
}
