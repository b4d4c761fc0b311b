import type { EffectiveAllowance } from '@tenantry/contracts/commercial/effective-plan';
import type { Meter } from '@tenantry/contracts/commercial/meter';
import type { Period } from '@tenantry/contracts/commercial/period';
import type { StatementUsage } from '@tenantry/contracts/commercial/statement';
import { isoTime } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import type { LedgerEntries } from '../usage/counted-entry.ts';
import { tallyLedger } from '../usage/ledger-tally.ts';
import { quantityOf, type UsageReading } from '../usage/reading.ts';
import type { HorizonPort } from '../usage/retention/horizon.ts';
import type { PrunedDaysPort } from '../usage/retention/pruned-days.ts';
import { addHashes, mergeAll } from '../usage/summary.ts';
import type { Interval, UsageReader } from '../usage/usage-reader.ts';
import { meterRef, SPAN_MS, startOf } from '../usage/window.ts';

export interface UsageSource {
  readonly reader: Pick<UsageReader, 'total' | 'meter'>;
  /** Where the past begins of which the ledger is whole. */
  readonly horizon: HorizonPort;
  readonly prunedDays: PrunedDaysPort;
  /** When the ledger itself is asked wherever windows say something new. Left out, windows are believed. */
  readonly entries?: LedgerEntries;
}

/** What statements have counted of a period. */
export interface KnownUsage {
  /** By which usage it was billed last, by a statement that holds. */
  readonly usage: readonly StatementUsage[];
  /** What was counted last by any statement: that one was taken back changes nothing of what was in the ledger. */
  readonly seen: readonly StatementUsage[];
}

export interface CountedUsage {
  readonly usage: readonly StatementUsage[];
  /** Milliseconds since 1970: every event that was accepted before is in it. */
  readonly asOf: number;
}

interface Counted extends UsageReading {
  readonly meter: Meter;
  readonly asOf: number;
}

interface Asked {
  readonly tenantId: string;
  readonly key: string;
  readonly interval: Interval;
  readonly before: StatementUsage | undefined;
  readonly seen: StatementUsage | undefined;
}

const HASH_DIGITS = 64;
const NOTHING_KNOWN: KnownUsage = { usage: [], seen: [] };

/**
 * What was used of every meter that a period allows, by what is in the ledger now.
 *
 * Windows answer at little cost. Where they say what the period was billed by already, that is that. Where they say
 * anything else, the entries themselves are read before money follows from it: so a window that is missing, or all of
 * them, changes what a statement costs to make and nothing that it says.
 *
 * Of a time that is pruned the entries are gone, and to count what is left would give used usage back. What was counted
 * of it was counted for the last time before any entry went, so there the windows are the witness, and entries only of
 * what is kept. Entries are added and never taken away: where windows know of fewer than a statement did, some are
 * lost, and the period stays as that statement counted it.
 * @throws Problem history_pruned for a time of which neither windows nor statements say anything any more
 */
export async function countUsage(
  source: UsageSource,
  tenantId: string,
  period: Pick<Period, 'from' | 'to'>,
  allowances: readonly EffectiveAllowance[],
  known: KnownUsage = NOTHING_KNOWN,
): Promise<CountedUsage> {
  const interval = { from: Date.parse(period.from), to: Date.parse(period.to) };
  let asOf = Number.POSITIVE_INFINITY;
  const usage: StatementUsage[] = [];
  for (const { meter: key, quantity, tiers } of allowances) {
    const before = known.usage.find(({ meter }) => meter === key);
    const seen = known.seen.find(({ meter }) => meter === key);
    const counted = await countOrKeep(source, { tenantId, key, interval, before, seen });
    if ('asOf' in counted) asOf = Math.min(asOf, counted.asOf);
    const found = 'asOf' in counted ? asStatementUsage(counted) : counted;
    // A meter that has another definition since would bill the past anew.
    const { tiers: _, ...fixed } = before && before.meterVersion !== found.meterVersion ? before : found;
    usage.push({ ...fixed, allowance: quantity, ...(tiers !== undefined && { tiers }) });
  }
  return { usage, asOf };
}

/** Where the ledger cannot tell any more, what a statement saw. */
async function countOrKeep(
  source: UsageSource,
  asked: Asked,
): Promise<Counted | (Omit<StatementUsage, 'allowance'> & Pick<StatementUsage, 'tiers'>)> {
  try {
    return await count(source, asked);
  } catch (error) {
    if (!isPruned(error)) throw error;
    if (asked.seen !== undefined) return asked.seen;
    return countMinutes(source, asked);
  }
}

/**
 * What was never counted by a statement, such as after a long outage: of a time that is pruned, whole minutes are known
 * at the finest. What was used in the part of a minute at its edge is the customer's.
 */
