import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import { pageOf, type Section } from './section.ts';
import { termsOf, wordsOf } from './terms.ts';

export const OPTIONS: Options<Section> = {
  fields: ['title', 'headings', 'about', 'text'],
  storeFields: ['title', 'headings', 'text'],
  tokenize: wordsOf,
  processTerm: termsOf,
};

export interface Hit {
  readonly id: string;
  readonly title: string;
  readonly headings: string;
  readonly text: string;
  /** Words of the section, as they were found. */
  readonly terms: readonly string[];
}

export interface PageHit {
  readonly page: string;
  readonly title: string;
  /** Its sections that answer, the best first. */
  readonly sections: readonly Hit[];
}

export function indexOf(sections: readonly Section[]): MiniSearch<Section> {
  const index = new MiniSearch(OPTIONS);
  index.addAll(sections);
  return index;
}

export const loadIndex = (json: string): MiniSearch<Section> => MiniSearch.loadJSON(json, OPTIONS);

/** Pages that answer, the best first. */
export function find(index: MiniSearch<Section>, query: string): PageHit[] {
  const found = index.search(query, { prefix: true, fuzzy: 0.2 });
  const pages = [...Map.groupBy(found, ({ id }) => pageOf(String(id)))];
  return pages
    .map(([page, sections]) => ({ page, sections, score: scoreOf(sections) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ page, sections }) => ({
      page,
      title: String(sections[0]?.['title']),
      sections: sections.map(hitOf),
    }));
}

function scoreOf(sections: readonly SearchResult[]): number {
  return Math.max(...sections.map(({ score }) => score));
}

function hitOf({ id, title, headings, text, terms }: SearchResult): Hit {
  return { id: String(id), title: String(title), headings: String(headings), text: String(text), terms };
}
