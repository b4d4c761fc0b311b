import { cpus } from 'node:os';
import type { RawReport } from './ingest-raw.ts';
import { median } from './median.ts';
import { rounded } from './rounded.ts';

const RATIO_FLOOR = 0.6;
const FILLED_FLOOR = 0.85;
/** Resident memory that the last third of a long run may have more than the second. */
const GROWTH_CEILING = 1.15;

export interface BatchFigures {
  readonly batch: number;
  readonly connections: number;
  readonly perSecond: number;
  readonly perSecondOfRounds: readonly number[];
  readonly rawPerSecond: number;
  readonly ratio: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly lagMedianSeconds: number;
  readonly lagMostSeconds: number;
  /** From the last answer until everything was counted. */
  readonly countedAfterSeconds: number;
  readonly accepted: number;
  /** Entries that are counted in the end; as many as were accepted. */
  readonly counted: number;
  readonly refused: number;
  readonly mainCpu: number;
  readonly cpu: number;
  readonly loadCpu: number;
  /** Microseconds of CPU, of one core: an event of ours with everything that follows from it, and a row. */
  readonly cpuPerEvent: number;
  readonly rawCpuPerRow: number;
}

/** Of our side alone, in one round. */
export type OurFigures = Omit<BatchFigures, 'perSecondOfRounds' | 'rawPerSecond' | 'ratio' | 'rawCpuPerRow'>;

export interface MemoryFigures {
  readonly minutes: number;
  readonly perSecond: number;
  readonly mostMegabytes: number;
  /** Medians of the thirds of the run. */
  readonly thirdsMegabytes: readonly number[];
  readonly lagMostSeconds: number;
}

export interface IngestFigures {
  readonly bench: 'ingest';
  readonly seconds: number;
  readonly rounds: number;
  readonly empty: readonly BatchFigures[];
  readonly filled?: readonly BatchFigures[];
  readonly filledEntries?: number;
  readonly filledToEmpty?: Readonly<Record<string, number>>;
  readonly memory?: MemoryFigures;
  /** Millions of turns of a fixed loop a second, before and after: what else the machine did shows in it. */
  readonly calibration: readonly number[];
  readonly bounds: Readonly<Record<string, boolean>>;
  readonly kept: boolean;
  readonly cores: number;
  readonly cpu: string | undefined;
  readonly node: string;
}

/** Of several rounds: medians of what was measured, sums of what was counted. */
export function joined(ours: readonly OurFigures[], raw: readonly RawReport[]): BatchFigures {
  const [first] = ours;
  if (first === undefined) throw new Error('nothing was measured');
  const middle = (of: (figures: (typeof ours)[number]) => number) => rounded(median(ours.map(of)));
  const sum = (of: (figures: (typeof ours)[number]) => number) =>
    ours.reduce((all, each) => all + of(each), 0);
  const perSecond = Math.round(median(ours.map(each => each.perSecond)));
  const rawPerSecond = Math.round(median(raw.map(({ rows, seconds }) => rows / seconds)));
  return {
    batch: first.batch,
    connections: first.connections,
    perSecond,
    perSecondOfRounds: ours.map(each => each.perSecond),
    rawPerSecond,
    ratio: rounded(perSecond / rawPerSecond),
    p50Ms: middle(each => each.p50Ms),
    p99Ms: middle(each => each.p99Ms),
    lagMedianSeconds: middle(each => each.lagMedianSeconds),
    lagMostSeconds: Math.max(...ours.map(each => each.lagMostSeconds)),
    countedAfterSeconds: Math.max(...ours.map(each => each.countedAfterSeconds)),
    accepted: sum(each => each.accepted),
    counted: sum(each => each.counted),
    refused: sum(each => each.refused),
    mainCpu: middle(each => each.mainCpu),
    cpu: middle(each => each.cpu),
    loadCpu: middle(each => each.loadCpu),
    cpuPerEvent: middle(each => each.cpuPerEvent),
    rawCpuPerRow: rounded(median(raw.map(({ cpuPerRow }) => cpuPerRow))),
  };
}

/** All of a run, with the bounds that it kept. */
export function ingestFigures(
  options: { readonly seconds: number; readonly rounds: number },
  measured: {
    readonly empty: readonly BatchFigures[];
    readonly filled: { readonly entries: number; readonly figures: readonly BatchFigures[] } | undefined;
    readonly memory: MemoryFigures | undefined;
    readonly calibration: readonly number[];
  },
): IngestFigures {
  const { empty, filled, memory, calibration } = measured;
  const all = [...empty, ...(filled?.figures ?? [])];
  const filledToEmpty = Object.fromEntries(
    (filled?.figures ?? []).map(({ batch, perSecond }) => {
      const before = empty.find(each => each.batch === batch)?.perSecond ?? Number.NaN;
      return [`batches of ${batch}`, rounded(perSecond / before)];
    }),
  );
  // What was not measured is not kept.
  const [, second = Number.NaN, last = Number.NaN] = memory?.thirdsMegabytes ?? [];
  const bounds = {
    ratio: all.every(({ ratio }) => ratio >= RATIO_FLOOR),
    everythingCounted: all.every(({ accepted, counted, refused }) => accepted === counted && refused === 0),
    ...(filled && { filled: Object.values(filledToEmpty).every(share => share >= FILLED_FLOOR) }),
    ...(memory && { memory: last <= second * GROWTH_CEILING }),
  };
  return {
    bench: 'ingest',
    seconds: options.seconds,
    rounds: options.rounds,
    empty,
    ...(filled && { filled: filled.figures, filledEntries: filled.entries, filledToEmpty }),
    ...(memory && { memory }),
    calibration,
    bounds,
    kept: Object.values(bounds).every(Boolean),
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    node: process.version,
  };
}
