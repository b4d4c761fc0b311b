import { type Fault, fault } from '../fault.ts';
import type { Block, BlockLink } from './block.ts';
import { type Cited, type ReadCitation, readCitation } from './citation.ts';
import { figuresOf } from './figures.ts';
import { isCitation } from './markdown.ts';
import { type Reason, readMarks } from './marks.ts';
import { isFound } from './measured.ts';
import { claimWordsIn } from './words.ts';

/** What came of one block. */
export interface Judged {
  readonly faults: readonly Fault[];
  /** It says something that is held against what it cites, or that code wrote. */
  readonly as: 'cited' | 'computed' | undefined;
  readonly excusedBy: Reason | undefined;
  /** Each figure and word that a mark took out, as `reason: written`. */
  readonly taken: readonly string[];
}

/** What numbers a heading: "1. First", not "99. % of it". */
const NUMBERING = /^\d{1,2}\.\s+(?=\p{L})/u;

export function judge(path: string, block: Block, cited: Cited): Judged {
  const at = `${path}:${block.line}`;
  const read = (links: readonly BlockLink[]) =>
    links.map(link => readCitation({ path, at, says: block.text }, link, cited));
  const own = read(block.links.filter(isCitation));
  const { except, wholeBy, figuresBy, faults: ofMarks } = readMarks(block, at);
  const figures = figuresOf(block.text.replace(NUMBERING, ''));
  const words = claimWordsIn(block.text);
  const all = [...figures.map(({ written }) => written), ...words];
  const left = figures.filter(({ written }) => !except(written));
  const claimed = [...left.map(({ written }) => written), ...words.filter(word => !except(word))];
  const taken = all.filter(except).map(written => `${wholeBy ?? figuresBy ?? 'named'}: ${written}`);
  const faults = [
    ...ofMarks,
    ...block.html.map(html => fault('claim-html', at, html.slice(0, 60))),
    ...own.flatMap(citation => citation.faults),
  ];

  // A computed part is held by what computes it; what is cited says that it is.
  const isHeld = block.computed !== undefined && [...own, ...read(block.citedAbove)].some(isSound);
  if (block.computed !== undefined && all.length > 0 && (isHeld || wholeBy === undefined)) {
    const missing = isHeld ? [] : [fault('claim-uncited', at, `the computed part ${block.computed}`)];
    return { faults: [...faults, ...missing], as: 'computed', excusedBy: undefined, taken: [] };
  }
  const isShown = (own.length > 0 || block.isWithEvidence) && wholeBy === undefined;
  if (claimed.length > 0 || isShown) {
    const citations = [...own, ...read(block.introducedBy).filter(isSound)];
    const what = claimed.map(one => `"${one}"`).join(', ') || 'a row with a column for evidence';
    const wrong =
      citations.length === 0 ? [fault('claim-uncited', at, what)] : figureFaults(left, citations, at);
    return { faults: [...faults, ...wrong], as: 'cited', excusedBy: undefined, taken };
  }
  if (all.length === 0 && !block.isWithEvidence) {
    return { faults, as: undefined, excusedBy: undefined, taken };
  }
  const row = all.length === 0 ? [`${wholeBy}: ${block.text.slice(0, 40).trim()}`] : [];
  return { faults, as: undefined, excusedBy: wholeBy, taken: [...taken, ...row] };
}

function isSound({ faults }: ReadCitation): boolean {
  return faults.length === 0;
}

function figureFaults(
  figures: ReturnType<typeof figuresOf>,
  citations: readonly ReadCitation[],
  at: string,
): readonly Fault[] {
  // A citation that is wrong was named; what it would have held is not known.
  if (!citations.every(isSound)) return [];
  const measured = citations.flatMap(citation => citation.measured);
  return figures
    .filter(figure => !isFound(figure, measured))
    .map(({ written }) => fault('claim-figure', at, `"${written}" is in nothing that is cited here`));
}
