import type { EvidenceCopy } from './evidence-copy.ts';

/** A number as somebody wrote it. */
export interface Figure {
  readonly written: string;
  readonly value: number;
  /** How far it may be off for having been rounded: half of its last digit. */
  readonly tolerance: number;
  readonly unit: Unit | undefined;
}

/** A number that evidence holds. */
export interface Measured {
  readonly value: number;
  readonly unit: Unit | undefined;
}

/** What of a dimension is how many of its first. */
const DIMENSIONS = {
  time: { ms: 1, s: 1000, min: 60_000, h: 3_600_000 },
  size: { B: 1, KB: 1e3, KiB: 2 ** 10, MB: 1e6, MiB: 2 ** 20, GB: 1e9, GiB: 2 ** 30 },
  part: { '%': 1, ratio: 100 },
} as const;
type Unit =
  | keyof (typeof DIMENSIONS)['time']
  | keyof (typeof DIMENSIONS)['size']
  | keyof (typeof DIMENSIONS)['part'];

/** How units are written after a number. */
const UNITS: Readonly<Record<string, Unit>> = {
  ...{ ms: 'ms', millisecond: 'ms', milliseconds: 'ms', s: 's', second: 's', seconds: 's' },
  ...{ min: 'min', minute: 'min', minutes: 'min', h: 'h', hour: 'h', hours: 'h' },
  ...{ B: 'B', KB: 'KB', kB: 'KB', KiB: 'KiB', MB: 'MB', MiB: 'MiB', GB: 'GB', GiB: 'GiB' },
  ...{ '%': '%', percent: '%', 'per cent': '%' },
};
/** How evidence's keys name them; the first that fits, from the innermost key outwards. */
const KEY_UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/(^ms$|Ms$|illiseconds)/, 'ms'],
  [/(^s$|[sS]econds)/, 's'],
  [/[mM]inutes/, 'min'],
  [/[kK]iB$/, 'KiB'],
  [/[kK]B$/, 'KB'],
  [/[mM]iB$/, 'MiB'],
  [/[mM]B$/, 'MB'],
  [/[gG]iB$/, 'GiB'],
  [/[gG]B$/, 'GB'],
  [/[bB]ytes$/, 'B'],
  [/[pP]ercent/, '%'],
  [/([sS]hare|[rR]atio|[rR]ate)/, 'ratio'],
];
const WORDS: Readonly<Record<string, number>> = {
  ...{
    half: 0.5,
    halves: 0.5,
    twice: 2,
    double: 2,
    doubled: 2,
    doubles: 2,
    triple: 3,
    dozen: 12,
    dozens: 12,
  },
  ...{ hundred: 100, hundreds: 100, thousand: 1000, thousands: 1000, million: 1e6, millions: 1e6 },
};
const NUMBER_WORDS = [
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const TIMES = 'milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?';
const COUNTED = `${TIMES}|per cent|percent|times|machines?|cores?|replicas?|nodes?|tenants?|customers?|euros?`;

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const DATE = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?\\b|\\b(?:\\d{1,2} )?(?:${MONTHS}) \\d{4}\\b|\\b\\d{1,2} (?:${MONTHS})\\b`,
  'g',
);
const VERSION = /\bv?\d+\.\d+\.\d+\b/g;
const RECORD = /\b0\d{3}\b/g;
/** A word that begins with a letter and holds a digit: E12, p95, SHA-256. Currencies before a number are none. */
const NAME = /(?<![\p{L}\p{N}_])(?!(?:EUR|USD|GBP|CHF)\d)[\p{L}_][\p{L}\p{N}_]*(?:[-./][\p{L}\p{N}_]+)*/gu;
const NUMBER =
  /(?<about>\b(?:about|some|around|roughly|nearly)\s+|[~≈]\s*)?(?<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:(?<times>[kKM](?![\p{L}\p{N}])|\s(?:thousand|million)\b)|[\s\u00a0\u202f-]?(?<unit>%|per cent\b|percent\b|[a-zA-Z]+))?/gu;
const SPELLED = new RegExp(
  `\\b(?<word>${NUMBER_WORDS.join('|')})[\\s-](?<unit>${COUNTED})\\b|\\bone[\\s-](?<one>${TIMES})\\b`,
  'gi',
);
const WORD = new RegExp(`\\b(?:${Object.keys(WORDS).join('|')})\\b`, 'gi');

/** Every figure of a text. */
export function figuresOf(text: string): readonly Figure[] {
  const figures: Figure[] = [];
  const bare = text
    .replaceAll(DATE, ' ')
    .replaceAll(VERSION, ' ')
    .replaceAll(RECORD, ' ')
    .replaceAll(NAME, name => (/\p{N}/u.test(name) ? ' ' : name));
  const rest = bare.replaceAll(NUMBER, (written, ...args) => {
    const groups: Partial<Record<string, string>> = args.at(-1);
    // "2nd" and "4xx" are names, too; "2 tests" is a number before a word.
    const glued = /\d\p{L}/u.test(written) && groups['times'] === undefined;
    if (glued && UNITS[groups['unit'] ?? ''] === undefined) return ' ';
    figures.push(numbered(groups));
    return ' ';
  });
  for (const { 0: written, groups } of rest.matchAll(SPELLED)) {
    const value =
      groups?.['one'] === undefined ? NUMBER_WORDS.indexOf((groups?.['word'] ?? '').toLowerCase()) + 2 : 1;
    const unit = UNITS[(groups?.['unit'] ?? groups?.['one'] ?? '').toLowerCase()];
    figures.push({ written, value, tolerance: 0.5, unit });
  }
  for (const [written] of rest.replaceAll(SPELLED, ' ').matchAll(WORD)) {
    figures.push({ written, value: WORDS[written.toLowerCase()] ?? 0, tolerance: 0, unit: undefined });
  }
  return figures;
}

function numbered(groups: Partial<Record<string, string>>): Figure {
  const digits = (groups['number'] ?? '').replaceAll(/[^\d.]/g, '');
  const times = { k: 1e3, K: 1e3, M: 1e6, thousand: 1e3, million: 1e6 }[groups['times']?.trim() ?? ''] ?? 1;
  const [whole = '', part = ''] = digits.split('.');
  const zeros = part === '' && groups['about'] !== undefined ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0;
  const value = Number(digits) * times;
  // Nothing is rounded to nothing: zero is zero.
  const tolerance = value === 0 ? 0 : 0.5 * times * 10 ** (zeros - part.length);
  const unit = UNITS[groups['unit'] ?? ''];
  const written = [
    groups['about']?.trim(),
    `${groups['number']}${groups['times'] ?? ''}`,
    unit && groups['unit'],
  ];
  return { written: written.filter(Boolean).join(' '), value, tolerance, unit };
}

/** Every number of a line of evidence, with the unit that its key names, and of the machine that it ran on. */
export function measuredIn({ machine, lines }: EvidenceCopy, id: string): readonly Measured[] {
  const line = lines.find(one => one.id === id);
  if (!line) return [];
  return [
    ...numbersOf(line.figures, []),
    ...numbersOf(machine, []),
    { value: line.seconds, unit: 's' },
    ...figuresOf(`${line.shows} ; ${line.command}`),
  ];
}

function numbersOf(value: unknown, keys: readonly string[]): readonly Measured[] {
  if (typeof value === 'number') return [measured(value, keys)];
  if (typeof value === 'string') {
    return /^-?\d+(\.\d+)?$/.test(value) ? minor(Number(value), keys) : figuresOf(value);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(Array.isArray(value) ? [] : figuresOf(key)),
    ...numbersOf(inner, Array.isArray(value) ? keys : [key, ...keys]),
  ]);
}

function measured(value: number, keys: readonly string[]): Measured {
  const named = keys.flatMap(key => KEY_UNITS.filter(([expression]) => expression.test(key)))[0];
  return { value, unit: named?.[1] };
}

/** Money is kept in its minor unit, and written in the other. */
function minor(value: number, keys: readonly string[]): readonly Measured[] {
  const own = measured(value, keys);
  return /Minor$/.test(keys[0] ?? '') ? [own, { value: value / 100, unit: undefined }] : [own];
}

/** Whether a figure is what was measured, in whatever unit, as far as it was written out. */
export function isFound(figure: Figure, all: readonly Measured[]): boolean {
  return all.some(({ value, unit }) => {
    const factor = unit && figure.unit && unit !== figure.unit ? between(unit, figure.unit) : 1;
    if (factor === undefined) return false;
    return Math.abs(value * factor - figure.value) <= figure.tolerance * (1 + 1e-9) + 1e-9;
  });
}

/** @returns nothing between a time and a size */
function between(from: Unit, to: Unit): number | undefined {
  for (const units of Object.values<Partial<Record<Unit, number>>>(DIMENSIONS)) {
    const [a, b] = [units[from], units[to]];
    if (a !== undefined && b !== undefined) return a / b;
  }
  return undefined;
}
