import { type Fault, fault } from '../fault.ts';
import type { Block } from './block.ts';
import { type Figure, figuresOf } from './figures.ts';
import { isCitation } from './markdown.ts';
import { claimWordsIn, isStrong } from './words.ts';

/** Why something is no claim. What each is for is said to people in docs/how-to/cite-a-claim.md. */
const REASONS = [
  'sample',
  'setting',
  'date',
  'formula',
  'instruction',
  'definition',
  'elsewhere',
  'limit',
] as const;
export type Reason = (typeof REASONS)[number];
/** Of which a whole section can be. Settings, words and limits stand beside sentences about the product, and are marked one by one. */
const OF_SECTIONS: ReadonlySet<Reason> = new Set(['sample', 'formula', 'instruction']);
const MARK = /^<!--\s*not a claim:\s*([a-z]+)\s*(?::\s*([\s\S]+?))?\s*-->$/;
/** Which still take out the figures of a block among them that cites something: what it says beside them is a claim. */
const OF_FIGURES: ReadonlySet<Reason> = new Set(['setting', 'sample', 'formula']);
/** How a reader is told that something is made up. */
const SAID_SAMPLE = /\bsamples?\b|\bmade up\b/i;

/** What the marks of a block take out of it. */
export interface Excuse {
  readonly faults: readonly Fault[];
  /** Whether this figure or word of it is no claim. */
  readonly except: (written: string) => boolean;
  /** The reason, where one holds for the whole block. */
  readonly wholeBy: Reason | undefined;
  /** The reason, where one holds for its figures. */
  readonly figuresBy: Reason | undefined;
}

export function readMarks(block: Block, at: string): Excuse {
  const marks = marksOf(block).map(mark => ({ ...mark, wrong: wrongOf(mark, block) }));
  const sound = marks.filter(({ wrong }) => wrong === undefined);
  const named = new Set(sound.flatMap(({ names }) => (names === undefined ? [] : keysIn(names))));
  const whole = sound.filter(({ names }) => names === undefined);
  // What cites for itself is a claim, whatever it stands among.
  const isCiting = block.links.some(isCitation);
  const ofBlock = isCiting ? whole.filter(({ of }) => of === 'block') : whole;
  const wholeBy = ofBlock.at(-1)?.reason;
  const isOwn = ofBlock.some(({ reason, of }) => reason === 'sample' || of === 'block');
  const figuresBy = isCiting
    ? whole.find(({ reason }) => reason && OF_FIGURES.has(reason))?.reason
    : undefined;
  const except = (written: string) => {
    if (wholeBy !== undefined && (isOwn || !isStrong(written))) return true;
    if (figuresBy !== undefined && figuresOf(written).length > 0) return true;
    return keysIn(written).some(key => named.has(key));
  };
  const faults = marks.flatMap(({ wrong }) => (wrong === undefined ? [] : [fault('claim-mark', at, wrong)]));
  return { faults, except, wholeBy, figuresBy };
}

interface Mark {
  readonly comment: string;
  readonly of: 'block' | 'group' | 'section';
  readonly reason: Reason | undefined;
  /** What it is said to hold for alone. */
  readonly names: string | undefined;
}

function marksOf({ comments, inherited }: Block): readonly Mark[] {
  const own = comments.map(comment => ({ comment, of: 'block' as const }));
  return [...inherited, ...own]
    .filter(({ comment }) => /^<!--\s*not a claim/i.test(comment))
    .map(({ comment, of }) => {
      const [, word, names] = MARK.exec(comment) ?? [];
      return { comment, of, reason: REASONS.find(one => one === word), names };
    });
}

/** @returns what is wrong with a mark of this reason here */
function wrongOf({ comment, reason, of }: Mark, block: Block): string | undefined {
  if (reason === undefined) return `${comment} gives none of ${REASONS.join(', ')}`;
  if (reason === 'elsewhere' && !block.links.some(({ url }) => url.startsWith('https://'))) {
    return 'what is said elsewhere is linked to, by https:';
  }
  if (of === 'section' && !OF_SECTIONS.has(reason)) {
    return `a mark "${reason}" holds for a block, a list or a table, and for no section`;
  }
  if (reason === 'sample' && ![block.text, ...block.told].some(text => SAID_SAMPLE.test(text))) {
    return 'neither the block nor its section says that it is a sample';
  }
  return undefined;
}

/** Figures and words as a mark names them; a word of gain is no number, and is named as it is. */
function keysIn(text: string): readonly string[] {
  const figures = figuresOf(text).map(({ value, unit, written }: Figure) =>
    Number.isNaN(value) ? written.toLowerCase() : `${value}${unit ?? ''}`,
  );
  return [...figures, ...claimWordsIn(text).map(word => word.toLowerCase())];
}
