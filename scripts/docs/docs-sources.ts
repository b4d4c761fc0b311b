import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pageFiles } from '../../docs/.vitepress/site/pages.ts';
import { unlessMissing } from '../unless-missing.ts';

/** What the site is made of beside its pages. */
const SOURCES = ['docs', 'console/src/shared/styles/tokens.css', 'package-lock.json'];
/** Made, not written; `evidence` is read by nobody who builds it. */
const LEFT_OUT = /(^|\/)(dist|\.temp|evidence)(\/|$)|\.timestamp-/;

/** Digest of everything that the site is built from: equal sources give equal sites. */
export async function digestOfSources(root: string): Promise<string> {
  const pages = pageFiles(root);
  const below = (await Promise.all(SOURCES.map(path => filesBelow(root, path)))).flat();
  const files = [...below.filter(file => !file.endsWith('.md')), ...pages].sort();
  const whole = createHash('sha256');
  for (const file of files) {
    const content = createHash('sha256').update(await readFile(join(root, file)));
    whole.update(`${JSON.stringify(file)} ${content.digest('hex')}\n`);
  }
  return whole.digest('hex');
}

async function filesBelow(root: string, path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true }).catch(
    unlessMissing,
  );
  if (entries === undefined) return [path];
  return entries
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(file => !LEFT_OUT.test(file));
}
