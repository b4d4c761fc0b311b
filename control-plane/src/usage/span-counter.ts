import type { Meter } from '@tenantry/contracts/commercial/meter';
import { type Clock, isoTime } from '../clock.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import type { LedgerEntries } from './counted-entry.ts';
import { tallyLedger } from './ledger-tally.ts';
import { type HorizonPort, NO_HORIZON } from './retention/horizon.ts';
import { fromStored, mergeAll, type StoredSummary, type Summary, sameSummary, toStored } from './summary.ts';
import {
  type CountedSpan,
  latestVersion,
  latestVersions,
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

/**
 * Counts spans absolutely, and inserts what it finds as the next version. The version before is read *before* what is
 * counted is read; so the next version holds all that the one before held, and whoever finds the next version taken
 * counts again. Racing counters do no harm: see docs/explanation/ledger.md.
 */
export class SpanCounter {
  readonly #entries: LedgerEntries;
  readonly #windows: WindowCollection;
  readonly #clock: Clock;
  readonly #horizon: HorizonPort;

  constructor(
    entries: LedgerEntries,
    windows: WindowCollection,
    clock: Clock,
    horizon: HorizonPort = NO_HORIZON,
  ) {
    this.#entries = entries;
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
      const bases = await this.bases(left.flatMap(index => keys[index] ?? []));
      const summaries = await this.readLedger(tenantId, start, start + SPAN_MS.minute, wanted);
      // Asked behind the reading: entries go after their checkpoint is there, so what was read before it was whole.
      if (await this.#isOver(tenantId, start)) return news;
      const counts = bases.map((base, index) => ({ base, summary: toStored(summaries[index] ?? NOTHING) }));
      const outcomes = (await this.advance(counts)).map(({ outcome }) => outcome);
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

  /** Whether a span is too young to be pruned. */
  isYoung(start: number): boolean {
    return start >= startOf('day', this.#clock.now() - SPAN_MS.day);
  }

  /** Whether a span was counted for the last time: what it was counted from may be pruned. */
  async #isOver(tenantId: string, start: number): Promise<boolean> {
    // Nothing that young is ever pruned, so that what is busy costs no look.
    if (this.isYoung(start)) return false;
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
    const tallies = await tallyLedger(this.#entries, tenantId, from, to, meters);
    return tallies.map(tally => tally.summary());
  }

  /** Read before what is counted; those of one row at once. */
  async bases(keys: readonly SpanKey[]): Promise<readonly Base[]> {
    const rows = Map.groupBy(keys, ({ tenantId, meter, span }) => `${tenantId}/${meter}/${span}`);
    const found = new Map<SpanKey, Base>();
    const read = async (row: readonly SpanKey[]) => {
      const [first, second] = row;
      const latest =
        first &&
        second &&
        (await latestVersions(
          this.#windows,
          first,
          row.map(({ start }) => start),
        ));
      for (const key of row) {
        const { last = undefined, older = [] } = latest?.get(key.start) ?? {};
        found.set(key, latest ? { key, last, older } : await this.#base(key));
      }
    };
    await Promise.all([...rows.values()].map(read));
    return keys.flatMap(key => found.get(key) ?? []);
  }

  async #base(key: SpanKey): Promise<Base> {
    return { key, ...(await latestVersion(this.#windows, key)) };
  }

  async #advance(base: Base, summary: StoredSummary): Promise<Advance['outcome']> {
    const [advance] = await this.advance([{ base, summary }]);
    return advance?.outcome ?? 'lost';
  }

  /** Inserts what was counted as the next versions, where it is news. */
  async advance(
    counts: readonly { readonly base: Base; readonly summary: StoredSummary }[],
  ): Promise<readonly Advance[]> {
    const at = isoTime(this.#clock.now());
    const news = counts.flatMap(({ base, summary }, index) => {
      const { key, last } = base;
      // Nothing there, and nothing to say: an event that was refused in the end leaves no window behind.
      if (last === undefined ? summary.entries === 0 : sameSummary(last.summary, summary)) return [];
      return [{ index, base, document: { id: windowId(key, (last?.version ?? 0) + 1), at, summary } }];
    });
    const outcomes = await this.#windows.insert(news.map(({ document }) => document));
    const advances = counts.map(({ base: { last } }): Advance => ({ outcome: 'same', version: last?.id }));
    const over: string[] = [];
    let unknown: string | undefined;
    for (const [at, { index, base, document }] of news.entries()) {
      if (outcomes[at] === 'unknown') unknown = document.id;
      else if (outcomes[at] === 'exists') advances[index] = { outcome: 'lost', version: undefined };
      else {
        advances[index] = { outcome: 'news', version: document.id };
        if (base.last !== undefined) over.push(base.last.id, ...base.older);
      }
    }
    if (over.length > 0) await this.#windows.remove(over);
    if (unknown !== undefined) throw new StoreUnavailable(`whether ${unknown} is there is not known`);
    return advances;
  }
}

export interface Advance {
  /** news: the next version is there. same: the last one says it already. lost: somebody counted meanwhile. */
  readonly outcome: 'news' | 'same' | 'lost';
  /** The version that says what was counted. */
  readonly version: string | undefined;
}

/** A span, and its versions as they were before anything of it was counted. */
export interface Base {
  readonly key: SpanKey;
  readonly last: CountedSpan | undefined;
  readonly older: readonly string[];
}

const NOTHING: Summary = mergeAll([]);

export function minuteKey(tenantId: string, meter: Meter, start: number): SpanKey {
  return { tenantId, meter: meterRef(meter), span: 'minute', start };
}
