/** What every part of the benchmark is given, and what it answers. */
export interface BenchOptions {
  /** A small variant for continuous integration: its figures are told, and only its counts are judged. */
  readonly sample: boolean;
  /** A folder for its files, which is removed at the end. */
  readonly folder: string;
  /** How long memory is watched. */
  readonly minutes: number;
  /** How long a sweep over everybody is watched at most; to its end when left out. */
  readonly sweepMinutes?: number | undefined;
}

export type Log = (line: string) => void;

export interface BenchReport {
  /** Plain JSON. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** By name, whether a bound was kept that is asserted. Aims are among the figures, and not here. */
  readonly kept: Readonly<Record<string, boolean>>;
}

export type SubBench = (options: BenchOptions, log: Log) => Promise<BenchReport>;
