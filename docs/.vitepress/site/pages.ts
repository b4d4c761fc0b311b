import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** The address that the control plane serves it at; every link of the site begins with it. */
export const BASE = '/docs/';

/** Markdown files that are pages of the site, below the root of the repository: all of docs, and those of the root itself. */
export function pageFiles(): string[] {
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map(name => `docs/${name.replaceAll('\\', '/')}`)
    .filter(path => path.endsWith('.md') && !path.split('/').some(part => part.startsWith('.')));
  return [...readdirSync(ROOT).filter(name => name.endsWith('.md')), ...below].sort();
}

/** What of the root is not looked through for pages. */
export function notPages(): string[] {
  return readdirSync(ROOT)
    .filter(name => name !== 'docs' && !name.endsWith('.md'))
    .map(name => `${name}/**`);
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
