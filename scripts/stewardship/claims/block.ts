import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { htmlOf, isComment, isInclude, isReadable, linksOf, statementOf } from './markdown.ts';

export interface BlockLink {
  readonly text: string;
  readonly url: string;
}

/** A comment that stands before what a block is in: before its section, or its list, table or quotation. */
export interface Inherited {
  readonly comment: string;
  readonly of: 'section' | 'group';
}

/** A paragraph, a heading, a row of a table: what is a claim or none, as one. */
export interface Block {
  readonly line: number;
  /** As it is read, without its citations. */
  readonly text: string;
  readonly links: readonly BlockLink[];
  /** The comments in it, and right before it. */
  readonly comments: readonly string[];
  readonly inherited: readonly Inherited[];
  /** What a reader was told on the way here: the headings that it stands under, and what stands before it below them, the page's own apart. */
  readonly told: readonly string[];
  /** Citations of the paragraph that introduces its list or table by a colon. */
  readonly introducedBy: readonly BlockLink[];
  /** It is written by code: the name of the part. */
  readonly computed: string | undefined;
  /** Citations that stand before it in the sections that it is in. */
  readonly citedAbove: readonly BlockLink[];
  /** Its table has a column of this name, for the evidence of each row. */
  readonly isWithEvidence: boolean;
  /** HTML that is not read, and what would put another file in its place. */
  readonly html: readonly string[];
}

/** What a block gets from around it. */
export type Around = Pick<
  Block,
  'inherited' | 'told' | 'introducedBy' | 'computed' | 'citedAbove' | 'isWithEvidence'
>;

/** One node as a block, with the comments right before it. */
export function readBlock(node: RootContent, around: Around, before: readonly string[]): Block {
  const inside = htmlOf(node);
  const text = statementOf(node);
  return {
    ...around,
    line: node.position?.start.line ?? 0,
    text,
    links: linksOf(node).map(link => ({ text: textOf(link), url: link.url })),
    comments: [...before, ...inside.filter(isComment)],
    html: [...inside.filter(html => !isReadable(html)), ...(isInclude(text.trim()) ? [text.trim()] : [])],
  };
}
