import type MiniSearch from 'minisearch';
import type { Query, SearchOptions } from 'minisearch';
import { synonymsOf } from './synonyms.ts';

/** What has some of the words of a question. */
export interface Match {
  readonly id: string;
  /** By word of the question: how much it tells that it is there, and how surely it is meant (0 to 1). */
  readonly found: ReadonlyMap<string, Found>;
  /** Words as they stand there. */
  readonly words: readonly string[];
}
export interface Found {
  readonly score: number;
  readonly sure: number;
}

/** Words of a question, in its order; the last one is perhaps not written to its end. */
export interface Asked {
  readonly terms: readonly string[];
  readonly isWriting: boolean;
}

/** Short beginnings are those of too many words; of the word that is being written they are all there is. */
const PREFIX_FROM = 4;
const WRITING_FROM = 2;
const FUZZY_FROM = 5;
const FUZZY = 0.2;
/** A word that stands in many places needs nothing beside it that means the same. */
const RARE = 15;
/** Of what a word gives when it is found as it is. */
const AS_SYNONYM = 0.25;
const SURE = { itself: 1, beginning: 0.8, another: 0.4 };
const AS_IT_IS = { tokenize: (text: string) => [text], processTerm: (text: string) => text };

/** All of an index that has one of the words, by id. */
export function matchesOf<T>(
  index: MiniSearch<T>,
  { terms, isWriting }: Asked,
  options: SearchOptions,
  keptAs: (term: string) => string = term => term,
): Match[] {
  const matches = new Map<string, { readonly found: Map<string, Found>; readonly words: string[] }>();
  for (const [at, term] of terms.entries()) {
    const from = isWriting && at === terms.length - 1 ? WRITING_FROM : PREFIX_FROM;
    const kept = keptAs(term);
    const results = index.search(queryFor(index, kept, from), { ...AS_IT_IS, ...options });
    for (const { id, score, terms: words, queryTerms } of results) {
      const how = words.includes(kept) ? 'itself' : queryTerms.includes(kept) ? 'beginning' : 'another';
      const before = matches.get(id);
      before?.found.set(term, { score, sure: SURE[how] });
      before?.words.push(...words);
      if (!before)
        matches.set(id, { found: new Map([[term, { score, sure: SURE[how] }]]), words: [...words] });
    }
  }
  return [...matches].map(([id, match]) => ({ id, ...match }));
}

/** A word as it is and as the beginning of others; misspelt, when there is none such; and what means the same, when it is rare. */
function queryFor<T>(index: MiniSearch<T>, term: string, prefixFrom: number): Query {
  const places = index.search(term, AS_IT_IS).length;
  const fuzzy = places === 0 && term.length >= FUZZY_FROM ? FUZZY : false;
  const itself = { queries: [term], prefix: term.length >= prefixFrom, fuzzy };
  const others = places > RARE ? [] : synonymsOf(term);
  if (others.length === 0) return itself;
  return { combineWith: 'OR', queries: [itself, { queries: others, boostTerm: () => AS_SYNONYM }] };
}
