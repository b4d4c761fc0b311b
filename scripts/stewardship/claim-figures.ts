import type { EvidenceCopy } from './evidence-copy.ts';

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

/** A number that evidence holds. */
export interface Measured {
  readonly value: number;
  readonly unit: Unit | undefined;
  /** Of the machine: said of it alone, beside one of its own words. */
  readonly isMachine?: boolean;
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
  [/([sS]hare|[rR]atio)/, 'ratio'],
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
const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const NUMBER_WORDS = [
  ...TENS.map(tens => `${tens}(?:[ -](?:${ONES.slice(0, 9).join('|')}))?`),
  ...ONES.slice(1),
];
const TIMES = 'milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?';
const COUNTED = `${TIMES}|per cent|percent|times|machines?|cores?|replicas?|nodes?|tenants?|customers?|euros?`;

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const DAY = '(?:[1-9]|[12]\\d|3[01])';
const DATE = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?\\b|\\b(?:${DAY} )?(?:${MONTHS}) \\d{4}\\b|\\b${DAY} (?:${MONTHS})\\b`,
  'g',
);
/** Not the dots of thousands, as half of Europe writes them. */
const VERSION = /\b(?!\d{1,3}(?:\.\d{3}){2,}\b)v?\d+\.\d+\.\d+\b/g;
const DOTTED = /\b\d{1,3}(?:\.\d{3}){2,}\b/g;
const RECORD = /\b0\d{3}\b(?!\s*(?:%|[a-z]))/g;
/** A word that begins with a letter and holds a digit: E12, p95, SHA-256. Currencies before a number are none. */
const NAME = /(?<![\p{L}\p{N}_])(?!(?:EUR|USD|GBP|CHF)\d)[\p{L}_][\p{L}\p{N}_]*(?:[-./][\p{L}\p{N}_]+)*/gu;
const NUMBER =
  /(?<about>\b(?:about|some|around|roughly|nearly)\s+|[~≈]\s*)?(?<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:(?<times>[kKM](?![\p{L}\p{N}])|\s(?:thousand|million)\b)|[\s\u00a0\u202f-]?(?<unit>%|per cent\b|percent\b|[a-zA-Z]+))?/gu;
const SPELLED = new RegExp(
  `\\b(?<word>${NUMBER_WORDS.join('|')})[\\s-](?<unit>${COUNTED})\\b|\\bone[\\s-](?<one>${TIMES})\\b`,
  'gi',
);
const VULGAR = /[\u00bc-\u00be\u2150-\u215e]/g;
const GAIN =
  /\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)-?fold|thrice|halved?|halving|halves|doubling|tripled|triples|quadrupled?|(?:two|three|four) (?:thirds|quarters|fifths|tenths)|(?:a|one) (?:third|quarter|fifth|tenth) (?:of|less|more|fewer|faster|cheaper|lower|higher)|a third(?=\s*(?:[.,;:!?)|]|$)))(?![\p{L}])/giu;
const WORD = new RegExp(`\\b(?:${Object.keys(WORDS).join('|')})\\b`, 'gi');

/** Every figure of a text. */
export function figuresOf(text: string): readonly Figure[] {
  const figures: Figure[] = [];
  const bare = text
    .replaceAll(
      VULGAR,
      sign =>
        ` ${sign
          .normalize('NFKD')
          .split('\u2044')
          .map(Number)
          .reduce((a, b) => a / b)
          .toFixed(3)} `,
    )
    .normalize('NFKC')
    .replaceAll(DOTTED, number => number.replaceAll('.', ''))
    .replaceAll(DATE, ' ')
    .replaceAll(VERSION, ' ')
    .replaceAll(RECORD, ' ')
    .replaceAll(NAME, (name, at: number, whole: string) => nameless(name, whole.slice(at + name.length)));
  const rest = bare.replaceAll(NUMBER, (written, ...args) => {
    const groups: Partial<Record<string, string>> = args.at(-1);
    // "2nd" and "4xx" are names, too; "2 tests" is a number before a word.
    const glued = /\d\p{L}/u.test(written) && groups['times'] === undefined;
    const isTimes = /^(?:x|fold)$/i.test(groups['unit'] ?? '');
    if (glued && !isTimes && UNITS[groups['unit'] ?? ''] === undefined) return ' ';
    figures.push(numbered(groups));
    return ' ';
  });
  for (const { 0: written, groups } of rest.matchAll(SPELLED)) {
    const value = groups?.['one'] === undefined ? spelledOut(groups?.['word'] ?? '') : 1;
    const noun = groups?.['unit'] ?? groups?.['one'];
    const unit = UNITS[(groups?.['unit'] ?? groups?.['one'] ?? '').toLowerCase()];
    figures.push({ written, value, tolerance: 0.5, unit, noun });
  }
  // Words of gain agree with nothing that was measured: write the figure.
  for (const [written] of rest.matchAll(GAIN)) {
    figures.push({ written, value: Number.NaN, tolerance: 0, unit: undefined, noun: undefined });
  }
  for (const [written] of rest.replaceAll(SPELLED, ' ').matchAll(WORD)) {
    const value = WORDS[written.toLowerCase()] ?? 0;
    figures.push({ written, value, tolerance: 0, unit: undefined, noun: undefined });
  }
  return figures;
}

/** A name is no figure, but what follows its hyphen is one where a unit stands behind: "uptime-99.99 %". */
function nameless(name: string, after: string): string {
  if (!/\p{N}/u.test(name)) return name;
  return /^\s*(?:%|per ?cent)/.test(after) ? (/[-/]([\d.,]+)$/.exec(name)?.[1] ?? ' ') : ' ';
}

/** "Twenty-five" is twenty and five. */
function spelledOut(words: string): number {
  return words
    .toLowerCase()
    .split(/[ -]/)
    .map(word => (TENS.includes(word) ? (TENS.indexOf(word) + 2) * 10 : ONES.indexOf(word) + 1))
    .reduce((sum, value) => sum + value, 0);
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
  return { written: written.filter(Boolean).join(' '), value, tolerance, unit, noun: groups['unit'] };
}

/** Every number of a line of evidence, with the unit that its key names, and of the machine that it ran on. */
export function measuredIn({ machine, lines }: EvidenceCopy, id: string): readonly Measured[] {
  const line = lines.find(one => one.id === id);
  if (!line) return [];
  return [
    ...numbersOf(line.figures, []),
    ...numbersOf(machine, []).map(one => ({ ...one, isMachine: true })),
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

const OF_MACHINE = /^(?:cores?|cpus?|processors?|[GM]i?B|GHz)$/i;

/** Whether a figure is what was measured, in whatever unit, as far as it was written out. */
export function isFound(figure: Figure, all: readonly Measured[]): boolean {
  return all.some(({ value, unit, isMachine }) => {
    // A count is no share: what evidence gives no unit is no per cent.
    if (figure.unit === '%' && unit !== '%' && unit !== 'ratio') return false;
    if (isMachine && !OF_MACHINE.test(figure.noun ?? '')) return false;
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
