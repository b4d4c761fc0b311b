import { type Fault, fault } from '../fault.ts';
import type { Block } from './blocks.ts';
import { type Figure, figuresOf } from './figures.ts';
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
/** How a reader is told that something is made up. */
const SAID_SAMPLE = /\bsamples?\b|\bmade up\b/i;

/** What the marks of a block take out of it. */
export interface Excuse {
  readonly faults: readonly Fault[];
  /** Whether this figure or word of it is no claim. */
  readonly except: (written: string) => boolean;
  /** The reason, where one holds for the whole block. */
  readonly wholeBy: Reason | undefined;
}

export function readMarks(block: Block, at: string): Excuse {
  const faults: Fault[] = [];
  const named = new Set<string>();
  let wholeBy: Reason | undefined;
  let isOwn = false;
  for (const { comment, of } of marksOf(block)) {
    const [, word, names] = MARK.exec(comment) ?? [];
    const reason = REASONS.find(one => one === word);
    const wrong = reason ? wrongOf(reason, of, block) : `${comment} gives none of ${REASONS.join(', ')}`;
    if (reason === undefined || wrong !== undefined) faults.push(fault('claim-mark', at, wrong ?? comment));
    else if (names !== undefined) for (const key of keysIn(names)) named.add(key);
    else {
      wholeBy = reason;
      isOwn ||= reason === 'sample' || of === 'block';
    }
  }
  const except = (written: string) => {
    if (wholeBy !== undefined && (isOwn || !isStrong(written))) return true;
    return keysIn(written).some(key => named.has(key));
  };
  return { faults, except, wholeBy };
}

function marksOf({ comments, inherited }: Block) {
  const own = comments.map(comment => ({ comment, of: 'block' as const }));
  return [...inherited, ...own].filter(({ comment }) => /^<!--\s*not a claim/i.test(comment));
}

/** @returns what is wrong with a mark of this reason here */
function wrongOf(reason: Reason, of: 'block' | 'group' | 'section', block: Block): string | undefined {
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
