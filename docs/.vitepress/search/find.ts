import { type Asked, type Found, type Match, matchesOf } from './matches.ts';
import type { SearchIndex } from './search-index.ts';
import { pageOf, sectionOf } from './section.ts';
import { sameAs, termsOf, wordsOf } from './terms.ts';

/** What a page is called, and what the front page says of it, tells more of it than what stands in it. */
const IN_SECTIONS = { boost: { title: 1, about: 1.5, headings: 1.5, text: 1 } };
const IN_QUESTIONS = { bm25: { k: 1.5, b: 0.9, d: 0.5 } };
/**
 * What is asked like a question that a page is known to answer is answered by it: so much more than by words that stand there by the
 * way. One word alone is no question, but a name of something, which stands where it is told of.
 */
const ASKED = 6;
const NAMED = 2;
/** A question may go across the parts of a page, and across what people ask one part: so much of the score is for all of it together. */
const ANYWHERE = { text: 0.2, questions: 0.4 };

/** Who searches wants to do something, or to know what holds now: how it came to be is read by few. */
const WEIGHTS: readonly (readonly [RegExp, number])[] = [
  [/^how-to\/|^tutorial\//, 1.1],
  // Lists of every field: the page that tells how to write one leads there.
  [/-fields$/, 0.7],
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

/** Pages that answer, the best first. */
export function find(index: SearchIndex, question: string): PageHit[] {
  const asked = askedOf(question);
  const weight = /\s/.test(question.trim()) ? ASKED : NAMED;
  const inText = matchesOf(index.sections, asked, IN_SECTIONS);
  const inQuestions = matchesOf(index.questions, asked, IN_QUESTIONS, sameAs);
  const scoreOf = scoringOf([...inText, ...inQuestions]);
  const [texts, questions] = [byPage(inText), byPage(inQuestions)];
  return [...new Set([...texts.keys(), ...questions.keys()])]
    .map(page => {
      const [ofText, ofQuestions] = [texts.get(page) ?? [], questions.get(page) ?? []];
      const asks = partsOf(page, ofQuestions).map(part => mixed(part, ANYWHERE.questions, scoreOf));
      const score = mixed(ofText, ANYWHERE.text, scoreOf) + weight * Math.max(...asks);
      return { page, score: score * weightOf(page), ofText, ofQuestions };
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ page, ofText, ofQuestions }) => {
      const sections = hitsOf(index, ofText, ofQuestions, scoreOf, weight);
      return { page, title: sections[0]?.title ?? '', sections };
    });
}

function askedOf(question: string): Asked {
  const terms = new Set(wordsOf(question).flatMap(word => termsOf(word) ?? []));
  return { terms: [...terms], isWriting: /[\p{L}\p{N}]$/u.test(question) };
}

/** What people ask each part of a page, with what they ask the page as a whole. */
function partsOf(page: string, questions: readonly Match[]): Match[][] {
  const { [page]: own = [], ...parts } = Object.fromEntries(
    Map.groupBy(questions, ({ id }) => sectionOf(id)),
  );
  return [own, ...Object.values(parts).map(part => [...part, ...own])];
}

const byPage = (matches: readonly Match[]) => Map.groupBy(matches, ({ id }) => pageOf(id));

type Score = (match: Pick<Match, 'found'>) => number;

/** What was found, times the share of the question that it is; of that, a word that few pages have is more. */
function scoringOf(matches: readonly Match[]): Score {
  const pages = new Map<string, Set<string>>();
  for (const { id, found } of matches)
    for (const term of found.keys()) pages.set(term, (pages.get(term) ?? new Set()).add(pageOf(id)));
  const all = new Set(matches.map(({ id }) => pageOf(id))).size;
  const weights = new Map([...pages].map(([term, { size }]) => [term, Math.log(1 + all / size)]));
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return ({ found }) => {
    const score = [...found.values()].reduce((sum, one) => sum + one.score, 0);
    const there = [...found].reduce((sum, [term, { sure }]) => sum + (weights.get(term) ?? 0) * sure, 0);
    return whole === 0 ? 0 : (score * there) / whole;
  };
}

function mixed(matches: readonly Match[], anywhere: number, scoreOf: Score): number {
  if (matches.length === 0) return 0;
  const together = new Map<string, Found>();
  for (const { found } of matches)
    for (const [term, { score, sure }] of found) {
      const before = together.get(term) ?? { score: 0, sure: 0 };
      together.set(term, { score: Math.max(score, before.score), sure: Math.max(sure, before.sure) });
    }
  return (1 - anywhere) * Math.max(...matches.map(scoreOf)) + anywhere * scoreOf({ found: together });
}

const weightOf = (page: string): number => WEIGHTS.find(([pattern]) => pattern.test(page))?.[1] ?? 1;

/** Sections by their text together with the best of their questions. */
function hitsOf(
  { sections }: SearchIndex,
  ofText: readonly Match[],
  ofQuestions: readonly Match[],
  scoreOf: Score,
  weight: number,
): Hit[] {
  const asked = Map.groupBy(ofQuestions, ({ id }) => sectionOf(id));
  const texts = new Map(ofText.map(match => [match.id, match]));
  return [...new Set([...texts.keys(), ...asked.keys()])]
    .map(id => {
      const text = texts.get(id);
      const best = Math.max(0, ...(asked.get(id) ?? []).map(scoreOf));
      return { id, words: text?.words ?? [], score: (text ? scoreOf(text) : 0) + weight * best };
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ id, words }) => {
      const { title, headings, text } = sections.getStoredFields(id) ?? {};
      return { id, title: String(title), headings: String(headings), text: String(text), terms: words };
    });
}
