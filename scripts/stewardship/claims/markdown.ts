import type { Link, Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { parseMarkdown } from '../../../docs/.vitepress/site/parse-markdown.ts';

const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;
/** One comment and nothing beside it: a browser ends it at the first of its ends, and shows what comes after. */
const COMMENT = /^<!--(?!-?>)(?:(?!--!?>)[\s\S])*-->$/;
/** How the site would put the text of another file here. */
const INCLUDE = /^<!--\s*@include|^<<<\s*\S/i;
const READABLE = /^(\s*<\/?(picture|source|img|br|a|details|summary|sub|sup)(\s[^<>]*)?\/?>)+\s*$/;
/** What has no width: between the letters of a word it hides the word. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What stands before a page for a site's sake, which shows some of it. */
export function frontMatterOf(source: string): string | undefined {
  return FRONT_MATTER.exec(source)?.[0];
}

/** The tree of a page; what stands before it for a site's sake is left out, lines keep their numbers. */
export function parsePage(source: string): Root {
  return parseMarkdown(source.replace(FRONT_MATTER, head => '\n'.repeat(head.split('\n').length - 1)));
}

export function isComment(html: string): boolean {
  return COMMENT.test(html) && !INCLUDE.test(html);
}

export function isInclude(text: string): boolean {
  return INCLUDE.test(text);
}

/** Whether all that this HTML shows is read. */
export function isReadable(html: string): boolean {
  return isComment(html) || (!INCLUDE.test(html) && READABLE.test(html) && !/&/.test(shownOf(html)));
}

/** What a reader reads of a node as a statement: its titles too, of code what begins with a number, and no citation. */
export function statementOf(node: Nodes): string {
  return readText(node).replaceAll(UNSEEN, '');
}

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

/** A link with the text or the target of a citation is one, right or wrong. */
export function isCitation({
  url,
  ...link
}: Pick<Link, 'url'> & (Link | { readonly text: string })): boolean {
  const text = 'text' in link ? link.text : textOf(link);
  return /^E\d/.test(text) || /stewardship\/README\.md#e\d/.test(url);
}

export function linksOf(node: Nodes): readonly Link[] {
  if (node.type === 'link') return [node];
  return 'children' in node ? node.children.flatMap(linksOf) : [];
}

export function htmlOf(node: Nodes): readonly string[] {
  if (node.type === 'html') return [node.value.trim()];
  return 'children' in node ? node.children.flatMap(htmlOf) : [];
}
