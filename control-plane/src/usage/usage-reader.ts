import type { Meter } from '@tenantry/contracts/commercial/meter';
import type { Clock } from '../clock.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { LedgerEntries } from './counted-entry.ts';
import { tallyLedger } from './ledger-tally.ts';
import type { MeterCatalogue } from './meter-catalogue.ts';
import type { PendingView } from './pending-view.ts';
import { quantityOf, type UsageReading } from './reading.ts';
import { type HorizonPort, NO_HORIZON } from './retention/horizon.ts';
import { assertWhole } from './retention/whole-spans.ts';
import { fromStored, mergeAll, type Reading, type Summary } from './summary.ts';
import {
  lastSpanBefore,
  meterRef,
  SPAN_MS,
  type Span,
  spansBetween,
  startOf,
  type WindowCollection,
} from './window.ts';

/** When to ask again for a meter that is being built. */
const BUILDING_SECONDS = 15;

/** A half-open interval of UTC, in milliseconds since 1970. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface UsageTotal extends UsageReading {
  readonly meter: Meter;
  /** Everything that was accepted before this time is in it. */
  readonly asOf: number;
}

export interface UsagePoint {
  readonly from: number;
  readonly quantity: bigint;
}

export interface ReaderParts {
  readonly entries: LedgerEntries;
  readonly windows: WindowCollection;
  readonly meters: MeterCatalogue;
  readonly pending: PendingView;
  readonly clock: Clock;
  readonly horizon?: HorizonPort;
}

/**
 * Answers from what is counted: days, and at the edges hours, minutes, and of a part of a minute the ledger itself.
 * A year is a few hundred documents, whatever was used in it.
 */
