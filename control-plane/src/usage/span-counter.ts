import type { Meter } from '@tenantry/contracts/commercial/meter';
import { type Clock, isoTime } from '../clock.ts';
import { StoreUnavailable, scanAll } from '../storage/documents.ts';
import { type HorizonPort, NO_HORIZON } from './retention/horizon.ts';
import type { EventCollection } from './stored-event.ts';
import { fromStored, mergeAll, type StoredSummary, type Summary, sameSummary, toStored } from './summary.ts';
import { Tally } from './tally.ts';
import {
  type CountedSpan,
  latestVersion,
  meterRef,
  SPAN_MS,
  type SpanKey,
  spansBetween,
  startOf,
  type WindowCollection,
  windowId,
} from './window.ts';

/** Losing this often in a row means that something else is wrong than a race. */
const MAX_TRIES = 50;
const EVENTS_PER_PAGE = 1_000;

/**
 * Counts spans absolutely, and inserts what it finds as the next version. The version before is read *before* what is
 * counted is read; so the next version holds all that the one before held, and whoever finds the next version taken
 * counts again. Racing counters do no harm: see docs/explanation/ledger.md.
 */
export class SpanCounter {
  readonly #events: EventCollection;
  readonly #windows: WindowCollection;
  readonly #clock: Clock;
  readonly #horizon: HorizonPort;

  constructor(
    events: EventCollection,
    windows: WindowCollection,
    clock: Clock,
    horizon: HorizonPort = NO_HORIZON,
  ) {
    this.#events = events;
    this.#windows = windows;
    this.#clock = clock;
    this.#horizon = horizon;
  }

  /** Counts a minute from the ledger for these meters, in one reading; answers for how many it was news. */
  async countMinute(tenantId: string, start: number, meters: readonly Meter[]): Promise<number> {
    const keys = meters.map(meter => minuteKey(tenantId, meter, start));
    let news = 0;
    let left = meters.map((_, index) => index);
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === MAX_TRIES)
        throw new StoreUnavailable(`minute ${isoTime(start)} of ${tenantId} is contended`);
      const wanted = left.flatMap(index => meters[index] ?? []);
      const bases = await Promise.all(left.flatMap(index => keys[index] ?? []).map(key => this.#base(key)));
      const summaries = await this.readLedger(tenantId, start, start + SPAN_MS.minute, wanted);
      // Asked behind the reading: entries go after their checkpoint is there, so what was read before it was whole.
      if (await this.#isOver(tenantId, start)) return news;
      const outcomes = await Promise.all(
        bases.map((base, index) => this.#advance(base, toStored(summaries[index] ?? NOTHING))),
      );
      news += outcomes.filter(outcome => outcome === 'news').length;
      left = left.filter((_, index) => outcomes[index] === 'lost');
    }
    return news;
  }

  /** Makes an hour of its minutes, or a day of its hours; answers whether it was news. */
  async rollUp(key: SpanKey): Promise<boolean> {
    const finer = key.span === 'day' ? 'hour' : 'minute';
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const base = await this.#base(key);
      const parts: Summary[] = [];
      const row = { ...key, span: finer } as const;
      for await (const part of spansBetween(this.#windows, row, key.start, key.start + SPAN_MS[key.span])) {
        parts.push(fromStored(part.summary));
      }
      if (await this.#isOver(key.tenantId, key.start)) return false;
      const outcome = await this.#advance(base, toStored(mergeAll(parts)));
      if (outcome !== 'lost') return outcome === 'news';
    }
    throw new StoreUnavailable(`${key.span} ${isoTime(key.start)} of ${key.tenantId} is contended`);
  }

  /** Puts back what a span was counted to be before its entries were pruned; answers whether it was news. */
  async restore(key: SpanKey, summary: StoredSummary): Promise<boolean> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const outcome = await this.#advance(await this.#base(key), summary);
      if (outcome !== 'lost') return outcome === 'news';
    }
    throw new StoreUnavailable(`${key.span} ${isoTime(key.start)} of ${key.tenantId} is contended`);
  }

  /** Whether a span was counted for the last time: what it was counted from may be pruned. */
  async #isOver(tenantId: string, start: number): Promise<boolean> {
    // Nothing that young is ever pruned, so that what is busy costs no look.
    if (start >= startOf('day', this.#clock.now() - SPAN_MS.day)) return false;
    const pruned = await this.#horizon.of(tenantId);
    return pruned !== undefined && start < pruned.beforeTime;
  }

  /** What the ledger says of [from, to), one summary for each meter. */
  async readLedger(
    tenantId: string,
    from: number,
    to: number,
    meters: readonly Meter[],
  ): Promise<readonly Summary[]> {
    const tallies = await tallyLedger(this.#events, tenantId, from, to, meters);
    return tallies.map(tally => tally.summary());
  }

  async #base(key: SpanKey): Promise<Base> {
    return { key, ...(await latestVersion(this.#windows, key)) };
  }

  async #advance({ key, last, older }: Base, summary: StoredSummary): Promise<'news' | 'same' | 'lost'> {
    // Nothing there, and nothing to say: an event that was refused in the end leaves no window behind.
    if (last === undefined ? summary.entries === 0 : sameSummary(last.summary, summary)) return 'same';
    const next = windowId(key, (last?.version ?? 0) + 1);
    const [outcome] = await this.#windows.insert([{ id: next, at: isoTime(this.#clock.now()), summary }]);
    if (outcome === 'exists') return 'lost';
    if (outcome !== 'inserted') throw new StoreUnavailable(`whether ${next} is there is not known`);
    if (last !== undefined) await this.#windows.remove([last.id, ...older]);
    return 'news';
  }
}

/** Counts [from, to) for each meter; every type of event is read once. */
export async function tallyLedger(
  events: EventCollection,
  tenantId: string,
  from: number,
  to: number,
  meters: readonly Meter[],
): Promise<readonly Tally[]> {
  const tallies = meters.map(meter => ({ meter, tally: new Tally(meter) }));
  for (const type of new Set(meters.flatMap(({ types }) => types))) {
    const listening = tallies.filter(({ meter }) => meter.types.includes(type));
    const range = { from: isoTime(from), before: isoTime(to) };
    const scan = { index: 'time', equals: [tenantId, type], ...range } as const;
    for await (const entry of scanAll(events, scan, EVENTS_PER_PAGE)) {
      for (const { tally } of listening) tally.add(entry);
    }
    for (const { tally } of listening) tally.endOfType();
  }
  return tallies.map(({ tally }) => tally);
}

interface Base {
  readonly key: SpanKey;
  readonly last: CountedSpan | undefined;
  readonly older: readonly string[];
}

const NOTHING = mergeAll([]);

function minuteKey(tenantId: string, meter: Meter, start: number): SpanKey {
  return { tenantId, meter: meterRef(meter), span: 'minute', start };
}
