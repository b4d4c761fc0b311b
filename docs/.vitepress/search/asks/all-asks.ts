import type { Asks } from './asks.ts';
import { COMMERCIAL } from './commercial.ts';
import { EXPLANATION } from './explanation.ts';
import { HOW_TO } from './how-to.ts';
import { PROJECT } from './project.ts';
import { REFERENCE } from './reference.ts';

/** The index at the end of a book, as questions. */
export const ASKS: Asks = { ...HOW_TO, ...REFERENCE, ...EXPLANATION, ...COMMERCIAL, ...PROJECT };

export const questionsOf = (asks: string): string[] =>
  asks
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
