import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from '../../../scripts/root.ts';
import { type Page, pageAt, tablesOf } from '../page.ts';
import { targetsOf } from './targets.ts';

const FOLDER = 'docs/images';
export const LIST = 'docs/images/README.md';

/** `alerts-dark-desktop.webp`: the page, the theme, the size. */
const SCREENSHOT = /^console\/(.+)-(light|dark)-(desktop|phone)\.webp$/;

/** Every picture, by path below the folder. */
export function pictures(): readonly string[] {
  return readdirSync(join(ROOT, FOLDER), { recursive: true, encoding: 'utf8' })
    .filter(path => /\.(svg|png|webp|jpg|gif|avif)$/.test(path))
    .sort();
}

/** What of the folder says itself, or the list, how it is made; and what does not. */
export function unknownPictures(
  pages: readonly Page[],
  routes: readonly string[],
  all = pictures(),
): string[] {
  const rows = tablesOf(pageAt(pages, LIST)).flatMap(({ below, rows: own }) =>
    own.flatMap(({ cells }) => (cells[0]?.code ?? []).map(name => ({ name, how: below.at(-1) }))),
  );
  const listed = new Map(rows.map(({ name, how }) => [name, how]));
  const unknown = all.flatMap(name => {
    const shot = SCREENSHOT.exec(name)?.[1];
    if (shot !== undefined)
      return routes.includes(shot) ? [] : [`${name}: the console has no page “${shot}”: remove the picture`];
    const how = isGenerated(name) ? 'By command' : 'By hand';
    if (listed.get(name) === how) return [];
    return [`${name}: not in ${LIST} under “${how}”: say there how it is made`];
  });
  const gone = rows.filter(({ name }) => !name.includes('<') && !all.includes(name));
  return [...unknown, ...gone.map(({ name }) => `${name}: in ${LIST}, and not in the folder`)];
}

/** Pictures that no page shows; those of the console are shown one page each, for whoever changes it. */
export function unusedPictures(pages: readonly Page[], all = pictures()): string[] {
  const shown = new Set(
    pages.flatMap(page => targetsOf(page).map(({ text }) => normalize(join(dirname(page.path), text)))),
  );
  return all.filter(name => !SCREENSHOT.test(name) && !shown.has(`${FOLDER}/${name}`));
}

function isGenerated(name: string): boolean {
  return (
    name.endsWith('.svg') &&
    readFileSync(join(ROOT, FOLDER, name), 'utf8')
      .slice(0, 500)
      .includes('npm run generate')
  );
}
