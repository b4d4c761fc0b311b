import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface Difference {
  /** Path below the repository's root. */
  readonly file: string;
  /** `stale`: it says that it is generated, and no generator makes it any more. */
  readonly kind: 'missing' | 'changed' | 'stale';
}

/** What every generated file says in its first lines. */
const MARK = /generated.*npm run generate/i;
const MARK_LINES = 3;
const SKIPPED = new Set(['node_modules', '.git', '.tenantry', 'dist', 'evidence']);
/** Where generated files are kept. */
const HOMES = ['operator', 'docs', 'contracts', 'charts', 'compose'];

/** Compares freshly generated files below `fresh` with those kept below `root`. */
export async function compareGenerated(fresh: string, root: string): Promise<Difference[]> {
  const wanted = await filesBelow(fresh);
  const compared = wanted.map(async (file): Promise<Difference[]> => {
    const [made, kept] = await Promise.all([readText(join(fresh, file)), readText(join(root, file))]);
    if (kept === undefined) return [{ file, kind: 'missing' }];
    return made === kept ? [] : [{ file, kind: 'changed' }];
  });
  const differences = (await Promise.all(compared)).flat();
  for (const file of await generatedFiles(root)) {
    if (!wanted.includes(file)) differences.push({ file, kind: 'stale' });
  }
  return differences.sort((a, b) => a.file.localeCompare(b.file));
}

async function generatedFiles(root: string): Promise<string[]> {
  const files = (await Promise.all(HOMES.map(home => filesBelow(join(root, home))))).flatMap((list, index) =>
    list.map(file => join(HOMES[index] ?? '', file)),
  );
  const marked = await Promise.all(
    files
      .filter(file => /\.(ya?ml|md|json|flat)$/.test(file))
      .map(async file => {
        const head = ((await readText(join(root, file))) ?? '').split('\n').slice(0, MARK_LINES).join('\n');
        return MARK.test(head) ? [file] : [];
      }),
  );
  return marked.flat();
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const nested = entries
    .filter(entry => !SKIPPED.has(entry.name))
    .map(async entry => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return [entry.name];
      return (await filesBelow(path)).map(file => join(relative(folder, path), file));
    });
  return (await Promise.all(nested)).flat();
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
