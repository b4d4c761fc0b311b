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
  /** The headings that it stands under, the page's first. */
  readonly headings: readonly string[];
  /** HTML that is not read, and what would put another file in its place. */
  readonly html: readonly string[];
}

/** One comment and nothing beside it: a browser ends it at the first of its ends, and shows what comes after. */
const COMMENT = /^<!--(?!-?>)(?:(?!--!?>)[\s\S])*-->$/;
/** How the site would put the text of another file here. */
const INCLUDE = /^<!--\s*@include|^<<<\s*\S/i;
const READABLE = /^(\s*<\/?(picture|source|img|br|a|details|summary|sub|sup)(\s[^<>]*)?\/?>)+\s*$/;
const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;

/** What stands before a page for a site's sake, which shows some of it. */
export function frontMatterOf(source: string): string | undefined {
  return FRONT_MATTER.exec(source)?.[0];
}

/** The tree of a page; what stands before it for a site's sake is left out, lines keep their numbers. */
export function parseMarkdown(source: string): Root {
  const text = source.replace(FRONT_MATTER, head => '\n'.repeat(head.split('\n').length - 1));
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** What a block gets from around it. */
interface Around {
  readonly comments: readonly string[];
  readonly headings: readonly string[];
}
interface Section {
  readonly depth: number;
  readonly heading: string;
  readonly comments: readonly string[];
}
const NOTHING: Around = { comments: [], headings: [] };

/** Every block among these nodes, in order. */
export function blocksOf(nodes: readonly RootContent[], around: Around = NOTHING): readonly Block[] {
  const blocks: Block[] = [];
  let pending: readonly string[] = [];
  let sections: readonly Section[] = [];
  for (const node of nodes) {
    if (node.type === 'html' && COMMENT.test(node.value.trim()) && !INCLUDE.test(node.value.trim())) {
      pending = [...pending, node.value.trim()];
      continue;
    }
    if (node.type === 'heading') {
      // A section ends with the next heading of its level, and what was said of the one around it still holds.
      const open = sections.filter(({ depth }) => depth < node.depth);
      sections = [...open, { depth: node.depth, heading: textOf(node), comments: pending }];
    }
    const above = {
      comments: [...around.comments, ...sections.flatMap(({ comments }) => comments)],
      headings: [...around.headings, ...sections.map(({ heading }) => heading)],
    };
    const within = { ...above, comments: [...above.comments, ...pending] };
    blocks.push(...(isBlock(node) ? [block(node, above, pending)] : blocksIn(node, within)));
    pending = [];
  }
  return blocks;
}

/** What a fence of it shows is prose, not code. */
const PROSE = new Set([undefined, null, '', 'text', 'txt', 'plain', 'plaintext', 'md', 'markdown']);

function isBlock(node: RootContent): boolean {
  const { type } = node;
  if (type === 'code') return PROSE.has(node.lang?.toLowerCase());
  return ['paragraph', 'heading', 'tableRow', 'html', 'definition'].includes(type);
}

function blocksIn(node: RootContent, around: Around): readonly Block[] {
  return 'children' in node ? blocksOf(node.children, around) : [];
}

function block(node: RootContent, { comments, headings }: Around, before: readonly string[]): Block {
  const inside = htmlOf(node);
  const isRead = (html: string) =>
    !INCLUDE.test(html) && (COMMENT.test(html) || (READABLE.test(html) && !/&/.test(shownOf(html))));
  const text = readText(node).replaceAll(UNSEEN, '');
  return {
    line: node.position?.start.line ?? 0,
    text,
    links: linksOf(node).map(link => ({ text: textOf(link), url: link.url })),
    comments: [...before, ...inside.filter(html => COMMENT.test(html))],
    inherited: comments,
    headings,
    html: [...inside.filter(html => !isRead(html)), ...(INCLUDE.test(text.trim()) ? [text.trim()] : [])],
  };
}

/** What has no width: between the letters of a word it hides the word. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What a reader reads as a statement, titles that show under the pointer, too: code only where it begins with a number, no citation. */
function readText(node: Nodes): string {
  if (node.type === 'inlineCode') return /^[<>≤≥~≈]?\s*\d/.test(node.value) ? node.value : ' ';
  if (node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'image') return [node.alt, node.title].filter(Boolean).join(' ');
  if (node.type === 'definition') return node.title ?? '';
  if (node.type === 'html') return shownOf(node.value);
  if (node.type === 'link' && isCitation(node)) return node.title ?? ' ';
  if (node.type === 'tableRow') return node.children.map(readText).join(' | ');
  if (node.type === 'break') return ' ';
  if ('children' in node) {
    const title = node.type === 'link' && node.title ? ` ${node.title}` : '';
    return `${node.children.map(readText).join('')}${title}`;
  }
  return 'value' in node ? node.value : '';
}

/** Attributes that a reader sees or hears, however they are quoted. */
function shownOf(html: string): string {
  if (COMMENT.test(html.trim())) return '';
  const attributes = html.matchAll(/\b(?:alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  return [...attributes].map(([, ...values]) => values.find(value => value !== undefined)).join(' ');
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
