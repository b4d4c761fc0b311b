import { fencedLinesOf, type Page, type PageTable, pageAt, type Token, tablesOf, tokensOf } from '../page.ts';
import type { Mention } from './kind.ts';

/** What is in code letters in a column of a page's tables; of tables with such a column, or of those below a heading. */
export function columnOf(
  pages: readonly Page[],
  path: string,
  head: string,
  isMeant: (table: PageTable) => boolean = () => true,
): string[] {
  return tablesOf(pageAt(pages, path)).flatMap(table => {
    const at = table.heads.indexOf(head);
    return at < 0 || !isMeant(table) ? [] : table.rows.flatMap(({ cells }) => cells[at]?.code ?? []);
  });
}

/** Every match in code letters of all pages, in the text and in fences. */
export function mentionsOf(
  pages: readonly Page[],
  pattern: RegExp,
  options: { readonly fences?: boolean; readonly skip?: (page: Page) => boolean } = {},
): Mention[] {
  return pages
    .filter(page => !(options.skip ?? isHistory)(page))
    .flatMap(page =>
      [...tokensOf(page), ...(options.fences === false ? [] : fencedLinesOf(page))].flatMap(token =>
        matchesOf(token, pattern).map(text => ({ text, line: token.line, page: page.path })),
      ),
    );
}

/** What was called otherwise at its time may be told there by its name of then. */
export function isHistory(page: Page): boolean {
  return page.path === 'CHANGELOG.md' || page.path === 'docs/how-to/upgrade.md';
}

function matchesOf(token: Token, pattern: RegExp): string[] {
  return [...token.text.matchAll(pattern)].map(match => match[1] ?? match[0]);
}
