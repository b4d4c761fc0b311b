import { slug } from 'github-slugger';
import type { MarkdownOptions, MarkdownRenderer } from 'vitepress';
import { codeClasses } from './code-classes.ts';
import { repositoryLinks } from './repository-links.ts';

/** Columns that do not fit beside an outline. */
const WIDE = 4;
/** Names up to so many letters stay on one line of a cell. */
const LONG_CODE = 20;

/** Pages as GitHub shows them: its anchors, its links, and nothing in them that Vue or an extension of ours would read. */
export const markdown: MarkdownOptions = {
  theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  codeTransformers: [codeClasses],
  anchor: { slugify: text => slug(text) },
  attrs: { disable: true },
  emoji: { enabled: [] },
  linkify: false,
  config(md) {
    md.use(repositoryLinks);
    md.use(plainText);
    md.use(plainFences);
    md.use(tables);
  },
};

/** `{{ }}` is text. */
function plainText(md: MarkdownRenderer): void {
  const { text } = md.renderer.rules;
  md.renderer.rules.text = (tokens, index, ...rest) =>
    (text?.(tokens, index, ...rest) ?? '').replaceAll('{{', '&#123;&#123;');
}

/** Of what stands behind the language of a block (`not-run="…"`) the highlighter would make line numbers. */
function plainFences(md: MarkdownRenderer): void {
  md.core.ruler.push('plain_fences', ({ tokens }) => {
    for (const token of tokens) if (token.type === 'fence') token.info = languageOf(token.info);
  });
}

/** Tables keep their role within a box that scrolls, and cells their side without a style of their own. */
function tables(md: MarkdownRenderer): void {
  md.renderer.rules.table_open = (tokens, index) =>
    `<div class="table${tokens[index]?.meta?.wide ? ' wide' : ''}"><table>\n`;
  md.renderer.rules.table_close = () => '</table></div>\n';
  md.core.ruler.push('cell_sides', ({ tokens }) => {
    for (const token of tokens) {
      const [, side] = /^text-align:(\w+)$/.exec(token.attrGet('style') ?? '') ?? [];
      if (side === undefined) continue;
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
      token.attrJoin('class', `to-${side}`);
    }
  });
  md.core.ruler.push('wide_tables', ({ tokens }) => {
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'table_open') token.meta = { wide: columnsFrom(tokens, at) >= WIDE };
      if (token.type !== 'inline' || !/^t[dh]_open$/.test(tokens[at - 1]?.type ?? '')) continue;
      for (const child of token.children ?? [])
        if (child.type === 'code_inline' && child.content.length > LONG_CODE) child.attrJoin('class', 'long');
    }
  });
}

function columnsFrom(tokens: readonly { readonly type: string }[], at: number): number {
  const end = tokens.findIndex(({ type }, place) => place > at && type === 'thead_close');
  return tokens.slice(at, end).filter(({ type }) => type === 'th_open').length;
}

/** Of languages that the highlighter does not know, a block is plain text. */
function languageOf(info: string): string {
  const language = /^\S*/.exec(info)?.[0] ?? '';
  return language === 'promql' ? 'txt' : language;
}
