import { type Clock, isoTime } from '../clock.ts';
import { scanAll } from '../storage/documents.ts';
import { type Intent, type IntentCollection, suspectId } from './intent.ts';
import type { MeterCatalogue, MeterSet } from './meter-catalogue.ts';
import { inParallel } from './parallel.ts';
import type { MinuteWork, SlotCounter } from './slot-counter.ts';
import type { SpanCounter } from './span-counter.ts';
import type { UsageConfig } from './usage-config.ts';
import { meterRef, type Span, type SpanKey, startOf } from './window.ts';

const AT_ONCE = 8;
/** Minutes of a tenant that are counted in one go. */
const MINUTES_AT_ONCE = 32;
/** Intents of one pass; what is beyond waits for the next. */
const INTENTS_PER_PASS = 5_000;

export interface ProjectorParts {
  readonly intents: IntentCollection;
  readonly counter: SpanCounter;
  readonly slots: SlotCounter;
  readonly meters: MeterCatalogue;
  readonly clock: Clock;
  readonly config: Pick<
    UsageConfig,
    'longestOperation' | 'unfinishedAfter' | 'restFactor' | 'restAtLeast' | 'suspicions'
  >;
  /** Days that were counted anew, before their intents go: for what else follows from them. */
  readonly counted?: (days: readonly SpanKey[]) => Promise<void>;
  /** Windows of a writer that was given up, in which something was found afterwards. */
  readonly mended?: (windows: number) => void;
}

/** A minute of a tenant that is to be counted. */
interface Work {
  readonly key: string;
  readonly tenantId: string;
  readonly start: number;
  readonly types: Set<string>;
  /** Slots of receipt in which something may be new; any of it where that is not known. */
  slots: Set<number> | 'any';
  /** Only looked at for what a writer left that was given up: news here is something mended. */
  suspect: boolean;
}

export interface PassReport {
  readonly counted: number;
  readonly resting: number;
  readonly finished: number;
}

/**
 * Counts what intents name. Level-triggered: each pass reads the intents there are and counts their windows from the
 * ledger, whoever else does or did the same. An intent goes when each of its windows, their hours and days are
 * counted; so a crash anywhere only counts again.
 */
export class Projector {
  readonly #parts: ProjectorParts;
  /** Tenants that were just counted, and until when they rest. */
  readonly #resting = new Map<string, number>();
  /** What is counted of intents that are not finished, by intent and stage. */
  #progress = new Map<string, Set<string>>();

  constructor(parts: ProjectorParts) {
    this.#parts = parts;
  }

  /**
   * One pass; in a `hurry` nothing rests. Throws the first failure, after everything that could be done is done.
   */
  async pass(hurry = false): Promise<PassReport> {
    if (hurry) this.#resting.clear();
    const tasks = await this.#tasks();
    // After the intents: whoever took an event in for a new meter knew of it before.
    const meters = await this.#parts.meters.fresh();
    const { ready, resting } = this.#arrange(tasks);
    const failures: unknown[] = [];
    const counted = await this.#count(ready, meters, failures);
    for (const { progress, work } of tasks)
      for (const { key } of work) if (counted.has(key)) progress.add(key);
    const finished = tasks.filter(({ work, progress }) => work.every(({ key }) => progress.has(key)));
    await this.#finish(finished);
    if (failures.length > 0) throw failures[0];
    return { counted: counted.size, resting, finished: finished.length };
  }

