import { COUNTED } from './number-words.ts';

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const DAY = '(?:[1-9]|[12]\\d|3[01])';
const DATE = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?\\b|\\b(?:${DAY} )?(?:${MONTHS}) \\d{4}\\b|\\b${DAY} (?:${MONTHS})\\b`,
  'g',
);
/** Neither the dots of thousands, as half of Europe writes them, nor what counts something. */
const VERSION = new RegExp(
  `\\b(?!\\d{1,3}(?:\\.\\d{3}){2,}\\b)v?\\d+\\.\\d+\\.\\d+\\b(?!\\s*(?:%|(?:${COUNTED})\\b))`,
  'g',
);
const DOTTED = /\b\d{1,3}(?:\.\d{3}){2,}\b/g;
const RECORD = /\b0\d{3}\b(?!\s*(?:%|[a-z]))/g;
/** A word that begins with a letter and holds a digit: E12, p95, SHA-256. Currencies before a number are none. */
const NAME = /(?<![\p{L}\p{N}_])(?!(?:EUR|USD|GBP|CHF)\d)[\p{L}_][\p{L}\p{N}_]*(?:[-./][\p{L}\p{N}_]+)*/gu;
const VULGAR = /[\u00bc-\u00be\u2150-\u215e]/g;

/** A text without what holds digits and is no figure: dates, versions, numbers of records, names. */
export function withoutNames(text: string): string {
  return text
    .replaceAll(VULGAR, sign => ` ${decimalOf(sign)} `)
    .normalize('NFKC')
    .replaceAll(DOTTED, number => number.replaceAll('.', ''))
    .replaceAll(DATE, ' ')
    .replaceAll(VERSION, ' ')
    .replaceAll(RECORD, ' ')
    .replaceAll(NAME, (name, at: number, whole: string) => nameless(name, whole.slice(at + name.length)));
}

/** Of a sign for a fraction. */
function decimalOf(sign: string): string {
  const parts = sign.normalize('NFKD').split('\u2044').map(Number);
  return parts.reduce((a, b) => a / b).toFixed(3);
}

/** A name is no figure, but what follows its hyphen is one where a unit stands behind: "uptime-99.99 %". */
function nameless(name: string, after: string): string {
  if (!/\p{N}/u.test(name)) return name;
  return /^\s*(?:%|per ?cent)/.test(after) ? (/[-/]([\d.,]+)$/.exec(name)?.[1] ?? ' ') : ' ';
}
