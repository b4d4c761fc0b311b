import type { Meter } from '@tenantry/contracts/commercial/meter';
import { isoTime } from '../clock.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import type { LedgerEntries } from './counted-entry.ts';
import { type EntryForCounting, entriesFor } from './ledger-tally.ts';
import { type Base, minuteKey, type SpanCounter } from './span-counter.ts';
import { mergeAll, type Summary, toStored } from './summary.ts';
import { Tally } from './tally.ts';
import { meterRef, SPAN_MS, startOf } from './window.ts';

/** A minute of event time to be counted: its entries of these slots of receipt may be new, or any of it. */
export interface MinuteWork {
  readonly start: number;
  readonly meters: readonly Meter[];
  readonly slots: ReadonlySet<number> | 'any';
}

/** What was counted of a window: the version that says so, and what it is made of, by slot of receipt. */
interface Known {
  readonly version: string | undefined;
  readonly pieces: ReadonlyMap<number, Summary>;
}

const WINDOWS_KNOWN = 8_000;
/** A window that came in more pieces than these is read whole: to remember them costs more. */
const PIECES_KNOWN = 64;
/** Members of unique meters that are remembered of a window, over all its pieces. */
const MEMBERS_KNOWN = 4_096;
/** With more slots than these to read again, the whole minute is as quickly read. */
const SLOTS_READ_AGAIN = 12;
const MAX_TRIES = 50;

/**
 * Counts minutes of a tenant without reading again what cannot have changed. A minute of event time is made of pieces,
 * one for each slot of receipt. Writers name the slots that they insert into, so the pieces of all other slots are what
 * they were; they are remembered here, together with the version that was made of them.
 *
 * They are used only while that version is the last one: so the next version holds all that the last one held, just as
 * when the whole minute is read. When somebody else has counted meanwhile, and after a start, it is read whole.
 */
export class SlotCounter {
  readonly #entries: LedgerEntries;
  readonly #counter: SpanCounter;
  readonly #known = new Map<string, Known>();

  constructor(entries: LedgerEntries, counter: SpanCounter) {
    this.#entries = entries;
    this.#counter = counter;
  }