export class UsageReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** @throws Problem not_found for a meter that there is not, conflict for one that does not answer yet. */
  async meter(key: string): Promise<Meter> {
    const recent = (await this.#parts.meters.recent()).get(key);
    if (recent !== undefined) return recent;
    const fresh = await this.#parts.meters.fresh();
    const known = fresh.get(key);
    if (known !== undefined) return known;
    if (!fresh.counted.some(meter => meter.key === key)) throw notFound(`meter ${key}`);
    throw new Problem('conflict', `meter ${key} is being built: what is in the ledger is counted first`, {
      reason: 'meter_counting',
      params: { meter: key },
      retryAfter: BUILDING_SECONDS,
    });
  }

  /** What a tenant used of a meter in an interval. @throws Problem not_found for a meter that there is not. */
  async total(tenantId: string, meterKey: string, interval: Interval): Promise<UsageTotal> {
    const meter = await this.meter(meterKey);
    // First, so that what was accepted before it is in what is read after it.
    const asOf = await this.#parts.pending.asOf(tenantId);
    const summary = mergeAll(await this.#summaries(tenantId, meter, interval));
    const quantity =
      meter.aggregation === 'unique'
        ? BigInt((await this.#members(tenantId, meter, interval, summary)).size)
        : quantityOf(meter, summary, {
            before: await this.#before(tenantId, meter, interval.from),
            from: interval.from,
            until: this.#until(interval),
          });
    const { count: events, entries, hash } = summary;
    return { meter, asOf, quantity, events, entries, hash };
  }

  /** One point for each span of the interval, which begins and ends on one; where nothing was used, 0 or what held. */
  async series(
    tenantId: string,
    meterKey: string,
    interval: Interval,
    step: Span,
  ): Promise<{ readonly meter: Meter; readonly asOf: number; readonly points: readonly UsagePoint[] }> {
    const meter = await this.meter(meterKey);
    const asOf = await this.#parts.pending.asOf(tenantId);
    const row = { tenantId, meter: meterRef(meter), span: step };
    const counted = new Map<number, Summary>();
    for await (const span of spansBetween(this.#parts.windows, row, interval.from, interval.to)) {
      counted.set(span.start, fromStored(span.summary));
    }
    await this.#assertWhole(tenantId, meter, [{ ...interval, span: step }]);
    const points: UsagePoint[] = [];
    let before = await this.#before(tenantId, meter, interval.from);
    for (let from = interval.from; from < interval.to; from += SPAN_MS[step]) {
      const to = from + SPAN_MS[step];
      const summary = counted.get(from) ?? mergeAll([]);
      const held = { before, from, until: this.#until({ from, to }) };
      const quantity =
        summary.members === 'many'
          ? BigInt((await this.#members(tenantId, meter, { from, to }, summary)).size)
          : quantityOf(meter, summary, held);
      points.push({ from, quantity });
      before = summary.stretches.at(-1)?.last ?? summary.latest ?? before;
    }
    return { meter, asOf, points };
  }

  /** Nothing holds beyond now: what is to come may be otherwise. */
  #until({ from, to }: Interval): number {
    return Math.max(from, Math.min(to, this.#parts.clock.now()));
  }

  /** Pieces that make the interval, none overlapping. */
  async #summaries(tenantId: string, meter: Meter, interval: Interval): Promise<readonly Summary[]> {
    const pieces = await Promise.all(
      piecesOf(interval).map(async piece => {
        if (piece.span === 'ledger') {
          const tallies = await tallyLedger(this.#parts.entries, tenantId, piece.from, piece.to, [meter]);
          return tallies.map(tally => tally.summary());
        }
        const row = { tenantId, meter: meterRef(meter), span: piece.span };
        const summaries: Summary[] = [];
        for await (const { summary } of spansBetween(this.#parts.windows, row, piece.from, piece.to)) {
          summaries.push(fromStored(summary));
        }
        return summaries;
      }),
    );
    await this.#assertWhole(tenantId, meter, piecesOf(interval));
    return pieces.flat();
  }

  /** Behind the reading: what was there when it was read may be pruned now. @throws Problem history_pruned */
  async #assertWhole(tenantId: string, meter: Meter, pieces: readonly Piece[]): Promise<void> {
    const { horizon = NO_HORIZON, windows } = this.#parts;
    const pruned = await horizon.of(tenantId);
    if (pruned === undefined) return;
    await assertWhole(windows, { tenantId, meter: meterRef(meter) }, pieces, pruned.beforeTime);
  }

  /** Who is in an interval; where there are too many to be kept in a summary, the ledger is read. */
  async #members(
    tenantId: string,
    meter: Meter,
    interval: Interval,
    summary: Summary,
  ): Promise<ReadonlySet<string>> {
    if (summary.members !== 'many') return new Set(summary.members);
    const members = new Set<string>();
    for (const piece of piecesOf(interval)) {
      await this.#gather(tenantId, meter, piece, members);
    }
    return members;
  }

  async #gather(tenantId: string, meter: Meter, piece: Piece, members: Set<string>): Promise<void> {
    if (piece.span === 'ledger') {
      const [tally] = await tallyLedger(this.#parts.entries, tenantId, piece.from, piece.to, [meter]);
      for (const member of tally?.members ?? []) members.add(member);
      return;
    }
    const row = { tenantId, meter: meterRef(meter), span: piece.span };
    for await (const { start, summary } of spansBetween(this.#parts.windows, row, piece.from, piece.to)) {
      if (summary.members === 'many') {
        const within = { from: start, to: start + SPAN_MS[piece.span], span: FINER[piece.span] };
        await this.#assertWhole(tenantId, meter, [within]);
        await this.#gather(tenantId, meter, within, members);
      } else for (const member of summary.members ?? []) members.add(member);
    }
  }

  /** The last reading ahead of a time, of meters whose quantity holds until the next. */
  async #before(tenantId: string, meter: Meter, time: number): Promise<Reading | undefined> {
    if (meter.aggregation !== 'latest' && meter.aggregation !== 'time_weighted') return undefined;
    const minute = startOf('minute', time);
    if (minute < time) {
      const [tally] = await tallyLedger(this.#parts.entries, tenantId, minute, time, [meter]);
      const reading = tally && lastReading(tally.summary());
      if (reading !== undefined) return reading;
      await this.#assertWhole(tenantId, meter, [{ from: minute, to: time, span: 'ledger' }]);
    }
    const row = { tenantId, meter: meterRef(meter), span: 'minute' } as const;
    // A minute in which everything was voided says nothing of what held before it.
    for (let before = minute; ; ) {
      const span = await lastSpanBefore(this.#parts.windows, row, before);
      if (span === undefined) return undefined;
      const reading = lastReading(fromStored(span.summary));
      if (reading !== undefined) return reading;
      before = span.start;
    }
  }
}

function lastReading({ stretches, latest }: Summary): Reading | undefined {
  return stretches.at(-1)?.last ?? latest;
}

interface Piece extends Interval {
  readonly span: Span | 'ledger';
}

const FINER: Readonly<Record<Span, Span | 'ledger'>> = { day: 'hour', hour: 'minute', minute: 'ledger' };

/** Days, at both edges hours, at their edges minutes, and at theirs parts of minutes. */
export function piecesOf({ from, to }: Interval, span: Span | 'ledger' = 'day'): readonly Piece[] {
  if (from >= to) return [];
  if (span === 'ledger') return [{ from, to, span }];
  const first = Math.ceil(from / SPAN_MS[span]) * SPAN_MS[span];
  const last = startOf(span, to);
  if (first >= last) return piecesOf({ from, to }, FINER[span]);
  return [
    ...piecesOf({ from, to: first }, FINER[span]),
    { from: first, to: last, span },
    ...piecesOf({ from: last, to }, FINER[span]),
  ];
}
