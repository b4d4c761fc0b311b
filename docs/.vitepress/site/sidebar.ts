import type { DefaultTheme } from 'vitepress';
import { listedPages, titleOf } from './docs-index.ts';
import { addressOf, pageFiles, placeOf } from './pages.ts';

/** Folders of docs by what they are for; pages of others are of the project. */
const SECTIONS: Readonly<Record<string, string>> = {
  tutorial: 'Learn',
  'how-to': 'Do',
  reference: 'Look up',
  explanation: 'Understand',
  commercial: 'Sell and look after',
  stewardship: 'Stewardship',
  adr: 'Decisions',
};
const PROJECT = 'The project';

type Item = DefaultTheme.SidebarItem;

/** Everything that there is, in the order of docs/README.md; what that does not name comes last, by its title. */
export function sidebar(): Item[] {
  const listed = [...listedPages()];
  const ranks = new Map(listed.map(([file], rank) => [file, rank]));
  const groups = new Map(listed.map(([file, { group }]) => [file, group]));
  const pages = pageFiles()
    .filter(file => file !== 'docs/README.md')
    .map(file => ({ file, title: titleOf(file), rank: ranks.get(file) ?? Number.POSITIVE_INFINITY }))
    .toSorted(
      (a, b) => overviewFirst(a.file, b.file) || compare(a.rank, b.rank) || inOrder(a.title, b.title),
    );
  const sections = Map.groupBy(pages, ({ file }) => sectionOf(file));
  return [...sections]
    .toSorted(([a], [b]) => compare(placeOfSection(a), placeOfSection(b)))
    .map(([folder, members]) => ({
      text: SECTIONS[folder] ?? PROJECT,
      collapsed: true,
      items: grouped(
        members.map(page => ({ ...page, group: subgroupOf(page.file) ?? groups.get(page.file) })),
      ),
    }));
}

interface Page {
  readonly file: string;
  readonly title: string;
  readonly group: string | undefined;
}

function grouped(pages: readonly Page[]): Item[] {
  const item = ({ file, title }: Page): Item => ({ text: title, link: `/${addressOf(placeOf(file))}` });
  return [...Map.groupBy(pages, ({ group }) => group)].flatMap(([group, members]) =>
    group === undefined ? members.map(item) : [{ text: group, items: members.map(item) }],
  );
}

/** Pages in a folder of their own within a section stand together under the title of its README, or its name. */
function subgroupOf(file: string): string | undefined {
  const [, , ...rest] = file.split('/');
  const [folder] = rest.slice(0, -1);
  if (!file.startsWith('docs/') || folder === undefined) return undefined;
  return folder.charAt(0).toUpperCase() + folder.slice(1).replaceAll('-', ' ');
}

function sectionOf(file: string): string {
  const [docs, folder = '', ...rest] = file.split('/');
  return docs === 'docs' && rest.length > 0 && Object.hasOwn(SECTIONS, folder) ? folder : '';
}

function placeOfSection(folder: string): number {
  if (folder === '') return Number.POSITIVE_INFINITY;
  return Object.keys(SECTIONS).indexOf(folder);
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
/** What a section is begun with, wherever docs/README.md names it. */
const isOverview = (file: string): boolean =>
  file === 'README.md' ||
  file === 'docs/explanation/architecture.md' ||
  (file.endsWith('/README.md') && sectionOf(file) !== '');
const overviewFirst = (a: string, b: string): number => Number(isOverview(b)) - Number(isOverview(a));
