import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Nodes, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { ROOT } from './pages.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** What docs/README.md says of a page. */
export interface Listed {
  /** Head of the table that names it, as the name of a group: "install: to" is "Install". Nothing outside of such tables. */
  readonly group: string | undefined;
  /** Whole rows that name it: what somebody who looks for it would say. */
  readonly said: readonly string[];
}

/** Pages as docs/README.md names them, in the order of its tables, by path in the repository; others behind them. */
export function listedPages(): ReadonlyMap<string, Listed> {
  const blocks = parseMarkdown(readFileSync(join(ROOT, 'docs/README.md'), 'utf8')).children;
  const found = new Map<string, Listed>();
  for (const table of blocks.filter(block => block.type === 'table')) {
    const group = groupOf(table);
    for (const row of table.children) {
      for (const file of linkedFrom(row)) {
        const before = found.get(file) ?? { group, said: [] };
        found.set(file, { ...before, said: [...before.said, cellsOf(row)] });
      }
    }
  }
  for (const block of blocks)
    for (const file of linkedFrom(block))
      if (!found.has(file)) found.set(file, { group: undefined, said: [] });
  return found;
}

/** The first heading of a page, as plain text. */
export function titleOf(file: string): string {
  const heading = parseMarkdown(readFileSync(join(ROOT, file), 'utf8')).children.find(
    ({ type }) => type === 'heading',
  );
  return heading === undefined ? posix.basename(file, '.md') : textOf(heading);
}

function groupOf(table: Table): string | undefined {
  const [head = ''] = table.children[0]?.children.map(cell => textOf(cell)) ?? [];
  const [, name] = /^(.+?): to$/.exec(head) ?? [];
  return name && name.charAt(0).toUpperCase() + name.slice(1);
}

const cellsOf = (row: { readonly children: readonly Nodes[] }) =>
  row.children.map(cell => textOf(cell)).join(' ');

function linkedFrom(part: Nodes): string[] {
  const files: string[] = [];
  visit(part, 'link', ({ url }) => {
    if (!/^[a-z]+:/i.test(url)) files.push(posix.join('docs', url.replace(/#.*$/, '')));
  });
  return files.filter(file => file.endsWith('.md'));
}
