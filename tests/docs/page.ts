import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Code, Heading, InlineCode, Nodes, Root, RootContent, Table, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { parseMarkdown } from '../../docs/.vitepress/site/parse-markdown.ts';
import { ROOT } from '../../scripts/root.ts';
import { pageFiles } from './page-files.ts';

/** A page of the documentation, read as GitHub reads it. */
export interface Page {
  /** Below the repository's root. */
  readonly path: string;
  readonly text: string;
  readonly tree: Root;
}

/** Something written in code letters, and where. */
export interface Token {
  readonly text: string;
  readonly line: number;
}

/** A table's row by the names of its columns; a cell is its tokens of code and its whole text. */
export interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly text: string;
  readonly code: readonly string[];
}

export interface PageTable {
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  /** Texts of the headings that it stands below, the outermost first. */
  readonly below: readonly string[];
}

export function parsePage(path: string, text: string): Page {
  return { path, text, tree: parseMarkdown(text) };
}

export function readPages(): Promise<readonly Page[]> {
  return Promise.all(
    pageFiles().map(async path => parsePage(path, await readFile(join(ROOT, path), 'utf8'))),
  );
}

/** @throws Error when there is no such page */
export function pageAt(pages: readonly Page[], path: string): Page {
  const found = pages.find(page => page.path === path);
  if (found === undefined) throw new Error(`there is no page ${path}`);
  return found;
}

export function tokensOf(page: Page): readonly Token[] {
  const tokens: Token[] = [];
  visit(page.tree, 'inlineCode', (node: InlineCode) => {
    tokens.push({ text: node.value, line: lineOf(node) });
  });
  return tokens;
}

/** The lines of its fences, each with its place. */
export function fencedLinesOf(page: Page): readonly Token[] {
  const lines: Token[] = [];
  visit(page.tree, 'code', (node: Code) => {
    for (const [at, text] of node.value.split('\n').entries()) {
      lines.push({ text, line: lineOf(node) + 1 + at });
    }
  });
  return lines;
}

export function headingsOf(page: Page): readonly (Token & { depth: number })[] {
  return page.tree.children
    .filter((node): node is Heading => node.type === 'heading')
    .map(node => ({ text: textOf(node), line: lineOf(node), depth: node.depth }));
}

export function tablesOf(page: Page): readonly PageTable[] {
  const tables: PageTable[] = [];
  let below: { depth: number; text: string }[] = [];
  for (const node of page.tree.children) {
    if (node.type === 'heading') {
      below = [...below.filter(({ depth }) => depth < node.depth), { depth: node.depth, text: textOf(node) }];
    }
    for (const table of tablesIn(node)) {
      const [head, ...body] = table.children;
      tables.push({
        heads: head?.children.map(cell => textOf(cell)) ?? [],
        rows: body.map(rowOf),
        below: below.map(({ text }) => text),
      });
    }
  }
  return tables;
}

/** The text of a page from a heading to the next of its depth, by the heading's text. */
export function sectionsOf(page: Page): ReadonlyMap<string, readonly RootContent[]> {
  const sections = new Map<string, RootContent[]>();
  const open: { depth: number; nodes: RootContent[] }[] = [];
  for (const node of page.tree.children) {
    if (node.type === 'heading') {
      while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
      for (const { nodes } of open) nodes.push(node);
      const nodes: RootContent[] = [];
      open.push({ depth: node.depth, nodes });
      sections.set(textOf(node), nodes);
    } else for (const { nodes } of open) nodes.push(node);
  }
  return sections;
}

export function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 0;
}

function tablesIn(node: RootContent): Table[] {
  const found: Table[] = [];
  visit(node, 'table', (table: Table) => {
    found.push(table);
  });
  return found;
}

function rowOf(row: TableRow): Row {
  return {
    line: lineOf(row),
    cells: row.children.map(cell => {
      const code: string[] = [];
      visit(cell, 'inlineCode', (node: InlineCode) => {
        code.push(node.value);
      });
      return { text: textOf(cell), code };
    }),
  };
}
