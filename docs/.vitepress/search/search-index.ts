import MiniSearch, { type Options } from 'minisearch';
import type { Question, Section } from './section.ts';
import { sameAs, termsOf, wordsOf } from './terms.ts';

/** Sections by what stands in them, and by what people ask them. Apart, since a word is rare or not in each on its own. */
export interface SearchIndex {
  readonly sections: MiniSearch<Section>;
  readonly questions: MiniSearch<Question>;
}

const OF_SECTIONS: Options<Section> = {
  fields: ['title', 'headings', 'about', 'text'],
  storeFields: ['title', 'headings', 'text'],
  tokenize: wordsOf,
  processTerm: termsOf,
};
const OF_QUESTIONS: Options<Question> = {
  fields: ['question'],
  tokenize: wordsOf,
  processTerm: word => termsOf(word)?.map(sameAs) ?? null,
};

export function indexOf(sections: readonly Section[], questions: readonly Question[]): SearchIndex {
  const index = { sections: new MiniSearch(OF_SECTIONS), questions: new MiniSearch(OF_QUESTIONS) };
  index.sections.addAll(sections);
  index.questions.addAll(questions);
  return index;
}

/** One line for each of the two. */
export const writtenIndex = ({ sections, questions }: SearchIndex): string =>
  `${JSON.stringify(sections)}\n${JSON.stringify(questions)}`;

/** @throws SyntaxError when it is not what was written */
export function loadIndex(written: string): SearchIndex {
  const [sections = '', questions = ''] = written.split('\n');
  return {
    sections: MiniSearch.loadJSON(sections, OF_SECTIONS),
    questions: MiniSearch.loadJSON(questions, OF_QUESTIONS),
  };
}
