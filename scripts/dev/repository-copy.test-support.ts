import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../root.ts';

export interface RepositoryCopy {
  readonly root: string;
  remove(): Promise<void>;
}

/** The repository's files as they are now, in a temporary folder where a test may plant a fault. */
export async function copyRepository(): Promise<RepositoryCopy> {
  const root = await mkdtemp(join(tmpdir(), 'tenantry-copy-'));
  const git = execa({ cwd: ROOT, lines: true });
  // A deletion that is not committed yet is listed as well.
  const listed = await git`git ls-files --cached --others --exclude-standard`;
  const deleted = new Set((await git`git ls-files --deleted`).stdout);
  const files = listed.stdout.filter(file => !deleted.has(file));
  await Promise.all(files.map(file => cp(join(ROOT, file), join(root, file))));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  // biome and knip read .gitignore only inside a repository.
  await execa({ cwd: root })`git init --quiet`;
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
