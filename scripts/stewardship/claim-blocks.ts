import type { Link, Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** A paragraph, a heading, a row of a table: what is a claim or none, as one. */
export interface Block {
  readonly line: number;
  /** As it is read, without its citations. */
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** The comments in it. */
  readonly comments: readonly string[];
  /** Those that stand before what it is in: its section, its list, its table; before a paragraph they are its own. */
  readonly inherited: readonly string[];
  /** HTML that is not read. */
  readonly html: readonly string[];
}

const COMMENT = /^<!--[\s\S]*-->$/;
const READABLE = /^(\s*<\/?(picture|source|img|br|a|details|summary|sub|sup)(\s[^<>]*)?\/?>)+\s*$/;
const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;

/** The tree of a page; what stands before it for a site's sake is left out, lines keep their numbers. */
export function parseMarkdown(source: string): Root {
  const text = source.replace(FRONT_MATTER, head => '\n'.repeat(head.split('\n').length - 1));
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every block among these nodes, in order. */
export function blocksOf(nodes: readonly RootContent[], inherited: readonly string[] = []): readonly Block[] {
  const blocks: Block[] = [];
  let pending: readonly string[] = [];
  let section: { readonly depth: number; readonly comments: readonly string[] } | undefined;
  for (const node of nodes) {
    if (node.type === 'html' && COMMENT.test(node.value.trim())) {
      pending = [...pending, node.value.trim()];
      continue;
    }
    if (node.type === 'heading') {
      if (section && node.depth <= section.depth) section = undefined;
      if (pending.length > 0)
        section = { depth: node.depth, comments: [...(section?.comments ?? []), ...pending] };
    }
    const above = [...inherited, ...(section?.comments ?? [])];
    blocks.push(...(isBlock(node) ? [block(node, above, pending)] : blocksIn(node, [...above, ...pending])));
    pending = [];
  }
  return blocks;
}

function isBlock({ type }: RootContent): boolean {
  return type === 'paragraph' || type === 'heading' || type === 'tableRow' || type === 'html';
}

function blocksIn(node: RootContent, inherited: readonly string[]): readonly Block[] {
  const isRead = node.type !== 'code' && node.type !== 'definition';
  return isRead && 'children' in node ? blocksOf(node.children, inherited) : [];
}

function block(node: RootContent, inherited: readonly string[], before: readonly string[]): Block {
  const inside = htmlOf(node);
  return {
    line: node.position?.start.line ?? 0,
    text: readText(node),
    links: linksOf(node).map(link => ({ text: textOf(link), url: link.url })),
    comments: [...before, ...inside.filter(html => COMMENT.test(html))],
    inherited,
    html: inside.filter(html => !COMMENT.test(html) && !READABLE.test(html)),
  };
}

/** What a reader reads as a statement: code only where it begins with a number, no citation. */
function readText(node: Nodes): string {
  if (node.type === 'inlineCode') return /^[<>≤≥~≈]?\s*\d/.test(node.value) ? node.value : ' ';
  if (node.type === 'image') return node.alt ?? '';
  if (node.type === 'html') return altOf(node.value);
  if (node.type === 'link' && isCitation(node)) return ' ';
  if (node.type === 'tableRow') return node.children.map(readText).join(' | ');
  if (node.type === 'break') return ' ';
  if ('children' in node) return node.children.map(readText).join('');
  return 'value' in node ? node.value : '';
}

function altOf(html: string): string {
  return [...html.matchAll(/\balt="([^"]*)"/g)].map(([, alt]) => alt).join(' ');
}

export function isCitation({
  url,
  ...link
}: Pick<Link, 'url'> & (Link | { readonly text: string })): boolean {
  const text = 'text' in link ? link.text : textOf(link);
  return /^E\d/.test(text) || /stewardship\/README\.md#e\d/.test(url);
}

function linksOf(node: Nodes): readonly Link[] {
  if (node.type === 'link') return [node];
  return 'children' in node ? node.children.flatMap(linksOf) : [];
}

function htmlOf(node: Nodes): readonly string[] {
  if (node.type === 'html') return [node.value.trim()];
  return 'children' in node ? node.children.flatMap(htmlOf) : [];
}
