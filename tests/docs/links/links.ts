import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from '../../../scripts/root.ts';
import { sourceFiles } from '../coverage/read-source.ts';
import { headingsOf, type Page, parsePage, type Token } from '../page.ts';
import { slugsOf } from '../slugs.ts';
import { targetsOf } from './targets.ts';

const ELSEWHERE = /^[a-z][a-z+.-]*:/i;

/** `<page>:<line>: <target>`, and why, of each link and image that leads nowhere. */
export function brokenLinks(pages: readonly Page[], exists: (path: string) => boolean = isThere): string[] {
  return pages.flatMap(page =>
    targetsOf(page)
      .filter(({ text }) => !ELSEWHERE.test(text))
      .flatMap(target => {
        const why = faultOf(page, target.text, pages, exists);
        return why === undefined ? [] : [placed(page, { ...target, text: `${target.text}: ${why}` })];
      }),
  );
}

/** Addresses of others. They are not asked: the suite runs without a network. */
export function outsideLinks(pages: readonly Page[]): (Token & { page: string })[] {
  return pages.flatMap(page =>
    targetsOf(page)
      .filter(({ text }) => ELSEWHERE.test(text))
      .map(({ text, line }) => ({ text, line, page: page.path })),
  );
}

/** Pages that no chain of links from the index leads to. */
export function lostPages(pages: readonly Page[], from: readonly string[]): string[] {
  const seen = new Set<string>(from);
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const page = pages.find(candidate => candidate.path === path);
    for (const target of page === undefined ? [] : targetsOf(page)) {
      const to = pathOf(path, target.text);
      if (seen.has(to)) continue;
      seen.add(to);
      waiting.push(to);
    }
  }
  return pages.map(({ path }) => path).filter(path => path.startsWith('docs/') && !seen.has(path));
}

/** Two headings of one page with the same anchor, levels that are skipped, and pages without one title. */
export function headingFaults(page: Page): string[] {
  const headings = headingsOf(page);
  const anchors = headings.map(({ text }) => text.toLowerCase());
  const titles = headings.filter(({ depth }) => depth === 1);
  return [
    ...(titles.length === 1 && headings[0]?.depth === 1
      ? []
      : [`${page.path}: a page begins with its one title, and has ${titles.length}`]),
    ...headings
      .filter((_, at) => anchors.indexOf(anchors[at] ?? '') < at)
      .map(heading =>
        placed(page, {
          ...heading,
          text: `“${heading.text}” is there twice, so its anchor leads to the first: give it another text`,
        }),
      ),
    ...headings
      .filter(({ depth }, at) => depth > (headings[at - 1]?.depth ?? 0) + 1)
      .map(heading => placed(page, { ...heading, text: `“${heading.text}” skips a level` })),
  ];
}

export function placed(page: Page, { text, line }: Token): string {
  return `${page.path}:${line}: ${text}`;
}

function faultOf(
  page: Page,
  target: string,
  pages: readonly Page[],
  exists: (path: string) => boolean,
): string | undefined {
  const to = pathOf(page.path, target);
  if (to.startsWith('..')) return 'it leads out of the repository';
  const other = pages.find(({ path }) => path === to);
  if (other === undefined && !exists(to)) return 'there is no such file';
  const [, anchor] = target.split('#');
  if (anchor === undefined) return undefined;
  const read = other ?? parsePage(to, readFileSync(join(ROOT, to), 'utf8'));
  if (to.endsWith('.md'))
    return slugsOf(read).has(decodeURIComponent(anchor)) ? undefined : `${to} has no such heading`;
  // Of what is no page GitHub makes anchors of its lines alone.
  const [, line] = /^L(\d+)(?:-L\d+)?$/.exec(anchor) ?? [];
  const isLine = line !== undefined && Number(line) <= read.text.trimEnd().split('\n').length;
  return isLine ? undefined : `${to} has no such line, and no headings`;
}

/** Of a target its file, by path below the root. */
function pathOf(page: string, target: string): string {
  const [path = ''] = target.split(/[#?]/);
  return path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path))).replace(/\/$/, '');
}

/** Files of the repository and their folders. What lies in a checkout and git does not know is nowhere for others. */
const known = new Set<string>(['.']);

function isThere(path: string): boolean {
  if (known.size === 1)
    for (const file of sourceFiles('.')) for (let at = file; at !== '.'; at = dirname(at)) known.add(at);
  return known.has(path);
}