  async #tasks(): Promise<readonly Task[]> {
    const { clock, config } = this.#parts;
    const now = clock.now();
    const due = [
      ...(await this.#read('done', isoTime(now + config.longestOperation))),
      ...(await this.#read('open', isoTime(now - config.unfinishedAfter))),
      ...(await this.#read('suspect', isoTime(now))),
    ];
    const work = new Map<string, Work>();
    const before = this.#progress;
    this.#progress = new Map();
    return due.map(intent => {
      const given = intent.state === 'open' && Date.parse(intent.at) + config.longestOperation <= now;
      const stage = `${intent.id} ${intent.state === 'open' ? given : (intent.looks ?? 0)}`;
      const progress = before.get(stage) ?? new Set<string>();
      this.#progress.set(stage, progress);
      const mine = intent.touches.map(({ tenantId, type, start, slot }) => {
        const key = `${tenantId}/${start}`;
        const minute = work.get(key) ?? newWork({ key, tenantId, start });
        work.set(key, minute);
        minute.types.add(type);
        // Of a writer that is given up nothing is taken on trust.
        if (slot === undefined || given || intent.state === 'suspect') minute.slots = 'any';
        else if (minute.slots !== 'any') minute.slots.add(slot);
        if (intent.state !== 'suspect') minute.suspect = false;
        return minute;
      });
      const left = mine.filter(({ key }) => !progress.has(key));
      return { intent, given, work: mine, left, progress };
    });
  }

  async #read(state: Intent['state'], before: string): Promise<Intent[]> {
    const found: Intent[] = [];
    const scan = { index: 'state', equals: [state], before } as const;
    for await (const intent of scanAll(this.#parts.intents, scan, 200)) {
      found.push(intent);
      if (found.length === INTENTS_PER_PASS) break;
    }
    return found;
  }

  #arrange(tasks: readonly Task[]): { readonly ready: readonly Work[]; readonly resting: number } {
    const now = this.#parts.clock.now();
    for (const [key, until] of this.#resting) if (until <= now) this.#resting.delete(key);
    const wanted = new Map(tasks.flatMap(({ left }) => left.map(work => [work.key, work] as const)));
    const ready = [...wanted.values()].filter(({ tenantId }) => !this.#resting.has(tenantId));
    return { ready, resting: wanted.size - ready.length };
  }

  /** Minutes, then the hours they are in, then the days; answers which minutes are counted all the way up. */
  async #count(ready: readonly Work[], meters: MeterSet, failures: unknown[]): Promise<Set<string>> {
    const { clock, config } = this.#parts;
    const done = new Set<string>();
    const byTenant = [...Map.groupBy(ready, ({ tenantId }) => tenantId)];
    await inParallel(byTenant, AT_ONCE, failures, async ([tenantId, works]) => {
      const begun = performance.now();
      for (let from = 0; from < works.length; from += MINUTES_AT_ONCE) {
        await this.#countMinutes(tenantId, works.slice(from, from + MINUTES_AT_ONCE), meters, {
          done,
          failures,
        });
      }
      // A tenant of whom ever more arrives is counted at longer and longer intervals: never more than a fraction of
      // the time.
      const rest = Math.max(config.restAtLeast, config.restFactor * (performance.now() - begun));
      this.#resting.set(tenantId, clock.now() + rest);
    });
    let days: readonly SpanKey[] = [];
    for (const span of ['hour', 'day'] as const) {
      const spans = spansAbove(
        ready.filter(({ key }) => done.has(key)),
        meters,
        span,
      );
      await inParallel([...spans.values()], AT_ONCE, failures, async ({ key, minutes }) => {
        await this.#parts.counter.rollUp(key).catch(error => {
          for (const minute of minutes) done.delete(minute);
          throw error;
        });
      });
      days = [...spans.values()].map(({ key }) => key);
    }
    if (days.length > 0) await this.#parts.counted?.(days);
    return done;
  }

  async #countMinutes(
    tenantId: string,
    works: readonly Work[],
    meters: MeterSet,
    into: { readonly done: Set<string>; readonly failures: unknown[] },
  ): Promise<void> {
    const { counter, slots, mended } = this.#parts;
    const count = async (some: readonly Work[]) => {
      const minutes = some.map(
        (work): MinuteWork => ({ start: work.start, meters: metersOf(work, meters), slots: work.slots }),
      );
      // What is old may be pruned meanwhile, and is looked at one by one.
      const news = some.every(({ start }) => counter.isYoung(start))
        ? await slots.count(tenantId, minutes)
        : await Promise.all(
            minutes.map(minute => counter.countMinute(tenantId, minute.start, minute.meters)),
          );
      for (const [at, { key, suspect }] of some.entries()) {
        if (suspect && (news[at] ?? 0) > 0) mended?.(1);
        into.done.add(key);
      }
    };
    try {
      await count(works);
    } catch {
      // One of them may be in the way of the others.
      await inParallel(works, 1, into.failures, work => count([work]));
    }
  }

  async #finish(tasks: readonly Task[]): Promise<void> {
    const { intents, clock, config } = this.#parts;
    const now = clock.now();
    const remove: string[] = [];
    for (const { intent, given } of tasks) {
      if (intent.state === 'open' && !given) continue;
      const looks = intent.state === 'suspect' ? (intent.looks ?? 0) + 1 : 0;
      const wait = intent.state === 'done' ? undefined : config.suspicions[looks];
      if (wait === undefined) remove.push(intent.id);
      else {
        const id = intent.state === 'suspect' ? intent.id : suspectId(intent.id);
        await intents.replace({ ...intent, id, state: 'suspect', looks, at: isoTime(now + wait) });
        if (intent.state === 'open') remove.push(intent.id);
      }
    }
    await intents.remove(remove);
  }
}

interface Task {
  readonly intent: Intent;
  /** Its writer has had its time: it is given up, and counted for the last time as an open one. */
  readonly given: boolean;
  readonly work: readonly Work[];
  readonly left: readonly Work[];
  readonly progress: Set<string>;
}

function newWork(minute: Pick<Work, 'key' | 'tenantId' | 'start'>): Work {
  return { ...minute, types: new Set(), slots: new Set(), suspect: true };
}

function metersOf(work: Work, meters: MeterSet) {
  return [...new Set([...work.types].flatMap(type => meters.ofType(type)))];
}

function spansAbove(
  minutes: readonly Work[],
  meters: MeterSet,
  span: Span,
): Map<string, { readonly key: SpanKey; readonly minutes: string[] }> {
  const spans = new Map<string, { key: SpanKey; minutes: string[] }>();
  for (const work of minutes) {
    const start = startOf(span, work.start);
    for (const meter of metersOf(work, meters)) {
      const key = { tenantId: work.tenantId, meter: meterRef(meter), span, start };
      const name = `${key.tenantId}/${key.meter}/${start}`;
      const entry = spans.get(name) ?? { key, minutes: [] };
      entry.minutes.push(work.key);
      spans.set(name, entry);
    }
  }
  return spans;
}
