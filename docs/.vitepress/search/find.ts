import MiniSearch, { type Options, type Query } from 'minisearch';
import { pageOf, type Section } from './section.ts';
import { synonymsOf } from './synonyms.ts';
import { termsOf, wordsOf } from './terms.ts';

const OPTIONS: Options<Section> = {
  fields: ['title', 'headings', 'about', 'asked', 'text'],
  storeFields: ['title', 'headings', 'text'],
  tokenize: wordsOf,
  processTerm: termsOf,
};

/** What a page is called, and what the front page says of it, tells more of it than what stands in it. */
const BOOST = { title: 1.5, about: 1.5, asked: 3, headings: 2, text: 1 };
/** Of what a word of the question gives when it is found as it is. */
const AS_SYNONYM = 0.3;
/** Somebody may still be writing the word; short beginnings are those of too many. */
const PREFIX_FROM = 4;
const FUZZY_FROM = 5;

/** Who searches wants to do something, or to know what holds now: how it came to be is read by few. */
const WEIGHTS: readonly (readonly [RegExp, number])[] = [
  [/^how-to\/|^tutorial\//, 1.2],
  [/^changelog|^adr\/|^stewardship\/|^roadmap/, 0.5],
  [/^$/, 0.5],
];

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
export function find(index: MiniSearch<Section>, question: string): PageHit[] {
  const terms = [...new Set(wordsOf(question).flatMap(word => termsOf(word) ?? []))];
  const sections = new Map<string, Found>();
  for (const term of terms) {
    for (const { id, score, terms: words, ...stored } of index.search(queryFor(index, term), SEARCH)) {
      const before = sections.get(id) ?? { id, stored, scores: new Map(), words: [] };
      sections.set(id, { ...before, words: [...before.words, ...words] });
      before.scores.set(term, score);
    }
  }
  return [...Map.groupBy(sections.values(), ({ id }) => pageOf(id))]
    .map(([page, all]) => ({
      page,
      score: scoreOf(page, all),
      all: all.toSorted((a, b) => sumOf(b) - sumOf(a)),
    }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ page, all }) => ({ page, title: String(all[0]?.stored['title']), sections: all.map(hitOf) }));
}

/** A section that has some of the words. */
interface Found {
  readonly id: string;
  readonly stored: Readonly<Record<string, unknown>>;
  /** By word of the question. */
  readonly scores: Map<string, number>;
  readonly words: readonly string[];
}

const AS_IT_IS = { tokenize: (text: string) => [text], processTerm: (text: string) => text };
const SEARCH = { boost: BOOST, ...AS_IT_IS };

/** A word as it is and as the beginning of others; misspelt, when there is none such; and what means the same. */
function queryFor(index: MiniSearch<Section>, term: string): Query {
  const isKnown = index.search(term, AS_IT_IS).length > 0;
  const fuzzy = !isKnown && term.length >= FUZZY_FROM ? 0.2 : false;
  const others = synonymsOf(term);
  const itself = { queries: [term], prefix: term.length >= PREFIX_FROM, fuzzy };
  if (others.length === 0) return itself;
  return { combineWith: 'OR', queries: [itself, { queries: others, boostTerm: () => AS_SYNONYM }] };
}

/** Two words of a question that are found tell more than twice what one does. */
function sumOf({ scores }: Pick<Found, 'scores'>): number {
  return [...scores.values()].reduce((sum, score) => sum + score, 0) * scores.size;
}

/** Half for what its best section says, half for what the page says anywhere: a question may go across its parts. */
function scoreOf(page: string, sections: readonly Found[]): number {
  const anywhere = new Map<string, number>();
  for (const { scores } of sections)
    for (const [term, score] of scores) anywhere.set(term, Math.max(score, anywhere.get(term) ?? 0));
  const best = Math.max(...sections.map(sumOf));
  const all = sumOf({ scores: anywhere });
  return ((best + all) / 2) * weightOf(page);
}

const weightOf = (page: string): number => WEIGHTS.find(([pattern]) => pattern.test(page))?.[1] ?? 1;

function hitOf({ id, stored: { title, headings, text }, words }: Found): Hit {
  return { id, title: String(title), headings: String(headings), text: String(text), terms: words };
}
