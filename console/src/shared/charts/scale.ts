/** Pure geometry of charts: no element, no colour, no language. */

export type Scale = (value: number) => number;

/** From a range of values to a range of places. A range of nothing lies in the middle. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  if (from === to) return () => (start + end) / 2;
  return value => start + ((value - from) / (to - from)) * (end - start);
}

/** Round values that span `from` to `to`: steps of 1, 2 or 5 times a power of ten, `count` of them at most. */
export function niceTicks(from: number, to: number, count = 5): number[] {
  if (!(Number.isFinite(from) && Number.isFinite(to))) return [];
  const [low, high] = from <= to ? [from, to] : [to, from];
  // A difference that numbers of that size cannot tell is none.
  const large = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low > large * 1e-9 + 1e-12 ? high - low : large > 1e-12 ? large : 1;
  const rough = span / Math.max(1, count - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find(factor => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  // Reckoned from whole numbers each time: 0.1 + 0.2 is not where a line belongs.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Whole-numbered places of `length` things, `count` at most, evenly apart, the first always among them. */
export function everyNth(length: number, count: number): number[] {
  const step = Math.max(1, Math.ceil(length / Math.max(1, count)));
  return Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step);
}

/** A line through points; where there is no value the line is broken, and a lone point is a dot. */
export function linePath(points: readonly { readonly x: number; readonly y: number | null }[]): string {
  let pen = false;
  let path = '';
  for (const [at, { x, y }] of points.entries()) {
    if (y === null) {
      pen = false;
      continue;
    }
    path += `${pen ? 'L' : 'M'}${round(x)} ${round(y)}`;
    if (!pen && (points[at + 1]?.y ?? null) === null) path += `h0`;
    pen = true;
  }
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Which of the sorted places is nearest; -1 of none. */
export function nearest(places: readonly number[], place: number): number {
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (const [at, other] of places.entries()) {
    const apart = Math.abs(other - place);
    if (apart < distance) [best, distance] = [at, apart];
  }
  return best;
}

/** `used` of `whole` as a ratio; both may be integers past 2^53 as text. Of nothing: 0 when nothing is used, else 1. */
export function ratioOf(used: string | number, whole: string | number): number {
  const [part, all] = [wholeNumber(used), wholeNumber(whole)];
  if (all === 0n) return part === 0n ? 0 : 1;
  return Number((part * 1_000_000n) / all) / 1_000_000;
}

const wholeNumber = (value: string | number): bigint =>
  typeof value === 'number' ? BigInt(Math.round(value)) : BigInt(value.replace(/\..*$/, '') || '0');