  /** Answers for how many meters each minute was news, in the order of `works`. @throws StoreUnavailable */
  async count(tenantId: string, works: readonly MinuteWork[]): Promise<readonly number[]> {
    const news = works.map(() => 0);
    let left = works.flatMap((work, index) => work.meters.map(meter => ({ work, index, meter })));
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === MAX_TRIES) throw new StoreUnavailable(`the minutes of ${tenantId} are contended`);
      const counts = await this.#begin(tenantId, left);
      await this.#readSlots(tenantId, counts);
      await this.#readWhole(tenantId, counts);
      const advances = await this.#counter.advance(
        counts.map(count => ({ base: count.base, summary: toStored(summaryOf(count)) })),
      );
      for (const [at, { index }] of left.entries()) {
        if (advances[at]?.outcome === 'news') news[index] = (news[index] ?? 0) + 1;
        const count = counts[at];
        if (count && advances[at]?.outcome !== 'lost') this.#remember(count, advances[at]?.version);
      }
      left = left.filter((_, at) => advances[at]?.outcome === 'lost');
    }
    return news;
  }

  /** The versions, before anything is read that is counted; and of which windows the rest is known. */
  async #begin(
    tenantId: string,
    wanted: readonly { readonly work: MinuteWork; readonly meter: Meter }[],
  ): Promise<readonly Count[]> {
    const keys = wanted.map(({ work, meter }) => minuteKey(tenantId, meter, work.start));
    const bases = await this.#counter.bases(keys);
    return bases.map((base, at): Count => {
      const { work, meter } = wanted[at] ?? nothingWanted();
      const name = `${tenantId}/${work.start}/${meterRef(meter)}`;
      const known = this.#known.get(name);
      this.#known.delete(name);
      const named = work.slots === 'any' || work.slots.size > SLOTS_READ_AGAIN ? undefined : work.slots;
      const usable = named !== undefined && known !== undefined && known.version === base.last?.id;
      return {
        name,
        work,
        meter,
        base,
        again: usable ? named : undefined,
        pieces: usable ? new Map(known.pieces) : undefined,
      };
    });
  }

  /** Reads each slot that was named once, for all windows of which the rest is known. */
  async #readSlots(tenantId: string, counts: readonly Count[]): Promise<void> {
    for (const slot of new Set(counts.flatMap(({ again }) => [...(again ?? [])]))) {
      const here = counts.filter(({ again, pieces }) => again?.has(slot) && pieces !== undefined);
      const tallies = new SlotTallies(here);
      const scan = { index: 'slot', equals: [tenantId], from: slot, before: slot + 1 } as const;
      const meters = here.map(({ meter }) => meter);
      for await (const entry of entriesFor(this.#entries, scan, meters, false)) tallies.add(entry);
      for (const { count, piece } of tallies.pieces()) {
        if (piece === undefined) count.pieces = undefined;
        else count.pieces?.set(slot, piece);
      }
    }
  }

  /** Reads the whole minute for those of which too little is known. */
  async #readWhole(tenantId: string, counts: readonly Count[]): Promise<void> {
    const unknown = counts.filter(({ pieces }) => pieces === undefined);
    for (const [start, here] of Map.groupBy(unknown, ({ work }) => work.start)) {
      const meters = here.map(({ meter }) => meter);
      const range = { from: isoTime(start), before: isoTime(start + SPAN_MS.minute) };
      const bySlot = new Map<number, SlotTallies>();
      for (const type of new Set(meters.flatMap(({ types }) => types))) {
        const scan = { index: 'time', equals: [tenantId, type], ...range } as const;
        for await (const entry of entriesFor(this.#entries, scan, meters, false)) {
          const tallies = bySlot.get(entry.slot) ?? new SlotTallies(here);
          bySlot.set(entry.slot, tallies);
          tallies.add(entry);
        }
      }
      for (const count of here) count.pieces = new Map();
      for (const [slot, tallies] of bySlot) {
        for (const { count, piece } of tallies.pieces()) {
          if (piece === undefined) count.pieces = undefined;
          else count.pieces?.set(slot, piece);
        }
      }
      // What is to be counted together with what is in other slots.
      const whole = here.filter(({ pieces }) => pieces === undefined);
      const to = start + SPAN_MS.minute;
      const summaries = await this.#counter.readLedger(
        tenantId,
        start,
        to,
        whole.map(({ meter }) => meter),
      );
      for (const [at, count] of whole.entries()) count.whole = summaries[at];
    }
  }

  #remember({ name, pieces, whole }: Count, version: string | undefined): void {
    if (pieces === undefined || whole !== undefined || pieces.size > PIECES_KNOWN) return;
    if (membersOf(pieces) > MEMBERS_KNOWN) return;
    this.#known.set(name, { version, pieces });
    if (this.#known.size <= WINDOWS_KNOWN) return;
    // They are in the order in which they were counted last.
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

/** A window that is being counted. */
interface Count {
  readonly name: string;
  readonly work: MinuteWork;
  readonly meter: Meter;
  readonly base: Base;
  /** Slots to read again; nothing where the whole minute is to be read. */
  readonly again: ReadonlySet<number> | undefined;
  /** By slot; nothing while the minute is not read whole, and where it cannot be told in pieces. */
  pieces: Map<number, Summary> | undefined;
  whole?: Summary | undefined;
}

function nothingWanted(): never {
  throw new Error('a version for each window that was asked for');
}

function summaryOf({ pieces, whole }: Count): Summary {
  return whole ?? mergeAll(pieces?.values() ?? []);
}

/** Of one slot, what each window has in it. */
class SlotTallies {
  readonly #all: { readonly count: Count; readonly tally: Tally; apart: boolean }[];
  /** Those that listen, by minute and type: there may be hundreds of windows, and an entry is for one or two. */
  readonly #listening: ReadonlyMap<string, { readonly tally: Tally; apart: boolean }[]>;

  constructor(counts: readonly Count[]) {
    const listening = new Map<string, { readonly tally: Tally; apart: boolean }[]>();
    this.#listening = listening;
    this.#all = counts.map(count => {
      const { meter, work } = count;
      // What holds until the next reading depends on readings of other slots.
      const one = { count, tally: new Tally(meter), apart: meter.aggregation !== 'time_weighted' };
      for (const type of meter.types) {
        const name = `${work.start}/${type}`;
        listening.set(name, [...(listening.get(name) ?? []), one]);
      }
      return one;
    });
  }

  add(entry: EntryForCounting): void {
    const start = startOf('minute', Date.parse(entry.time));
    for (const one of this.#listening.get(`${start}/${entry.type}`) ?? []) {
      // A correction is counted together with what it corrects, wherever that is.
      if (entry.entry !== 'usage') one.apart = false;
      if (one.apart) one.tally.add(entry);
    }
  }

  /** Nothing for a window that cannot be told in pieces. */
  pieces(): readonly { readonly count: Count; readonly piece: Summary | undefined }[] {
    return this.#all.map(({ count, tally, apart }) => ({
      count,
      piece: apart ? tally.summary() : undefined,
    }));
  }
}

function membersOf(pieces: ReadonlyMap<number, Summary>): number {
  let members = 0;
  for (const { members: some } of pieces.values()) members += some.length;
  return members;
}
