import type { Meter } from '@tenantry/contracts/commercial/meter';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { type Collection, type CollectionSpec, scanAll } from '../storage/documents.ts';
import { type StoredSummary, storedSummarySchema } from './summary.ts';

/**
 * Windows (minutes of event time, counted from the ledger) and what is made of them, hours and days. A span is never
 * changed: whoever counts it again inserts its next version, and the highest version holds.
 */

export const SPANS = ['minute', 'hour', 'day'] as const;
export type Span = (typeof SPANS)[number];

export const SPAN_MS: Readonly<Record<Span, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

const LETTERS: Readonly<Record<Span, string>> = { minute: 'm', hour: 'h', day: 'd' };
const VERSION_DIGITS = 8;

const windowSchema = z.object({
  id: z.string(),
  /** When it was counted. */
  at: z.string(),
  summary: storedSummarySchema,
});

export interface WindowDocument {
  readonly id: string;
  readonly at: string;
  readonly summary: StoredSummary;
}

export const windowsSpec: CollectionSpec<WindowDocument> = {
  name: 'usage_windows',
  indexes: {},
  parse: value => windowSchema.parse(value),
};
export type WindowCollection = Collection<WindowDocument>;

/** One span of one tenant and meter; `start` in milliseconds since 1970, UTC. */
export interface SpanKey {
  readonly tenantId: string;
  /** {@link meterRef} */
  readonly meter: string;
  readonly span: Span;
  readonly start: number;
}

export interface CountedSpan {
  readonly start: number;
  readonly version: number;
  readonly id: string;
  readonly summary: StoredSummary;
}

/** A meter and its version: what another version counted is not mixed with it. */
export function meterRef({ key, version }: Pick<Meter, 'key' | 'version'>): string {
  return `${key}@${version}`;
}

export function startOf(span: Span, at: number): number {
  return Math.floor(at / SPAN_MS[span]) * SPAN_MS[span];
}

function rowPrefix({ tenantId, meter, span }: Omit<SpanKey, 'start'>): string {
  return `${tenantId}/${meter}/${LETTERS[span]}/`;
}

function spanPrefix(key: SpanKey): string {
  return `${rowPrefix(key)}${isoTime(key.start)}/`;
}

export function windowId(key: SpanKey, version: number): string {
  return spanPrefix(key) + String(version).padStart(VERSION_DIGITS, '0');
}

function counted({ id, summary }: WindowDocument): CountedSpan {
  const [start = '', version = ''] = id.split('/').slice(-2);
  return { id, start: Date.parse(start), version: Number(version), summary };
}

/** The highest version of a span that there is, and what is left of older ones. */
export interface LatestVersion {
  readonly last: CountedSpan | undefined;
  readonly older: readonly string[];
}

/** A read that decides. */
export async function latestVersion(windows: WindowCollection, key: SpanKey): Promise<LatestVersion> {
  const prefix = spanPrefix(key);
  const [last, ...older] = await windows.scan({
    from: prefix,
    before: `${prefix}~`,
    descending: true,
    limit: 3,
  });
  return { last: last && counted(last), older: older.map(({ id }) => id) };
}

/** Versions that are read at once for several spans of a row; of a span there are rarely more than two. */
const VERSIONS_AT_ONCE = 64;

/**
 * The highest versions of several spans of one row, by their start, read at once; nothing when there are too many
 * between the first and the last of them. A read that decides, like {@link latestVersion}.
 */
export async function latestVersions(
  windows: WindowCollection,
  row: Omit<SpanKey, 'start'>,
  starts: readonly number[],
): Promise<ReadonlyMap<number, LatestVersion> | undefined> {
  const prefix = rowPrefix(row);
  const found = await windows.scan({
    from: prefix + isoTime(Math.min(...starts)),
    before: `${prefix}${isoTime(Math.max(...starts))}/~`,
    descending: true,
    limit: VERSIONS_AT_ONCE,
  });
  if (found.length === VERSIONS_AT_ONCE) return undefined;
  const latest = new Map<number, { last: CountedSpan; older: string[] }>();
  for (const document of found) {
    const span = counted(document);
    const known = latest.get(span.start);
    if (known === undefined) latest.set(span.start, { last: span, older: [] });
    else if (known.older.length < 2) known.older.push(span.id);
  }
  return latest;
}

/**
 * The spans of a row that begin in [from, to), oldest first, each in its highest version. Read upwards, and a version
 * is removed only after the next one is there, behind it: so a reader never misses both.
 */
export async function* spansBetween(
  windows: WindowCollection,
  row: Omit<SpanKey, 'start'>,
  from: number,
  to: number,
): AsyncGenerator<CountedSpan> {
  if (from >= to) return;
  const prefix = rowPrefix(row);
  let held: CountedSpan | undefined;
  const range = { from: prefix + isoTime(from), before: prefix + isoTime(to) };
  for await (const document of scanAll(windows, range)) {
    const next = counted(document);
    if (held !== undefined && held.start !== next.start) yield held;
    held = next;
  }
  if (held !== undefined) yield held;
}

/** The last span of a row that begins before a time. */
export async function lastSpanBefore(
  windows: WindowCollection,
  row: Omit<SpanKey, 'start'>,
  before: number,
): Promise<CountedSpan | undefined> {
  const prefix = rowPrefix(row);
  const [last] = await windows.scan({
    from: prefix,
    before: prefix + isoTime(before),
    descending: true,
    limit: 1,
  });
  return last && counted(last);
}
