import {
  CLOCK_TOLERANCE_MS,
  type ClockFault,
  type Look,
} from '@tenantry/contracts/commercial/enforcement-look';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { type Groups, outboxSpec } from '../outbox/entry.ts';
import type { AggregateSpec, Aggregates, Versioned } from '../storage/aggregates.ts';
import type { Collection, CollectionSpec } from '../storage/documents.ts';
import type { Who } from '../tenants/who.ts';

/** A replica says so often that it watched. */
const PULSE_EVERY_MS = 30_000;
/** After a jump forward the clock is held to be wrong for a while: most faults are mended in it. */
const SETTLE_MS = 10 * 60_000;
const PULSES_KEPT_MS = 86_400_000;
const MOST_PULSES = 1_000;
/** Longer than any notice: what was not watched before is of no use any more. */
const GAPS_KEPT_MS = 400 * 86_400_000;
const MOST_GAPS = 500;
const ATTEMPTS = 8;

const pulseSchema = z.object({ id: z.string(), at: z.string() });
type Pulse = z.infer<typeof pulseSchema>;

/** One document for each process, written by that process alone. */
const enforcementPulsesSpec: CollectionSpec<Pulse, 'at'> = {
  name: 'enforcement_pulses',
  indexes: { at: ['at'] },
  parse: value => pulseSchema.parse(value),
};

const stateSchema = z.object({
  /** Stretches of the clock that nobody watched. */
  gaps: z.array(z.object({ from: z.string(), to: z.string() })),
  /** A person said at `at` that the clock is right: what was written under later times, up to `upTo`, was not. */
  confirmed: z.object({ at: z.string(), upTo: z.string() }).optional(),
});
type ClockState = z.infer<typeof stateSchema>;

const clockAggregate: AggregateSpec<ClockState> = { kind: 'enforcement_clock', state: stateSchema };
const ID = 'installation';
const SYSTEM: Who = { actor: { id: 'system:enforcement', name: 'Enforcement' }, requestId: 'clock' };

export interface ClockVerdict {
  readonly fault: ClockFault | undefined;
  readonly unwatched: Look['unwatched'];
  /** The latest time that anybody wrote down; milliseconds since 1970. */
  readonly evidence: number;
}

/**
 * Holds the clock against what can only go forward: the pulses of all replicas, what was told last, and, where the
 * process has one, a clock that nobody sets. A clock that is behind them is wrong; one that is far ahead was wrong
 * before or is now, and which of both nobody can know. So a jump is written down as a stretch that nobody watched,
 * notices run so much longer, and for a while nothing is done at all.
 */
export class ClockWatch {
  readonly #clock: Context['clock'];
  readonly #state: Aggregates<ClockState>;
  readonly #pulses: Collection<Pulse, 'at'>;
  readonly #outbox: Groups;
  readonly #monotonic: (() => number) | undefined;
  readonly #process = uuidv7();
  #before: { readonly now: number; readonly steady: number } | undefined;
  /** From where the clock jumped: kept until that is on record, whatever fails on the way. */
  #jump: number | undefined;
  #pulsedAt = 0;

  private constructor(
    context: Context,
    parts: {
      readonly pulses: Collection<Pulse, 'at'>;
      readonly outbox: Groups;
      readonly monotonic: (() => number) | undefined;
    },
  ) {
    this.#clock = context.clock;
    this.#state = context.aggregates(clockAggregate);
    this.#pulses = parts.pulses;
    this.#outbox = parts.outbox;
    this.#monotonic = parts.monotonic;
  }

  /** `monotonic`: milliseconds by a clock that nobody sets; left out where the clock is not that of the machine. */
  static async open(context: Context, monotonic: (() => number) | undefined): Promise<ClockWatch> {
    const pulses = await context.store.collection(enforcementPulsesSpec);
    const outbox = await context.store.collection(outboxSpec);
    return new ClockWatch(context, { pulses, outbox, monotonic });
  }

