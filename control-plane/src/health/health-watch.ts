import { setImmediate as nextTurn } from 'node:timers/promises';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { SMALL_FLEET, type SweepPace, type SweepTurns } from '../sweep-pace.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import type { TenantsToLookAt } from '../tenants/tenant-signal.ts';
import type { HealthHeads, HealthPlaces } from './health-heads.ts';
import type { HealthScorer } from './scorer.ts';

const ROUND_EVERY = 1_000;
const SWEEP_EVERY = 1_000;
/** Of each round, in milliseconds: the rest belongs to those who call. */
const WORK_FOR = 250;
const FIND_NEW_EVERY = 600_000;
/** After this long a tenant of which something was decided is evaluated again. */
const CALM_AFTER_CHANGE_MS = 10_000;
/** Use goes on all the time, and health looks at whole days: ten thousand busy customers are not reckoned every minute. */
const CALM_AFTER_USE_MS = 3_600_000;
const MOST_TOLD = 1_000;
const MOST_DUE = 50;
const PUT_OFF_MS = 600_000;

export interface WatchParts {
  readonly context: Pick<Context, 'clock' | 'logger'>;
  readonly pace: SweepPace;
  readonly scorer: Pick<HealthScorer, 'evaluate'>;
  readonly heads: HealthHeads;
  readonly places: HealthPlaces;
  readonly roll: Pick<TenantRoll, 'values' | 'size'>;
  /** Of whom something was decided. */
  readonly changed: TenantsToLookAt;
  /** Of whom something was decided, or whose usage was counted. */
  readonly told: TenantsToLookAt;
  readonly evaluated?: ((outcome: 'done' | 'failed') => void) | undefined;
}

/**
 * Keeps every tenant's health current: those of whom something was decided at once, those that are used once an hour,
 * and everybody when they are due. What was decided is dealt with in rounds that work for a quarter of a second and no
 * longer; all the others have time, and come in their turns, spread over minutes, as after a start when there are
 * thousands of them. Those that are told of and those that are due take turns, so that neither keeps the other waiting.
 */
