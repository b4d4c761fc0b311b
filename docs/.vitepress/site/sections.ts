import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { ASKS, questionsOf } from '../search/asks/all-asks.ts';
import { pageOf, type Question, type Section } from '../search/section.ts';
import { listedPages } from './docs-index.ts';
import { addressOf, pageFiles, placeOf, ROOT } from './pages.ts';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/** All pages, cut at their headings; always in the same order. */
export function sectionsOf(md: MarkdownRenderer): Section[] {
  const listed = listedPages();
  return pageFiles().flatMap(file => {
    const realPath = join(ROOT, file);
    const tokens = md.parse(readFileSync(realPath, 'utf8'), { realPath, path: realPath });
    const address = addressOf(placeOf(file));
    return cut(tokens).map(({ anchor, title, headings, text }, at) => ({
      id: anchor === '' ? address : `${address}#${anchor}`,
      title,
      headings,
      text,
      about: at === 0 ? (listed.get(file)?.said.join(' ') ?? '') : '',
    }));
  });
}

/**
 * What people ask these sections; what a page is called, and what the front page says of it, asked by everybody who knows our words.
 * @throws Error where a question is of a page or a heading that is not there
 */
export function askedOf(sections: readonly Section[]): Question[] {
  const asked = new Map(
    sections.map(({ id, title, about }) => [id, pageOf(id) === id ? [title, about] : []]),
  );
  for (const [place, asks] of Object.entries(ASKS)) {
    const [file = '', anchor] = place.split('#');
    const address = addressOf(placeOf(file));
    const questions = asked.get(anchor === undefined ? address : `${address}#${anchor}`);
    if (questions === undefined) throw new Error(`docs/.vitepress/search/asks: there is no ${place}`);
    questions.push(...questionsOf(asks));
  }
  return [...asked].flatMap(([id, questions]) =>
    questions.filter(Boolean).map((question, at) => ({ id: `${id}?${at}`, question })),
  );
}

interface Cut {
  readonly anchor: string;
  readonly title: string;
  readonly headings: string;
  text: string;
}

function cut(tokens: readonly Token[]): Cut[] {
  const path: string[] = [];
  const cuts: Cut[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const level = Number(token.tag.slice(1));
      path.length = Math.min(path.length, level - 1);
      path[level - 1] = wordsOf(tokens[at + 1]);
      const [title = '', ...headings] = path;
      const anchor = level === 1 ? '' : (token.attrGet('id') ?? '');
      cuts.push({ anchor, title, headings: headings.filter(Boolean).join(' › '), text: '' });
    } else if (tokens[at - 1]?.type !== 'heading_open') {
      const last = cuts.at(-1);
      if (last) last.text = `${last.text} ${wordsOf(token)}`.trim();
    }
  }
  return cuts;
}

/** What a reader sees of a token, without what stands around it. */
function wordsOf(token: Token | undefined): string {
  if (token === undefined) return '';
  if (token.type === 'fence' || token.type === 'code_block') return token.content.trim();
  const words = (token.children ?? []).map(child =>
    ['text', 'code_inline'].includes(child.type) ? child.content : /break$/.test(child.type) ? ' ' : '',
  );
  return words.join('').replace(/\s+/g, ' ').trim();
}