  /** @param longest Milliseconds: a longer time without a look is none that was watched. */
  async look(longest: number): Promise<ClockVerdict> {
    const now = this.#clock.now();
    const jump = this.#jumpTo(now);
    const known = await this.#load();
    const [pulsed, told] = await Promise.all([this.#newestPulse(), this.#toldLast()]);
    const evidence = believed(Math.max(pulsed, told), known.state.confirmed);
    const lastGap = Math.max(0, ...known.state.gaps.map(({ to }) => Date.parse(to)));
    const watched = Math.max(believed(pulsed, known.state.confirmed), lastGap <= now ? lastGap : 0);
    const unwatched = known.state.gaps.map(({ from, to }) => ({
      from: Date.parse(from),
      to: Date.parse(to),
    }));
    if (now < evidence - CLOCK_TOLERANCE_MS) return { fault: 'clock_behind', unwatched, evidence };
    const from = jump ?? (watched > 0 && now - watched > longest ? watched : undefined);
    if (from !== undefined) {
      if (await this.#noteGap(known, from, now)) this.#jump = undefined;
      return { fault: 'clock_ahead', unwatched: [...unwatched, { from, to: now }], evidence };
    }
    const confirmedAt = known.state.confirmed === undefined ? 0 : Date.parse(known.state.confirmed.at);
    if (lastGap > confirmedAt && now < lastGap + SETTLE_MS && now >= lastGap - CLOCK_TOLERANCE_MS)
      return { fault: 'clock_unsettled', unwatched, evidence };
    await this.#pulse(now);
    return { fault: undefined, unwatched, evidence };
  }

  /** A person says that the clock is right now, whatever was written under later times. */
  async confirm(reason: string, who: Who): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const known = await this.#load();
      const now = this.#clock.now();
      const latest = Math.max(await this.#newestPulse(), await this.#toldLast(), now);
      const state = { ...known.state, confirmed: { at: isoTime(now), upTo: isoTime(latest) } };
      const note = {
        ...who,
        reason,
        action: 'enforcement.confirm_clock',
        events: [{ type: 'enforcement.clock_confirmed', data: {} }] as const,
      };
      if ((await this.#write(known, state, note)) !== 'exists') return;
    }
  }

  /** From where the clock went on without the time; undefined when it did not. */
  #jumpTo(now: number): number | undefined {
    if (this.#monotonic === undefined) return undefined;
    const steady = this.#monotonic();
    const before = this.#before;
    this.#before = { now, steady };
    if (before === undefined) return this.#jump;
    const expected = before.now + (steady - before.steady);
    if (now - expected > CLOCK_TOLERANCE_MS) this.#jump ??= expected;
    return this.#jump;
  }

  /** Whether it is on record now: lost to another write, it is tried at the next look. */
  async #noteGap(known: Versioned<ClockState>, from: number, to: number): Promise<boolean> {
    const kept = known.state.gaps.filter(gap => Date.parse(gap.to) > to - GAPS_KEPT_MS).slice(-MOST_GAPS);
    // Replicas of one machine see the same jump: it is counted once.
    const last = kept.at(-1);
    const begin =
      last !== undefined && Date.parse(last.to) <= to ? Math.max(from, Date.parse(last.to)) : from;
    if (to - begin < CLOCK_TOLERANCE_MS) return true;
    const gap = { from: isoTime(begin), to: isoTime(to) };
    const note = {
      ...SYSTEM,
      action: 'enforcement.note_unwatched_time',
      events: [{ type: 'enforcement.time_unwatched', data: gap }] as const,
    };
    return (await this.#write(known, { ...known.state, gaps: [...kept, gap] }, note)) !== 'exists';
  }

  async #pulse(now: number): Promise<void> {
    if (Math.abs(now - this.#pulsedAt) < PULSE_EVERY_MS) return;
    await this.#pulses.replace({ id: this.#process, at: isoTime(now) });
    this.#pulsedAt = now;
    const old = await this.#pulses.scan({
      index: 'at',
      before: isoTime(now - PULSES_KEPT_MS),
      limit: MOST_PULSES,
    });
    if (old.length > 0) await this.#pulses.remove(old.map(({ id }) => id));
  }

  async #newestPulse(): Promise<number> {
    const [newest] = await this.#pulses.scan({ index: 'at', descending: true, limit: 1 });
    return newest === undefined ? 0 : Date.parse(newest.at);
  }

  async #toldLast(): Promise<number> {
    const [group] = await this.#outbox.scan({ descending: true, limit: 1 });
    return Math.max(0, ...(group?.items ?? []).map(({ time }) => Date.parse(time)));
  }

  async #load(): Promise<Versioned<ClockState>> {
    return (await this.#state.load(ID)) ?? { version: 0, state: { gaps: [] }, at: '' };
  }

  #write(
    known: Versioned<ClockState>,
    state: ClockState,
    note: Parameters<Aggregates<ClockState>['create']>[2],
  ) {
    return known.version === 0
      ? this.#state.create(ID, state, note)
      : this.#state.change(ID, known, state, note);
  }
}

/** Times that a person said were wrong are no evidence. */
function believed(time: number, confirmed: ClockState['confirmed']): number {
  if (confirmed === undefined) return time;
  const at = Date.parse(confirmed.at);
  return time > at && time <= Date.parse(confirmed.upTo) ? at : time;
}