export class HealthWatch {
  readonly #parts: WatchParts;
  /** By tenant, when it is evaluated, those that were evaluated a moment ago. */
  readonly #calm = new Map<string, { readonly at: number; readonly queue: Set<string> }>();
  /** By tenant, when this process evaluated it last; in the order of those times. */
  readonly #done = new Map<string, number>();
  /** Of whom something was decided. */
  readonly #ready = new Set<string>();
  /** Those that are used, that are new, or whose settings changed. */
  readonly #told = new Set<string>();
  readonly #due = new Set<string>();
  #dueNext = false;
  /** Whether a look at who is due may find anybody: one look in vain is enough for a step. */
  #moreDue = true;
  readonly #turns: SweepTurns;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#turns = parts.pace.turns();
  }

  run(context: Context): void {
    context.every('evaluate the health of customers that changed', ROUND_EVERY, () => this.round());
    context.every('evaluate the health of customers in turn', SWEEP_EVERY, () => this.sweep());
    context.every('find customers without a health score', FIND_NEW_EVERY, () => this.findNew());
  }

  /** Everybody, as after a change of the settings. */
  lookAtAll(): void {
    for (const { id, phase } of this.#parts.roll.values()) if (phase === 'live') this.#told.add(id);
  }

  /** Those of whom something was decided. Answers how many tenants were evaluated. */
  async round(workFor = WORK_FOR): Promise<number> {
    const until = performance.now() + workFor;
    this.#sort();
    let count = 0;
    for (const next of this.#ready) {
      if (performance.now() >= until) break;
      this.#ready.delete(next);
      await this.#evaluate(next);
      count++;
      await nextTurn();
    }
    return count;
  }

  /** Those that have time: in a small fleet at once, else as many as have their turn. Answers how many. */
  async sweep(workFor = WORK_FOR): Promise<number> {
    this.#sort();
    const { pace, roll } = this.#parts;
    const turns = this.#turns.due();
    this.#moreDue = true;
    if (roll.size <= SMALL_FLEET) return this.#sweepAtOnce(performance.now() + workFor);
    let count = 0;
    for (; count < turns; count++) {
      const next = await this.#takeNext();
      if (next === undefined) break;
      await pace.work(() => this.#evaluate(next));
    }
    return count;
  }

  async #sweepAtOnce(until: number): Promise<number> {
    let count = 0;
    while (performance.now() < until) {
      const next = await this.#takeNext();
      if (next === undefined) break;
      await this.#evaluate(next);
      count++;
      await nextTurn();
    }
    return count;
  }

  /** Those that nobody told this process of: another replica made them, or a projection was lost. */
  async findNew(): Promise<number> {
    const { roll, places } = this.#parts;
    const living = [...roll.values()].flatMap(({ id, phase }) => (phase === 'live' ? [id] : []));
    let count = 0;
    for (let from = 0; from < living.length; from += 200) {
      const page = living.slice(from, from + 200);
      const known = new Set((await places.find(page)).map(({ id }) => id));
      for (const id of page) {
        if (known.has(id)) continue;
        this.#told.add(id);
        count++;
      }
      await nextTurn();
    }
    return count;
  }

  #sort(): void {
    const { changed, told, context } = this.#parts;
    const now = context.clock.now();
    for (const tenantId of changed.take(MOST_TOLD))
      this.#schedule(tenantId, CALM_AFTER_CHANGE_MS, { now, queue: this.#ready });
    for (const tenantId of told.take(MOST_TOLD))
      this.#schedule(tenantId, CALM_AFTER_USE_MS, { now, queue: this.#told });
    for (const [tenantId, { at, queue }] of this.#calm) {
      if (at > now) continue;
      this.#calm.delete(tenantId);
      queue.add(tenantId);
    }
    for (const [tenantId, at] of this.#done) {
      if (now - at < CALM_AFTER_USE_MS) break;
      this.#done.delete(tenantId);
    }
  }

  #schedule(tenantId: string, calm: number, { now, queue }: { now: number; queue: Set<string> }): void {
    const at = (this.#done.get(tenantId) ?? Number.NEGATIVE_INFINITY) + calm;
    if (at <= now) queue.add(tenantId);
    else if (at < (this.#calm.get(tenantId)?.at ?? Number.POSITIVE_INFINITY))
      this.#calm.set(tenantId, { at, queue });
  }

  /** One that was told of and one that is due, in turns. */
  async #takeNext(): Promise<string | undefined> {
    this.#dueNext = !this.#dueNext;
    if (this.#dueNext || this.#told.size === 0) {
      if (this.#moreDue && this.#due.size === 0) this.#moreDue = await this.#readDue();
      const due = takeFirst(this.#due);
      if (due !== undefined) return due;
    }
    return takeFirst(this.#told);
  }

  /** Whether there were any. */
  async #readDue(): Promise<boolean> {
    const { places, context } = this.#parts;
    const before = isoTime(context.clock.now());
    const due = await places.scan({ index: 'due', before, limit: MOST_DUE });
    for (const { id } of due) this.#due.add(id);
    return due.length > 0;
  }

  async #evaluate(tenantId: string): Promise<void> {
    const { scorer, context, evaluated } = this.#parts;
    for (const waiting of [this.#calm, this.#ready, this.#told, this.#due, this.#done])
      waiting.delete(tenantId);
    this.#done.set(tenantId, context.clock.now());
    try {
      await scorer.evaluate(tenantId);
      evaluated?.('done');
    } catch (error) {
      evaluated?.('failed');
      context.logger.warn({ err: error, tenantId }, 'the health of a tenant could not be evaluated');
      await this.#putOff(tenantId);
    }
  }

  /** One that cannot be evaluated must not keep the others from their turn. */
  async #putOff(tenantId: string): Promise<void> {
    const { heads, context } = this.#parts;
    const head = await heads.get(tenantId);
    if (head === undefined) return;
    await heads.replace({ ...head, dueAt: isoTime(context.clock.now() + PUT_OFF_MS) });
  }
}

function takeFirst(set: Set<string>): string | undefined {
  const [first] = set;
  if (first !== undefined) set.delete(first);
  return first;
}
