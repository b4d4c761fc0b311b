import { existsSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { addressOf, pageFiles, placeOf, ROOT } from './pages.ts';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/**
 * Leads links as they are in the repository to the pages of the site. What is no page is no link there: the path of the file
 * in the repository is shown instead.
 */
export function repositoryLinks(md: MarkdownRenderer): void {
  const pages = new Set(pageFiles());
  md.core.ruler.push('repository_links', state => {
    const file = relative(ROOT, state.env.realPath ?? state.env.path).replaceAll('\\', '/');
    for (const { children } of state.tokens) if (children) led(children, file, pages);
    for (const token of everyToken(state.tokens))
      if (token.type.startsWith('html_')) token.content = besideTheSource(token.content);
  });
}

function led(tokens: Token[], file: string, pages: ReadonlySet<string>): void {
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'link_open') continue;
    const path = targetOf(token.attrGet('href') ?? '', file);
    if (path === undefined) continue;
    const [target = '', anchor] = path.split('#');
    const page = [target, `${target}/README.md`].find(one => pages.has(one));
    // A page that is missing is left for the build to name, with all others.
    if (page !== undefined || target.endsWith('.md')) {
      const address = `/${addressOf(placeOf(page ?? target))}`;
      token.attrSet('href', anchor === undefined ? address : `${address}#${anchor}`);
    } else showPath(tokens, at, target, file);
  }
}

/** The link that begins here becomes its text with the path beside it, unless that is its text. */
function showPath(tokens: Token[], from: number, path: string, file: string): void {
  if (!existsSync(join(ROOT, path))) throw new Error(`${file}: ${path} is not in the repository`);
  const [open, ...rest] = tokens.slice(from);
  const length = rest.findIndex(({ type }) => type === 'link_close');
  const text = rest
    .slice(0, length)
    .map(({ content }) => content)
    .join('');
  if (open) asHtml(open, '<span class="in-repository">');
  const close = rest[length];
  if (close) asHtml(close, path.endsWith(text) ? '</span>' : ` (<code>${escaped(path)}</code>)</span>`);
}

/** The path in the repository that a relative link leads to, with its anchor; nothing for links to elsewhere and within. */
function targetOf(href: string, file: string): string | undefined {
  if (href === '' || href.startsWith('#') || href.startsWith('/') || /^[a-z][a-z+.-]*:/i.test(href))
    return undefined;
  return posix.join(posix.dirname(file), decodeURI(href)).replace(/\/$/, '');
}

function asHtml(token: Token, content: string): void {
  token.type = 'html_inline';
  token.tag = '';
  token.nesting = 0;
  token.attrs = null;
  token.content = content;
}

const escaped = (path: string) => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Vite takes a file for one of ours when its address begins with a dot. */
function besideTheSource(html: string): string {
  return html.replace(/\b(src|srcset)="(?![./]|[a-z]+:)/g, '$1="./');
}

function* everyToken(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if (token.children) yield* everyToken(token.children);
  }
}
