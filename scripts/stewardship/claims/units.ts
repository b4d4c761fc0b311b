/** What of a dimension is how many of its first. */
const DIMENSIONS = {
  time: { ms: 1, s: 1000, min: 60_000, h: 3_600_000 },
  size: { B: 1, KB: 1e3, KiB: 2 ** 10, MB: 1e6, MiB: 2 ** 20, GB: 1e9, GiB: 2 ** 30 },
  part: { '%': 1, ratio: 100 },
} as const;
export type Unit =
  | keyof (typeof DIMENSIONS)['time']
  | keyof (typeof DIMENSIONS)['size']
  | keyof (typeof DIMENSIONS)['part'];

/** How units are written after a number. */
const WRITTEN: Readonly<Record<string, Unit>> = {
  ...{ ms: 'ms', millisecond: 'ms', milliseconds: 'ms', s: 's', second: 's', seconds: 's' },
  ...{ min: 'min', minute: 'min', minutes: 'min', h: 'h', hour: 'h', hours: 'h' },
  ...{ B: 'B', KB: 'KB', kB: 'KB', KiB: 'KiB', MB: 'MB', MiB: 'MiB', GB: 'GB', GiB: 'GiB' },
  ...{ '%': '%', percent: '%', 'per cent': '%' },
};

/** How evidence's keys name them; the first that fits, from the innermost key outwards. */
const IN_KEYS: readonly (readonly [RegExp, Unit])[] = [
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

export function unitWritten(word: string | undefined): Unit | undefined {
  return WRITTEN[word ?? ''];
}

export function unitOfKeys(keys: readonly string[]): Unit | undefined {
  return keys.flatMap(key => IN_KEYS.filter(([expression]) => expression.test(key)))[0]?.[1];
}

/** How many of one are how many of the other. @returns nothing between a time and a size */
export function between(from: Unit, to: Unit): number | undefined {
  for (const units of Object.values<Partial<Record<Unit, number>>>(DIMENSIONS)) {
    const [a, b] = [units[from], units[to]];
    if (a !== undefined && b !== undefined) return a / b;
  }
  return undefined;
}
