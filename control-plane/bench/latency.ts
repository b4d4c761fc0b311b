import { percentile } from '../../operator/bench/percentile.ts';

/** What a number of requests took, in milliseconds. */
export interface Latency {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export function latencyOf(milliseconds: readonly number[]): Latency {
  return {
    requests: milliseconds.length,
    p50: round(percentileOf(milliseconds, 0.5)),
    p99: round(percentileOf(milliseconds, 0.99)),
    max: round(percentileOf(milliseconds, 1)),
  };
}

/** Of none it is no number: a part that nobody asked anything in has no latency. */
function percentileOf(milliseconds: readonly number[], share: number): number {
  return milliseconds.length === 0 ? Number.NaN : percentile(milliseconds, share);
}

export function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
