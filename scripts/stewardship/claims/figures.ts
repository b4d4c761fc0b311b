import { withoutNames } from './no-figures.ts';
import { GAIN, QUANTITY, quantityOf, SPELLED, spelledOut } from './number-words.ts';
import { type Unit, unitWritten } from './units.ts';

/** A number as somebody wrote it. */
export interface Figure {
  readonly written: string;
  readonly value: number;
  /** How far it may be off for having been rounded: half of its last digit. */
  readonly tolerance: number;
  readonly unit: Unit | undefined;
  /** The word behind it, whether it is a unit or not. */
  readonly noun: string | undefined;
}

const NUMBER =
  /(?<about>\b(?:about|some|around|roughly|nearly)\s+|[~≈]\s*)?(?<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:(?<times>[kKM](?![\p{L}\p{N}])|\s(?:thousand|million)\b)|[\s\u00a0\u202f-]?(?<unit>%|per cent\b|percent\b|[a-zA-Z]+))?/gu;

type Groups = Partial<Record<string, string>>;

/** Every figure of a text. */
export function figuresOf(text: string): readonly Figure[] {
  const figures: Figure[] = [];
  const rest = withoutNames(text).replaceAll(NUMBER, (written, ...args) => {
    const groups: Groups = args.at(-1);
    if (!isPartOfName(written, groups)) figures.push(numbered(groups));
    return ' ';
  });
  for (const { 0: written, groups } of rest.matchAll(SPELLED)) {
    const value = groups?.['one'] === undefined ? spelledOut(groups?.['word'] ?? '') : 1;
    const noun = groups?.['unit'] ?? groups?.['one'];
    figures.push({ written, value, tolerance: 0.5, unit: unitWritten(noun?.toLowerCase()), noun });
  }
  // They agree with nothing that was measured: write the figure.
  for (const [written] of rest.matchAll(GAIN)) figures.push(exactly(written, Number.NaN));
  for (const [written] of rest.replaceAll(SPELLED, ' ').matchAll(QUANTITY)) {
    figures.push(exactly(written, quantityOf(written)));
  }
  return figures;
}

/** "2nd" and "4xx" are names, too; "2 tests" is a number before a word. */
function isPartOfName(written: string, groups: Groups): boolean {
  const isGlued = /\d\p{L}/u.test(written) && groups['times'] === undefined;
  const isGain = /^(?:x|fold)$/i.test(groups['unit'] ?? '');
  return isGlued && !isGain && unitWritten(groups['unit']) === undefined;
}

function exactly(written: string, value: number): Figure {
  return { written, value, tolerance: 0, unit: undefined, noun: undefined };
}

function numbered(groups: Groups): Figure {
  const digits = (groups['number'] ?? '').replaceAll(/[^\d.]/g, '');
  const times = { k: 1e3, K: 1e3, M: 1e6, thousand: 1e3, million: 1e6 }[groups['times']?.trim() ?? ''] ?? 1;
  const [whole = '', part = ''] = digits.split('.');
  const zeros = part === '' && groups['about'] !== undefined ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0;
  const value = Number(digits) * times;
  // Nothing is rounded to nothing: zero is zero.
  const tolerance = value === 0 ? 0 : 0.5 * times * 10 ** (zeros - part.length);
  const unit = unitWritten(groups['unit']);
  const written = [
    groups['about']?.trim(),
    `${groups['number']}${groups['times'] ?? ''}`,
    unit && groups['unit'],
  ];
  return { written: written.filter(Boolean).join(' '), value, tolerance, unit, noun: groups['unit'] };
}
