import type { EffectiveAllowance } from '@tenantry/contracts/commercial/effective-plan';
import type { Meter } from '@tenantry/contracts/commercial/meter';
import type { Period } from '@tenantry/contracts/commercial/period';
import type { StatementUsage } from '@tenantry/contracts/commercial/statement';
import { Problem } from '../http/problem.ts';
import type { LedgerEntries } from '../usage/counted-entry.ts';
import { tallyLedger } from '../usage/ledger-tally.ts';
import { quantityOf, type UsageReading } from '../usage/reading.ts';
import type { UsageReader } from '../usage/usage-reader.ts';

export interface UsageSource {
  readonly reader: Pick<UsageReader, 'total' | 'meter'>;
  /** When the ledger itself is asked wherever windows say something new. Left out, windows are believed. */
  readonly entries?: LedgerEntries;
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

const HASH_DIGITS = 64;

/**
 * What was used of every meter that a period allows, by what is in the ledger now.
 *
 * Windows answer at little cost. Where they say what the period was billed by already, that is that. Where they say
 * anything else, the entries themselves are read before money follows from it: so a window that is missing, or all of
 * them, changes what a statement costs to make and nothing that it says.
 * @param known By which usage the period was rated last. It stays where the ledger can say nothing else: of a time
 *   that is pruned, and of a meter that has another definition since, which would bill the past anew.
 */
export async function countUsage(
  source: UsageSource,
  tenantId: string,
  period: Pick<Period, 'from' | 'to'>,
  allowances: readonly EffectiveAllowance[],
  known: readonly StatementUsage[] = [],
): Promise<CountedUsage> {
  const interval = { from: Date.parse(period.from), to: Date.parse(period.to) };
  let asOf = Number.POSITIVE_INFINITY;
  const usage: StatementUsage[] = [];
  for (const { meter, quantity, tiers } of allowances) {
    const before = known.find(one => one.meter === meter);
    const counted = await count(source, tenantId, meter, interval, before).catch(error => {
      if (error instanceof Problem && error.code === 'history_pruned') return undefined;
      throw error;
    });
    asOf = Math.min(asOf, counted?.asOf ?? asOf);
    const stays = counted === undefined || (before && before.meterVersion !== counted.meter.version);
    const { tiers: _, ...fixed } = before ?? nothing(meter);
    usage.push({
      ...(stays ? fixed : asStatementUsage(counted)),
      allowance: quantity,
      ...(tiers !== undefined && { tiers }),
    });
  }
  return { usage, asOf };
}

async function count(
  { reader, entries }: UsageSource,
  tenantId: string,
  key: string,
  interval: { readonly from: number; readonly to: number },
  before: StatementUsage | undefined,
): Promise<Counted> {
  const windows = await reader.total(tenantId, key, interval);
  if (entries === undefined) return windows;
  // That there is nothing says a window that is missing, too.
  if (windows.entries > 0 && before?.memberHash === hashText(windows.hash)) return windows;
  const { meter } = windows;
  const [tally] = await tallyLedger(entries, tenantId, interval.from, interval.to, [meter]);
  if (tally === undefined) return windows;
  const summary = tally.summary();
  if (summary.hash === windows.hash) return windows;
  if (meter.aggregation === 'latest' || meter.aggregation === 'time_weighted') {
    // They need what held before the interval, which is in the windows alone.
    if (windows.entries >= summary.entries) return windows;
    throw new Problem('unavailable', `windows of ${key} are missing, and are to be counted first`, {
      retryAfter: 60,
    });
  }
  const quantity =
    meter.aggregation === 'unique'
      ? BigInt(tally.members.size)
      : quantityOf(meter, summary, { before: undefined, from: interval.from, until: interval.to });
  const { count: events, entries: number, hash } = summary;
  return { meter, asOf: windows.asOf, quantity, events, entries: number, hash };
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

function nothing(meter: string): StatementUsage {
  return {
    meter,
    meterVersion: 1,
    scale: 0,
    used: '0',
    allowance: '0',
    events: '0',
    entries: 0,
    memberHash: hashText(0n),
  };
}
