import { globSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InlineCode } from 'mdast';
import { visit } from 'unist-util-visit';
import { ROOT } from '../../../scripts/root.ts';
import { lineOf, type Page, type Token } from '../page.ts';
import { placed } from './links.ts';

/** Names of folders and files of an installation or of a build, which are not in the repository. */
const MADE_LATER = [
  /^compose\/compose\.local\.yaml$/,
  /^(console|docs\/\.vitepress)\/dist(\/|$)/,
  /^docs\/adr\/NNNN-/,
];

/** Paths in code letters that begin as a folder of the repository and are not there. */
export function missingCitations(pages: readonly Page[], root: string = ROOT): string[] {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter(
      entry => entry.isDirectory() && !/^(node_modules|dist|coverage|\.(?!ci|github).*)$/.test(entry.name),
    )
    .map(({ name }) => name);
  return (
    pages
      // What was there at its time may be told of there.
      .filter(({ path }) => path !== 'CHANGELOG.md' && !path.startsWith('docs/adr/'))
      .flatMap(page =>
        ownTokensOf(page)
          .flatMap(pathsIn)
          .filter(({ text }) => isPath(text, folders) && !MADE_LATER.some(pattern => pattern.test(text)))
          .filter(({ text }) => ![text, join(dirname(page.path), text)].some(path => isThere(path, root)))
          .map(token => placed(page, { ...token, text: `\`${token.text}\` is not in the repository` })),
      )
  );
}

/** But those that are the text of a link: where that leads is looked at elsewhere. */
function ownTokensOf(page: Page): Token[] {
  const linked = new Set<InlineCode>();
  visit(page.tree, 'link', link => {
    visit(link, 'inlineCode', (node: InlineCode) => {
      linked.add(node);
    });
  });
  const own: Token[] = [];
  visit(page.tree, 'inlineCode', (node: InlineCode) => {
    if (!linked.has(node)) own.push({ text: node.value, line: lineOf(node) });
  });
  return own;
}

/**
 * `node scripts/x.ts --all` and `scripts/x.ts:12` cite one file each; `npm test -- tests/docs/links/` may stop at the beginning
 * of a name.
 */
function pathsIn({ text, line }: Token): Token[] {
  const words = text.split(/\s+/).map(word => word.replace(/(:\d+(-\d+)?|#[\w-]*)$/, ''));
  // What is handed to the tests may stop at `.cluster`; elsewhere a dot begins the end of a name.
  const isFilter = /\bnpm test\b/.test(text);
  const whole = (word: string) =>
    words.length === 1 || (/\.\w+$/.test(word) && !isFilter) ? word : `${word}*`;
  return words.map(word => ({ text: whole(word), line }));
}

function isPath(text: string, folders: readonly string[]): boolean {
  const [first = '', ...rest] = text.split('/');
  return folders.includes(first) && rest.length > 0 && /^[\w.@*/<>{},-]+$/.test(text);
}

/** `operator/src/<kind>/*.ts`: what stands for many is there when one is. */
function isThere(text: string, root: string): boolean {
  const pattern = text.replace(/\/$/, '').replaceAll(/<[^>]+>/g, '*');
  return globSync(pattern, { cwd: root }).length > 0;
}
