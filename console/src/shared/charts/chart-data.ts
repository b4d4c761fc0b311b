/** A line or a row of bars of a chart. */
export interface Series {
  readonly key: string;
  readonly title: string;
  /** In the order of `labels` of the chart; null: not known there. */
  readonly values: readonly (number | null)[];
}

/** A line across a chart that means something: a limit, a bound. */
export interface Mark {
  readonly title: string;
  readonly value: number;
}

/** Lines differ by their dashes, too: not everybody sees colours, and printers have one. */
export const DASHES = ['', '6 3', '2 3', '10 3 2 3', '1 4', '12 4'] as const;

/** So do bars and parts of bars: the first is plain, the others are cut by lines. Turns of these lines, and how wide apart. */
export const HATCHES = [
  { turn: 45, apart: 7 },
  { turn: 0, apart: 6 },
  { turn: -45, apart: 9 },
  { turn: 90, apart: 6 },
  { turn: 45, apart: 12 },
] as const;
