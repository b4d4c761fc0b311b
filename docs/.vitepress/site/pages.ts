import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** The address that the control plane serves it at; every link of the site begins with it. */
export const BASE = '/docs/';

/**
 * Markdown files that are pages of the site, below the root of the repository: all of docs, and those of the root itself. Of
 * a checkout only what git knows: what somebody left there, notes say, is for nobody else.
 */
export function pageFiles(root: string = ROOT): string[] {
  const known = trackedFiles(root);
  return markdownOf(root).filter(path => known?.has(path) ?? true);
}

/** What of the root is not looked through for pages, and what would be a page and git does not know. */
export function notPages(root: string = ROOT): string[] {
  const pages = new Set(pageFiles(root));
  return [
    ...readdirSync(root)
      .filter(name => name !== 'docs' && !name.endsWith('.md'))
      .map(name => `${name}/**`),
    ...markdownOf(root)
      .filter(path => !pages.has(path))
      // As patterns they stand for themselves.
      .map(path => path.replaceAll(/[()[\]{}!*?+@|]/g, '\\$&')),
  ];
}

function markdownOf(root: string): string[] {
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map(name => `docs/${name.replaceAll('\\', '/')}`)
    .filter(path => path.endsWith('.md') && !path.split('/').some(part => part.startsWith('.')));
  return [...readdirSync(root).filter(name => name.endsWith('.md')), ...below].sort();
}

/** Nothing where git cannot tell: in an unpacked archive, in the build of an image, before the first `git add`. */
function trackedFiles(root: string): ReadonlySet<string> | undefined {
  // A folder within another repository is none of its own.
  if (!existsSync(join(root, '.git'))) return undefined;
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--', '*.md'], { cwd: root, encoding: 'utf8' });
  const tracked = new Set((stdout ?? '').split('\0').filter(path => path !== ''));
  return tracked.size === 0 ? undefined : tracked;
}

/** Where a page of the repository is on the site: `docs/how-to/keys.md` at `how-to/keys.md`, a README at its folder. */
export function placeOf(file: string): string {
  if (!file.startsWith('docs/')) return file.toLowerCase();
  const { dir, name } = posix.parse(file.slice('docs/'.length));
  return posix.join(dir, name === 'README' ? 'index.md' : `${name.toLowerCase()}.md`);
}

/** The address of a place below the site's own: without the suffix, and a folder for its index. */
export function addressOf(place: string): string {
  return place.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1');
}
