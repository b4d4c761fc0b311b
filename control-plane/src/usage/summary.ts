import { z } from 'zod';

/**
 * What is known of a stretch of time of one tenant and meter, such that two stretches make the summary of both.
 * `merge` is associative and takes its sides in any order, so hours may be made of minutes, and any interval of
 * hours and minutes, in whatever order they are read.
 */
export interface Summary {
  /** Entries of the ledger, corrections included. */
  readonly entries: number;
  /** The sum of their digests modulo 2^256: the same for the same entries, in whatever order. */
  readonly hash: bigint;
  /** Events that count: not voided, and let in by the meter's filter. */
  readonly count: bigint;
  readonly sum: bigint;
  readonly max: bigint | undefined;
  readonly latest: Reading | undefined;
  /** Of unique meters: digests of what differs, sorted; `many` where there are more than are kept here. */
  readonly members: readonly string[] | 'many';
  /** Of time-weighted meters: by time, no two overlapping. */
  readonly stretches: readonly Stretch[];
}

/** A quantity at a time; the id decides between two of one millisecond. */
export interface Reading {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
  readonly units: bigint;
}

/** Readings that follow one another, and the sum of units × milliseconds between the first and the last. */
export interface Stretch {
  readonly first: Reading;
  readonly last: Reading;
  readonly area: bigint;
}

export const EMPTY: Summary = {
  entries: 0,
  hash: 0n,
  count: 0n,
  sum: 0n,
  max: undefined,
  latest: undefined,
  members: [],
  stretches: [],
};

/** About 350 KB of JSON; beyond it, finer summaries are read, and in the end the ledger. */
export const MEMBERS_KEPT = 16_384;
const HASH_MODULUS = 2n ** 256n;

export function addHashes(a: bigint, b: bigint): bigint {
  return (a + b) % HASH_MODULUS;
}

/** Of stretches of time that do not overlap. */
export function merge(a: Summary, b: Summary): Summary {
  return {
    entries: a.entries + b.entries,
    hash: addHashes(a.hash, b.hash),
    count: a.count + b.count,
    sum: a.sum + b.sum,
    max: a.max === undefined || (b.max !== undefined && b.max > a.max) ? b.max : a.max,
    latest: later(a.latest, b.latest),
    members: union(a.members, b.members),
    stretches: [...a.stretches, ...b.stretches].sort((x, y) => compareReadings(x.first, y.first)),
  };
}

/**
 * Joins the stretches to one: the last reading of each holds until the first of the next. Only of a summary that has
 * all there is between its first and last reading.
 */
function settle(summary: Summary): Summary {
  const [first, ...rest] = summary.stretches;
  if (first === undefined || rest.length === 0) return summary;
  return { ...summary, stretches: [rest.reduce(join, first)] };
}

export function mergeAll(summaries: Iterable<Summary>): Summary {
  let all = EMPTY;
  for (const summary of summaries) all = merge(all, summary);
  return settle(all);
}

function join(a: Stretch, b: Stretch): Stretch {
  const held = a.last.units * BigInt(b.first.at - a.last.at);
  return { first: a.first, last: b.last, area: a.area + held + b.area };
}

function compareReadings(a: Reading, b: Reading): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function later(a: Reading | undefined, b: Reading | undefined): Reading | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareReadings(a, b) < 0 ? b : a;
}

function union(a: Summary['members'], b: Summary['members']): Summary['members'] {
  if (a === 'many' || b === 'many') return 'many';
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const all = new Set([...a, ...b]);
  return all.size > MEMBERS_KEPT ? 'many' : [...all].sort();
}

const bigintText = z.string().regex(/^\d+$/);
const readingSchema = z.object({ at: z.int(), id: z.string(), units: bigintText });

export const storedSummarySchema = z.object({
  entries: z.int().min(0),
  hash: z.string(),
  count: bigintText,
  sum: bigintText,
  max: bigintText.optional(),
  latest: readingSchema.optional(),
  members: z.union([z.array(z.string()), z.literal('many')]).optional(),
  stretches: z.array(z.object({ first: readingSchema, last: readingSchema, area: bigintText })).optional(),
});
/** A summary as JSON; what is empty is left out. */
export type StoredSummary = z.infer<typeof storedSummarySchema>;

export function toStored(summary: Summary): StoredSummary {
  const { entries, hash, count, sum, max, latest, members, stretches } = summary;
  return {
    entries,
    hash: hash.toString(16),
    count: String(count),
    sum: String(sum),
    ...(max !== undefined && { max: String(max) }),
    ...(latest !== undefined && { latest: storedReading(latest) }),
    ...(members.length > 0 && { members: members === 'many' ? members : [...members] }),
    ...(stretches.length > 0 && {
      stretches: stretches.map(({ first, last, area }) => ({
        first: storedReading(first),
        last: storedReading(last),
        area: String(area),
      })),
    }),
  };
}

export function fromStored(stored: StoredSummary): Summary {
  return {
    entries: stored.entries,
    hash: BigInt(`0x${stored.hash}`),
    count: BigInt(stored.count),
    sum: BigInt(stored.sum),
    max: stored.max === undefined ? undefined : BigInt(stored.max),
    latest: stored.latest && readReading(stored.latest),
    members: stored.members ?? [],
    stretches: (stored.stretches ?? []).map(({ first, last, area }) => ({
      first: readReading(first),
      last: readReading(last),
      area: BigInt(area),
    })),
  };
}

function storedReading({ at, id, units }: Reading) {
  return { at, id, units: String(units) };
}

function readReading({ at, id, units }: z.infer<typeof readingSchema>): Reading {
  return { at, id, units: BigInt(units) };
}

export function sameSummary(a: StoredSummary, b: StoredSummary): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
