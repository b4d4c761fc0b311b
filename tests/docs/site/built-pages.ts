import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page of the built site: its address below that of the site, and what is in it. */
export interface BuiltPage {
  readonly address: string;
  readonly html: string;
}

export async function builtPages(folder: string): Promise<readonly BuiltPage[]> {
  const files = await readdir(folder, { recursive: true });
  const pages = files.filter(file => file.endsWith('.html') && file !== '404.html').sort();
  return Promise.all(
    pages.map(async file => ({
      address: file
        .replaceAll('\\', '/')
        .replace(/\.html$/, '')
        .replace(/(^|\/)index$/, '$1'),
      html: await readFile(join(folder, file), 'utf8'),
    })),
  );
}

/** `<page>: <target>` of each link and picture within the site that leads nowhere, anchors included. */
export function deadLinks(pages: readonly BuiltPage[], files: ReadonlySet<string>): string[] {
  const anchors = new Map(
    pages.map(({ address, html }) => [
      address,
      new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  return pages.flatMap(({ address, html }) =>
    targetsIn(html)
      .filter(target => !leadsSomewhere(target, address, anchors, files))
      .map(target => `${address}: ${target}`),
  );
}

const targetsIn = (html: string): string[] => {
  const found = [...html.matchAll(/\s(?:href|src|srcset)="([^"]*)"/g)].map(([, target = '']) => target);
  return [...new Set(found)].map(target => target.replaceAll('&amp;', '&'));
};

function leadsSomewhere(
  target: string,
  from: string,
  anchors: ReadonlyMap<string, ReadonlySet<string | undefined>>,
  files: ReadonlySet<string>,
): boolean {
  if (/^(?:https?|mailto):/.test(target)) return true;
  const url = new URL(target, `http://site.invalid/docs/${from}`);
  // The console, which is beside the site, and the reference of the API.
  if (!url.pathname.startsWith('/docs/')) return ['/', '/openapi'].includes(url.pathname);
  const path = decodeURI(url.pathname.slice('/docs/'.length));
  const ids = anchors.get(path);
  if (ids === undefined) return files.has(path);
  return url.hash === '' || ids.has(decodeURIComponent(url.hash.slice(1)));
}