async function countMinutes(source: UsageSource, asked: Asked): Promise<Counted> {
  const { tenantId, key, interval } = asked;
  const behind = (await source.horizon.of(tenantId))?.beforeTime ?? Number.NEGATIVE_INFINITY;
  const from =
    interval.from < behind ? Math.ceil(interval.from / SPAN_MS.minute) * SPAN_MS.minute : interval.from;
  const to = interval.to < behind ? startOf('minute', interval.to) : interval.to;
  try {
    return await count(source, { ...asked, interval: { from, to } });
  } catch (error) {
    if (!isPruned(error)) throw error;
    const time = `${isoTime(interval.from)} to ${isoTime(interval.to)}`;
    const message = `${key} from ${time} is pruned and was never billed: it cannot be rated any more`;
    throw new Problem('history_pruned', message, { cause: error });
  }
}

async function count(source: UsageSource, { tenantId, key, interval, before }: Asked): Promise<Counted> {
  const { reader, horizon, entries } = source;
  const windows = await reader.total(tenantId, key, interval);
  if (entries === undefined) return windows;
  // That there is nothing says a window that is missing, too.
  if (windows.entries > 0 && before?.memberHash === hashText(windows.hash)) return windows;
  const { meter, asOf } = windows;
  for (let edge = interval.from; ; ) {
    const kept = await readLedger(entries, tenantId, meter, { from: edge, to: interval.to });
    // Behind the reading: what is pruned after this was there when it was read.
    const pruned = (await horizon.of(tenantId))?.beforeTime ?? edge;
    if (pruned > edge && edge < interval.to) {
      edge = Math.min(pruned, interval.to);
      continue;
    }
    const counted =
      edge === interval.from
        ? trusted(meter, windows, kept)
        : joined(
            meter,
            await reader.total(tenantId, key, { from: interval.from, to: edge }),
            trusted(meter, await reader.total(tenantId, key, { from: edge, to: interval.to }), kept),
            windows,
          );
    if (edge > interval.from) await assertCounted(source, tenantId, meter, { from: interval.from, to: edge });
    return { ...counted, meter, asOf };
  }
}

/** That the windows of pruned days are those that were counted for the last time. @throws Problem history_pruned */
async function assertCounted(
  { reader, prunedDays }: UsageSource,
  tenantId: string,
  meter: Meter,
  { from, to }: Interval,
): Promise<void> {
  const days = { from: startOf('day', from), to: startOf('day', to + SPAN_MS.day - 1) };
  const { entries } = await reader.total(tenantId, meter.key, days);
  if (entries >= (await prunedDays.entries(tenantId, meterRef(meter), days.from, days.to))) return;
  throw new Problem('history_pruned', `windows of ${meter.key} that cannot be counted again are lost`, {
    reason: 'history_pruned',
  });
}

/** What entries say of an interval; all of them are there. */
async function readLedger(
  entries: LedgerEntries,
  tenantId: string,
  meter: Meter,
  { from, to }: Interval,
): Promise<UsageReading> {
  const [tally] = from < to ? await tallyLedger(entries, tenantId, from, to, [meter]) : [];
  const summary = tally?.summary() ?? mergeAll([]);
  const { count: events, entries: number, hash } = summary;
  const quantity =
    meter.aggregation === 'unique'
      ? BigInt(tally?.members.size ?? 0)
      : quantityOf(meter, summary, { before: undefined, from, until: to });
  return { quantity, events, entries: number, hash };
}

/** Windows where they are of the same entries, and the entries where they are not. */
function trusted(meter: Meter, windows: UsageReading, ledger: UsageReading): UsageReading {
  if (ledger.hash === windows.hash) return windows;
  if (!holdsOn(meter)) return ledger;
  // They need what held before the interval, which is in the windows alone.
  if (windows.entries >= ledger.entries) return windows;
  throw missing(meter);
}

/** One interval behind another. `windows` are of both. */
function joined(
  meter: Meter,
  first: UsageReading,
  second: UsageReading,
  windows: UsageReading,
): UsageReading {
  const entries = first.entries + second.entries;
  const hash = addHashes(first.hash, second.hash);
  if (hash === windows.hash) return windows;
  // Who is in both, and what held at the edge, is in the windows alone.
  if (holdsOn(meter) || meter.aggregation === 'unique') throw missing(meter);
  const quantity =
    meter.aggregation !== 'max'
      ? first.quantity + second.quantity
      : first.quantity > second.quantity
        ? first.quantity
        : second.quantity;
  return { quantity, events: first.events + second.events, entries, hash };
}

function holdsOn({ aggregation }: Meter): boolean {
  return aggregation === 'latest' || aggregation === 'time_weighted';
}

function missing({ key }: Meter): Problem {
  return new Problem('unavailable', `windows of ${key} are missing, and are to be counted first`, {
    retryAfter: 60,
  });
}

function isPruned(error: unknown): boolean {
  return error instanceof Problem && error.code === 'history_pruned';
}

function asStatementUsage({
  meter,
  quantity,
  events,
  entries,
  hash,
}: Counted): Omit<StatementUsage, 'allowance'> {
  return {
    meter: meter.key,
    meterVersion: meter.version,
    scale: meter.scale,
    used: String(quantity),
    events: String(events),
    entries,
    memberHash: hashText(hash),
  };
}

function hashText(hash: bigint): string {
  return hash.toString(16).padStart(HASH_DIGITS, '0');
}
